//! Whatever people write: one line an entry, and the same entries when the file is read again.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::library::sync::{self, Allowed, Reconciled};
use crate::markdown::fingerprint;
use crate::source::toml::CONTROL_CHARACTER;
use crate::source::{Findings, Sources};

/// Any words, often with what ends lines, strings or comments in them.
fn words() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        3 => any::<char>(),
        1 => prop::sample::select(vec![
            '\n', '\r', '\t', '"', '\'', '\\', '#', ',', '{', '}', ' ', '\0', '\u{7f}', '\u{85}', '\u{2028}', '\u{2029}',
        ]),
    ];
    let pieces = prop_oneof![
        4 => prop::collection::vec(sign, 0..12).prop_map(|signs| signs.into_iter().collect::<String>()),
        1 => prop::sample::select(vec!["\"\"\"", "'''", "\r\n", "\\", "\\u0041", "a\n  }, ]\nallowed = ["]).prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
}

fn judged() -> impl Strategy<Value = Judged> {
    (prop::option::of(words()), prop::option::of(words()))
        .prop_map(|(by, reason)| Judged::new(date(2026, 11, 24), by.as_deref(), reason.as_deref()))
}

fn passage() -> impl Strategy<Value = PassageKey> {
    (any::<[u8; 4]>(), 1..4_u32)
        .prop_map(|(bytes, nth)| PassageKey { text: fingerprint::of_bytes(&bytes), nth })
}

fn reconciled() -> impl Strategy<Value = Reconciled> {
    (words(), passage(), prop::option::of(passage()), judged()).prop_map(
        |(section, controlling, translation, judged)| Reconciled {
            section,
            controlling: Some(controlling),
            translation,
            judged,
        },
    )
}

fn allowed() -> impl Strategy<Value = Allowed> {
    (words(), passage(), words(), judged()).prop_map(|(section, translation, rule, judged)| Allowed {
        section,
        translation,
        rule,
        judged,
    })
}

proptest! {
    #[test]
    fn an_entry_is_one_line_and_is_read_as_it_was(
        reconciled in prop::collection::vec(reconciled(), 0..4),
        allowed in prop::collection::vec(allowed(), 0..4),
    ) {
        let sync = Sync { reconciled, allowed };
        let written = text(&sync);
        let entries = sync.reconciled.len() + sync.allowed.len();
        let is_entry = |line: &&str| line.starts_with("  {") && line.ends_with("},");
        prop_assert_eq!(written.lines().filter(is_entry).count(), entries, "{}", written);
        // Without entries: what is said at its head, and two lists between empty lines.
        prop_assert_eq!(written.lines().count(), entries + text(&Sync::default()).lines().count(), "{}", written);
        prop_assert!(written.chars().all(|sign| sign == '\n' || !sign.is_control()), "{}", written);
        let mut sources = Sources::default();
        let file = sources.add("content/terms/ms.sync.toml".into(), written.as_str().into());
        let mut findings = Findings::new();
        let read = sync::read(file, &sources, &mut findings);
        prop_assert!(findings.iter().all(|finding| *finding.code == CONTROL_CHARACTER), "{findings:?}\n{written}");
        prop_assert_eq!(read, sync);
    }
}
