use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// The text holds HTML, the code of web pages, which is not passed through.
    ///
    /// A sealed text must look the same in ten years and can be checked only if it is plain Markdown. Tags in a line
    /// are left out and what stands between them stays; a block of HTML is shown as the characters it is; a comment is
    /// left out. For example:
    ///
    /// ```html
    /// <p>You may object <b>at any time</b>.</p>
    /// ```
    ///
    /// Way out: write it in Markdown, here `You may object **at any time**.` Write `\<` for a sign that readers shall
    /// see.
    RAW_HTML = "raw-html", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        if let MarkdownFault::RawHtml(span) = fault {
            findings.push(Finding::new(
                &RAW_HTML,
                *span,
                "raw HTML is not passed through",
                "write it in Markdown, or `\\<` for a sign that readers shall see",
            ));
        }
    }
}
