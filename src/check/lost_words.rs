use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A row of a table has more cells than the table's head has columns.
    ///
    /// Markdown leaves such cells out, and readers would not see them. For example, “then deleted” is lost:
    ///
    /// ```markdown
    /// | Data     | Kept for |
    /// |----------|----------|
    /// | Log data | 90 days  | then deleted |
    /// ```
    ///
    /// Way out: add a column to the head, or write `\|` for a bar that belongs to the words.
    EXTRA_CELLS = "extra-cells", Error;

    /// A text refers to a footnote that does not exist.
    ///
    /// Readers would see the signs themselves, and look in vain for the note. For example, in a text in which no line
    /// begins with `[^1]:`, that is without the note:
    ///
    /// ```markdown
    /// We keep log data for 90 days.[^1]
    /// ```
    ///
    /// Way out: write the footnote, `[^1]: Unless a law asks for longer.`, or mend its label.
    NO_FOOTNOTE = "no-footnote", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        match fault {
            MarkdownFault::ExtraCells(span) => findings.push(Finding::new(
                &EXTRA_CELLS,
                *span,
                "readers will not see this: the row has more cells than the table has columns",
                "add a column to the head, or write `\\|` for a bar that belongs to the words",
            )),
            MarkdownFault::NoFootnote(span) => findings.push(Finding::new(
                &NO_FOOTNOTE,
                *span,
                "there is no footnote of this label, so readers will see the signs",
                "write the footnote, `[^label]: its words`, or mend the label",
            )),
            _ => {}
        }
    }
}
