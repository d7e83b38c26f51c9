//! Which files belong to a site, by their names.

use std::path::Path;

use super::characters::hidden;

/// The file that makes a folder a site.
pub const CONFIG_FILE: &str = "promulgate.toml";

/// The folders below the root that belong to a site.
pub const FOLDERS: [&str; 4] = ["content", "locales", "templates", "themes"];

/// The largest file that is read, in bytes: far beyond any legal text, and small enough for a [`Span`](super::Span).
pub const MAX_FILE: u64 = 64 * 1024 * 1024;

/// What stands before the name of a folder below `versions/` in which a release is being prepared. Such folders are read
/// although they are hidden: when a release is interrupted just after its commit, they hold sealed files.
pub const STAGED: &str = ".new-";

/// What kinds of file are texts; every other file is kept as bytes.
const TEXTS: [&str; 7] = ["md", "toml", "ftl", "html", "css", "js", "svg"];

/// What is a text besides in a theme, since browsers read it as one; there also in large letters.
const TEXTS_OF_THEMES: [&str; 10] =
    ["htm", "xhtml", "xht", "xml", "xsl", "xslt", "mjs", "cjs", "json", "webmanifest"];

/// True for the path of a file, below the root, that belongs to a site: its configuration, or what lies in one of its folders and is
/// not left out.
pub fn is_of_site(below: &Path) -> bool {
    let first = below.iter().next().and_then(|name| name.to_str()).unwrap_or_default();
    let is_there = FOLDERS.contains(&first) || below == Path::new(CONFIG_FILE);
    is_there && !below.ancestors().any(|part| !part.as_os_str().is_empty() && is_left_out(part))
}

/// True for a file that is kept as text.
pub fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !path.starts_with("themes/") {
        return TEXTS.contains(&extension);
    }
    let extension = extension.to_ascii_lowercase();
    // Whatever a template is called, it is one.
    let is_template = path.split('/').nth(2) == Some("templates");
    is_template || TEXTS.iter().chain(&TEXTS_OF_THEMES).any(|text| *text == extension)
}

/// True for a path that is plain text that people can see.
pub fn is_plain(path: &str) -> bool {
    hidden(path).next().is_none() && !path.contains(['\t', '\n', '\r'])
}

/// True for what begins with a full stop, but for the folder of an interrupted release; and for the copies that editors keep
/// beside a file, `en.md~` and `#en.md#`.
pub fn is_left_out(path: &Path) -> bool {
    let name =
        |path: &Path| path.file_name().map(|name| name.as_encoded_bytes().to_vec()).unwrap_or_default();
    let own = name(path);
    let staged = own.starts_with(STAGED.as_bytes());
    let in_versions = path.parent().is_some_and(|parent| name(parent) == b"versions");
    let is_hidden = own.starts_with(b".") && !(staged && in_versions);
    is_hidden || own.ends_with(b"~") || (own.starts_with(b"#") && own.ends_with(b"#"))
}
