//! Which block of a translation says what which block of its source says.

use super::features::{Features, features};
use crate::markdown::{BlockKind, Document};

/// Blocks that say the same in two languages: one of each, or one and two neighbours.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// Indexes of blocks of the source.
    pub sources: Vec<usize>,
    /// Indexes of blocks of the translation.
    pub translations: Vec<usize>,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
}

/// What it costs to leave a block without a counterpart.
const GAP: f64 = 1.2;
/// What it costs to join two blocks.
const JOIN: f64 = 2.0;

/// Binds a translation to its source: the monotone alignment of blocks that fits best by kind, depth, ids, length, and the
/// numbers, names, addresses and link targets that both have; two neighbours may have been merged or one split.
///
/// Dynamic programming as of Gale and Church, “A program for aligning sentences in bilingual corpora”, 1993. Costs the
/// product of the numbers of blocks.
pub fn bind(source: &Document, translation: &Document) -> Vec<Binding> {
    let [olds, news] = features(source, translation);
    let total = |side: &[Features]| side.iter().map(|block| block.length).sum::<f64>().max(1.0);
    let fit = Fit { ratio: total(&news) / total(&olds) };
    let width = news.len() + 1;
    let mut scores = vec![f64::NEG_INFINITY; (olds.len() + 1) * width];
    let mut steps = vec![(0_u8, 0_u8); scores.len()];
    scores[0] = 0.0;
    let joined = |side: &[Features]| -> Vec<Features> {
        side.windows(2).map(|pair| pair[0].joined(&pair[1])).collect()
    };
    let (old_pairs, new_pairs) = (joined(&olds), joined(&news));
    for i in 0..=olds.len() {
        for j in 0..=news.len() {
            let mut best = (scores[i * width + j], (0, 0));
            let mut offer = |i: usize, j: usize, score: f64, step: (u8, u8)| {
                let score = scores[i * width + j] + score;
                if score > best.0 {
                    best = (score, step);
                }
            };
            if i > 0 && j > 0 {
                offer(i - 1, j - 1, fit.score(&olds[i - 1], &news[j - 1]), (1, 1));
            }
            if i > 0 {
                offer(i - 1, j, -GAP, (1, 0));
            }
            if j > 0 {
                offer(i, j - 1, -GAP, (0, 1));
            }
            if i > 1 && j > 0 && is_joinable(&olds[i - 2], &olds[i - 1]) {
                offer(i - 2, j - 1, fit.score(&old_pairs[i - 2], &news[j - 1]) - JOIN, (2, 1));
            }
            if i > 0 && j > 1 && is_joinable(&news[j - 2], &news[j - 1]) {
                offer(i - 1, j - 2, fit.score(&olds[i - 1], &new_pairs[j - 2]) - JOIN, (1, 2));
            }
            (scores[i * width + j], steps[i * width + j]) = best;
        }
    }
    let mut bindings = Vec::new();
    let (mut i, mut j) = (olds.len(), news.len());
    while (i, j) != (0, 0) {
        let (di, dj) = steps[i * width + j];
        let before = (i - usize::from(di), j - usize::from(dj));
        if di > 0 && dj > 0 {
            let gain = scores[i * width + j] - scores[before.0 * width + before.1];
            bindings.push(Binding {
                sources: (before.0..i).collect(),
                translations: (before.1..j).collect(),
                confidence: confidence(gain),
            });
        }
        (i, j) = before;
    }
    bindings.reverse();
    bindings
}

/// How sure a pair is whose score is so much better than nothing (the logistic function).
fn confidence(score: f64) -> f64 {
    1.0 / (1.0 + (-(score + 1.0)).exp())
}

fn is_joinable(first: &Features, second: &Features) -> bool {
    is_text(first.kind) && is_text(second.kind)
}

fn is_text(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Heading(_) | BlockKind::TableHead | BlockKind::TableRow | BlockKind::Code)
}

/// How well two blocks fit.
struct Fit {
    /// How long the translation is for each character of its source.
    ratio: f64,
}

impl Fit {
    fn score(&self, source: &Features, translation: &Features) -> f64 {
        let kind = match (source.kind, translation.kind) {
            (a, b) if a == b => 1.5,
            (BlockKind::Heading(_), BlockKind::Heading(_)) => 0.5,
            (a, b) if is_text(a) && is_text(b) => -0.5,
            _ => -4.0,
        };
        let depth = if source.depth == translation.depth { 0.3 } else { -0.5 };
        let id = match (&source.id, &translation.id) {
            (Some(a), Some(b)) if a == b => 4.0,
            (Some(_), Some(_)) => -2.0,
            _ => 0.0,
        };
        // Short blocks differ more.
        let sigma = 0.25 + 1.5 / source.length.sqrt();
        let off = (translation.length / (self.ratio * source.length)).ln() / sigma;
        let length = 0.8 - (off * off / 2.0).min(3.0);
        let all = source.weight + translation.weight;
        let signs = match all {
            all if all > 0.0 => 5.0 * (2.0 * source.common(translation) / all - 0.4) * (all / (all + 3.0)),
            _ => 0.0,
        };
        kind + depth + id + length + signs
    }
}
