use jiff::civil::Date;

use crate::library::{Library, Version};
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// Two versions take effect on the same day, or a version is labelled with a day on which it does not take effect.
    ///
    /// Of two versions of one day the one that the ledger lists later applies; the other was in force for no day at
    /// all. And everybody who sees the address takes a label such as `2021-02-09` for a day. For example:
    ///
    /// ```toml
    /// # content/privacy/versions/2021-02-09/version.toml
    /// label = "2021-02-09"
    /// released = 2021-01-10
    /// effective = 2021-03-01
    /// ```
    ///
    /// Way out: give the version its real day, or a label that is no day, before it is sealed. What is sealed stays.
    AMBIGUOUS_DAYS = "ambiguous-days", Warning;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for policy in &library.policies {
        let standing = policy.versions().iter().filter(|version| !version.is_taken_back(Date::MAX));
        let later = standing.clone().skip(1);
        for (version, next) in
            standing.zip(later).filter(|(version, next)| version.effective == next.effective)
        {
            let message = format!(
                "versions `{}` and `{}` take effect on the same day, {}; the later one applies",
                version.label, next.label, next.effective
            );
            findings.push(finding(next, message).label(Span::start_of(version.file), "the other one"));
        }
        for version in policy.versions() {
            let day = version.label.as_str().parse::<Date>().ok();
            if let Some(day) = day.filter(|day| *day != version.effective) {
                let message = format!(
                    "version `{}` takes effect on {}, not on {day}",
                    version.label, version.effective
                );
                findings.push(finding(version, message));
            }
        }
    }
}

fn finding(version: &Version, message: String) -> Finding {
    let help = "give it its real day, or a label that is no day";
    let is_sealed = version.entered.is_some();
    let finding =
        Finding::new(&AMBIGUOUS_DAYS, Span::start_of(version.file), message, help).sealed(is_sealed);
    match is_sealed {
        true => Finding { help: "where one corrects the other, all is well".to_owned(), ..finding },
        false => finding,
    }
}
