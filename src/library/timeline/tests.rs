//! What applies on each day. Days are those of one year, written as month and day.

use std::collections::BTreeMap;

use super::*;
use crate::library::{Label, Reading, Registers, Seal, Sync, Text, Translates};
use crate::locale::Lang;
use crate::markdown::Document;
use crate::source::{FileId, Sources};

fn day(words: &str) -> Date {
    format!("2026-{words}").parse().unwrap()
}

fn file() -> FileId {
    Sources::default().add("file".into(), "".into())
}

/// A version from the words `LABEL RELEASED EFFECTIVE`; the last two again for its withdrawal, if it has one.
fn version(number: usize, words: &str) -> Version {
    let words: Vec<&str> = words.split(' ').collect();
    let withdrawn = words.get(3..5).map(|days| Withdrawal {
        released: day(days[0]),
        effective: day(days[1]),
        reason: String::new(),
    });
    Version {
        label: Label::parse(words[0]).unwrap(),
        released: day(words[1]),
        effective: day(words[2]),
        material: true,
        summary: BTreeMap::new(),
        file: file(),
        entered: Some(number),
        withdrawn,
        texts: BTreeMap::new(),
        registers: Registers::default(),
    }
}

fn versions(words: &[&str]) -> Versions {
    Versions::new(words.iter().enumerate().map(|(number, words)| version(number, words)).collect())
}

/// The version with that label.
fn called<'a>(versions: &'a Versions, label: &str) -> &'a Version {
    versions.find(&Label::parse(label).unwrap()).unwrap()
}

fn labels<'a>(versions: impl IntoIterator<Item = &'a Version>) -> String {
    versions.into_iter().map(|version| version.label.as_str()).collect::<Vec<_>>().join(" ")
}

/// How the versions stand: `now a; next b c; past z`.
fn stand(timeline: &Timeline<'_>) -> String {
    let parts = [
        ("now", labels(timeline.in_force)),
        ("next", labels(timeline.upcoming.iter().copied())),
        ("past", labels(timeline.superseded.iter().copied())),
        ("ended", labels(timeline.ended.map(|(last, _)| last))),
    ];
    let parts = parts.into_iter().filter(|(_, labels)| !labels.is_empty());
    parts.map(|(what, labels)| format!("{what} {labels}")).collect::<Vec<_>>().join("; ")
}

/// How these versions stand on each day.
fn check(words: &[&str], expected: &[(&str, &str)]) {
    let versions = versions(words);
    for (on, expected) in expected {
        assert_eq!(stand(&Timeline::on(&versions, day(on))), *expected, "{words:?} on {on}");
    }
}

#[test]
fn a_version_is_announced_then_in_force_then_superseded() {
    check(
        &["a 01-10 02-01", "b 02-10 03-01"],
        &[
            ("01-09", ""),
            ("01-10", "next a"),
            ("01-31", "next a"),
            ("02-01", "now a"),
            ("02-09", "now a"),
            ("02-10", "now a; next b"),
            ("02-28", "now a; next b"),
            ("03-01", "now b; past a"),
            ("12-31", "now b; past a"),
        ],
    );
}

#[test]
fn a_version_may_take_effect_on_the_day_of_its_release_or_before() {
    check(&["a 01-10 01-10"], &[("01-09", ""), ("01-10", "now a")]);
    check(&["a 02-01 01-01"], &[("01-15", ""), ("01-31", ""), ("02-01", "now a")]);
}

#[test]
fn of_versions_of_one_day_the_last_one_applies() {
    let words = ["a 01-01 01-01", "b 02-01 03-01", "c 02-02 03-01"];
    check(&words, &[("02-01", "now a; next b"), ("02-28", "now a; next b c"), ("03-01", "now c; past b a")]);
    let versions = versions(&words);
    let before = Timeline::on(&versions, day("02-28"));
    assert_eq!(labels(before.next()), "c");
    let after = Timeline::on(&versions, day("03-01"));
    assert_eq!(after.status(called(&versions, "b")), Status::Superseded);
    assert_eq!(after.applies(called(&versions, "b")), None);
    assert_eq!(after.applies(called(&versions, "a")), Some((day("01-01"), Some(day("03-01")))));
    assert_eq!(after.applies(called(&versions, "c")), Some((day("03-01"), None)));
}

