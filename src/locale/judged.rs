//! What a site's own interface strings say, judged as they are used: merged with the strings that the program carries.

use std::collections::{BTreeMap, BTreeSet};

use fluent::concurrent::FluentBundle;
use fluent::resolver::ResolverError;
use fluent::{FluentArgs, FluentError, FluentResource};

use super::asked::Asked;
use super::codes::{BAD_FLUENT, UNKNOWN_STRING};
use super::merged::{Merged, Own, Strings, Use, circles, parsed};
use crate::source::characters::{help_for, hidden, name_of};
use crate::source::toml::{CONTROL_CHARACTER, nearest};
use crate::source::{Finding, Findings, Span};

/// What the program and its templates know of strings.
pub struct Known<'k> {
    /// By key of a carried message: the arguments that it is given.
    pub carried: &'k BTreeMap<String, BTreeSet<String>>,
    pub asked: &'k Asked,
}

impl Known<'_> {
    /// The arguments that a message is given; `None` if nobody asks for it.
    fn arguments(&self, key: &str) -> Option<BTreeSet<&str>> {
        let carried =
            self.carried.get(key).map(|names| names.iter().map(String::as_str).collect::<BTreeSet<&str>>());
        match (carried, self.asked.arguments(key)) {
            (None, None) if key.starts_with("name-of-") => Some(BTreeSet::new()),
            (None, asked) => asked,
            (Some(carried), asked) => Some(carried.into_iter().chain(asked.into_iter().flatten()).collect()),
        }
    }
}

/// Reports what is wrong with the site's own among the strings of a language. They are in the order in which they take each
/// other's place, and `bundle` has them all.
pub fn report(
    strings: Vec<Strings<'_>>,
    bundle: &FluentBundle<FluentResource>,
    known: &Known<'_>,
    findings: &mut Findings,
) {
    if strings.iter().all(|strings| strings.own.is_none()) {
        return;
    }
    let parsed: Vec<_> = strings.into_iter().map(parsed).collect();
    let merged = Merged::of(&parsed);
    let given = given(&merged, known);
    let circles = circles(&merged);
    let needy = merged.needy();
    for (name, named, own) in merged.own() {
        let is_term = name.starts_with('-');
        let key = name.split('.').next().unwrap_or(name);
        if !is_term && !given.contains_key(key) && key == name {
            findings.push(unknown(name, own, known));
        }
        let found = findings.len();
        for used in &named.uses {
            // What a term is given stands where it is used.
            let given = given.get(key).filter(|_| !is_term);
            findings.extend(fault(*used, own, &merged, given));
            findings.extend(fault_of_term(*used, own, &merged, is_term.then_some(&needy)));
        }
        if let Some(used) = circles.get(name) {
            let message = format!("this comes back to `{name}` itself, so it never ends");
            findings.push(Finding::new(
                &BAD_FLUENT,
                own.place(used.written()),
                message,
                "write the words here",
            ));
        }
        if let Some(given) = given.get(key).filter(|_| findings.len() == found && key == name && !is_term) {
            findings.extend(fault_when_used(name, own, bundle, given, !circles.is_empty()));
        }
    }
    report_terms_of_carried(&merged, findings);
}

/// Reports the site's own terms that the program's strings use without giving them what they show.
fn report_terms_of_carried(merged: &Merged<'_>, findings: &mut Findings) {
    for used in merged.0.values().filter(|named| named.own.is_none()).flat_map(|named| &named.uses) {
        let target = used.target().and_then(|target| merged.0.get(&target));
        if let (Some(variable), Some(own)) = (merged.not_given(*used), target.and_then(|named| named.own)) {
            findings.push(not_given(used.written(), variable, own.id()));
        }
    }
}

/// What is wrong with a term where it is used, or with a message inside a term, where `needy` are those that show variables.
fn fault_of_term<'t>(
    used: Use<'t>,
    own: Own<'t>,
    merged: &Merged<'t>,
    needy: Option<&BTreeSet<&str>>,
) -> Option<Finding> {
    if let Some(variable) = merged.not_given(used) {
        return Some(not_given(used.written(), variable, own.place(used.written())));
    }
    let needy = needy.filter(|_| matches!(used, Use::Message(..)))?;
    let target = used.target().filter(|target| needy.contains(target.as_str()))?;
    let message = format!("`{target}` is filled in by the program, which does not reach into a term");
    Some(Finding::new(&BAD_FLUENT, own.place(used.written()), message, "write the words here"))
}

fn not_given(term: &str, variable: &str, place: Span) -> Finding {
    let message = format!("the term `-{term}` is given no `${variable}` here, so readers would see the name");
    let help = format!(
        "write {{ -{term}({variable}: \"…\") }}; only words come to a term, not what the program fills in"
    );
    Finding::new(&BAD_FLUENT, place, message, help)
}

