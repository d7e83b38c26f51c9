use std::collections::BTreeSet;

use super::text::TextCheck;
use crate::language::CountryName;
use crate::source::{Finding, Findings};

crate::source::codes! {
    /// A passage of a translation names another country than the passage that it translates.
    ///
    /// The names are those of CLDR in both languages, and a few more in English, Chinese and Malay. For example:
    ///
    /// ```text
    /// en.md    We store your data in Singapore.
    /// zh-CN.md 我们将您的数据存储在马来西亚。
    /// ```
    ///
    /// Way out: name the country of the controlling text.
    COUNTRY_DIFFERS = "country-differs", Warning;
}

pub fn check(text: &TextCheck<'_>, findings: &mut Findings) {
    for compared in text.compared() {
        let theirs = compared.theirs.reader.countries().find(compared.theirs.text);
        let own = compared.own.reader.countries().find(compared.own.text);
        let (lost, gained) = (lacking(&theirs, &own), lacking(&own, &theirs));
        let (Some(lost), Some(gained)) = (lost.first(), gained.first()) else { continue };
        let message = format!(
            "this names “{}”, and what it translates “{}”",
            &compared.own.text[gained.range.clone()],
            &compared.theirs.text[lost.range.clone()]
        );
        let place = compared.passage.prose.place(gained.range.clone());
        let finding =
            Finding::new(&COUNTRY_DIFFERS, place, message, "name the country of the controlling text");
        text.report(compared.passage.at(), finding, findings);
    }
}

/// The countries that one text surely names and the other in no word.
fn lacking<'n>(names: &'n [CountryName], others: &[CountryName]) -> Vec<&'n CountryName> {
    let others: BTreeSet<[u8; 2]> = others.iter().map(|name| name.code).collect();
    names.iter().filter(|name| name.is_sure && !others.contains(&name.code)).collect()
}
