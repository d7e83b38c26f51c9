//! Drift as findings, for editors and for CI.

use typed_index_collections::TiSlice;

use super::State;
use super::judgement::{Judgement, Reason};
use super::report::Report;
use crate::markdown::Block;
use crate::redline::{BlockIdx, Role};
use crate::source::{Code, Finding, Severity, Span};

crate::source::codes! {
    /// Only the formatting, spelling, signs, a link or the place of a passage differs from the controlling text.
    ///
    /// Readers of the translation are told the same, so this stops nothing unless you say it shall. For example, where
    /// the bold type is gone from the text that controls:
    ///
    /// ```text
    /// en.md before   You may **object** at any time.
    /// en.md now      You may object at any time.
    /// ms.md          Anda boleh **membantah** pada bila-bila masa.
    /// ```
    ///
    /// Way out: follow the change in the translation, then `promulgate reconcile POLICY LANG PASSAGE`; or reconcile it
    /// as it is, with `--reason`.
    DRIFT_MINOR = "drift-minor", Note;

    /// The controlling text of a passage changed and the translation did not.
    ///
    /// Its readers are told what the text said before. For example:
    ///
    /// ```text
    /// en.md before   We use it to answer you.
    /// en.md now      We use it to answer you and to improve our service.
    /// ms.md          Kami menggunakannya untuk menjawab anda.
    /// ```
    ///
    /// Way out: translate the change, then `promulgate reconcile POLICY LANG PASSAGE`.
    DRIFT_STALE = "drift-stale", Warning;

    /// The translation has a passage that the controlling text does not have, or no longer has.
    ///
    /// Its readers are told something that the text that decides does not say. For example:
    ///
    /// ```text
    /// en.md before   We send you a newsletter.
    /// en.md now      (the passage was taken out)
    /// ms.md          Kami menghantar surat berita kepada anda.
    /// ```
    ///
    /// Way out: take the passage out. If this language has it on purpose, put it into a section marked `{.local}`, or
    /// reconcile it with `--reason`.
    DRIFT_ORPHAN = "drift-orphan", Warning;

    /// The program cannot tell which passage of the controlling text a passage translates.
    ///
    /// It might be behind, and nobody would see it. For example, where the last passage of a section might translate
    /// another one or be one too many:
    ///
    /// ```text
    /// en.md    We keep log data for 90 days.
    /// ms.md    Kami menyimpan data log selama 90 hari.
    ///
    ///          Pesanan anda disimpan lebih lama.
    /// ```
    ///
    /// Way out: say which it is, the translated passage first: `promulgate reconcile POLICY LANG PASSAGE=PASSAGE`.
    DRIFT_UNBOUND = "drift-unbound", Warning;

    /// The controlling text has a passage that the translation lacks.
    ///
    /// Its readers are shown the passage in the controlling language, which they may not understand. For example:
    ///
    /// ```text
    /// en.md    You may ask us to delete your account.
    /// zh-CN.md (the passage is not there)
    /// ```
    ///
    /// Way out: translate it. If it needs no translation, `promulgate reconcile POLICY LANG en:PASSAGE --reason TEXT`.
    DRIFT_MISSING = "drift-missing", Warning;

    /// The controlling text changed in something on which rights and duties depend, and the translation did not.
    ///
    /// That is a number, a date, an amount, a “not”, a word such as may, must or shall, an e-mail address, who receives data, a
    /// country, a kind of data, a term of law such as consent or liability, a word such as only or at least, or a word that the
    /// site lists itself (`[drift] grave`). A passage that was taken out is critical if it gave a right or a duty. A translation
    /// that says 30 days where the text that decides says 60 misleads its readers. For example:
    ///
    /// ```text
    /// en.md before   We answer within 30 days.
    /// en.md now      We answer within 60 days.
    /// zh-CN.md       我们在30天内答复。
    /// ```
    ///
    /// Way out: translate the change first of all, then `promulgate reconcile POLICY LANG PASSAGE`; take out what the controlling
    /// text no longer has.
    DRIFT_CRITICAL = "drift-critical", Warning;
}

