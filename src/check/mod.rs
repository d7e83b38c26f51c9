//! Rules over the library. Each rule is a file: what it looks for, why it matters, how to mend it, an example.

mod address_taken;
mod ambiguous_days;
mod changed_unreleased;
mod compared;
mod contact_incomplete;
mod control_characters;
mod cookie_incomplete;
mod country_differs;
mod currency_differs;
mod dated_ahead;
mod dead_link;
mod doubled_word;
mod duplicate_id;
mod duty_differs;
mod email_differs;
mod empty_heading;
mod forbidden_link;
mod foreign_script;
mod half_width_punctuation;
mod heading_attribute;
mod heading_level;
mod heading_names;
mod heading_without_id;
mod image;
mod integrity;
mod interrupted_release;
mod limit_differs;
mod link_differs;
mod list_differs;
mod local_section_lost;
mod looks_like_markup;
mod lost_words;
mod missing_section;
mod missing_title;
mod mixed_script;
mod name_differs;
mod negation_differs;
mod number_differs;
mod numbers_exchanged;
mod output_paths;
mod passages;
mod placeholder;
mod prose;
mod quotes;
mod raw_html;
mod scripts;
mod section_name_differs;
mod sentence_missing;
mod sentences;
mod spacing;
mod summary_missing;
mod term_differs;
mod term_incomplete;
mod text;
mod translates_refuted;
mod translation_behind;
mod unclosed_emphasis;
mod unfilled_directive;
mod unit_differs;
mod unknown_section;
mod unreleased;
mod untranslated;
mod words_unknown;
mod wrong_chinese;

pub use output_paths::theme_paths;
pub use placeholder::PLACEHOLDER;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::library::reads::{self, Reads};
use crate::library::{Library, PolicyId};
use crate::locale::Locales;
use crate::source::{Code, Finding, Findings, Severity, Tree};
use text::{TextCheck, texts_of};

