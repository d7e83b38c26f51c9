use std::fmt::Write as _;

use super::*;
use crate::library::{Glossary, Term};
use crate::locale::Lang;
use crate::markdown::{self, Block, BlockKind, Container, Document, Link, Step, Visible, Walk, cells};
use crate::source::{FileId, Sources, Span};

/// Writes plain text: a whole format, with the footnotes at its end.
struct PlainWriter<'c, 't> {
    resolver: Resolver<'c, 't>,
    footnotes: &'c Footnotes,
    out: String,
}

impl PlainWriter<'_, '_> {
    fn write(&mut self, document: &Document) {
        self.steps(Walk::of(document));
        for footnote in self.footnotes.in_order() {
            self.out += &format!("[{}] ", footnote.number);
            self.steps(Walk::within(document, footnote.inside.clone()));
        }
    }

    fn steps(&mut self, mut walk: Walk<'_>) {
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(Container::Footnote(_)) => self.footnotes.skip(&mut walk),
                Step::Enter(Container::Item) => self.out += "- ",
                Step::Block(_, block) => self.block(block),
                Step::Rule => self.out += "* * *\n",
                Step::Enter(_) | Step::Leave(_) | Step::Directive(_) => {}
            }
        }
    }

    fn block(&mut self, block: &Block) {
        for piece in self.resolver.block(block) {
            self.piece(piece);
        }
        self.out += "\n";
    }

    fn piece(&mut self, piece: Resolved<'_>) {
        match piece {
            Resolved::Text(words) | Resolved::Code(words) => self.out += words,
            Resolved::Label(label) => self.out += &label.words,
            Resolved::Term { words, term } => self.out += &format!("{words} (see {})", term.id),
            Resolved::Space => self.out += " ",
            Resolved::Break => self.out += " / ",
            Resolved::CellEnd => self.out += " | ",
            Resolved::Footnote { number, .. } => self.out += &format!("[{number}]"),
            Resolved::Leave(Format::Link(link)) => self.address(link.target.as_ref()),
            Resolved::Enter(_) | Resolved::Leave(_) => {}
        }
    }

    fn address(&mut self, target: Option<&Target>) {
        let _ = match target {
            Some(Target::Site(path)) => write!(self.out, " <https://example.org{path}>"),
            Some(Target::Elsewhere(address)) => write!(self.out, " <{address}>"),
            // A reader finds the section of the same text by its heading.
            Some(Target::Section(_)) | None => Ok(()),
        };
    }
}

/// The links of a text that is downloaded: other texts are at their permanent addresses.
struct Permanent<'a>(OwnTargets<'a>);

impl Targets for Permanent<'_> {
    fn resolve(&self, link: &Link) -> ResolvedLink {
        match link.destination.strip_prefix("policy:") {
            Some(name) => ResolvedLink {
                target: Some(Target::Site(format!("/en/{name}/v/1.0/"))),
                hreflang: Lang::parse("fr").ok(),
                label: Some(Label { words: "Cookies".to_owned(), lang: Lang::parse("fr").ok() }),
            },
            None => self.0.resolve(link),
        }
    }
}

fn parse(text: &str) -> (Document, FileId) {
    let text = arcstr::ArcStr::from(text);
    let file = Sources::default().add("text.md".into(), text.clone());
    (markdown::parse(file, &text, 0..text.len()), file)
}

fn glossary(file: FileId, terms: &[&str]) -> Glossary {
    let english = Lang::english();
    let term = |name: &&str| Term {
        id: (*name).to_owned(),
        renderings: [(english.clone(), vec![(*name).to_owned()])].into(),
        definition: [(english.clone(), "What it is.".to_owned())].into(),
        span: Span::new(file, 0..0),
    };
    Glossary { file, is_broken: false, terms: terms.iter().map(term).collect() }
}

