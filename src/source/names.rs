//! What a site consists of, by name.

/// The file that makes a folder a site.
pub const CONFIG_FILE: &str = "promulgate.toml";

/// The folders below the root that belong to a site.
pub const FOLDERS: [&str; 4] = ["content", "locales", "templates", "themes"];
