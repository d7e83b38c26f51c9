//! Redlines of translations say how much of what the controlling text changed they show, and show the rest in its place.
//! What the pages say is counted here once more, from the texts, for every pair of versions and every language.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use promulgate::drift::{Against, Current, Measured, State, Subject, Translation};
use promulgate::library::{Library, Policy, Text, Version};
use promulgate::locale::Lang;
use promulgate::redline::{self, BlockIdx, Kind};
use promulgate::site::{Content, Fate, Followed};
use promulgate::source::Sources;

use crate::living::{Site, assert_says};
use crate::support::{build, repository};

/// A day on which a translation of what is announced is published that follows in part.
const DAY: Date = date(2026, 11, 29);

type Counts = BTreeMap<&'static str, usize>;

/// What the changes of the controlling text became, by what it is called, worked out passage by passage.
fn counted(translations: &redline::Redline<'_>, [old, new]: [&Measured<'_>; 2]) -> Counts {
    let controlling = redline::compare(old.current(), new.current());
    let mut counts = Counts::new();
    for change in controlling.changes.iter().filter(|change| change.kind != Kind::Kept) {
        *counts.entry(became(change, translations, [old, new])).or_default() += 1;
    }
    counts
}

fn became(
    change: &redline::Change,
    translations: &redline::Redline<'_>,
    [old, new]: [&Measured<'_>; 2],
) -> &'static str {
    let before: Vec<_> = old
        .judgements
        .iter()
        .filter(|passage| change.old.is_some_and(|at| passage.current.contains(&at.in_role())))
        .collect();
    // The old text of the redline of the translations is the one of `old`, and the new one that of `new`.
    let marked = |old: Option<BlockIdx<Translation>>, new: Option<BlockIdx<Translation>>| {
        let (old, new) = (old.map(BlockIdx::in_role), new.map(BlockIdx::in_role));
        let mut changes = translations.changes.iter().filter(|change| change.kind != Kind::Kept);
        changes.any(|change| (old.is_some() && change.old == old) || (new.is_some() && change.new == new))
    };
    let after: Vec<_> = match change.new {
        Some(at) => new.judgements.iter().filter(|passage| passage.current.contains(&at)).collect(),
        // Of what was taken out: what the new translation has left of it.
        None => {
            let blocks = before.iter().flat_map(|passage| &passage.translation);
            let left: BTreeSet<BlockIdx<Translation>> = blocks
                .flat_map(|at| translations.changes.iter().filter(|change| change.old == Some(at.in_role())))
                .filter_map(|change| change.new.map(BlockIdx::in_role))
                .collect();
            let is_left = |passage: &&promulgate::drift::Judgement| {
                passage.translation.iter().any(|at| {
                    left.contains(at) && (passage.state == State::Orphan || !marked(None, Some(*at)))
                })
            };
            new.judgements.iter().filter(is_left).collect()
        }
    };
    if before.is_empty() && change.new.is_none() || after.is_empty() && change.new.is_some() {
        return "apart";
    }
    let has = |states: &[State]| after.iter().any(|passage| states.contains(&passage.state));
    if has(&[State::Critical]) {
        return "critical";
    }
    if has(&[State::Missing]) {
        return "missing";
    }
    if has(&[State::Unbound]) {
        return "uncertain";
    }
    if has(&[State::Stale, State::Orphan]) {
        return "behind";
    }
    let blocks_before = before.iter().flat_map(|passage| &passage.translation);
    let blocks_after = after.iter().filter(|_| change.new.is_some()).flat_map(|passage| &passage.translation);
    let is_shown = blocks_before.into_iter().any(|at| marked(Some(*at), None))
        || blocks_after.into_iter().any(|at| marked(None, Some(*at)));
    match is_shown {
        true => "shown",
        false if has(&[State::Minor]) => "minor",
        false => "same",
    }
}

/// What an element of a page says of itself in `data-NAME`.
fn data(element: &str, name: &str) -> usize {
    let (_, rest) = element.split_once(&format!(" data-{name}=\"")).expect("an attribute");
    rest.split('"').next().and_then(|count| count.parse().ok()).expect("a number")
}

