//! What the texts of a site teach of two languages.

use super::bind::bind;
use super::lexicon::{Lexicon, MOST};
use crate::markdown::{Document, Visible};

/// Of so sure bindings it is learnt.
const SURE: f64 = 0.9;

/// Returns what can be learnt of translations, each behind the text that it says; `None` if they are too little to learn of.
pub fn learnt(texts: &[(&Document, &Document)]) -> Option<Lexicon> {
    let mut passages: Vec<(String, String)> = Vec::new();
    for (source, translation) in texts {
        if passages.len() >= MOST {
            break;
        }
        let words = |document: &Document, at: usize| -> String {
            document.blocks.get(at).map(|block| Visible::of(block).text).unwrap_or_default()
        };
        for binding in bind(source, translation).iter().filter(|binding| binding.confidence > SURE) {
            if let ([one], [other]) = (&*binding.sources, &*binding.translations) {
                passages.push((words(source, (*one).into()), words(translation, (*other).into())));
            }
        }
    }
    Lexicon::learn(passages.iter().map(|(source, translation)| (source.as_str(), translation.as_str())))
}
