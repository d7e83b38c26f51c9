//! The two fingerprints of a block.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::inline::{Inline, fold_white_space, is_folded};
use super::pieces::text_with_cells;
pub use crate::source::fingerprint::{Fingerprint, of_bytes};

/// The fingerprint of a block's Markdown, trimmed.
pub fn of_source(markdown: &str) -> Fingerprint {
    of_bytes(markdown.trim().as_bytes())
}

/// Stands between cells in what is fingerprinted, so that a word that moves to another cell is a change. No text that
/// is free of faults holds this control character.
const UNIT_SEPARATOR: char = '\u{1f}';

/// The fingerprint of what a reader sees: normalised to NFC (Unicode Standard Annex 15), white space folded.
pub fn of_text(inlines: &[Inline]) -> Fingerprint {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    let text = text_with_cells(inlines, UNIT_SEPARATOR);
    // Plain words are what they are in every form.
    if is_folded(&text) && !text.starts_with(' ') && !text.ends_with(' ') {
        return of_bytes(text.as_bytes());
    }
    of_bytes(NFC.normalize(&fold_white_space(&text)).as_bytes())
}
