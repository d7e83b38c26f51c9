//! What stands in quotation marks.

use std::sync::LazyLock;

use crate::source::regex;
use regex::Regex;

/// Words in the quotation marks of many languages, and the titles of Chinese.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|〈([^〈〉]+)〉|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)""#,
    )
});

/// The words in each pair of quotation marks.
pub fn quotes(words: &str) -> Vec<&str> {
    let found = QUOTED.captures_iter(words);
    found.filter_map(|found| found.iter().skip(1).flatten().next().map(|inside| inside.as_str())).collect()
}
