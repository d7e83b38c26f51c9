//! The sentences of a passage beside those that they translate.

use std::ops::Range;

use crate::language::sentences;

/// Of a passage with more sentences nobody tells which says which: that costs in proportion to the square of their number.
const MOST: usize = 60;
/// What it costs that sentences say two, and that one says nothing; after W. A. Gale and K. W. Church, “A Program for Aligning Sentences
/// in Bilingual Corpora”, 1993, where a sentence without a counterpart costs more than it should in a text that somebody cut.
const JOINED: f64 = 2.4;
const ALONE: f64 = 2.0;
/// The same for one of the text that has no more sentences than the other.
const SELDOM_ALONE: f64 = 5.0;
/// What two sentences gain for each name that both have, for each number, and for all at the most.
const NAME: f64 = 0.5;
const NUMBER: f64 = 1.5;
const MOST_ALIKE: f64 = 3.0;
/// Passages with fewer characters say little of how long the language is.
const TELLS: usize = 80;

/// How long a language is beside the controlling one, in a text.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// How many characters it has for each of the other.
    ratio: f64,
    /// The variance of that, for each character.
    variance: f64,
}

impl Default for Scale {
    fn default() -> Self {
        Scale { ratio: 1.0, variance: USUAL }
    }
}

/// The variance of Gale and Church.
const USUAL: f64 = 6.8;

impl Scale {
    /// Measures pairs of passages.
    pub fn of<'t>(passages: impl Iterator<Item = [&'t str; 2]>) -> Self {
        let lengths = passages.map(|texts| texts.map(|text| text.chars().count() as f64));
        let lengths: Vec<[f64; 2]> = lengths.filter(|[source, _]| *source >= TELLS as f64).collect();
        if lengths.is_empty() {
            return Scale::default();
        }
        let ratio = median(lengths.iter().map(|[source, own]| own / source)).clamp(0.1, 10.0);
        let squares = lengths.iter().map(|[source, own]| (own - source * ratio).powi(2) / source);
        // The median of the squares of what is distributed normally is this share of the variance.
        let variance = median(squares) / 0.455;
        Scale { ratio, variance: variance.clamp(0.2 * USUAL * ratio, USUAL * ratio) }
    }

    /// What it costs that two stretches of so many characters say the same.
    fn cost(&self, source: f64, own: f64) -> f64 {
        (own - source * self.ratio).powi(2) / (2.0 * self.variance * source.max(1.0))
    }
}

/// # Panics
/// If there are no values.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Sentences of both texts that say the same; on one side there may be none.
#[derive(Debug, Clone)]
pub struct Aligned {
    /// Where they stand in their texts.
    pub theirs: Option<Range<usize>>,
    pub own: Option<Range<usize>>,
    /// How many characters that is of the source.
    length: f64,
}

/// The sentences of a passage beside those that they translate, in order.
#[derive(Debug)]
pub struct AlignedSentences {
    pub pairs: Vec<Aligned>,
    /// How many there are of each text, and how many characters they have.
    counts: [usize; 2],
    lengths: [f64; 2],
    scale: Scale,
}

/// A sentence.
struct Sentence {
    range: Range<usize>,
    length: f64,
    /// What may be written alike in both languages, in order.
    signs: Vec<String>,
}

impl AlignedSentences {
    /// Aligns the sentences of two texts by their lengths and by what is written alike in both. There are no pairs if there are too many.
    pub fn of(scale: Scale, theirs: &str, own: &str) -> Self {
        let [theirs, own] = [theirs, own].map(read);
        let counts = [theirs.len(), own.len()];
        let lengths = [&theirs, &own].map(|sentences| length(sentences));
        let is_few = counts.iter().all(|count| *count <= MOST);
        let pairs = if is_few { align(scale, &theirs, &own) } else { Vec::new() };
        AlignedSentences { pairs, counts, lengths, scale }
    }

    /// Returns the sentences of the other text that the passage does not say: it has fewer, and is nearer to the length that it would have
    /// without them than to that of the whole.
    pub fn missing(&self) -> Vec<Range<usize>> {
        let [theirs, own] = self.lengths;
        let alone: Vec<&Aligned> = self.pairs.iter().filter(|pair| pair.own.is_none()).collect();
        let missing: f64 = alone.iter().map(|pair| pair.length).sum();
        let is_short = own < (theirs - missing / 2.0) * self.scale.ratio;
        let is_missing = is_short && self.counts[1] < self.counts[0];
        alone.into_iter().filter(|_| is_missing).filter_map(|pair| pair.theirs.clone()).collect()
    }
}

