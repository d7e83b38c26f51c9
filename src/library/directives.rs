//! Fills directives from the registers: a row a cookie, a row a controller, an item an addendum.

use arcstr::Substr;
use jiff::civil::Date;

use super::policy::{Policy, PolicyId};
use super::references::known_from;
use super::version::{Text, Version};
use super::{Contacts, CookieRegister, Library, Localized, codes};
use crate::locale::Lang;
use crate::markdown::{
    self, BlockKind, Destination, Directive, DirectiveKind, Document, Flow, Inline, Link, Mark,
    RegisterEntry, front_matter,
};
use crate::source::{Finding, Findings, Sources, Span};

/// Expands the directives of every text of the library.
pub fn expand(library: &mut Library, findings: &mut Findings) {
    let jobs: Vec<Job> = jobs(library);
    let filled: Vec<Vec<Vec<RegisterEntry>>> = jobs.iter().map(|job| job.fill(library, findings)).collect();
    for (job, entries) in jobs.iter().zip(filled) {
        let mut entries = entries.into_iter();
        if let Some(text) = job.place.text_mut(library) {
            markdown::expand(&mut text.document, |_| entries.next().unwrap_or_default());
        }
    }
}

/// A working text of a policy as it will be if it is released on the library's day and takes effect on the day `effective`:
/// with the addenda of that day, as far as they are known.
pub fn as_released(
    library: &Library,
    sources: &Sources,
    policy: PolicyId,
    text: &Text,
    effective: Date,
) -> Document {
    let source = &sources.get(text.file).text;
    let mut document = markdown::parse(text.file, source, front_matter::split(source).body);
    let filler = Filler {
        library,
        policy_id: policy,
        policy: library.policy(policy),
        version: None,
        lang: &text.lang,
        effective,
        known: library.day,
    };
    // What is wrong with it was found when it was read.
    markdown::expand(&mut document, |directive| filler.fill(directive, &mut Findings::new()));
    document
}

/// A text in which something is to be filled.
struct Job {
    place: TextIndex,
    /// As of which day the text knows translations.
    known: Date,
    directives: Vec<Directive>,
}

/// Where a text stands in the library.
struct TextIndex {
    policy: PolicyId,
    /// Index of the version; `None` for a working text.
    version: Option<usize>,
    lang: Lang,
    /// Index of the revision.
    revision: usize,
}

impl TextIndex {
    fn text_mut<'a>(&self, library: &'a mut Library) -> Option<&'a mut Text> {
        let own = library.policies.get_mut(self.policy.0)?.own.get_mut();
        match self.version {
            None => own.working.get_mut(&self.lang),
            Some(index) => own.versions.text_mut(index, &self.lang, self.revision),
        }
    }
}

fn jobs(library: &Library) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (id, policy) in library.all() {
        for text in policy.working().values() {
            jobs.extend(job(library, id, None, text, 0));
        }
        for (index, version) in policy.versions().iter().enumerate() {
            for (revision, text) in version.texts.values().flat_map(|all| all.iter().enumerate()) {
                jobs.extend(job(library, id, Some(index), text, revision));
            }
        }
    }
    jobs
}

fn job(
    library: &Library,
    policy: PolicyId,
    version: Option<usize>,
    text: &Text,
    revision: usize,
) -> Option<Job> {
    let directives: Vec<Directive> = text
        .document
        .flow
        .iter()
        .filter_map(|step| match step {
            Flow::Directive(directive) => Some((**directive).clone()),
            _ => None,
        })
        .collect();
    let version_of = version.and_then(|index| library.policy(policy).versions().get(index));
    let known = known_from(library, version_of, text);
    let place = TextIndex { policy, version, lang: text.lang.clone(), revision };
    (!directives.is_empty()).then_some(Job { place, known, directives })
}

impl Job {
    /// The entries of each directive, in order.
    fn fill(&self, library: &Library, findings: &mut Findings) -> Vec<Vec<RegisterEntry>> {
        let policy = library.policy(self.place.policy);
        let version = self.place.version.and_then(|index| policy.versions().get(index));
        let filler = Filler {
            library,
            policy_id: self.place.policy,
            policy,
            version,
            lang: &self.place.lang,
            effective: version.map_or(library.day, |version| version.effective),
            known: self.known,
        };
        self.directives.iter().map(|directive| filler.fill(directive, findings)).collect()
    }
}

struct Filler<'a> {
    library: &'a Library,
    policy_id: PolicyId,
    policy: &'a Policy,
    version: Option<&'a Version>,
    lang: &'a Lang,
    /// The day on which the version took effect; of a working text that on which it would.
    effective: Date,
    known: Date,
}

impl<'a> Filler<'a> {
    fn fill(&self, directive: &Directive, findings: &mut Findings) -> Vec<RegisterEntry> {
        match &directive.kind {
            DirectiveKind::Addenda => self.addenda(),
            DirectiveKind::Cookies { category } => {
                let own = self.version.and_then(|version| version.registers.cookies.as_deref());
                // Where several could be meant none is shown, which is a finding.
                let edited = self.library.cookie_register(self.policy).ok().flatten();
                let register = self.register(directive, "cookies.toml", own, edited, findings);
                register.map(|register| self.cookies(register, category.as_deref())).unwrap_or_default()
            }
            DirectiveKind::Contacts { id } => {
                let own = self.version.and_then(|version| version.registers.contacts.as_deref());
                let edited = self.library.registers.contacts.as_deref();
                let register = self.register(directive, "contacts.toml", own, edited, findings);
                register.map(|register| self.contacts(register, id.as_deref())).unwrap_or_default()
            }
        }
    }

