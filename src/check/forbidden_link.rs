use super::TextCheck;
use crate::markdown::{Destination, links};
use crate::source::{Finding, Findings};

crate::codes! {
    /// A link with a scheme that texts may not use, or one that browsers could read in two ways.
    ///
    /// A legal text leads readers to pages, mail and telephones, never into code: `javascript:` and `data:` could
    /// show anything under the company's name.
    ///
    /// Way out: use `https:`, `http:`, `mailto:`, `tel:`, `policy:`, a path or `#id`. Write a host with its scheme,
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
