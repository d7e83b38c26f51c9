//! What stands in quotation marks.

use std::sync::LazyLock;

use regex::Regex;

/// Words in the quotation marks of many languages, and the titles of Chinese.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used, reason = "a constant; the tests run it")]
    Regex::new(r#"“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|〈([^〈〉]+)〉|„([^„“”]+)[“”]|«([^«»]+)»|"([^"]+)""#)
        .expect("a good expression")
});

/// The words in each pair of quotation marks.
pub fn quotes(words: &str) -> Vec<&str> {
    let found = QUOTED.captures_iter(words);
    found.filter_map(|found| found.iter().skip(1).flatten().next().map(|inside| inside.as_str())).collect()
}
