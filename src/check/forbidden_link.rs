use super::TextCheck;
use crate::markdown::{Destination, links};
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A link begins in a way that texts may not use, or that browsers could read in two ways.
    ///
    /// A legal text leads readers to pages, mail and telephones, never into a program: `javascript:` and `data:` could
    /// show anything under the company's name. For example:
    ///
    /// ```markdown
    /// You can change your [cookie settings](javascript:openSettings()).
    /// ```
    ///
    /// Way out: use `https:`, `http:`, `mailto:`, `tel:`, `policy:`, a path or `#id`. Write an address in full,
    /// `https://example.com`, not `//example.com`.
    FORBIDDEN_LINK = "forbidden-link", Error;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for link in text.text.document.blocks.iter().flat_map(|block| links(&block.inlines)) {
        if Destination::parse(&link.destination) == Destination::Forbidden {
            findings.push(Finding::new(
                &FORBIDDEN_LINK,
                link.span,
                format!("a text may not link to `{}`", link.destination),
                "use https, http, mailto, tel, policy, a path or #id",
            ));
        }
    }
}