/// How many sentences of each text a step takes, and what that costs.
const STEPS: [(usize, usize, f64); 6] = [
    (1, 1, 0.1),
    (1, 0, SELDOM_ALONE),
    (0, 1, SELDOM_ALONE),
    (2, 1, JOINED),
    (1, 2, JOINED),
    (2, 2, 2.0 * JOINED),
];

fn align(scale: Scale, theirs: &[Sentence], own: &[Sentence]) -> Vec<Aligned> {
    let width = own.len() + 1;
    let alike: Vec<f64> = theirs.iter().flat_map(|a| own.iter().map(move |b| a.alike(b))).collect();
    let cost = |rows: Range<usize>, columns: Range<usize>| {
        if rows.is_empty() || columns.is_empty() {
            return 0.0;
        }
        let row = |row: usize| alike[row * own.len()..][columns.clone()].iter().sum::<f64>();
        let gain = rows.clone().map(row).sum::<f64>().min(MOST_ALIKE);
        scale.cost(length(&theirs[rows]), length(&own[columns])) - gain
    };
    // By how many sentences of each are aligned: the least cost, and the step that leads there.
    let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); (theirs.len() + 1) * width];
    best[0].0 = 0.0;
    for row in 0..=theirs.len() {
        for column in 0..width {
            for (step, (down, right, fixed)) in STEPS.iter().enumerate() {
                let from = row.checked_sub(*down).zip(column.checked_sub(*right));
                let Some((from_row, from_column)) = from else { continue };
                let fixed = match (*down, *right) {
                    (1, 0) if theirs.len() > own.len() => ALONE,
                    (0, 1) if own.len() > theirs.len() => ALONE,
                    _ => *fixed,
                };
                let before = best[from_row * width + from_column].0;
                let cost = before + fixed + cost(from_row..row, from_column..column);
                let here = &mut best[row * width + column];
                if cost < here.0 {
                    *here = (cost, step);
                }
            }
        }
    }
    let (mut row, mut column) = (theirs.len(), own.len());
    let mut pairs = Vec::new();
    while (row, column) != (0, 0) {
        let (down, right, _) = STEPS[best[row * width + column].1];
        let (theirs, own) = (&theirs[row - down..row], &own[column - right..column]);
        pairs.push(Aligned { theirs: whole(theirs), own: whole(own), length: length(theirs) });
        (row, column) = (row - down, column - right);
    }
    pairs.reverse();
    pairs
}

fn length(sentences: &[Sentence]) -> f64 {
    sentences.iter().map(|sentence| sentence.length).sum()
}

fn whole(sentences: &[Sentence]) -> Option<Range<usize>> {
    Some(sentences.first()?.range.start..sentences.last()?.range.end)
}

/// The sentences of a text.
fn read(text: &str) -> Vec<Sentence> {
    sentences(text).into_iter().map(|range| Sentence::of(&text[range.clone()], range)).collect()
}

impl Sentence {
    fn of(text: &str, range: Range<usize>) -> Self {
        let is_sign = |word: &&str| {
            word.contains(|c: char| c.is_ascii_digit())
                || word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase())
        };
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let mut signs: Vec<String> = words.filter(is_sign).map(str::to_ascii_lowercase).collect();
        signs.sort_unstable();
        signs.dedup();
        Sentence { range, length: text.chars().count() as f64, signs }
    }

    /// What two gain that have the same names and numbers.
    fn alike(&self, other: &Sentence) -> f64 {
        let both = self.signs.iter().filter(|sign| other.signs.binary_search(sign).is_ok());
        both.map(|sign| if sign.contains(|c: char| c.is_ascii_digit()) { NUMBER } else { NAME }).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Aligned, AlignedSentences, Scale};

    #[test]
    fn what_is_left_out_stands_alone() {
        let theirs = "We keep your data for 30 days only. You may object to that at any time in writing. We answer within 45 days of it.";
        let own =
            "Kami menyimpan data anda selama 30 hari sahaja. Kami menjawab dalam tempoh 45 hari selepas itu.";
        let aligned = AlignedSentences::of(Scale::default(), theirs, own);
        let shown = |pair: &Aligned| {
            (pair.theirs.clone().map(|range| &theirs[range]), pair.own.clone().map(|range| &own[range]))
        };
        let shown: Vec<_> = aligned.pairs.iter().map(shown).collect();
        assert_eq!(
            shown,
            [
                (
                    Some("We keep your data for 30 days only."),
                    Some("Kami menyimpan data anda selama 30 hari sahaja.")
                ),
                (Some("You may object to that at any time in writing."), None),
                (
                    Some("We answer within 45 days of it."),
                    Some("Kami menjawab dalam tempoh 45 hari selepas itu.")
                ),
            ]
        );
    }
}
