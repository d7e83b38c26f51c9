//! Compares the headers that a server sends with those that the manifest lists.

/// The headers that matter, as a server sent them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers {
    pub content_type: Option<String>,
    pub cache_control: Option<String>,
}

/// How a header stands to what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Same,
    /// Browsers put up with it.
    Differs,
    /// Browsers show the file as something that it is not, or not at all.
    Contradicts,
}

/// Kinds of content that browsers act on: delivered as another kind, a page is shown as source or a script is refused.
const ACTED_ON: [&str; 5] = ["text/html", "text/css", "text/javascript", "application/wasm", "image/svg+xml"];

/// Names that stand for the same kind.
const SAME: [(&str, &str); 2] =
    [("text/javascript", "application/javascript"), ("text/javascript", "application/x-javascript")];

/// Compares values of `Content-Type` (RFC 9110, 8.3).
pub fn compare_type(wanted: &str, sent: Option<&str>) -> Verdict {
    let Some(sent) = sent else { return Verdict::Differs };
    let [wanted, sent] = [wanted, sent].map(folded);
    if wanted == sent {
        return Verdict::Same;
    }
    let kind = |value: &str| value.split(';').next().unwrap_or_default().to_owned();
    let (wanted, sent) = (kind(&wanted), kind(&sent));
    let is_same = wanted == sent || SAME.contains(&(wanted.as_str(), sent.as_str()));
    if !is_same && ACTED_ON.contains(&wanted.as_str()) { Verdict::Contradicts } else { Verdict::Differs }
}

/// True if both values of `Cache-Control` have the same directives (RFC 9111, 5.2), in whatever order.
pub fn same_cache_control(wanted: &str, sent: Option<&str>) -> bool {
    let directives = |value: &str| {
        let mut directives: Vec<String> = folded(value).split(',').map(str::to_owned).collect();
        directives.sort();
        directives
    };
    sent.is_some_and(|sent| directives(wanted) == directives(sent))
}

/// In lower case, without spaces.
fn folded(value: &str) -> String {
    value.chars().filter(|c| !c.is_whitespace() && *c != '"').map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_delivered_as_text_is_contradicted() {
        let html = "text/html; charset=utf-8";
        assert_eq!(compare_type(html, Some("text/html;charset=UTF-8")), Verdict::Same);
        assert_eq!(compare_type(html, Some("text/html")), Verdict::Differs);
        assert_eq!(compare_type(html, None), Verdict::Differs);
        assert_eq!(compare_type(html, Some("application/octet-stream")), Verdict::Contradicts);
        assert_eq!(compare_type("application/toml", Some("application/octet-stream")), Verdict::Differs);
        assert_eq!(compare_type("text/javascript", Some("application/javascript")), Verdict::Differs);
    }

    #[test]
    fn directives_have_no_order() {
        assert!(same_cache_control("public, max-age=300", Some("max-age=300,public")));
        assert!(!same_cache_control("public, max-age=300", Some("max-age=600, public")));
        assert!(!same_cache_control("public, max-age=300", None));
    }
}
