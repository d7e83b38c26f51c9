//! What a release seals: the texts, copies of the registers that they draw on, and what says so.

use arcstr::ArcStr;

use super::days::Days;
use super::refusal::ReleaseRefusal;
use super::request::{Given, is_of_unwritten};
use crate::library::{Label, Library, Policy, Translates, with_label};
use crate::locale::Lang;
use crate::markdown::{Container, DirectiveKind, Flow, fold_white_space};
use crate::source::{FileId, quote};

/// A text as it will be sealed.
pub struct SealedText {
    /// Below `versions/`.
    pub name: String,
    pub text: String,
    pub lang: Lang,
    pub translates: Option<String>,
    /// The working file that it is.
    pub file: FileId,
}

/// What becomes of the working texts.
#[derive(Default)]
pub struct Following {
    /// Sealed with the version: the controlling text first, and the translations of the working text.
    pub texts: Vec<SealedText>,
    /// The languages whose translation says another text.
    pub left_behind: Vec<Lang>,
    /// The languages whose translation nobody has written yet.
    pub unwritten: Vec<Lang>,
}

/// Which texts are sealed with the version, and which are not.
pub fn following(library: &Library, policy: &Policy, label: &Label, given: &Given<'_>) -> Following {
    let mut following = Following::default();
    let source = |file: FileId| &given.tree.sources.get(file).text;
    let plain = |lang: &Lang, file: FileId| SealedText {
        name: format!("{label}/{lang}.md"),
        text: source(file).to_string(),
        lang: lang.clone(),
        translates: None,
        file,
    };
    for (lang, text) in policy.working() {
        let is_unwritten = given.findings.iter().any(|finding| {
            is_of_unwritten(finding)
                && finding.path(&given.tree.sources) == &*given.tree.sources.get(text.file).path
        });
        if *lang == library.config.controlling {
            following.texts.insert(0, plain(lang, text.file));
        } else if text.translates != Some(Translates::Working) {
            following.left_behind.push(lang.clone());
        } else if is_unwritten {
            following.unwritten.push(lang.clone());
        } else {
            let own = source(text.file);
            let sealed = with_label(own, label).unwrap_or_else(|| own.to_string());
            following.texts.push(SealedText {
                text: sealed,
                translates: Some(label.to_string()),
                ..plain(lang, text.file)
            });
            if let Some(sync) = sync_file(given, policy, lang) {
                following
                    .texts
                    .push(SealedText { name: format!("{label}/{lang}.sync.toml"), ..plain(lang, sync) });
            }
        }
    }
    following
}

/// What was reconciled in a working translation.
pub fn sync_file(given: &Given<'_>, policy: &Policy, lang: &Lang) -> Option<FileId> {
    given.tree.sources.find(&format!("content/{}/{lang}.sync.toml", policy.folder))
}

/// Copies of the registers that the working texts draw on, so that no later edit changes what is released. Terms are
/// explained wherever a text uses them, so the glossary is always among them.
///
/// # Errors
/// If nothing says which cookie register is meant.
pub fn registers(
    library: &Library,
    policy: &Policy,
    given: &Given<'_>,
) -> Result<Vec<(&'static str, ArcStr)>, ReleaseRefusal> {
    let cookies = match draws_on_cookies(policy) {
        true => library.cookie_register(policy).map_err(|notices| several_registers(policy, &notices))?,
        false => None,
    };
    let contacts = directives(policy)
        .any(|kind| matches!(kind, DirectiveKind::Contacts { .. }))
        .then(|| library.registers.contacts.as_ref().map(|contacts| contacts.file));
    let glossary = library.registers.glossary.as_ref().map(|glossary| glossary.file);
    let cookies = cookies.map(|register| register.file);
    let files = [("cookies.toml", cookies), ("contacts.toml", contacts.flatten()), (GLOSSARY, glossary)];
    let text = |file: FileId| given.tree.sources.get(file).text.clone();
    Ok(files.into_iter().filter_map(|(name, file)| Some((name, text(file?)))).collect())
}

/// True if a working text lists cookies.
pub fn draws_on_cookies(policy: &Policy) -> bool {
    directives(policy).any(|kind| matches!(kind, DirectiveKind::Cookies { .. }))
}

/// What the working texts ask for.
fn directives(policy: &Policy) -> impl Iterator<Item = &DirectiveKind> {
    let texts = policy.working().values();
    texts.flat_map(|text| &text.document.flow).filter_map(|step| match step {
        Flow::Open(Container::Entries(directive)) => Some(&directive.kind),
        _ => None,
    })
}

fn several_registers(policy: &Policy, notices: &[&Policy]) -> ReleaseRefusal {
    let notices = notices.iter().map(|notice| notice.folder.to_string()).collect();
    ReleaseRefusal::SeveralRegisters { policy: policy.folder.to_string(), notices }
}

pub const GLOSSARY: &str = "glossary.toml";

/// `version.toml`.
pub fn version_file(label: &Label, days: Days, material: bool, summary: &[(Lang, String)]) -> String {
    let quoted = |text: &str| quote(&fold_white_space(text));
    let mut text = format!(
        "label = \"{label}\"\nreleased = {}\neffective = {}\nmaterial = {material}\n",
        days.released, days.effective
    );
    if !summary.is_empty() {
        text.push_str("\n[summary]\n");
    }
    for (lang, words) in summary {
        text.push_str(&format!("{lang} = {}\n", quoted(words)));
    }
    text
}
