use crate::library::{Library, Policy, Text, Version};
use crate::locale::Lang;
use crate::markdown::{Block, DirectiveKind};
use crate::redline::first_difference;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A working text says something else than what was released, and there is no new version.
    ///
    /// Readers would go on seeing the old text, and nobody would know that a change was meant. A change of formatting
    /// alone, or of where links lead, does not count. A text in a language in which nothing was ever released is new,
    /// not changed. Only `check --gate release` asks. For example:
    ///
    /// ```text
    /// version 2021-02-09   We answer within 60 days.
    /// en.md now            We answer within 30 days.
    /// ```
    ///
    /// Way out: `promulgate release POLICY`; a translation alone with `--lang`, a correction that changes nobody's
    /// rights with `--editorial REASON`.
    CHANGED_UNRELEASED = "changed-unreleased", Error;
}

pub fn check(library: &Library, findings: &mut Findings) {
    for policy in &library.policies {
        for text in policy.working().values() {
            findings.extend(fault(library, policy, text));
        }
    }
}

fn fault(library: &Library, policy: &Policy, text: &Text) -> Option<Finding> {
    let newest = newest_texts(policy, &text.lang, library);
    let (version, released) = newest.first()?;
    if newest.iter().any(|(_, released)| first_difference(&released.document, &text.document).is_none()) {
        return None;
    }
    let changed = first_difference(&released.document, &text.document)?;
    let place = changed.map_or(Span::start_of(text.file), |block| block.span);
    let message = format!(
        "the working text in `{}` says something else than version `{}`, and is not released",
        text.lang, version.label
    );
    let entries = text.document.entries();
    let is_entry = |(block, entry): (&Block, &Option<&DirectiveKind>)| {
        entry.is_some() && Some(block.span) == changed.map(|block| block.span)
    };
    let help = if text.document.blocks.iter().zip(&entries).any(is_entry) {
        format!(
            "a register changed: promulgate release {} seals it, with the translations that say translates = \"working\"",
            policy.folder
        )
    } else if text.lang == library.config.controlling {
        format!("release it: promulgate release {}", policy.folder)
    } else {
        format!("release it: promulgate release {} --lang {}", policy.folder, text.lang)
    };
    Some(Finding::new(&CHANGED_UNRELEASED, place, message, help))
}

/// The newest text of each version that is in force or announced, or failing that of the newest version that has one.
fn newest_texts<'a>(policy: &'a Policy, lang: &Lang, library: &Library) -> Vec<(&'a Version, &'a Text)> {
    let in_force = policy.versions().in_force(library.day, library.day);
    let applies = |version: &&Version| {
        version.effective > library.day || in_force.is_some_and(|other| other.label == version.label)
    };
    let with_text = policy.versions().in_language(lang).rev();
    let texts = with_text
        .filter(|version| version.stands(library.day))
        .filter_map(|version| Some((version, version.text(lang, library.day)?)));
    let applying: Vec<_> = texts.clone().filter(|(version, _)| applies(version)).collect();
    if applying.is_empty() { texts.take(1).collect() } else { applying }
}
