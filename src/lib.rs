//! Promulgate turns a folder of structured Markdown into the public home of a company's legal texts.
//!
//! The functions here are what other programs call: [`open`] a site, [`check`] it, [`build`] it, [`measure`] its translations, and
//! [`compare`] two texts. ARCHITECTURE.md has the map of the rooms behind them, which are no interface: `pipeline/` shows the whole
//! way of the data.

#[doc(hidden)]
pub mod check;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod disk;
#[doc(hidden)]
pub mod drift;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod library;
#[doc(hidden)]
pub mod locale;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod progress;
#[doc(hidden)]
pub mod publish;
#[doc(hidden)]
pub mod redline;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod seal;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod site;
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod workspace;

use std::io;
use std::path::Path;

use rayon::prelude::*;

use drift::Subject;
use pipeline::{BuildOptions, Built, Check};
use progress::Unwatched;

pub use drift::{Judgement, Report, State};
pub use jiff::civil::Date;
pub use library::AsOf;
pub use markdown::Document;
pub use output::OutputError;
pub use pipeline::Opened;
pub use redline::{Change, Kind, Redline, Summary};
pub use source::{Checked, Code, Finding, Findings, Place, Severity, any_error};

/// Reads the site in `root` for a day, and returns it with what was found wrong while its files were read. What was released after
/// that day is not known of.
///
/// ```
/// # fn main() -> std::io::Result<()> {
/// let day = promulgate::Date::constant(2026, 11, 24);
/// let site = promulgate::open("tests/small".as_ref(), day)?;
/// assert_eq!(site.findings, []);
/// let library = site.value.library.expect("a promulgate.toml");
/// assert_eq!(library.find("privacy").map(|id| library.policy(id).versions().len()), Some(2));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If the folder cannot be read.
pub fn open(root: &Path, day: impl Into<AsOf>) -> io::Result<Checked<Opened>> {
    Ok(pipeline::read(source::tree::read(root)?, |_| day))
}

/// Returns everything that is wrong with a site, in the order of its files: what was found while they were read, what the rules
/// find, and pages that its own templates cannot make.
///
/// ```
/// # fn main() -> std::io::Result<()> {
/// let day = promulgate::Date::constant(2026, 11, 24);
/// let site = promulgate::open("tests/small".as_ref(), day)?;
/// let findings = promulgate::check(&site);
/// assert!(!promulgate::any_error(&findings));
/// let codes: Vec<&str> = findings.iter().map(|finding| finding.code.name).collect();
/// assert_eq!(codes, ["translation-behind"]);
/// # Ok(())
/// # }
/// ```
pub fn check(site: &Checked<Opened>) -> Findings {
    let mut findings = pipeline::with_rules(&site.value, site.findings.clone(), Check::All);
    findings.extend(pipeline::faults_of_pages(&site.value, &findings));
    source::human::sort(&mut findings, &site.value.tree.sources);
    findings
}

/// Why a site was not built. The folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotBuilt {
    /// The site has errors; these are all its findings.
    #[error("the site cannot be built: {}", source::human::summary(.0).trim_end())]
    Faults(Findings),
    /// The folder cannot be written.
    #[error(transparent)]
    Refused(#[from] OutputError),
}

/// Builds the site for the public into the folder `out`, which is replaced as a whole, and returns how many files that has.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let day = promulgate::Date::constant(2026, 11, 24);
/// let site = promulgate::open("tests/small".as_ref(), day)?;
/// let folder = tempfile::tempdir()?;
/// let out = folder.path().join("public");
/// promulgate::build(&site, &out)?;
/// assert!(out.join("en/privacy/index.html").exists());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// If the site has errors, or if the folder cannot be written.
pub fn build(site: &Checked<Opened>, out: &Path) -> Result<usize, NotBuilt> {
    let mut findings = pipeline::with_rules(&site.value, site.findings.clone(), Check::ButTexts);
    let options = BuildOptions { out, drafts: false, fresh: true, program: None, progress: &Unwatched };
    match pipeline::build(&site.value, &mut findings, &options)? {
        Built::Published(files) => Ok(files),
        Built::Stopped => Err(NotBuilt::Faults(findings)),
    }
}

/// Measures how every translation that is being edited stands to the text that controls.
///
/// ```
/// # fn main() -> std::io::Result<()> {
/// use promulgate::State;
///
/// let day = promulgate::Date::constant(2026, 11, 24);
/// let site = promulgate::open("tests/small".as_ref(), day)?;
/// let reports = promulgate::measure(&site.value);
/// let behind: Vec<State> = reports.iter().flat_map(|report| report.behind()).map(|passage| passage.state).collect();
/// assert_eq!(behind, [State::Critical]);
/// # Ok(())
/// # }
/// ```
pub fn measure(site: &Opened) -> Vec<Report<'_>> {
    let Some(library) = &site.library else { return Vec::new() };
    let texts = library
        .policies
        .par_iter()
        .flat_map_iter(|policy| policy.working().values().map(move |text| (policy, text)));
    let subjects = texts.filter_map(|(policy, text)| Subject::working(library, policy, text));
    subjects.map(|subject| Report::of(subject, &site.tree.sources)).collect()
}

/// Parses a text that belongs to no site.
pub fn parse(markdown: &str) -> Document {
    let mut sources = source::Sources::default();
    let file = sources.add("text.md".into(), markdown.into());
    library::parse_alone(file, &sources.get(file).text).value
}

/// Compares two texts, by block and by word.
///
/// ```
/// use promulgate::Kind;
///
/// let old = promulgate::parse("# Privacy\n\nWe answer within 30 days.\n");
/// let new = promulgate::parse("# Privacy\n\nWe answer within 20 days.\n");
/// let redline = promulgate::compare(&old, &new);
/// let kinds: Vec<Kind> = redline.changes.iter().map(|change| change.kind).collect();
/// assert_eq!(kinds, [Kind::Kept, Kind::Changed]);
/// let changed = redline.changes.last().expect("the paragraph");
/// let words: Vec<&str> = changed.pieces.iter().map(|piece| redline.words(changed, piece)).collect();
/// assert_eq!(words, ["We answer within ", "30", "20", " days."]);
/// ```
pub fn compare<'a>(old: &'a Document, new: &'a Document) -> Redline<'a> {
    redline::compare(old, new)
}
