//! Emphasis that works beside Chinese, Japanese and Korean text.
//!
//! CommonMark decides by the characters on both sides of `*`, `_` and `~~` whether they may open or close
//! emphasis, and its rules lean on the spaces between words. Texts without such spaces suffer: in
//! `**信息：**我们` the asterisks stay standing. This module reads the events of `pulldown-cmark` and redoes
//! the emphasis by the *CJK-friendly amendment to CommonMark's emphasis rules* (`specification.md` of
//! <https://github.com/tats-u/markdown-cjk-friendly> at commit 0479eed, written against CommonMark 0.31.2 and
//! Unicode 17). The amendment changes which delimiter runs can open and close; how these then pair up is
//! CommonMark's "process emphasis". A block in which the amendment changes nothing stays as it was parsed.
//!
//! There is one exception to the amendment: a variation selector behind a character that is not CJK counts
//! as it does in CommonMark, so that a text without CJK characters never changes.

use icu_properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::{collections::BTreeMap, iter::Peekable, ops::Range, vec::IntoIter};

/// An event with the range of the source it was read from.
type Spanned<'a> = (Event<'a>, Range<usize>);

/// Rewrites the emphasis of one inline run by the CJK-friendly amendment.
///
/// `events` are all events between a block's `Start` and `End` (a paragraph, a heading, a table cell, the
/// text of a tight list item), with their ranges in `source`, as from
/// `Parser::new_ext(source, options).into_offset_iter()` with `ENABLE_STRIKETHROUGH` on. What comes back has
/// the same shape: `Emphasis`, `Strong` and `Strikethrough` are balanced and span their delimiters, all other
/// events are untouched and in order, and neighbouring texts may have been joined.
pub fn amend<'a>(source: &'a str, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    if amendment_matters(source, &events) { rebuild(source, events) } else { events }
}

/// The places where a writer surely meant emphasis, but the delimiters were left standing as text.
///
/// `events` are the final events of one inline run, as [`amend`] returns them.
pub fn unclosed<'a>(source: &'a str, events: &[Spanned<'a>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut runs = Runs::new(source, events);
    for index in 0..events.len() {
        for run in runs.starting_in(index) {
            let left = left_standing(source, &run, events.get(index..).unwrap_or_default());
            if surely_meant(&run, left.len()) {
                found.push(left);
            }
        }
    }
    found
}

/// Whether `c` is a CJK character in the amendment's sense: a wide, full-width or half-width character that
/// is not shown as an emoji by default, or a character of the Hangul script.
pub fn is_cjk(c: char) -> bool {
    // No character before the Hangul Jamo qualifies, and most text needs no more than this test.
    if c < '\u{1100}' {
        return false;
    }
    use EastAsianWidth as Width;
    let width = CodePointMapData::<Width>::new().get(c);
    let wide = matches!(width, Width::Wide | Width::Fullwidth | Width::Halfwidth);
    (wide && !CodePointSetData::new::<EmojiPresentation>().contains(c))
        || CodePointMapData::<Script>::new().get(c) == Script::Hangul
}

// --- Which runs can open and close ---

/// What the flanking rules want to know of a character beside a delimiter run.
#[derive(Clone, Copy)]
struct Neighbour {
    space: bool,
    punctuation: bool,
    cjk: bool,
}

impl Neighbour {
    /// The character as CommonMark sees it, which knows nothing of CJK. The beginning and the end of a line
    /// count as white space.
    fn standard(c: Option<char>) -> Self {
        let space = c.is_none_or(char::is_whitespace);
        Self { space, punctuation: c.is_some_and(is_punctuation), cjk: false }
    }

    fn amended(c: Option<char>) -> Self {
        Self { cjk: c.is_some_and(is_cjk), ..Self::standard(c) }
    }

    /// The end of `text` as the amendment sees it: a variation selector counts as the character it follows.
    fn amended_end(text: &str) -> Self {
        let mut backwards = text.chars().rev();
        let (last, base) = (backwards.next(), backwards.next());
        match (last, base) {
            // An ideographic variation selector follows only ideographs.
            (Some('\u{E0100}'..='\u{E01EF}'), _) => Self { cjk: true, ..Self::standard(last) },
            // This selector asks for the full-width form of a quotation mark.
            (Some('\u{FE01}'), Some('‘' | '’' | '“' | '”')) => {
                Self { cjk: true, ..Self::standard(base) }
            }
            (Some('\u{FE00}'..='\u{FE0E}'), Some(c)) if is_cjk(c) => Self::amended(base),
            _ => Self::amended(last),
        }
    }
}

