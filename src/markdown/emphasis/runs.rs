//! Finds the delimiter runs of one inline run.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::flanking::{Ability, Neighbour};

/// An event with the range of the source it was read from.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// A delimiter run: a row of `*`, `_` or `~` as long as it gets, no matter which of its characters the parser
/// took for emphasis.
pub struct Run {
    pub delimiter: u8,
    pub range: Range<usize>,
    pub before: Option<char>,
    pub after: Option<char>,
    pub standard: Ability,
    pub amended: Ability,
}

/// Finds the delimiter runs of one inline run.
pub struct Runs<'e, 'a> {
    source: &'a str,
    events: &'e [Spanned<'a>],
    /// Where the line of text starts. The source may hold other things before it, like the `>` of a quote.
    line_start: usize,
    /// Where the block's content ends. Behind it may be the bar of a table cell or a heading's attributes.
    block_end: usize,
    /// Where the last run ended. Its characters may be spread over several events.
    done: usize,
}

impl<'e, 'a> Runs<'e, 'a> {
    pub fn new(source: &'a str, events: &'e [Spanned<'a>]) -> Self {
        let block_end = events.last().map_or(0, |(_, range)| range.end);
        Self { source, events, line_start: 0, block_end, done: 0 }
    }

    /// The runs that start in the event at `index`. To be asked for every event in turn.
    pub fn starting_in(&mut self, index: usize) -> impl Iterator<Item = Run> {
        let stretch = self.stretch(index).unwrap_or_default();
        std::iter::from_fn(move || self.next_run(stretch.clone()))
    }

    /// The part of the source in which the event at `index` may have delimiters.
    fn stretch(&mut self, index: usize) -> Option<Range<usize>> {
        let (event, range) = self.events.get(index)?;
        let previous = index.checked_sub(1).and_then(|index| self.events.get(index));
        if previous.is_none_or(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak)) {
            self.line_start = range.start;
        }
        let part = verbatim_part(self.source, event, range)?;
        if !matches!(event, Event::Text(_)) {
            return Some(part);
        }
        if previous.is_some_and(|(event, _)| is_autolink(event)) {
            return None;
        }
        // The parser drops the backslash of an escaped character and begins a text behind it. A backslash
        // that is itself shown is the end of the previous event.
        let behind_backslash = self.source.get(..part.start)?.ends_with('\\');
        let backslash_shown = previous.is_some_and(|(_, range)| range.end == part.start);
        let escaped = usize::from(behind_backslash && !backslash_shown);
        Some(part.start + escaped..part.end)
    }

    /// The next run within `stretch`, judged by the characters around it in the source, as in CommonMark.
    fn next_run(&mut self, stretch: Range<usize>) -> Option<Run> {
        let bytes = self.source.as_bytes();
        let from = stretch.start.max(self.done);
        let start = from + bytes.get(from..stretch.end)?.iter().position(|byte| b"*_~".contains(byte))?;
        let delimiter = *bytes.get(start)?;
        let row = bytes.get(start..self.block_end)?;
        let length = row.iter().take_while(|&&byte| byte == delimiter).count();
        let range = start..start + length;
        self.done = range.end;

        let text_before = self.source.get(self.line_start..range.start)?;
        let before = text_before.chars().next_back();
        let after = self.source.get(range.end..self.block_end)?.chars().next();
        let ability = |before, after| Ability::of(delimiter, length, before, after);
        let standard = ability(Neighbour::standard(before), Neighbour::standard(after));
        let amended = ability(Neighbour::amended_end(text_before), Neighbour::amended(after));
        Some(Run { delimiter, range, before, after, standard, amended })
    }
}

/// Whether the amendment changes what any delimiter run can do. This allocates nothing, as it is all that
/// happens to most texts.
pub fn amendment_matters(source: &str, events: &[Spanned]) -> bool {
    let mut runs = Runs::new(source, events);
    (0..events.len()).any(|index| runs.starting_in(index).any(|run| run.standard != run.amended))
}

/// The part of the source in which an event shows its characters as they are: the whole of a text, and the
/// delimiters of emphasis. Entities, code, links and the like have no such part.
pub fn verbatim_part(source: &str, event: &Event, range: &Range<usize>) -> Option<Range<usize>> {
    match event {
        Event::Text(text) => (source.get(range.clone())? == &**text).then(|| range.clone()),
        _ => emphasis_delimiters(source, event, range),
    }
}

/// The delimiters that the start or the end of an emphasis stands for.
pub fn emphasis_delimiters(source: &str, event: &Event, range: &Range<usize>) -> Option<Range<usize>> {
    let (tag, at_start) = match event {
        Event::Start(tag) => (tag.to_end(), true),
        Event::End(tag) => (*tag, false),
        _ => return None,
    };
    let spellings = match tag {
        TagEnd::Emphasis => ["*", "_"],
        TagEnd::Strong => ["**", "__"],
        TagEnd::Strikethrough => ["~~", "~"],
        _ => return None,
    };
    let whole = source.get(range.clone())?;
    let encloses = |spelling: &&&str| whole.starts_with(**spelling) && whole.ends_with(**spelling);
    let length = spellings.iter().find(encloses)?.len();
    Some(if at_start { range.start..range.start + length } else { range.end - length..range.end })
}

/// The text of an autolink is an address, in which no character is a delimiter.
fn is_autolink(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }))
}