fn measured<'a>(
    library: &'a Library,
    policy: &'a Policy,
    version: &'a Version,
    text: &'a Text,
    sources: &Sources,
) -> Option<Measured<'a>> {
    Some(Subject::of(library, policy, text, Against::Version(version))?.measure(sources))
}

fn translations<'a>(library: &'a Library, policy: &'a Policy, lang: &Lang) -> Vec<(&'a Version, &'a Text)> {
    let standing = policy.versions().iter().filter(|version| version.stands(library.day));
    standing.filter_map(|version| Some((version, version.text(lang, library.day)?))).collect()
}

#[test]
fn every_change_of_the_controlling_text_is_accounted_for() {
    let opened = promulgate::pipeline::open(&repository("."), promulgate::pipeline::Check::ButTexts, |_| DAY)
        .expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a library");
    let sources = &opened.value.tree.sources;
    let controlling = &library.config.controlling;
    let mut pairs = 0;
    for policy in &library.policies {
        for lang in library.config.languages.iter().filter(|lang| *lang != controlling) {
            let texts: Vec<_> = translations(library, policy, lang)
                .into_iter()
                .filter_map(|(version, text)| {
                    Some((text, measured(library, policy, version, text, sources)?))
                })
                .collect();
            for (at, (old, before)) in texts.iter().enumerate() {
                for (new, after) in &texts[at + 1..] {
                    let redline = redline::compare(&old.document, &new.document);
                    let followed = Followed::of(&redline, [before, after]);
                    let counts: Counts = Fate::ALL
                        .iter()
                        .map(|fate| (fate.name(), followed.count(*fate)))
                        .filter(|(_, count)| *count > 0)
                        .collect();
                    assert_eq!(counts, counted(&redline, [before, after]), "{} {lang}", policy.folder);
                    let changes = redline::compare(before.current(), after.current()).changes;
                    let changes = changes.iter().filter(|change| change.kind != Kind::Kept).count();
                    assert_eq!(counts.values().sum::<usize>(), changes, "{} {lang}", policy.folder);
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 20, "{pairs}");
}

#[test]
fn pages_say_what_is_counted_and_show_what_is_lacking() {
    let opened = promulgate::pipeline::open(&repository("."), promulgate::pipeline::Check::ButTexts, |_| DAY)
        .expect("a readable folder");
    let library = opened.value.library.as_ref().expect("a library");
    let sources = &opened.value.tree.sources;
    let built = build(&repository("."), DAY, false).expect("a site");
    let site = promulgate::site::plan(library, sources, false);
    let mut lacking = 0;
    for page in site.pages.iter().filter(|page| page.lang != library.config.controlling) {
        let Content::Compare { subject, old, new } = &page.content else { continue };
        let path = format!("{}index.html", page.address).trim_start_matches('/').to_owned();
        let html = built.get(&path).expect("a page");
        let policy = library.policy(*subject);
        let [before, after] = [old, new].map(|article| {
            let version = article.version.expect("a version");
            measured(library, policy, version, article.reading.text(), sources).expect("a measure")
        });
        let redline = redline::compare(&old.reading.text().document, &new.reading.text().document);
        let counts = counted(&redline, [&before, &after]);
        let controlling = redline::compare(before.current(), after.current());
        let changes: Vec<_> = controlling.changes.iter().filter(|change| change.kind != Kind::Kept).collect();
        // Only where no word changed is it the translation alone.
        let says_other_words = changes.iter().any(|change| change.kind != Kind::Minor);
        assert_eq!(html.contains("notice-controlling-unchanged"), !says_other_words, "{path}");
        let Some((_, banner)) = html.split_once("<div class=\"notice notice-followed") else {
            assert!(changes.is_empty(), "{path}");
            continue;
        };
        let (banner, _) = banner.split_once('>').expect("a tag");
        assert_eq!(data(banner, "controlling"), changes.len(), "{path}");
        for fate in Fate::ALL {
            let count = counts.get(fate.name()).copied().unwrap_or_default();
            assert_eq!(data(banner, fate.name()), count, "{path}: {}", fate.name());
        }
        // Each passage that is missing is there in the controlling language, and each that is behind has its mark.
        let drifted = |state: &str| html.matches(&format!(" data-drift=\"{state}\"")).count();
        let news = |states: &[State]| {
            let is_one = |at: BlockIdx<Current>| {
                let about = after.judgements.iter().filter(|passage| passage.current.contains(&at));
                about.map(|passage| passage.state).max().is_some_and(|state| states.contains(&state))
            };
            changes.iter().filter_map(|change| change.new).filter(|at| is_one(*at)).collect::<BTreeSet<_>>()
        };
        assert_eq!(drifted("missing"), news(&[State::Missing]).len(), "{path}");
        let marks = html.matches("<details class=\"drift\" data-state=\"critical\"").count();
        assert_eq!(marks > 0, !news(&[State::Critical]).is_empty(), "{path}");
        for at in news(&[State::Missing]) {
            let address = after.current().address(&after.current_blocks()[at]);
            let mark = format!(" data-block=\"{address}\" data-drift=\"missing\" lang=\"en\"");
            assert!(html.contains(&mark), "{path}: {address}");
        }
        lacking += usize::from(banner.contains("notice-drift"));
    }
    assert!(lacking > 0, "the site has a translation that does not follow");
}

const PAGE: &str = "ms/privacy/compare/2026-02-01/2026-03-01/index.html";

#[test]
fn a_translation_that_does_not_follow_is_not_all_that_changed() {
    let site = Site::new();
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/en.md", "We keep messages for 37 days.\n\nWe answer gladly.");
    site.add("privacy/ms.md", "Kami menyimpan mesej selama 37 hari.\n\nKami menjawab dengan senang hati.");
    site.run("2026-02-01", &["release", "privacy", "--yes"], 0);
    site.replace("privacy/en.md", "37 days", "73 days");
    site.add("privacy/en.md", "We never sell them.");
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
    // The translation says what it said, but for a passage of which the controlling text is as it was.
    site.replace("privacy/ms.md", "dengan senang hati", "dengan sukacita");
    let said = site.run("2026-03-01", &["release", "privacy", "--lang", "ms", "--yes"], 0);
    assert_says(
        &said,
        "readers of ms will be told: 2 passages not as in the controlling text (1 critical, 1 not translated)",
    );
    let page = site.page("2026-03-02", PAGE).expect("a page");
    assert!(!page.contains("notice-controlling-unchanged"), "words of the controlling text changed");
    assert_says(&page, "data-controlling=\"2\" data-shown=\"0\" data-critical=\"1\" data-missing=\"1\"");
    assert_says(&page, "Tiada satu pun daripada perubahan itu ditandakan dalam terjemahan ini.");
    // Both stand in their places: the passage itself, and what became of it.
    assert_says(&page, "We never sell them.");
    assert_says(&page, ">37</del>");
    assert_says(&page, ">73</ins>");
    // What the translation changed by itself has the same source.
    assert_says(&page, "class=\"source-unchanged\"");
    assert_says(&page, "sukacita");
}

#[test]
fn only_the_translation_changed_where_no_controlling_word_did() {
    let site = Site::new();
    site.replace("privacy/ms.md", "\"2026-01-01\"", "\"working\"");
    site.add("privacy/en.md", "We answer gladly.");
    site.add("privacy/ms.md", "Kami menjawab dengan senang hati.");
    site.run("2026-02-01", &["release", "privacy", "--yes"], 0);
    site.replace("privacy/en.md", "gladly", "*gladly*");
    site.replace("privacy/ms.md", "\"2026-02-01\"", "\"working\"");
    site.replace("privacy/ms.md", "dengan senang hati", "dengan *sukacita*");
    site.run("2026-03-01", &["release", "privacy", "--yes"], 0);
    let page = site.page("2026-03-02", PAGE).expect("a page");
    assert_says(&page, "notice-controlling-unchanged");
    assert_says(&page, "data-controlling=\"1\" data-shown=\"1\"");
    assert!(!page.contains("notice-drift"), "the translation follows");
}
