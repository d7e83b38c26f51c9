use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::library::ledger::Entry;
use crate::library::{Label, Library, Policy};
use crate::source::{Finding, Findings, Severity};

crate::source::codes! {
    /// The ledger has entries that are dated after today.
    ///
    /// What they list is released on that day: until then readers see nothing of it. That may be meant, and then there is nothing to
    /// do. But a slip of the pen, or a clock that was wrong, hides a text for years. Today is the day by the clock where the site is,
    /// whatever day `--as-of` names. For example, where 2026 was meant:
    ///
    /// ```toml
    /// [[entry]]
    /// path = "2206-11-29/en.md"
    /// released = 2206-11-29
    /// ```
    ///
    /// It is a warning, and stops nothing: what is released before that day is published as usual. It is gone when that day has come.
    ///
    /// Way out: if it is meant, wait. If not, take the version back with `promulgate withdraw POLICY LABEL --reason TEXT` (then this
    /// is a note), and release the text again under another label. What was never published nor given to others can be taken out
    /// with git instead: `git restore` or `git revert` what the command wrote, the ledger too.
    DATED_AHEAD = "dated-ahead", Warning;
}

/// One finding for what was sealed together.
pub fn check(library: &Library, findings: &mut Findings) {
    for policy in &library.policies {
        let mut together: BTreeMap<(&Label, Date), Vec<(usize, &Entry)>> = BTreeMap::new();
        for (index, entry) in policy.ledger().after(library.today) {
            together.entry((&entry.record.label, entry.record.released)).or_default().push((index, entry));
        }
        findings.extend(together.values().filter_map(|entries| report(library, policy, entries)));
    }
}

fn report(library: &Library, policy: &Policy, entries: &[(usize, &Entry)]) -> Option<Finding> {
    let (first, entry) = entries.first()?;
    let (label, day) = (&entry.record.label, entry.record.released);
    let number = first + 1;
    let which = match entries.len() {
        1 => format!("entry {number} of the ledger, of version `{label}`, is"),
        more => format!("entry {number} and {} more of the ledger, of version `{label}`, are", more - 1),
    };
    let message = format!("{which} dated {day}, which is still to come: today is {}", library.today);
    let version = policy.version(label).filter(|version| version.released == day);
    let what = match version {
        Some(version) if version.is_taken_back(Date::MAX) => Ahead::TakenBack,
        Some(_) => Ahead::Version,
        None if entries.iter().any(|(_, entry)| is_withdrawal(&entry.record.path)) => Ahead::Withdrawal,
        None => Ahead::Text,
    };
    let severity = if what == Ahead::TakenBack { Severity::Note } else { DATED_AHEAD.severity };
    let help = what.help(&policy.folder, &label.to_string());
    Some(Finding { severity, ..Finding::new(&DATED_AHEAD, entry.span, message, help) })
}

/// True for the path of the file that takes a version back or ends an addendum.
fn is_withdrawal(path: &str) -> bool {
    path.ends_with("/withdrawn.toml")
}

/// What is dated ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ahead {
    /// A version that will not stand.
    TakenBack,
    Version,
    /// That of a version which was released on another day.
    Withdrawal,
    /// A text that came to such a version later.
    Text,
}

impl Ahead {
    fn help(self, folder: &str, label: &str) -> String {
        match self {
            Ahead::TakenBack => "it is taken back, so there is nothing to do".to_owned(),
            Ahead::Version => format!(
                "if it is meant, wait; if not, `promulgate withdraw {folder} {label} --reason TEXT` takes it back"
            ),
            Ahead::Withdrawal => "if it is meant, wait; if not, release the text under another label: a withdrawal cannot be \
                                  undone. One that was never published nor given to others can be taken out with `git restore`"
                .to_owned(),
            Ahead::Text => "if it is meant, wait; if not, release it again, dated today".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withdrawal_is_not_to_be_released_again_under_its_label() {
        for (path, is_one) in [
            ("2026-01-01/withdrawn.toml", true),
            ("2026-01-01/version.toml", false),
            ("2026-01-01/en.2.md", false),
        ] {
            assert_eq!(is_withdrawal(path), is_one, "{path}");
        }
        let help = Ahead::Withdrawal.help("privacy", "2026-01-01");
        assert!(help.contains("another label") && help.contains("`git restore`"), "{help}");
        assert!(!help.contains("again") && !help.contains("promulgate withdraw"), "{help}");
    }
}
