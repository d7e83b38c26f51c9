//! Paths below a published tree, and the addresses under which they are served.

/// Where what publishing keeps for itself lies, below the target.
pub use crate::disk::OWN;

/// The longest path that is taken, in bytes: what object stores allow.
const LONGEST: usize = 1024;

/// True for what publishing keeps for itself.
pub fn is_own(path: &str) -> bool {
    path.strip_prefix(OWN).is_some_and(|below| below.starts_with('/'))
}

/// True for a path that a build could have made: relative, with `/` between its parts, none of which leads elsewhere.
/// A manifest and a state may come from anybody who can write to a server.
pub fn is_plain(path: &str) -> bool {
    let is_part = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
    };
    path.len() <= LONGEST && !is_own(path) && path.split('/').all(is_part)
}

/// True for a file that speaks to the host alone, which acts on it and does not serve it.
pub fn is_for_host(path: &str) -> bool {
    matches!(path, "_headers" | "_redirects")
}

/// The address at which a file is served, from the root of the site. A page is at its folder: hosts redirect from
/// `index.html`.
pub fn served_at(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_inside_a_tree_are_plain() {
        for path in ["index.html", "en/privacy/v/2021-02-09/policy.md", "_headers", "a b.css", "en/..a/x"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a//b",
            "a/.",
            "C:/x",
            "a\\b",
            "a\n",
            "a/",
            ".promulgate/lock",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn pages_are_served_at_their_folders() {
        assert_eq!(served_at("index.html"), "/");
        assert_eq!(served_at("en/privacy/index.html"), "/en/privacy/");
        assert_eq!(served_at("404.html"), "/404.html");
        assert_eq!(served_at("en/myindex.html"), "/en/myindex.html");
    }
}