/// Unicode punctuation as CommonMark defines it: the general categories P and S.
fn is_punctuation(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether a delimiter run can open and close emphasis.
#[derive(PartialEq)]
struct Ability {
    open: bool,
    close: bool,
}

impl Ability {
    fn of(delimiter: u8, length: usize, before: Neighbour, after: Neighbour) -> Self {
        let left_flanking = flanks(after, before);
        let right_flanking = flanks(before, after);
        let (open, close) = match (delimiter, length) {
            (b'*', _) => (left_flanking, right_flanking),
            (b'_', _) => (
                left_flanking && (!right_flanking || before.punctuation),
                right_flanking && (!left_flanking || after.punctuation),
            ),
            // The parser lets two tildes open before anything but a space, and one tilde never within a
            // word. The latter stays, which also keeps the tildes of ranges such as `3~5일`.
            (b'~', 2) => (!after.space, right_flanking),
            (b'~', 1) => (
                !after.space && (before.space || before.punctuation),
                !before.space && (after.space || after.punctuation),
            ),
            _ => (false, false),
        };
        Self { open, close }
    }
}

/// The flanking rule, the same for both sides: `inner` is the character on the side the delimiter run leans
/// to, `outer` the one on its other side. Where neither is CJK this is CommonMark's own rule.
fn flanks(inner: Neighbour, outer: Neighbour) -> bool {
    let outer_allows_punctuation = outer.space || outer.punctuation || outer.cjk;
    !inner.space && (!inner.punctuation || inner.cjk || outer_allows_punctuation)
}

// --- Finding the runs ---

/// A delimiter run: a row of `*`, `_` or `~` as long as it gets, no matter which of its characters the parser
/// took for emphasis.
struct Run {
    delimiter: u8,
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
    standard: Ability,
    amended: Ability,
}

/// Finds the delimiter runs of one inline run.
struct Runs<'e, 'a> {
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
    fn new(source: &'a str, events: &'e [Spanned<'a>]) -> Self {
        let block_end = events.last().map_or(0, |(_, range)| range.end);
        Self { source, events, line_start: 0, block_end, done: 0 }
    }

    /// The runs that start in the event at `index`. To be asked for every event in turn.
    fn starting_in(&mut self, index: usize) -> impl Iterator<Item = Run> {
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
fn amendment_matters(source: &str, events: &[Spanned]) -> bool {
    let mut runs = Runs::new(source, events);
    (0..events.len()).any(|index| runs.starting_in(index).any(|run| run.standard != run.amended))
}

/// The part of the source in which an event shows its characters as they are: the whole of a text, and the
/// delimiters of emphasis. Entities, code, links and the like have no such part.
fn verbatim_part(source: &str, event: &Event, range: &Range<usize>) -> Option<Range<usize>> {
    match event {
        Event::Text(text) => (source.get(range.clone())? == &**text).then(|| range.clone()),
        _ => emphasis_delimiters(source, event, range),
    }
}

/// The delimiters that the start or the end of an emphasis stands for.
fn emphasis_delimiters(source: &str, event: &Event, range: &Range<usize>) -> Option<Range<usize>> {
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

// --- Pairing the runs ---

/// Delimiters that turned out to be emphasis, and the event that takes their place.
struct Mark<'a> {
    delimiters: Range<usize>,
    event: Spanned<'a>,
}

/// Pairs all delimiters and returns the marks in the order of the source.
fn pair_delimiters<'a>(source: &str, events: &[Spanned]) -> IntoIter<Mark<'a>> {
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
    marks: Vec<Mark<'a>>,
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
        self.marks.push(Mark { delimiters: opening, event: (Event::Start(tag), span.clone()) });
        self.marks.push(Mark { delimiters: closing, event: (end, span) });
        rest
    }
}

// --- Putting the events together again ---

/// Takes the emphasis of the events apart and pairs the delimiters anew.
fn rebuild<'a>(source: &'a str, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
    let marks = pair_delimiters(source, &events).peekable();
    let mut writer = Writer { source, marks, events: Vec::with_capacity(events.len()) };
    // The stretch of the source that is still growing, as one text may touch the next.
    let mut stretch = 0..0;
    for (event, range) in events {
        match verbatim_part(source, &event, &range) {
            Some(part) if part.start == stretch.end => stretch.end = part.end,
            Some(part) => writer.write(std::mem::replace(&mut stretch, part)),
            None => {
                writer.write(std::mem::take(&mut stretch));
                writer.events.push((event, range));
            }
        }
    }
    writer.write(stretch);
    writer.events
}

struct Writer<'a> {
    source: &'a str,
    marks: Peekable<IntoIter<Mark<'a>>>,
    events: Vec<Spanned<'a>>,
}

impl<'a> Writer<'a> {
    /// Writes a stretch of the source as text, cut at the marks.
    fn write(&mut self, mut stretch: Range<usize>) {
        while let Some(mark) = self.marks.next_if(|mark| mark.delimiters.start < stretch.end) {
            self.write_text(stretch.start..mark.delimiters.start);
            self.events.push(mark.event);
            stretch.start = mark.delimiters.end;
        }
        self.write_text(stretch);
    }

    fn write_text(&mut self, range: Range<usize>) {
        if let Some(text) = self.source.get(range.clone()).filter(|text| !text.is_empty()) {
            self.events.push((Event::Text(CowStr::Borrowed(text)), range));
        }
    }
}

// --- Delimiters left standing ---

/// The characters of a run that no emphasis has taken. Emphasis that ends at the run takes them from its
/// beginning and emphasis that starts there from its end, so what is left is in one piece. `events` begin
/// with the one that holds the first character of the run.
fn left_standing(source: &str, run: &Run, events: &[Spanned]) -> Range<usize> {
    let mut left = run.range.clone();
    for (event, range) in events {
        match (event, emphasis_delimiters(source, event, range)) {
            (_, Some(taken)) if taken.start >= run.range.end => break,
            (Event::Start(_), Some(taken)) => left.end = left.end.min(taken.start),
            (_, Some(taken)) => left.start = taken.end,
            (Event::Text(_), _) if range.end < run.range.end => {}
            _ => break,
        }
    }
    left
}

/// Whether `left` characters of a run, standing as text, were surely meant as emphasis. Longer runs are lines
/// to fill in, a single `_` may be part of a name, and a single `*` that cannot open refers to a note.
fn surely_meant(run: &Run, left: usize) -> bool {
    let Ability { open, close } = run.amended;
    let letter_follows = run.after.is_some_and(char::is_alphabetic);
    let within_word = letter_follows && run.before.is_some_and(char::is_alphanumeric);
    match (run.delimiter, left) {
        _ if run.range.len() > 3 => false,
        (b'*' | b'_', 2 | 3) => open || close,
        (b'*', 1) => open && letter_follows && !(close && within_word),
        _ => false,
    }
}

#[cfg(test)]
#[path = "emphasis_tests.rs"]
mod tests;
