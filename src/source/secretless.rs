//! Addresses as they may be printed.

use std::fmt;

use url::Url;

/// An address that is shown without the user, the password, the query and the fragment, in all of which people keep
/// credentials. What is no address, such as the name of a folder, is shown as it is.
pub struct Secretless<'a>(pub &'a str);

impl fmt::Display for Secretless<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, _)) = self.0.split_once("://") else { return f.write_str(self.0) };
        let Ok(mut url) = Url::parse(self.0) else {
            // Nobody can tell which part of it is what.
            return write!(f, "{scheme}://…");
        };
        url.set_query(None);
        url.set_fragment(None);
        // They fail where there can be no user, so that there is none to take out.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        // A password with a slash in it ends up in the path.
        let is_clean = url.username().is_empty() && url.password().is_none() && !url.path().contains('@');
        if is_clean { write!(f, "{url}") } else { write!(f, "{scheme}://…") }
    }
}

/// A text with every address in it shown like that.
pub fn without_secrets(text: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || "\"'`<>()[]{},|\\".contains(c);
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let start = rest[..at].rfind(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
        let start =
            start.map_or(0, |before| before + rest[before..].chars().next().map_or(1, char::len_utf8));
        let end = rest[at + 3..].find(is_end).map_or(rest.len(), |end| at + 3 + end);
        // What ends a sentence is not of the address, unless it belongs to what is taken out.
        let address = rest[start..end].trim_end_matches([':', '.', ';', '!']);
        out.push_str(&rest[..start]);
        out.push_str(&Secretless(address).to_string());
        out.push_str(&rest[start + address.len()..end]);
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_shows_a_credential() {
        for (address, shown) in [
            ("https://user:S3CR3T@x.example/a", "https://x.example/a"),
            ("https://S3CR3T@x.example", "https://x.example/"),
            ("https://x.example/a?sig=S3CR3T#S3CR3T", "https://x.example/a"),
            ("https://a:S3/CR3T@x.example", "https://…"),
            ("https://user:p?S3CR3T@x.example", "https://…"),
            ("https://user:12/S3CR3T@x.example", "https://…"),
            ("s3://user:S3CR3T@bucket/prefix", "s3://bucket/prefix"),
            ("HTTPS://user:S3CR3T@x.example:8/", "https://x.example:8/"),
            ("file:///srv/www", "file:///srv/www"),
            ("public", "public"),
        ] {
            assert_eq!(Secretless(address).to_string(), shown, "{address}");
        }
    }

    #[test]
    fn no_sentence_shows_one_either() {
        for (text, shown) in [
            (
                "GET https://u:S3CR3T@x.example/a?sig=S3CR3T: refused, why?",
                "GET https://x.example/a: refused, why?",
            ),
            ("two (http://a/?S3CR3T) and \"http://S3CR3T@b/\".", "two (http://a/) and \"http://b/\"."),
            ("“http://x:S3CR3T@b/” é", "“http://b/%E2%80%9D é"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(without_secrets(text), shown);
        }
    }
}