#[test]
fn their_order_is_that_of_the_ledger() {
    let late = version(1, "a 01-01 02-01");
    let early = version(0, "b 01-01 02-01");
    let not_entered = Version { entered: None, ..version(0, "0 01-01 02-01") };
    assert_eq!(labels(&Versions::new(vec![not_entered, late, early])), "b a 0");
}

#[test]
fn what_is_taken_back_before_its_day_never_applies() {
    let words = ["a 01-01 01-01", "b 02-01 03-01 02-10 02-10", "c 02-20 04-01"];
    check(
        &words,
        &[
            ("02-09", "now a; next b"),
            ("02-10", "now a"),
            ("03-01", "now a; next c"),
            ("04-01", "now c; past a"),
        ],
    );
    let versions = versions(&words);
    let b = called(&versions, "b");
    for (on, status, known) in [
        ("02-09", Status::Upcoming, "b a"),
        ("02-10", Status::Withdrawn, "b a"),
        ("04-01", Status::Withdrawn, "c b a"),
    ] {
        let timeline = Timeline::on(&versions, day(on));
        assert_eq!((timeline.status(b), labels(timeline.newest_first())), (status, known.into()), "{on}");
        assert_eq!(timeline.withdrawal(b).is_some(), status == Status::Withdrawn, "{on}");
    }
    let (before, after) = Timeline::on(&versions, day("04-01")).neighbours(b);
    assert_eq!((labels(before), labels(after)), ("a".into(), "c".into()));
    let (before, after) = Timeline::on(&versions, day("04-01")).neighbours(called(&versions, "c"));
    assert_eq!((labels(before), labels(after)), ("a".into(), String::new()));
}

#[test]
fn an_addendum_ends() {
    let words = ["a 01-01 01-01 05-01 06-01"];
    check(&words, &[("04-30", "now a"), ("05-31", "now a"), ("06-01", "past a; ended a")]);
    let versions = versions(&words);
    let a = called(&versions, "a");
    for (on, will_end, status) in [
        ("04-30", None, Status::InForce),
        ("05-01", Some(day("06-01")), Status::InForce),
        ("05-31", Some(day("06-01")), Status::InForce),
        ("06-01", None, Status::Withdrawn),
    ] {
        let timeline = Timeline::on(&versions, day(on));
        let end = timeline.will_end().map(|withdrawal| withdrawal.effective);
        assert_eq!((end, timeline.status(a)), (will_end, status), "{on}");
    }
    let until = |on| Timeline::on(&versions, day(on)).until(a);
    assert_eq!((until("04-30"), until("05-01")), (None, Some(day("06-01"))));
}

#[test]
fn an_addendum_that_ended_begins_again_with_its_next_version() {
    check(
        &["a 01-01 01-01 05-01 06-01", "b 07-01 08-01"],
        &[("06-30", "past a; ended a"), ("07-31", "next b; past a; ended a"), ("08-01", "now b; past a")],
    );
}

#[test]
fn a_version_of_the_day_of_an_end_replaces_it() {
    let words = ["a 01-01 01-01 05-01 06-01", "b 05-15 06-01"];
    check(&words, &[("05-31", "now a; next b"), ("06-01", "now b; past a")]);
    let versions = versions(&words);
    let ends = |on| Timeline::on(&versions, day(on)).ends().count();
    assert_eq!((ends("05-14"), ends("05-15"), ends("06-01")), (1, 0, 0));
    assert!(Timeline::on(&versions, day("05-14")).will_end().is_some());
    assert!(Timeline::on(&versions, day("05-15")).will_end().is_none());
}