/// The rules that look at one text at a time. What they find is recalled on the next day by the clock as well, so none asks for that
/// ([`Library::today`]).
const TEXT_RULES: &[fn(&TextCheck<'_>, &mut Findings)] = &[
    missing_title::check,
    placeholder::check,
    heading_without_id::check,
    heading_attribute::check,
    heading_level::check,
    duplicate_id::check,
    empty_heading::check,
    unknown_section::check,
    missing_section::check,
    local_section_lost::check,
    dead_link::check,
    forbidden_link::check,
    raw_html::check,
    lost_words::check,
    looks_like_markup::check,
    image::check,
    unclosed_emphasis::check,
    unfilled_directive::check,
    control_characters::check,
];

/// Those that look at the words of a text, and at a translation beside what it translates; of working texts only, for
/// nobody may mend a sealed one.
const WORD_RULES: &[fn(&TextCheck<'_>, &mut Findings)] = &[
    translates_refuted::check,
    translation_behind::check,
    number_differs::check,
    numbers_exchanged::check,
    currency_differs::check,
    unit_differs::check,
    limit_differs::check,
    country_differs::check,
    name_differs::check,
    negation_differs::check,
    duty_differs::check,
    sentence_missing::check,
    email_differs::check,
    link_differs::check,
    list_differs::check,
    untranslated::check,
    foreign_script::check,
    mixed_script::check,
    wrong_chinese::check,
    term_differs::check,
    section_name_differs::check,
    doubled_word::check,
    half_width_punctuation::check,
    spacing::check,
];

/// The rules that look at the whole library.
const LIBRARY_RULES: &[fn(&Library, &mut Findings)] = &[
    address_taken::check,
    ambiguous_days::check,
    interrupted_release::check,
    output_paths::check,
    cookie_incomplete::check,
    dated_ahead::check,
    contact_incomplete::check,
    term_incomplete::check,
    summary_missing::check,
    unreleased::check,
    words_unknown::check,
];

/// What rules found in the texts of a policy.
#[derive(Debug, Default)]
pub struct InTexts {
    pub findings: Findings,
    /// What they read of other policies for that.
    pub reads: Reads,
}

/// Runs every rule that looks at a text over the texts of the policies for which `is_wanted`, and says what each has. Like
/// all findings of rules, these come in no particular order; [`human::sort`](crate::source::human::sort) gives them one.
pub fn texts(
    library: &Library,
    tree: &Tree,
    locales: &Locales,
    is_wanted: impl Fn(PolicyId) -> bool,
) -> BTreeMap<PolicyId, InTexts> {
    let wanted: Vec<PolicyId> = library.all().map(|(id, _)| id).filter(|id| is_wanted(*id)).collect();
    let texts = wanted.iter().flat_map(|id| texts_of(library, *id, &tree.sources, locales));
    let texts: Vec<TextCheck<'_>> = texts.collect();
    let check = |text: TextCheck<'_>| {
        let family = library.policy(text.place.policy).family();
        (text.place.policy, reads::recorded(family, || check_text(&text)))
    };
    let found: Vec<(PolicyId, (Findings, Reads))> = texts.into_par_iter().map(check).collect();
    let mut by_policy: BTreeMap<PolicyId, InTexts> =
        wanted.into_iter().map(|id| (id, InTexts::default())).collect();
    for (policy, (findings, reads)) in found {
        let of_policy = by_policy.entry(policy).or_default();
        of_policy.findings.extend(findings);
        of_policy.reads.add(reads);
    }
    by_policy
}

fn check_text(text: &TextCheck<'_>) -> Findings {
    let mut findings = Findings::new();
    let is_working = text.place.version.is_none();
    // Of a translation that nobody has written yet that is all there is to say: no release takes it.
    if is_working && text.text.translates.is_some() && placeholder::is_unwritten(text) {
        placeholder::check(text, &mut findings);
        return findings;
    }
    TEXT_RULES.iter().for_each(|rule| rule(text, &mut findings));
    WORD_RULES.iter().filter(|_| is_working).for_each(|rule| rule(text, &mut findings));
    let is_entered = text.text.seal.is_some_and(|seal| seal.entry.is_some());
    let at_most = |finding: Finding| match text.gravest {
        Severity::Note if is_entered => finding.sealed(true),
        // Not adopted yet, it may still be changed, but by nobody but a person: it is what was published.
        Severity::Note => Finding { severity: Severity::Note, edits: Vec::new(), ..finding },
        gravest => Finding { severity: finding.severity.min(gravest), ..finding },
    };
    findings.into_iter().map(at_most).collect()
}

/// Runs every other rule: those that look at the library as a whole, at its files and its ledgers.
pub fn whole(library: &Library, tree: &Tree) -> Findings {
    let mut findings = Findings::new();
    LIBRARY_RULES.iter().for_each(|rule| rule(library, &mut findings));
    control_characters::check_files(&tree.sources, &mut findings);
    integrity::check(library, tree, &mut findings);
    findings
}

/// Whether the ledgers answer for everything that was released.
pub fn integrity(library: &Library, tree: &Tree) -> Findings {
    let mut findings = Findings::new();
    integrity::check(library, tree, &mut findings);
    findings
}

/// What must hold besides before a change is taken: no working text has changed without a new version.
pub fn release_gate(library: &Library) -> Findings {
    let mut findings = Findings::new();
    changed_unreleased::check(library, &mut findings);
    findings
}

/// The codes of the findings that people can accept at a passage: those about its words.
pub fn acceptable() -> impl Iterator<Item = &'static Code> {
    let lists = [
        country_differs::ALL,
        currency_differs::ALL,
        doubled_word::ALL,
        duty_differs::ALL,
        email_differs::ALL,
        foreign_script::ALL,
        half_width_punctuation::ALL,
        limit_differs::ALL,
        link_differs::ALL,
        list_differs::ALL,
        mixed_script::ALL,
        name_differs::ALL,
        negation_differs::ALL,
        number_differs::ALL,
        numbers_exchanged::ALL,
        section_name_differs::ALL,
        sentence_missing::ALL,
        term_differs::ALL,
        unit_differs::ALL,
        untranslated::ALL,
        wrong_chinese::ALL,
    ];
    lists.into_iter().flatten().copied()
}

/// The codes of every rule.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let lists = [
        address_taken::ALL,
        ambiguous_days::ALL,
        changed_unreleased::ALL,
        contact_incomplete::ALL,
        cookie_incomplete::ALL,
        dated_ahead::ALL,
        dead_link::ALL,
        duplicate_id::ALL,
        empty_heading::ALL,
        forbidden_link::ALL,
        heading_attribute::ALL,
        heading_level::ALL,
        heading_without_id::ALL,
        image::ALL,
        interrupted_release::ALL,
        local_section_lost::ALL,
        looks_like_markup::ALL,
        lost_words::ALL,
        missing_section::ALL,
        missing_title::ALL,
        output_paths::ALL,
        placeholder::ALL,
        raw_html::ALL,
        spacing::ALL,
        summary_missing::ALL,
        term_incomplete::ALL,
        translates_refuted::ALL,
        translation_behind::ALL,
        unclosed_emphasis::ALL,
        unfilled_directive::ALL,
        unknown_section::ALL,
        unreleased::ALL,
        words_unknown::ALL,
    ];
    lists.into_iter().flatten().copied().chain(acceptable())
}