/// By message or term that is used: the arguments that it is given, by who asks for it or by the messages that refer to it.
fn given<'k>(merged: &Merged<'_>, known: &'k Known<'_>) -> BTreeMap<String, BTreeSet<&'k str>> {
    let keys = merged.0.keys().filter(|name| !name.starts_with('-') && !name.contains('.'));
    let mut given: BTreeMap<String, BTreeSet<&str>> =
        keys.filter_map(|key| Some((key.clone(), known.arguments(key)?))).collect();
    let mut next: Vec<String> = given.keys().cloned().collect();
    while let Some(key) = next.pop() {
        let Some(arguments) = given.get(&key).cloned() else { continue };
        let Some(named) = merged.0.get(&key) else { continue };
        for used in &named.uses {
            // To a term comes nothing of it, but what a term uses is shown as well.
            let theirs = match used {
                Use::Message(..) => arguments.clone(),
                _ => BTreeSet::new(),
            };
            let Some(target) = used.target().filter(|target| merged.0.contains_key(target)) else { continue };
            let whole = target.split('.').next().unwrap_or(&target).to_owned();
            for name in [whole, target] {
                if given.get(&name).is_none_or(|known| !theirs.is_subset(known)) {
                    given.entry(name.clone()).or_default().extend(&theirs);
                    next.push(name);
                }
            }
        }
    }
    given
}

fn unknown(name: &str, own: Own<'_>, known: &Known<'_>) -> Finding {
    let message = format!("nothing on the site shows the string `{name}`");
    let help = match nearest_key(name, known) {
        Some(near) => format!("did you mean `{near}`? Or take it out"),
        None => "take it out, or ask for it in a template: {{ t(key=\"…\") }}".to_owned(),
    };
    Finding::new(&UNKNOWN_STRING, own.id(), message, help)
}

fn nearest_key<'k>(name: &str, known: &'k Known<'_>) -> Option<&'k str> {
    // All of them, and those that begin alike first: `nearest` looks at some hundred only.
    let begins = |key: &&str| key.chars().next() == name.chars().next();
    let keys = || known.carried.keys().map(String::as_str);
    nearest(name, keys().filter(begins)).or_else(|| nearest(name, keys()))
}

/// What is wrong with one thing that a string uses.
fn fault<'t>(
    used: Use<'t>,
    own: Own<'t>,
    merged: &Merged<'t>,
    given: Option<&BTreeSet<&str>>,
) -> Option<Finding> {
    let (message, help) = match used {
        Use::Variable(name) | Use::Selector(name) => {
            let given = given.filter(|given| !given.contains(name))?;
            let message = format!("the program fills in no `${name}` here, so readers would see the name");
            let help = match nearest(name, given.iter().copied()) {
                Some(near) => format!("did you mean `${near}`?"),
                None if given.is_empty() => "this string is given nothing: write words only".to_owned(),
                None => {
                    let names: Vec<String> = given.iter().map(|name| format!("`${name}`")).collect();
                    format!("this string is given {}", names.join(", "))
                }
            };
            // With its sign.
            let span = own.place(name);
            let span = Span { start: span.start.saturating_sub(1), ..span };
            return Some(Finding::new(&BAD_FLUENT, span, message, help));
        }
        Use::Function(name) => {
            (format!("there is no function `{name}`"), "write the words, or a variable as it is".to_owned())
        }
        used if merged.has(used) => return None,
        used => {
            let target = used.target().unwrap_or_default();
            let names = || merged.0.keys().map(String::as_str);
            let alike = |name: &&str| name.chars().next() == target.chars().next();
            let help = match nearest(&target, names().filter(alike)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add `{target} = …` to this file, or write the words here"),
            };
            (format!("there is no string `{target}` in this language"), help)
        }
    };
    Some(Finding::new(&BAD_FLUENT, own.place(used.written()), message, help))
}

/// Fills a message in as a page would, and says what went wrong.
fn fault_when_used(
    name: &str,
    own: Own<'_>,
    bundle: &FluentBundle<FluentResource>,
    given: &BTreeSet<&str>,
    has_circles: bool,
) -> Option<Finding> {
    let pattern = bundle.get_message(name)?.value()?;
    let mut arguments = FluentArgs::new();
    given.iter().for_each(|name| arguments.set(*name, "…"));
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    let unseen: String = hidden(&words).map(|(_, unseen)| unseen).collect();
    if !unseen.is_empty() {
        let message = format!("this string holds {}", name_of(&unseen));
        return Some(Finding::new(&CONTROL_CHARACTER, own.id(), message, help_for(&unseen)));
    }
    // What is not there was found where it is asked for, and a circle where it closes.
    let is_told = |error: &FluentError| match error {
        FluentError::ResolverError(ResolverError::Reference(_)) => true,
        FluentError::ResolverError(ResolverError::Cyclic) => has_circles,
        _ => false,
    };
    let error = errors.iter().find(|error| !is_told(error))?;
    let message = format!("this string cannot be filled in: {error}");
    Some(Finding::new(&BAD_FLUENT, own.id(), message, "write it in a simpler way"))
}