#[test]
fn only_the_first_edition_changes_nothing() {
    let versions = versions(&["a 01-01 01-01", "b 02-01 02-01"]);
    let timeline = Timeline::on(&versions, day("02-01"));
    let changes = |label| timeline.is_material_change(called(&versions, label));
    assert_eq!((changes("a"), changes("b")), (false, true));
}

#[test]
fn a_day_is_asked_about_as_another_day_knew_it() {
    let versions = versions(&["a 01-01 01-01", "b 02-01 03-01 02-10 02-10", "c 02-20 04-01"]);
    for (on, known, expected) in [
        ("03-01", "01-31", "a"),
        ("03-01", "02-01", "b"),
        ("03-01", "02-10", "a"),
        ("04-01", "02-19", "a"),
        ("04-01", "02-20", "c"),
        ("03-31", "12-31", "a"),
        ("01-01", "12-31", "a"),
    ] {
        assert_eq!(labels(versions.in_force(day(on), day(known))), expected, "{on} as known on {known}");
    }
    assert!(versions.in_force("2025-12-31".parse().unwrap(), day("12-31")).is_none());
    let without = versions.in_force_without(called(&versions, "c"), day("02-20"));
    assert_eq!(labels(without), "a");
}

/// A translation into Malay, or with revision 0 the controlling text.
fn text(revision: u32, released: &str) -> Text {
    let is_translation = revision > 0;
    Text {
        file: file(),
        lang: if is_translation { malay() } else { Lang::english() },
        revision: revision.max(1),
        translates: is_translation.then_some(Translates::Working),
        translates_at: None,
        seal: Some(Seal { released: day(released), entry: None }),
        sync: Sync::default(),
        document: Document::default(),
    }
}

fn malay() -> Lang {
    Lang::parse("ms").unwrap()
}

/// What a reader of Malay is shown, with the number of the revision.
fn shown(versions: &Versions, label: &str, known: &str) -> String {
    let reading = versions.reading(called(versions, label), &malay(), &Lang::english(), day(known));
    match reading {
        Some(Reading::Translation(text)) => format!("translation {}", text.revision),
        Some(Reading::Earlier { text, version }) => format!("{} {}", version.label, text.revision),
        Some(Reading::Fallback(_)) => "controlling".to_owned(),
        Some(Reading::Controlling(_)) | None => "nothing".to_owned(),
    }
}

#[test]
fn the_newest_translation_that_is_known_is_shown_and_else_that_of_an_earlier_version() {
    let with = |number, words, translations: Vec<Text>| {
        let mut version = version(number, words);
        version.texts.insert(Lang::english(), vec![text(0, "01-01")]);
        if !translations.is_empty() {
            version.texts.insert(malay(), translations);
        }
        version
    };
    let versions = Versions::new(vec![
        with(0, "a 01-01 01-01", vec![text(1, "01-05"), text(2, "05-01")]),
        with(1, "b 02-01 02-01 02-01 02-01", vec![text(1, "02-01")]),
        with(2, "c 03-01 03-01", vec![]),
        with(3, "d 04-01 04-01", vec![text(1, "04-10")]),
        version(4, "e 06-01 06-01"),
    ]);
    for (label, known, expected) in [
        ("a", "01-04", "controlling"),
        ("a", "01-05", "translation 1"),
        ("a", "04-30", "translation 1"),
        ("a", "05-01", "translation 2"),
        ("c", "03-01", "a 1"),
        ("c", "05-01", "a 2"),
        ("d", "04-09", "a 1"),
        ("d", "04-10", "translation 1"),
        ("e", "06-01", "d 1"),
    ] {
        assert_eq!(shown(&versions, label, known), expected, "{label} as known on {known}");
    }
    let of_english = |label| {
        let english = Lang::english();
        versions.reading(called(&versions, label), &english, &english, day("06-01"))
    };
    assert!(matches!(of_english("c"), Some(Reading::Controlling(_))));
    assert!(of_english("e").is_none());
}
