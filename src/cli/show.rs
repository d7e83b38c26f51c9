//! `promulgate show`.

use anyhow::Context as _;
use clap::Args;

use super::Outcome;
use super::common::{DayArgument, RootArgument, broken_versions, language};
use super::findings::print_found;
use crate::library::{Library, Policy, Reading, Timeline, Version, jurisdiction};
use crate::locale::Lang;
use crate::source::{Finding, Sources};

/// Print what applied on a day
#[derive(Debug, Args)]
pub struct Show {
    /// The policy's folder: privacy, or privacy/addenda/br
    policy: String,
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// In this language, as far as it is translated [default: the language that controls]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// With the addenda for this jurisdiction: BR, US-CA
    #[arg(long, value_name = "CODE")]
    r#in: Option<String>,
}

impl Show {
    /// # Errors
    /// If there is no such policy, language or jurisdiction.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let (_, opened) = self.root.open(&self.day, crate::pipeline::Check::Integrity)?;
        let Some(library) = &opened.value.library else {
            print_found(&opened.findings, &opened.value);
            return Ok(Outcome::Failed);
        };
        let sources = &opened.value.tree.sources;
        let policy = library.require_policy(&self.policy)?;
        let lang = language(library, self.lang.as_ref())?;
        let mut parts = vec![policy];
        if let Some(code) = &self.r#in {
            parts.extend(addenda(library, policy, code)?);
        }
        // Nobody may be told what applied by a text for which the ledger does not answer.
        let broken: Vec<Finding> =
            parts.iter().flat_map(|part| broken_versions(part, &opened.findings, sources)).collect();
        if !broken.is_empty() {
            print_found(&broken, &opened.value);
            return Ok(Outcome::Gate);
        }
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                super::say("");
            }
            print(library, sources, part, lang);
        }
        Ok(Outcome::Done)
    }
}

/// The addenda to a policy for a jurisdiction.
fn addenda<'a>(library: &'a Library, policy: &Policy, code: &str) -> anyhow::Result<Vec<&'a Policy>> {
    let jurisdiction = library.config.jurisdiction(&code.to_ascii_uppercase()).with_context(|| {
        match jurisdiction::meant(code) {
            Some(meant) => format!("`{code}` is no known jurisdiction; did you mean `{meant}`?"),
            None => format!(
                "`{code}` is no known jurisdiction; write an ISO 3166 code such as BR or US-CA, or a group of promulgate.toml"
            ),
        }
    })?;
    let of_policy = library.find(&policy.folder).into_iter().flat_map(|id| library.addenda(id));
    let addenda: Vec<&Policy> = of_policy
        .map(|(_, addendum)| addendum)
        .filter(|addendum| library.applies_in(addendum, &jurisdiction))
        .collect();
    if addenda.is_empty() {
        super::complain(format_args!("{}: there is no addendum for {jurisdiction}\n", policy.folder));
    }
    Ok(addenda)
}

/// Prints the text that applied on the library's day, and on the standard error what it is.
fn print(library: &Library, sources: &Sources, policy: &Policy, lang: &Lang) {
    let day = library.day;
    let Some(version) = policy.versions().in_force(day, day) else {
        super::say(format_args!("{}: {}", policy.folder, why_nothing(policy, library)));
        return;
    };
    let Some(reading) = library.reading(policy, version, lang, day) else { return };
    super::complain(format_args!("{}\n", describe(library, policy, version, reading, lang)));
    let text = &sources.get(reading.text().file).text;
    super::print(text);
    if !text.ends_with('\n') {
        super::say("");
    }
}

/// Why nothing applied.
fn why_nothing(policy: &Policy, library: &Library) -> String {
    let day = library.day;
    let first = policy.versions().iter().find(|version| version.stands(day));
    match (Timeline::on(policy.versions(), day).ended, first) {
        (Some((_, withdrawal)), _) => {
            format!("nothing applied on {day}: the addendum ended on {}", withdrawal.effective)
        }
        (None, Some(first)) => format!(
            "nothing applied on {day}: the first version, {}, was released on {} and takes effect on {}",
            first.label, first.released, first.effective
        ),
        (None, None) => match policy.versions().first() {
            Some(first) => format!(
                "nothing applied on {day}: the first version, {}, was released on {}",
                first.label, first.released
            ),
            None => format!("nothing applied on {day}: there is no version"),
        },
    }
}

fn describe(
    library: &Library,
    policy: &Policy,
    version: &Version,
    reading: Reading<'_>,
    lang: &Lang,
) -> String {
    let text = reading.text();
    let mut words = format!(
        "{}: version {}, released {}, effective {}, in {}",
        policy.folder, version.label, version.released, version.effective, text.lang
    );
    match reading {
        Reading::Controlling(_) => {}
        Reading::Translation(_) if text.revision > 1 => {
            words.push_str(&format!(", revision {}", text.revision))
        }
        Reading::Translation(_) => {}
        Reading::Earlier { version, .. } => {
            words.push_str(&format!("; the translation is that of version {}", version.label));
        }
        Reading::Fallback(_) => words.push_str(&format!("; there is no text in {lang}")),
    }
    if text.lang != library.config.controlling {
        words.push_str(&format!("; the text in {} controls", library.config.controlling));
    }
    words
}
