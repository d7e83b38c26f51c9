//! Sections: where they begin, what they are called, and the numbers of their blocks.

use std::collections::{HashMap, HashSet};

use arcstr::Substr;

use super::document::{BlockKind, Document, MarkdownFault, Section, TOP};
use super::pieces::plain_text;
use crate::source::Span;

/// The attributes of a heading, `{#id .class key=value}`.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    pub id: Option<Substr>,
    pub classes: Vec<String>,
    pub others: Vec<String>,
}

/// Begins a section with the block that was added last, a heading.
///
/// The first heading of a text, if it is of level 1, is its title: it belongs to `top`, unless it has an id.
pub fn open(document: &mut Document, attributes: Attributes) {
    let Some(index) = document.blocks.len().checked_sub(1) else { return };
    let Some(block) = document.blocks.get(index) else { return };
    let (span, level) = match block.kind {
        BlockKind::Heading(level) => (block.span, level),
        _ => return,
    };
    let is_title = level == 1 && document.sections.iter().all(|section| section.heading.is_none());
    for class in attributes.classes.iter().filter(|class| *class != "local") {
        document.faults.push(MarkdownFault::BadAttribute { attribute: format!(".{class}"), span });
    }
    for other in attributes.others.iter().filter(|other| *other != ":") {
        document.faults.push(MarkdownFault::BadAttribute { attribute: other.clone(), span });
    }
    let local = attributes.classes.iter().any(|class| class == "local");
    let explicit = attributes.id.is_some();
    let id = attributes.id.unwrap_or_default();
    if explicit && !is_good_id(&id) {
        document.faults.push(MarkdownFault::BadId { id: id.clone(), span });
    }
    let section = Section { id, explicit, local, level, heading: Some(index), blocks: index..index };
    if is_title && document.sections.is_empty() {
        // `number` puts the empty `top` before it if something stands before the title.
        document.sections.push(Section { id: title_id(&section), ..section });
        return;
    }
    document.sections.push(section);
}

fn title_id(section: &Section) -> Substr {
    if section.explicit { section.id.clone() } else { Substr::from(TOP) }
}

/// An id that is the same in every address: ASCII letters, digits, `-` and `_`, a letter first.
pub fn is_good_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Gives every section its final id, and numbers the blocks.
pub fn number(document: &mut Document) {
    insert_top(document);
    settle_ids(document);
    renumber(document);
}

/// Gives every section its extent, from its beginning to that of the next, and every block its section and ordinal.
pub fn renumber(document: &mut Document) {
    let starts: Vec<usize> = document.sections.iter().map(|section| section.blocks.start).collect();
    let ends = starts.iter().copied().skip(1).chain([document.blocks.len()]);
    for (index, (section, end)) in document.sections.iter_mut().zip(ends).enumerate() {
        section.blocks = section.blocks.start..end;
        let mut ordinal = 0;
        for at in section.blocks.clone() {
            let Some(block) = document.blocks.get_mut(at) else { break };
            block.section = index;
            if section.heading != Some(at) {
                ordinal += 1;
                block.ordinal = ordinal;
            }
        }
    }
}

/// Makes sure that the first section is one that begins with the text.
fn insert_top(document: &mut Document) {
    let title_comes_first =
        document.sections.first().is_some_and(|section| section.level == 1 && section.blocks.start == 0);
    if title_comes_first {
        return;
    }
    // Something stands before the title: both belong to `top`.
    let title = document.sections.first().filter(|section| section.id == TOP).cloned();
    if title.is_some() {
        document.sections.remove(0);
    }
    let top = title.unwrap_or_else(|| Section {
        id: Substr::from(TOP),
        explicit: false,
        local: false,
        level: 0,
        heading: None,
        blocks: 0..0,
    });
    document.sections.insert(0, Section { blocks: 0..0, ..top });
}

/// Gives headings without an id one from their text, and a second `x` the id `x-2`.
fn settle_ids(document: &mut Document) {
    let mut taken: HashSet<Substr> = HashSet::from([Substr::from(TOP)]);
    taken.extend(
        document.sections.iter().filter(|section| section.explicit).map(|section| section.id.clone()),
    );
    let mut repeats: HashMap<Substr, u32> = HashMap::new();
    let mut used: HashMap<Substr, Span> = HashMap::new();
    for section in &mut document.sections {
        let Some(block) = section.heading.and_then(|index| document.blocks.get(index)) else { continue };
        if !section.explicit && section.id == TOP {
            continue; // the title
        }
        let wanted = if section.explicit { section.id.clone() } else { slug(&plain_text(&block.inlines)) };
        let first = if section.explicit { used.get(&wanted).copied() } else { None };
        if let Some(first) = first.or((section.explicit && wanted == TOP).then_some(block.span)) {
            document.faults.push(MarkdownFault::DuplicateId { id: wanted.clone(), span: block.span, first });
        } else if section.explicit {
            used.insert(wanted.clone(), block.span);
            continue;
        }
        section.id = free_id(wanted, &mut taken, &mut repeats);
    }
}

/// `wanted`, or with the first number behind it that makes it free. The numbers go on where they stopped, so that a
/// text with ten thousand equal headings stays quick.
fn free_id(wanted: Substr, taken: &mut HashSet<Substr>, repeats: &mut HashMap<Substr, u32>) -> Substr {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let number = repeats.entry(wanted.clone()).or_insert(1);
    loop {
        *number += 1;
        let candidate = Substr::from(format!("{wanted}-{number}"));
        if taken.insert(candidate.clone()) {
            return candidate;
        }
    }
}

/// An id from a heading's words: lower case, letters and digits of any script, hyphens between.
pub fn slug(heading: &str) -> Substr {
    let mut slug = String::new();
    for c in heading.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    Substr::from(if slug.is_empty() { "section" } else { slug })
}
