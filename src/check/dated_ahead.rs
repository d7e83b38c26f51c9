use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::library::ledger::Entry;
use crate::library::{Label, Library, Policy};
use crate::source::{Finding, Findings, Severity};

crate::codes! {
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
        for (index, entry) in policy.ledger.after(library.today) {
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
    let is_taken_back = version.is_some_and(|version| version.is_taken_back(Date::MAX));
    let help = match version {
        Some(_) if is_taken_back => "it is taken back, so there is nothing to do".to_owned(),
        Some(_) => format!(
            "if it is meant, wait; if not, `promulgate withdraw {} {label} --reason TEXT` takes it back",
            policy.folder
        ),
        None => "if it is meant, wait; if not, release it again, dated today".to_owned(),
    };
    let severity = if is_taken_back { Severity::Note } else { DATED_AHEAD.severity };
    Some(Finding { severity, ..Finding::new(&DATED_AHEAD, entry.span, message, help) })
}
