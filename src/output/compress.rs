//! Compressed copies of files, for servers that send them as they are.

use std::io::Write;

use brotli::CompressorWriter;
use flate2::{Compression, GzBuilder};

use crate::site::delivery::File;

/// Smaller files are not worth a second one.
const SMALLEST: usize = 256;

/// What the names of copies end with.
pub const NAMES: [&str; 2] = ["br", "gz"];

/// How hard Brotli (RFC 7932) tries: the last two steps to 11 make pages a few hundredths smaller and take ten times as long.
const QUALITY: u32 = 9;
/// The window of Brotli, as the power of two that browsers have room for without being asked.
const WINDOW: u32 = 22;
const BUFFER: usize = 4096;

/// The copies of a file, `PATH.br` and `PATH.gz`, if it is text and either is smaller. The same bytes give the same copies:
/// no time is written into them.
pub fn compressed(path: &str, bytes: &[u8]) -> Vec<File> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_text =
        matches!(extension, "html" | "css" | "js" | "json" | "xml" | "svg" | "md" | "txt" | "toml" | "wlnk");
    if !is_text || bytes.len() < SMALLEST {
        return Vec::new();
    }
    let copy = |extension: &str, copy: Option<Vec<u8>>| {
        let bytes = copy.filter(|copy| copy.len() < bytes.len())?;
        Some(File { path: format!("{path}.{extension}"), bytes })
    };
    [copy(NAMES[0], brotli(bytes)), copy(NAMES[1], gzip(bytes))].into_iter().flatten().collect()
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut copy = CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    copy.write_all(bytes).ok()?;
    Some(copy.into_inner())
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut copy = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    copy.write_all(bytes).ok()?;
    copy.finish().ok()
}
