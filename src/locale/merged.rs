//! The strings of a language by their names, merged as pages use them, and what each uses.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource,
};

use crate::source::{FileId, Span};

/// A file with strings.
pub struct Strings<'t> {
    /// The file, and where in it `text` begins; `None` if the program carries it.
    pub own: Option<(FileId, usize)>,
    pub text: &'t str,
}

/// What is called by a name that strings of all files share: a message, a term with its hyphen, or an attribute of one.
pub struct Named<'t> {
    /// Where it is written, if the site writes it.
    pub own: Option<Own<'t>>,
    pub has_value: bool,
    pub uses: Vec<Use<'t>>,
}

#[derive(Clone, Copy)]
pub struct Own<'t> {
    pub file: FileId,
    /// Where the text of the file begins, so that a part of it has a place.
    text: &'t str,
    offset: usize,
    /// What it is called there.
    id: &'t str,
}

impl<'t> Own<'t> {
    /// Where its name is written.
    pub fn id(&self) -> Span {
        self.place(self.id)
    }

    pub fn place(&self, part: &'t str) -> Span {
        let start = self.offset + (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(self.file, start..start + part.len())
    }
}

/// What a string uses, as it is written.
#[derive(Clone, Copy)]
pub enum Use<'t> {
    /// A variable that is shown.
    Variable(&'t str),
    /// A variable by which a variant is chosen: without it the string has its default one.
    Selector(&'t str),
    Function(&'t str),
    Message(&'t str, Option<&'t str>),
    /// A term, and what it is given.
    Term(&'t str, Option<&'t str>, Option<&'t CallArguments<&'t str>>),
}

impl<'t> Use<'t> {
    pub fn written(self) -> &'t str {
        match self {
            Use::Variable(name) | Use::Selector(name) | Use::Function(name) => name,
            Use::Message(name, _) | Use::Term(name, ..) => name,
        }
    }

    /// The name of what is referred to.
    pub fn target(self) -> Option<String> {
        let (mark, name, attribute) = match self {
            Use::Message(name, attribute) => ("", name, attribute),
            Use::Term(name, attribute, _) => ("-", name, attribute),
            Use::Variable(_) | Use::Selector(_) | Use::Function(_) => return None,
        };
        Some(format!("{mark}{name}{}", attribute.map(|name| format!(".{name}")).unwrap_or_default()))
    }

    /// True if a term is given that variable here.
    fn gives(self, variable: &str) -> bool {
        let Use::Term(_, _, Some(arguments)) = self else { return false };
        arguments.named.iter().any(|argument| argument.name.name == variable)
    }
}

/// Every string of a language by its name, the site's own in the place of carried ones, as in the bundle.
pub struct Merged<'t>(pub BTreeMap<String, Named<'t>>);

impl<'t> Merged<'t> {
    pub fn of(parsed: &'t [(Strings<'t>, Resource<&'t str>)]) -> Self {
        let mut merged = Merged(BTreeMap::new());
        for (strings, resource) in parsed {
            let own = |id| strings.own.map(|(file, offset)| Own { file, text: strings.text, offset, id });
            for entry in &resource.body {
                let (mark, id, value, attributes) = match entry {
                    Entry::Message(message) => {
                        ("", message.id.name, message.value.as_ref(), &message.attributes)
                    }
                    Entry::Term(term) => ("-", term.id.name, Some(&term.value), &term.attributes),
                    _ => continue,
                };
                let name = format!("{mark}{id}");
                // The whole of it takes the place of another, with its attributes.
                let old: Vec<String> = merged
                    .0
                    .range(format!("{name}.")..format!("{name}/"))
                    .map(|(name, _)| name.clone())
                    .collect();
                old.iter().for_each(|old| drop(merged.0.remove(old)));
                for attribute in attributes {
                    let named =
                        Named { own: own(attribute.id.name), has_value: true, uses: uses(&attribute.value) };
                    merged.0.insert(format!("{name}.{}", attribute.id.name), named);
                }
                let uses = value.map(uses).unwrap_or_default();
                merged.0.insert(name, Named { own: own(id), has_value: value.is_some(), uses });
            }
        }
        merged
    }

    /// Those of the site, without attributes.
    pub fn own(&self) -> impl Iterator<Item = (&str, &Named<'t>, Own<'t>)> {
        self.0.iter().filter_map(|(name, named)| Some((name.as_str(), named, named.own?)))
    }

