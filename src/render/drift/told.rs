//! What every form of an explanation says of a passage.

use crate::drift::{By, Judgement, Of, Reason, Report, State, findings, is_unsure};
use crate::markdown::{BlockKind, Document, Visible};
use crate::redline::{BlockIdx, Role, blocks_of};

/// A passage of a controlling text.
pub struct Translated {
    /// What the text is called.
    pub text: String,
    /// The address of its first block.
    pub address: String,
    pub words: String,
}

/// Returns what a passage translates, `None` if nothing.
pub fn translated(report: &Report<'_>, judgement: &Judgement) -> Option<Translated> {
    let measured = &report.measured;
    let is_of_current = judgement.reasons.contains(&Reason::Reconciled) || judgement.by == By::Register;
    match judgement.by {
        _ if judgement.translation.is_empty() => None,
        by if by.is_found() => passage(report, measured.base(), &judgement.bound),
        _ if is_of_current => passage(report, measured.current(), &judgement.current),
        // A person said it of a text that was followed since.
        _ => passage(report, measured.redline(judgement).old, &judgement.base),
    }
}

fn passage<R: Role>(report: &Report<'_>, document: &Document, blocks: &[BlockIdx<R>]) -> Option<Translated> {
    let all = blocks_of(document);
    let address = document.address(&all[*blocks.first()?]);
    let words: Vec<String> = blocks.iter().map(|at| Visible::of(&all[*at]).text).collect();
    Some(Translated { text: text_name(report, document), address, words: words.join(" ") })
}

/// Returns what the text is called from which a passage was followed, `None` if that is the one that the translation says as a whole.
pub fn followed_from(report: &Report<'_>, judgement: &Judgement) -> Option<String> {
    let is_of_base = judgement.redline == 0.into();
    (!is_of_base).then(|| text_name(report, report.measured.redline(judgement).old))
}

/// What a controlling text is called.
fn text_name(report: &Report<'_>, document: &Document) -> String {
    match report.subject.as_ref().map(|subject| subject.version_of(document)) {
        Some(Some(version)) => format!("version {}", version.label),
        Some(None) => "the working text".to_owned(),
        None if std::ptr::eq(document, report.measured.base()) => "the base".to_owned(),
        None => "the current text".to_owned(),
    }
}

/// Returns what to do about a passage.
pub fn next_step(report: &Report<'_>, judgement: &Judgement) -> String {
    if judgement.state != State::Current {
        return findings::way_out(report, judgement);
    }
    if !is_unsure(judgement) {
        return "nothing".to_owned();
    }
    let measured = &report.measured;
    let names = measured.translation_address(judgement).zip(measured.controlling_address(judgement));
    match names.zip(report.subject.as_ref()) {
        Some(((own, theirs), subject)) => format!(
            "see whether it translates that; if so, `promulgate reconcile {} {} {own}={theirs}` records it, else name what it translates",
            subject.policy.folder, subject.text.lang
        ),
        None => "see whether it translates that".to_owned(),
    }
}

/// Returns what a part of a score is called.
pub fn part_name(of: &Of) -> &'static str {
    match of {
        Of::Kind(_) => "kind",
        Of::Depth(_) => "depth",
        Of::Ids(_) => "ids",
        Of::Length { .. } => "length",
        Of::Alike(_) => "alike",
        Of::Words(_) => "words",
        Of::Joint => "joint",
        Of::Section(_) => "section",
    }
}

/// Returns what a block is called.
pub fn kind_name(kind: BlockKind) -> String {
    let name = match kind {
        BlockKind::Heading(level) => return format!("heading of level {level}"),
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::TableHead => "table head",
        BlockKind::TableRow => "table row",
        BlockKind::Term => "term",
        BlockKind::Definition => "definition",
        BlockKind::Quote => "quotation",
        BlockKind::Footnote => "footnote",
        BlockKind::Code => "code",
    };
    name.to_owned()
}
