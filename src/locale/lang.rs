//! Language tags.

use std::fmt;
use std::sync::Arc;

use language_tags::LanguageTag;

/// A language of the site, as a BCP 47 tag in canonical case, such as `zh-CN`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

/// What can be wrong with a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagFault {
    /// Not a tag of BCP 47, or with parts that the IANA registry does not know.
    Unknown,
    /// Right, but usually written so.
    NotCanonical(String),
}

impl Lang {
    /// Reads a tag.
    ///
    /// # Errors
    /// If it is none, if its parts are not in the IANA Language Subtag Registry, or if it is not written in
    /// canonical form (RFC 5646, 4.5); folders and addresses must be the same on every system.
    pub fn parse(tag: &str) -> Result<Self, TagFault> {
        let parsed = LanguageTag::parse(tag).map_err(|_| TagFault::Unknown)?;
        parsed.validate().map_err(|_| TagFault::Unknown)?;
        let canonical = parsed.canonicalize().map_err(|_| TagFault::Unknown)?;
        if canonical.as_str() == tag {
            Ok(Lang(tag.into()))
        } else {
            Err(TagFault::NotCanonical(canonical.into_string()))
        }
    }

    /// English, in which the program's own strings are complete.
    pub fn english() -> Self {
        Lang("en".into())
    }

    /// The language alone, without script and territory: `zh` of `zh-CN`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The tag as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
