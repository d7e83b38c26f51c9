//! `promulgate release`.

use anyhow::{Context as _, ensure};
use clap::Args;
use jiff::civil::Date;

use super::Outcome;
use super::common::parse_day;
use super::findings::print_found;
use super::write_session::WriteArguments;
use crate::locale::Lang;
use crate::pipeline::Opened;
use crate::seal::{self, ReleasePlan, ReleaseRequest, Revision, RevisionRequest, Sealing};
use crate::source::characters;

/// Seal the working texts of a policy as a new version
#[derive(Debug, Args)]
pub struct Release {
    /// The policy's folder: privacy, or privacy/addenda/br
    policy: String,
    #[command(flatten)]
    session: WriteArguments,
    /// Release a translation alone, as a new revision of the version in force
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// With --lang: the version under which it is to stand [default: the one in force]
    #[arg(long, value_name = "LABEL", requires = "lang")]
    version: Option<String>,
    /// The day on which it takes effect [default: today; for a material change as late as notice_days asks]
    #[arg(long, value_name = "DATE", value_parser = parse_day, conflicts_with = "lang")]
    effective: Option<Date>,
    /// The version's name in its address [default: the effective day]
    #[arg(long, value_name = "LABEL", conflicts_with = "lang")]
    label: Option<String>,
    /// It changes what readers are entitled or bound to
    #[arg(long, conflicts_with_all = ["lang", "editorial"])]
    material: bool,
    /// One line for readers about what is new, for each language
    #[arg(long, value_name = "LANG=TEXT", value_parser = parse_summary, conflicts_with = "lang")]
    summary: Vec<(String, String)>,
    /// It took effect before today; a translation: it was published before something that is in the ledger already
    #[arg(long)]
    backdate: bool,
    /// The day of --as-of is after today, and that is meant: until then readers see nothing of it
    #[arg(long)]
    ahead: bool,
    /// Why a material change cannot wait as long as notice_days asks; the ledger keeps it
    #[arg(long, value_name = "REASON", value_parser = parse_reason, requires = "material")]
    override_notice: Option<String>,
    /// Why this is a correction that changes nobody's rights; the ledger keeps it
    #[arg(long, value_name = "REASON", value_parser = parse_reason, conflicts_with = "lang")]
    editorial: Option<String>,
}

fn parse_summary(argument: &str) -> anyhow::Result<(String, String)> {
    let (lang, text) =
        argument.split_once('=').context("write it as LANG=TEXT, such as \"en=Adds a section.\"")?;
    Ok((lang.trim().to_owned(), parse_reason(text)?))
}

/// Words that are kept for ever: some, and all of them to be seen.
///
/// # Errors
/// If there are none, or if some character of them cannot be seen.
pub fn parse_reason(words: &str) -> anyhow::Result<String> {
    let words = words.trim();
    ensure!(!words.is_empty(), "write some words");
    let hidden: String = characters::hidden(words).map(|(_, character)| character).collect();
    ensure!(hidden.is_empty(), "there is {} in it; type it again", characters::name_of(&hidden));
    Ok(words.to_owned())
}

impl Release {
    /// # Errors
    /// If it cannot be released or written.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let session = self.session.open()?;
        let Some(given) = session.given() else { return Ok(session.stop()) };
        match self.lang {
            Some(lang) => {
                let request = RevisionRequest {
                    policy: self.policy,
                    lang,
                    version: self.version,
                    backdate: self.backdate,
                    ahead: self.ahead,
                };
                let plan = seal::plan_revision(&given, &request);
                session.seal(plan, |plan| announce_revision(&request, plan, &session.opened), "Release it?")
            }
            None => {
                let request = ReleaseRequest {
                    policy: self.policy,
                    effective: self.effective,
                    label: self.label,
                    material: self.material,
                    summary: self.summary,
                    backdate: self.backdate,
                    ahead: self.ahead,
                    override_notice: self.override_notice,
                    editorial: self.editorial,
                };
                let plan = seal::plan_release(&given, &request);
                let question = "Release it? What is released is never changed again.";
                session.seal(plan, |plan| announce(&request, plan, &session.opened), question)
            }
        }
    }
}

fn announce_revision<'p>(request: &RevisionRequest, plan: &'p Revision, opened: &Opened) -> &'p Sealing {
    if !plan.warnings.is_empty() {
        print_found(&plan.warnings, opened);
    }
    super::say(format_args!(
        "{}: revision {} of the `{}` text of version {}, released {}; it translates version {}",
        request.policy, plan.number, plan.lang, plan.version, plan.released, plan.translates
    ));
    plan.told.iter().for_each(super::say);
    if let Some(caution) = &plan.caution {
        super::say(format_args!("note: {caution}"));
    }
    &plan.sealing
}

fn announce<'p>(request: &ReleaseRequest, plan: &'p ReleasePlan, opened: &Opened) -> &'p Sealing {
    if !plan.warnings.is_empty() {
        print_found(&plan.warnings, opened);
    }
    let material = if plan.material { "a material change" } else { "not material" };
    super::say(format_args!(
        "{}: version {}, released {}, effective {}, {material}",
        request.policy, plan.label, plan.released, plan.effective
    ));
    match &plan.changes {
        Some((before, summary)) => super::say(format_args!("compared with version {before}, {summary}")),
        None => super::say("it is the first version"),
    }
    for file in &plan.sealing.files {
        super::say(format_args!("  {}/{}", plan.label, file.path));
    }
    plan.told.iter().for_each(super::say);
    for caution in &plan.cautions {
        super::say(format_args!("note: {caution}"));
    }
    if !plan.left_behind.is_empty() {
        let languages: Vec<&str> = plan.left_behind.iter().map(Lang::as_str).collect();
        super::say(format_args!(
            "not among them, since the text does not say translates = \"working\": {}; readers see the newest translation \
             there is, under a notice",
            languages.join(", ")
        ));
    }
    if !plan.unwritten.is_empty() {
        let languages: Vec<&str> = plan.unwritten.iter().map(Lang::as_str).collect();
        super::say(format_args!(
            "not among them, since nobody has written them yet: {}; readers there see the text that controls",
            languages.join(", ")
        ));
    }
    &plan.sealing
}
