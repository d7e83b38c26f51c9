use super::TextCheck;
use crate::markdown::MarkdownFault;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// The text holds an image, of which readers see only the description.
    ///
    /// Images cannot be compared from one version to the next or with a translation, and one from another website would
    /// tell that website who reads the page. For example:
    ///
    /// ```markdown
    /// ![Our certificate](https://www.example.org/certificate.png)
    /// ```
    ///
    /// Way out: say it in words, or link to the image.
    IMAGE = "image", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for fault in &text.text.document.faults {
        if let MarkdownFault::Image(span) = fault {
            let message = "texts cannot hold images; readers would see the description only";
            findings.push(Finding::new(&IMAGE, *span, message, "say it in words, or link to the image"));
        }
    }
}