    /// The version's own copy of a register; for a working text the one that people edit.
    fn register<R>(
        &self,
        directive: &Directive,
        name: &str,
        own: Option<&'a R>,
        edited: Option<&'a R>,
        findings: &mut Findings,
    ) -> Option<&'a R> {
        if let (Some(version), None, Some(_)) = (self.version, own, edited) {
            let finding = Finding::new(
                &codes::REGISTER_NOT_SEALED,
                directive.span,
                format!(
                    "version `{}` has no {name} of its own; the one that people edit is shown",
                    version.label
                ),
                "",
            );
            findings.push(finding.sealed(true));
        }
        own.or(edited)
    }

    fn cookies(&self, register: &CookieRegister, category: Option<&str>) -> Vec<RegisterEntry> {
        let row = |cookie: &super::Cookie| {
            let cells = vec![
                vec![Inline::Code(Substr::from(cookie.name.as_str()))],
                self.words(&cookie.provider),
                self.words(&cookie.purpose),
                self.words(&cookie.kind),
                self.words(&cookie.duration),
            ];
            row(cells, cookie.span)
        };
        register.of_category(category).map(row).collect()
    }

    fn contacts(&self, register: &Contacts, id: Option<&str>) -> Vec<RegisterEntry> {
        let row = |controller: &super::Controller| {
            let address = self.pick(&controller.address, |lines| {
                let lines = lines.iter().map(|line| vec![text(line)]);
                lines.collect::<Vec<_>>().join(&Inline::HardBreak)
            });
            let email = controller.email.as_ref().map(|email| mail_link(email, controller.span));
            let cells = vec![
                self.words(&controller.region),
                self.words(&controller.name),
                address,
                email.unwrap_or_default(),
            ];
            row(cells, controller.span)
        };
        register.called(id).map(row).collect()
    }

    /// The addenda in force when the version took effect. A working text is taken for a version of its day: what is not
    /// released by then is not among them.
    fn addenda(&self) -> Vec<RegisterEntry> {
        let main = self.policy.parent.unwrap_or(self.policy_id);
        let name = &self.library.policy(main).name;
        self.library
            .addenda(main)
            .filter_map(|(id, addendum)| {
                let title = self.addendum_title(id, addendum)?;
                let destination = format!("policy:{name}/in/{}", addendum.name);
                let span = Span::start_of(addendum.file);
                let markdown = format!("[{}]({destination})", markdown::plain_text(&title));
                let link = link(&destination, span, title);
                Some(RegisterEntry { kind: BlockKind::ListItem, span, inlines: link, markdown })
            })
            .collect()
    }

    fn addendum_title(&self, id: PolicyId, addendum: &Policy) -> Option<Vec<Inline>> {
        let controlling = &self.library.config.controlling;
        // A version of the addendum itself is in force when it takes effect.
        let is_own = self.version.is_none() && id == self.policy_id;
        let known = self.version.map_or(self.known, |version| version.effective.max(version.released));
        let title_of = |lang: &Lang| {
            let text = match is_own {
                true => addendum.working().get(lang),
                false => addendum
                    .versions()
                    .in_force(self.effective, known.min(self.library.day))?
                    .text(lang, self.known),
            };
            Some(markdown::plain_text(&text?.document.title()?.inlines))
        };
        match title_of(self.lang) {
            Some(title) => Some(vec![text(&title)]),
            None => Some(in_language(controlling, vec![text(&title_of(controlling)?)])),
        }
    }

    fn words(&self, value: &Localized<String>) -> Vec<Inline> {
        self.pick(value, |words| vec![text(words)])
    }

    /// A value in the text's language, or marked as what it is in the controlling one.
    fn pick<T>(&self, value: &Localized<T>, inlines: impl Fn(&T) -> Vec<Inline>) -> Vec<Inline> {
        match value.get_or(self.lang, &self.library.config.controlling) {
            None => Vec::new(),
            Some((value, lang)) if lang == self.lang => inlines(value),
            Some((value, lang)) => in_language(lang, inlines(value)),
        }
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(Substr::from(words))
}

fn in_language(lang: &Lang, mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.insert(0, Inline::Open(Mark::Language(Substr::from(lang.as_str()))));
    inlines.push(Inline::Close);
    inlines
}

fn link(destination: &str, span: Span, mut inlines: Vec<Inline>) -> Vec<Inline> {
    debug_assert!(Destination::parse(destination) != Destination::Forbidden);
    let link = Link { destination: Substr::from(destination), takes_heading: false, span };
    inlines.insert(0, Inline::Open(Mark::Link(Box::new(link))));
    inlines.push(Inline::Close);
    inlines
}

fn mail_link(email: &str, span: Span) -> Vec<Inline> {
    let safe: String = email.chars().filter(|c| !c.is_control() && *c != '\\').collect();
    link(&format!("mailto:{safe}"), span, vec![text(email)])
}

/// A table row; what counts as its Markdown is the row that a writer would have typed.
fn row(cells: Vec<Vec<Inline>>, span: Span) -> RegisterEntry {
    let words: Vec<String> = cells.iter().map(|cell| markdown::plain_text(cell)).collect();
    let mut inlines = Vec::new();
    for mut cell in cells {
        inlines.append(&mut cell);
        inlines.push(Inline::CellEnd);
    }
    RegisterEntry { kind: BlockKind::TableRow, span, inlines, markdown: format!("| {} |", words.join(" | ")) }
}