    /// The first variable that a term shows and is not given where it is used; `None` for what is no term. What a page fills in
    /// does not come to a term (Project Fluent, "Terms").
    pub fn not_given(&self, used: Use<'t>) -> Option<&'t str> {
        let Use::Term(..) = used else { return None };
        self.0.get(&used.target()?)?.uses.iter().find_map(|inside| match inside {
            Use::Variable(name) if !used.gives(name) => Some(*name),
            _ => None,
        })
    }

    /// The messages that show a variable, themselves or by what they refer to.
    pub fn needy(&self) -> BTreeSet<&str> {
        let mut used_by: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let messages = || self.0.iter().filter(|(name, _)| !name.starts_with('-'));
        for (name, named) in messages() {
            for used in named.uses.iter().filter(|used| matches!(used, Use::Message(..))) {
                used_by.entry(used.target().unwrap_or_default()).or_default().push(name);
            }
        }
        let shows = |named: &Named<'_>| named.uses.iter().any(|used| matches!(used, Use::Variable(_)));
        let mut next: Vec<&str> =
            messages().filter(|(_, named)| shows(named)).map(|(name, _)| name.as_str()).collect();
        let mut needy: BTreeSet<&str> = next.iter().copied().collect();
        while let Some(name) = next.pop() {
            let users = used_by.get(name).into_iter().flatten();
            next.extend(users.filter(|user| needy.insert(user)));
        }
        needy
    }

    /// True if what is referred to is there.
    pub fn has(&self, used: Use<'t>) -> bool {
        used.target().is_none_or(|target| self.0.get(&target).is_some_and(|named| named.has_value))
    }
}

/// By key of every message of some files: the variables that it uses, itself or by what it refers to.
pub fn variables_of(texts: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let strings = texts.iter().map(|text| parsed(Strings { own: None, text }));
    let parsed: Vec<_> = strings.collect();
    let merged = Merged::of(&parsed);
    let variables = |key: &String| {
        let mut seen = BTreeSet::from([key.clone()]);
        let mut next = vec![key.clone()];
        let mut found = BTreeSet::new();
        while let Some(named) = next.pop().and_then(|name| merged.0.get(&name)) {
            for used in &named.uses {
                match used {
                    Use::Variable(name) | Use::Selector(name) => drop(found.insert((*name).to_owned())),
                    used => next.extend(used.target().filter(|target| seen.insert(target.clone()))),
                }
            }
        }
        found
    };
    let keys = merged.0.keys().filter(|key| !key.starts_with('-') && !key.contains('.'));
    keys.map(|key| (key.clone(), variables(key))).collect()
}

/// Parses strings; what is no good Fluent is left out.
pub fn parsed<'t>(strings: Strings<'t>) -> (Strings<'t>, Resource<&'t str>) {
    let resource = match fluent_syntax::parser::parse(strings.text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    (strings, resource)
}

/// How far a walk through what uses what has come with a string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    Never,
    Inside,
    Left,
}

/// By string of a circle: the first use in it that leads round to it.
pub fn circles<'t>(merged: &Merged<'t>) -> BTreeMap<String, Use<'t>> {
    let names: Vec<&String> = merged.0.keys().collect();
    let index: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let edges: Vec<Vec<(usize, Use<'t>)>> = merged
        .0
        .values()
        .map(|named| {
            let target = |used: &Use<'t>| Some((*index.get(used.target()?.as_str())?, *used));
            named.uses.iter().filter_map(target).collect()
        })
        .collect();
    let mut met = vec![Met::Never; names.len()];
    let mut circles = BTreeMap::new();
    for start in 0..names.len() {
        let mut walk = vec![(start, 0)];
        if met.get(start) != Some(&Met::Never) {
            continue;
        }
        while let Some((at, edge)) = walk.last_mut() {
            let at = *at;
            let next = edges.get(at).and_then(|edges| edges.get(*edge)).copied();
            *edge += 1;
            if let Some(met) = met.get_mut(at) {
                *met = if next.is_some() { Met::Inside } else { Met::Left };
            }
            match next {
                Some((to, used)) => match met.get(to) {
                    Some(Met::Never) => walk.push((to, 0)),
                    Some(Met::Inside) => {
                        if let Some(name) = names.get(at) {
                            circles.entry((*name).clone()).or_insert(used);
                        }
                    }
                    _ => {}
                },
                None => drop(walk.pop()),
            }
        }
    }
    circles
}

/// What a pattern uses, in order. It nests no deeper than the parser takes.
fn uses<'t>(pattern: &'t Pattern<&'t str>) -> Vec<Use<'t>> {
    let mut uses = Vec::new();
    add_uses(pattern, &mut uses);
    uses
}

fn add_uses<'t>(pattern: &'t Pattern<&'t str>, uses: &mut Vec<Use<'t>>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            add_of_expression(expression, uses);
        }
    }
}

fn add_of_expression<'t>(expression: &'t Expression<&'t str>, uses: &mut Vec<Use<'t>>) {
    match expression {
        Expression::Inline(inline) => add_of_inline(inline, uses),
        Expression::Select { selector, variants } => {
            match selector {
                InlineExpression::VariableReference { id } => uses.push(Use::Selector(id.name)),
                selector => add_of_inline(selector, uses),
            }
            variants.iter().for_each(|variant| add_uses(&variant.value, uses));
        }
    }
}

fn add_of_inline<'t>(inline: &'t InlineExpression<&'t str>, uses: &mut Vec<Use<'t>>) {
    let arguments = match inline {
        InlineExpression::VariableReference { id } => {
            uses.push(Use::Variable(id.name));
            None
        }
        InlineExpression::MessageReference { id, attribute } => {
            uses.push(Use::Message(id.name, attribute.as_ref().map(|attribute| attribute.name)));
            None
        }
        InlineExpression::TermReference { id, attribute, arguments } => {
            let attribute = attribute.as_ref().map(|attribute| attribute.name);
            uses.push(Use::Term(id.name, attribute, arguments.as_ref()));
            arguments.as_ref()
        }
        InlineExpression::FunctionReference { id, arguments } => {
            uses.push(Use::Function(id.name));
            Some(arguments)
        }
        InlineExpression::Placeable { expression } => {
            add_of_expression(expression, uses);
            None
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => None,
    };
    let Some(arguments) = arguments else { return };
    arguments.positional.iter().for_each(|argument| add_of_inline(argument, uses));
    arguments.named.iter().for_each(|argument| add_of_inline(&argument.value, uses));
}
