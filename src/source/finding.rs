//! Findings: what is wrong, where, and the way out. Data only; `human.rs` prints them.

use std::sync::Arc;

use super::code::{Code, Severity};
use super::files::Sources;
use super::span::Span;

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A passage of a file that was read.
    Passage(Span),
    /// A file or folder as a whole, by its path below the site's root: it is missing, or could not be read.
    Path(Arc<str>),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Place::Passage(span)
    }
}

/// Another passage that a finding speaks of, with what there is to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// Other words in the place of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// One fault, with the place and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static Code,
    pub severity: Severity,
    /// One sentence that says what is wrong, with the names involved.
    pub message: String,
    pub place: Place,
    /// Further passages, for instance where a name was used first.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: String,
    /// Of a name that nothing is called: the one that was surely meant.
    pub meant: Option<Box<str>>,
    /// What mends it, all together, where that is safe: it changes nothing that the text says.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// A finding of the code's own severity.
    pub fn new(
        code: &'static Code,
        place: impl Into<Place>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Finding {
            code,
            severity: code.severity,
            message: message.into(),
            place: place.into(),
            labels: Vec::new(),
            help: help.into(),
            meant: None,
            edits: Vec::new(),
        }
    }

    /// Adds a passage that the finding also speaks of.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says which name was surely meant.
    pub fn meant(self, name: impl Into<Box<str>>) -> Self {
        Finding { meant: Some(name.into()), ..self }
    }

    /// Says what mends it.
    pub fn mended_by(self, edits: Vec<Edit>) -> Self {
        Finding { edits, ..self }
    }

    /// The path of the file in which it is, or which is missing.
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match &self.place {
            Place::Passage(span) => &sources.get(span.file).path,
            Place::Path(path) => path,
        }
    }

    /// The same finding in a sealed text, where only broken integrity is an error: a note.
    pub fn sealed(mut self, sealed: bool) -> Self {
        if sealed {
            self.severity = Severity::Note;
            self.help = "a released text stays as it is; mend it in the working text, for the next version"
                .to_owned();
            self.edits.clear();
        }
        self
    }
}

/// A list of findings in the order in which they were made.
pub type Findings = Vec<Finding>;

/// A value together with what was found wrong while it was made.
///
/// Whatever can find faults returns this; it neither prints nor stops.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    pub value: T,
    pub findings: Findings,
}

impl<T> Checked<T> {
    pub fn new(value: T, findings: Findings) -> Self {
        Checked { value, findings }
    }

    /// Hands the findings to a longer list and returns the value.
    pub fn into_value(self, findings: &mut Findings) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// True if any finding is an error: a gate is closed, a build writes nothing.
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// How many findings are of a severity.
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