/// What the writer makes of a text in whose glossary `account` and `service` are, and which of them are used.
fn plain(text: &str) -> (String, Vec<String>) {
    let (document, file) = parse(text);
    let glossary = glossary(file, &["account", "service"]);
    let footnotes = Footnotes::of(&document);
    let targets = Permanent(OwnTargets { document: &document });
    let resolver = Resolver::new(&targets)
        .with_footnotes(&footnotes)
        .with_terms(TermFinder::new(&glossary, &Lang::english()));
    let mut writer = PlainWriter { resolver, footnotes: &footnotes, out: String::new() };
    writer.write(&document);
    let used = writer.resolver.terms().into_iter().map(|term| term.id.clone()).collect();
    (writer.out, used)
}

#[test]
fn another_format_is_written_in_a_few_lines() {
    let (out, used) = plain(
        "# The service {#title}\n\n\
         Your account[^b], the *account*\nand [our service](https://example.com/a).\n\n\
         - See [](#rights), [](policy:cookies) and [the cookies](policy:cookies).\n\
         - [Gone](#gone) with the `service`.\n\n\
         ## Rights {#rights}\n\n\
         Your account and the service.[^a]\n\n\
         | Head of the service | x |\n|---|---|\n| Row of a service | ![account](a.png) |\n\n\
         [^a]: The second note.\n\n[^b]: The first note.\n",
    );
    assert_eq!(
        out,
        "The service\n\
         Your account (see account)[1], the account and our service <https://example.com/a>.\n\
         - See Rights, Cookies <https://example.org/en/cookies/v/1.0/> \
         and the cookies <https://example.org/en/cookies/v/1.0/>.\n\
         - Gone with the service.\n\
         Rights\n\
         Your account (see account) and the service (see service).[2]\n\
         Head of the service | x | \n\
         Row of a service | account | \n\
         [1] The first note.\n\
         [2] The second note.\n",
    );
    assert_eq!(used, ["account", "service"]);
}

#[test]
fn what_is_met_first_is_told_apart() {
    let (document, _) = parse("One[^a].\n\n# Two\n\nAnother[^a] in [words](#two).\n\n[^a]: A note.\n");
    let footnotes = Footnotes::of(&document);
    let targets = OwnTargets { document: &document };
    let mut resolver = Resolver::new(&targets).with_footnotes(&footnotes);
    let met: Vec<(usize, bool)> = document
        .blocks
        .iter()
        .enumerate()
        .flat_map(|(at, block)| resolver.block(block).into_iter().map(move |piece| (at, piece)))
        .filter_map(|(at, piece)| match piece {
            Resolved::Footnote { is_first, .. } => Some((at, is_first)),
            _ => None,
        })
        .collect();
    assert_eq!(met, [(0, true), (2, false)]);
}

#[test]
fn a_stretch_and_a_cell_are_resolved_like_a_block() {
    let (document, _) = parse("A [](https://example.com) b.\n\n| a | b |\n|---|---|\n| *c* | d |\n");
    let targets = OwnTargets { document: &document };
    let visible = Visible::of(&document.blocks[0]);
    let parts = Slicer::new(&visible).take(0..visible.text.len());
    assert_eq!(visible_words(parts, &targets), "A https://example.com b.");
    let row = &document.blocks[2];
    assert_eq!(row.kind, BlockKind::TableRow);
    let cell = cells(&row.inlines).next().expect("a cell");
    let pieces = Resolver::new(&targets).cell(row, cell);
    assert!(
        matches!(
            pieces[..],
            [Resolved::Enter(Format::Emphasis), Resolved::Text("c"), Resolved::Leave(Format::Emphasis)]
        ),
        "{pieces:?}"
    );
}

#[test]
fn a_link_leads_where_the_page_can_go() {
    assert_eq!(Target::Section("a b".into()).href(), "#a%20b");
    assert_eq!(Target::Site("/en/x/#y".into()).href(), "/en/x/#y");
    assert_eq!(Target::Elsewhere("https://example.com/\"".into()).href(), "https://example.com/%22");
}
