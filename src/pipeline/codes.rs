//! The codes of all rooms.

use crate::source::{self, Code};
use crate::{check, drift, library, locale, publish, render};

/// Every code that a finding can have, in order of their names.
pub fn codes() -> Vec<&'static Code> {
    let rooms = [
        source::toml::ALL,
        source::tree::ALL,
        source::yaml::ALL,
        locale::codes::ALL,
        locale::untranslated::ALL,
        library::codes::ALL,
        library::ledger::ALL,
        drift::findings::ALL,
        render::outside::ALL,
        render::templates::ALL,
        render::theme::ALL,
        publish::codes::ALL,
    ];
    let mut codes: Vec<&Code> = rooms.into_iter().flatten().copied().chain(check::codes()).collect();
    codes.sort_by_key(|code| code.name);
    codes
}
