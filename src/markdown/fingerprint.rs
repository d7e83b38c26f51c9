//! The two fingerprints of a block.

use std::fmt;

use icu_normalizer::ComposingNormalizerBorrowed;
use sha2::{Digest, Sha256};

use super::inline::{Inline, fold_white_space, text_with_cells};

/// A SHA-256 digest (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Reads 64 hexadecimal digits in lower case, as [`Display`](fmt::Display) writes them.
    pub fn parse(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if digits.len() != 64 || !digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Fingerprint(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The fingerprint of any bytes.
pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
    Fingerprint(Sha256::digest(bytes).into())
}

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
    let folded = fold_white_space(&text_with_cells(inlines, UNIT_SEPARATOR));
    of_bytes(NFC.normalize(&folded).as_bytes())
}