/// Returns the code of a state, `None` for [`State::Current`].
pub fn code(state: State) -> Option<&'static Code> {
    match state {
        State::Current => None,
        State::Minor => Some(&DRIFT_MINOR),
        State::Stale => Some(&DRIFT_STALE),
        State::Orphan => Some(&DRIFT_ORPHAN),
        State::Unbound => Some(&DRIFT_UNBOUND),
        State::Missing => Some(&DRIFT_MISSING),
        State::Critical => Some(&DRIFT_CRITICAL),
    }
}

/// Returns a passage as a finding, an error if it is beyond the gate; `None` if it is current.
pub fn finding(report: &Report<'_>, judgement: &Judgement, is_beyond: bool) -> Option<Finding> {
    let code = code(judgement.state)?;
    let measured = &report.measured;
    let redline = measured.redline(judgement);
    let own = span(measured.translation_blocks(), &judgement.translation);
    let controlling =
        span(redline.new_blocks(), &judgement.current).or(span(redline.old_blocks(), &judgement.base));
    let place = own.or_else(|| measured.near(judgement)).or(controlling)?;
    let since = report.since(judgement);
    let since = since.map(|version| format!(" since version {}", version.label)).unwrap_or_default();
    let message = match judgement.state {
        State::Current => return None,
        State::Minor if judgement.reasons.contains(&Reason::Moved) => {
            format!("the controlling text has this in another place{since}")
        }
        State::Minor => {
            format!("only formatting, spelling, signs or a link differ from the controlling text{since}")
        }
        State::Stale => format!("the controlling text says something else{since}"),
        State::Orphan => format!("the controlling text does not say this{since}"),
        State::Unbound => "nobody can tell which passage of the controlling text this translates".to_owned(),
        State::Missing => format!("a passage of the controlling text is missing here{since}"),
        State::Critical if judgement.is_orphan() => {
            format!("the controlling text no longer has this, which gave a right or a duty{since}")
        }
        State::Critical => {
            format!("the controlling text changed in {}{since}", grave(&judgement.reasons))
        }
    };
    let help = way_out(report, judgement);
    let mut finding = Finding::new(code, place, message, help);
    finding.severity = if is_beyond { Severity::Error } else { code.severity };
    match controlling.filter(|span| *span != place) {
        Some(span) => Some(finding.label(span, "the controlling text")),
        None => Some(finding),
    }
}

/// Returns where blocks stand, from the first to the last; only the first if they stand in several files. `None` if there are
/// none.
fn span<R: Role>(all: &TiSlice<BlockIdx<R>, Block>, blocks: &[BlockIdx<R>]) -> Option<Span> {
    let (first, last) = (all[*blocks.first()?].span, all[*blocks.last()?].span);
    let is_whole = first.file == last.file && first.start <= last.end;
    Some(if is_whole { Span { end: last.end, ..first } } else { first })
}

/// Returns what to do about a passage that is not current.
pub fn way_out(report: &Report<'_>, judgement: &Judgement) -> String {
    let Some((subject, passage)) = report.subject.as_ref().zip(report.measured.passage(judgement)) else {
        return "translate the change".to_owned();
    };
    let reconcile = format!("promulgate reconcile {} {} {passage}", subject.policy.folder, subject.text.lang);
    match judgement.state {
        _ if judgement.is_orphan() => format!(
            "take it out; if it translates a passage, `{reconcile}=PASSAGE`; if it stays on purpose, `{reconcile} --reason …`"
        ),
        State::Unbound => format!("say which one it is: `{reconcile}=PASSAGE`"),
        State::Missing => format!("translate it; if it needs no translation, `{reconcile} --reason …`"),
        _ => format!("follow the change, then `{reconcile}`"),
    }
}

/// On what rights and duties depend, in words.
fn grave(reasons: &[Reason]) -> String {
    let word = |reason: &Reason| match reason {
        Reason::Figure => Some("a number, date or amount"),
        Reason::Address => Some("an address"),
        Reason::Negation => Some("a negation"),
        Reason::Symbol => Some("a symbol"),
        Reason::Modal => Some("what one may or must"),
        Reason::Recipient => Some("who receives data"),
        Reason::Country => Some("a country"),
        Reason::Data => Some("a kind of data"),
        Reason::Law => Some("a term of law"),
        Reason::Scope => Some("how far something goes"),
        Reason::Listed => Some("a word that promulgate.toml lists"),
        _ => None,
    };
    reasons.iter().filter_map(word).collect::<Vec<_>>().join(" and ")
}
