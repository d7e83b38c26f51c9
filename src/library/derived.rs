//! What rooms above work out once of all that is sealed in a language, kept with the library that it is of.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use crate::locale::Lang;

/// One value for each language of the site, made when somebody asks first.
pub struct Derived(BTreeMap<Lang, OnceLock<Box<dyn Any + Send + Sync>>>);

impl Derived {
    /// Nothing is made yet.
    pub fn of(languages: &[Lang]) -> Self {
        Derived(languages.iter().map(|lang| (lang.clone(), OnceLock::new())).collect())
    }

    /// Returns what `make` made for a language, at the first call by calling it. `None` for a language that the site does not have, or if
    /// something of another type was made for it.
    pub fn get<T: Any + Send + Sync>(&self, lang: &Lang, make: impl FnOnce() -> T) -> Option<&T> {
        self.0.get(lang)?.get_or_init(|| Box::new(make())).downcast_ref()
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
