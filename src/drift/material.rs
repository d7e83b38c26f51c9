//! On what rights and duties depend: numbers, dates, amounts, addresses, negations and modals.

use super::judge::Reason;
use crate::redline::{Change, Op, Redline, figures};

/// Negations and modals of the controlling text, by what they are.
const NEGATIONS: [&str; 12] =
    ["not", "no", "never", "none", "neither", "nor", "without", "cannot", "don’t", "don't", "won’t", "won't"];
const MODALS: [&str; 9] = ["may", "must", "shall", "should", "will", "would", "can", "could", "might"];

/// What of this is among the words that a change marks.
pub fn reasons(redline: &Redline<'_>, change: &Change) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for piece in change.pieces.iter().filter(|piece| piece.op != Op::Kept) {
        let words = redline.words(change, piece);
        let mut rest = String::new();
        let mut done = 0;
        for place in figures(words) {
            let figure = words.get(place.clone()).unwrap_or_default();
            reasons.extend(match figure {
                figure if figure.contains('@') => Some(Reason::Address),
                // Another page for the same purpose.
                figure if figure.contains("://") || figure.starts_with("www.") => None,
                _ => Some(Reason::Figure),
            });
            // The month of a date is no modal.
            rest.push_str(words.get(done..place.start).unwrap_or_default());
            rest.push(' ');
            done = place.end;
        }
        rest.push_str(words.get(done..).unwrap_or_default());
        for word in rest.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'')) {
            let word = word.to_lowercase();
            if NEGATIONS.contains(&word.as_str()) {
                reasons.push(Reason::Negation);
            } else if MODALS.contains(&word.as_str()) {
                reasons.push(Reason::Modal);
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    reasons
}
