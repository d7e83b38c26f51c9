//! Pairs delimiter runs: CommonMark's "process emphasis".

use std::collections::BTreeMap;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, Tag};

use super::runs::{Run, Runs, Spanned, emphasis_delimiters};

/// Delimiters that turned out to be emphasis, and the event that takes their place.
pub struct EmphasisMark<'a> {
    pub delimiters: Range<usize>,
    pub event: Spanned<'a>,
}

/// Pairs all delimiters and returns the marks in the order of the source.
pub fn pair_delimiters<'a>(source: &str, events: &[Spanned]) -> IntoIter<EmphasisMark<'a>> {
    let mut pairing = Pairing::default();
    let mut runs = Runs::new(source, events);
    for (index, (event, range)) in events.iter().enumerate() {
        runs.starting_in(index).for_each(|run| pairing.add(&run));
        match event {
            _ if emphasis_delimiters(source, event, range).is_some() => {}
            Event::Start(_) => pairing.enter_level(),
            Event::End(_) => pairing.leave_level(),
            _ => {}
        }
    }
    pairing.marks.sort_unstable_by_key(|mark| mark.delimiters.start);
    pairing.marks.into_iter()
}

/// The delimiters of a run that wait for their closing counterparts.
struct Opener {
    delimiter: u8,
    /// The delimiters that still wait; those behind them in the run are already taken.
    waiting: Range<usize>,
    /// The length of the whole run.
    length: usize,
    can_close: bool,
}

impl Opener {
    fn fits(&self, closer: &Run) -> bool {
        let length = closer.range.len();
        // The rule of three: a run that can do both does not pair with one that adds up with it to a
        // multiple of three, so that `*foo**bar*` is one emphasis and not two.
        let can_do_both = self.can_close || closer.amended.open;
        let three = (self.length + length).is_multiple_of(3) && !length.is_multiple_of(3);
        // Tildes pair only with as many tildes.
        let tildes_differ = self.delimiter == b'~' && self.length != length;
        self.delimiter == closer.delimiter && !(can_do_both && three) && !tildes_differ
    }
}

/// Emphasis never crosses the borders of a link or an image: their content is a level of its own.
#[derive(Default)]
struct Level {
    /// How many openers belong to the levels around this one.
    base: usize,
    /// CommonMark's `openers_bottom`: the place in the source before which no opener fits a closing run of
    /// this kind. Without it hostile text would be searched again and again.
    bottoms: BTreeMap<(u8, bool, usize), usize>,
}

/// CommonMark's "process emphasis", run by run as they come: a closing run looks for the nearest opener that
/// fits, and the openers between the two are given up.
#[derive(Default)]
struct Pairing<'a> {
    openers: Vec<Opener>,
    level: Level,
    outer_levels: Vec<Level>,
    marks: Vec<EmphasisMark<'a>>,
}

impl Pairing<'_> {
    fn enter_level(&mut self) {
        let inner = Level { base: self.openers.len(), ..Level::default() };
        self.outer_levels.push(std::mem::replace(&mut self.level, inner));
    }

    fn leave_level(&mut self) {
        if let Some(outer) = self.outer_levels.pop() {
            self.openers.truncate(self.level.base);
            self.level = outer;
        }
    }

    fn add(&mut self, run: &Run) {
        let mut left = run.range.clone();
        while run.amended.close && !left.is_empty() && self.reach_opener(run) {
            left.start = self.pair(left.clone());
        }
        if run.amended.open && !left.is_empty() {
            let (delimiter, length, can_close) = (run.delimiter, run.range.len(), run.amended.close);
            self.openers.push(Opener { delimiter, waiting: left, length, can_close });
        }
    }

    /// Gives up openers until the last one fits the closing run. If none fits, all stay.
    fn reach_opener(&mut self, closer: &Run) -> bool {
        let kind = (closer.delimiter, closer.amended.open, closer.range.len() % 3);
        let bottom = self.level.bottoms.get(&kind).copied().unwrap_or(0);
        let below_bottom = self.openers.partition_point(|opener| opener.waiting.start < bottom);
        let first = below_bottom.max(self.level.base);
        let candidates = self.openers.get(first..).unwrap_or_default();
        if let Some(found) = candidates.iter().rposition(|opener| opener.fits(closer)) {
            self.openers.truncate(first + found + 1);
            return true;
        }
        self.level.bottoms.insert(kind, closer.range.start);
        false
    }

    /// Pairs the last opener with the beginning of `closer` and returns where the rest of that starts.
    fn pair(&mut self, closer: Range<usize>) -> usize {
        let Some(opener) = self.openers.last_mut() else { return closer.end };
        let length = opener.waiting.len().min(closer.len()).min(2);
        let opening = opener.waiting.end - length..opener.waiting.end;
        let closing = closer.start..closer.start + length;
        let tag = match (opener.delimiter, length) {
            (b'~', _) => Tag::Strikethrough,
            (_, 2) => Tag::Strong,
            _ => Tag::Emphasis,
        };
        opener.waiting.end = opening.start;
        if opener.waiting.is_empty() {
            self.openers.pop();
        }
        let span = opening.start..closing.end;
        let rest = closing.end;
        let end = Event::End(tag.to_end());
        self.marks.push(EmphasisMark { delimiters: opening, event: (Event::Start(tag), span.clone()) });
        self.marks.push(EmphasisMark { delimiters: closing, event: (end, span) });
        rest
    }
}
