//! What `drift` and `reconcile` share: against which text a translation is measured.

use anyhow::Context as _;
use clap::Args;

use super::common::{announced, no_version, version};
use crate::drift::{Against, State, Subject};
use crate::library::{Library, Policy, Reading, Timeline, UPCOMING, WORKING};
use crate::locale::Lang;

/// Against which text.
#[derive(Debug, Args)]
pub struct AgainstArgument {
    /// Against this version, `upcoming`, or `working` [default: the version in force, or a later one that it translates]
    #[arg(long, value_name = "LABEL")]
    against: Option<String>,
}

impl AgainstArgument {
    /// The translation of a policy into `lang`: the one that is being edited, or if `released` the one that readers are shown.
    /// `None` if there is none, or nothing against which it could be measured.
    ///
    /// # Errors
    /// If there is no such version.
    pub fn subject<'a>(
        &self,
        library: &'a Library,
        policy: &'a Policy,
        lang: &Lang,
        released: bool,
    ) -> anyhow::Result<Option<Subject<'a>>> {
        let against = self.against.as_ref().map(|name| named(library, policy, name)).transpose()?;
        if released {
            let version = match against {
                Some(Against::Version(version)) => Some(version),
                _ => Timeline::on(policy.versions(), library.day).in_force,
            };
            let Some(version) = version else { return Ok(None) };
            let reading = library.reading(policy, version, lang, library.day);
            let Some(text) = reading.and_then(Reading::translation) else { return Ok(None) };
            return Ok(Subject::of(library, policy, text, against.unwrap_or(Against::Version(version))));
        }
        let Some(text) = policy.working().get(lang) else { return Ok(None) };
        Ok(match against {
            None => Subject::working(library, policy, text),
            Some(against) => Subject::of(library, policy, text, against),
        })
    }
}

fn named<'a>(library: &Library, policy: &'a Policy, name: &str) -> anyhow::Result<Against<'a>> {
    if name == WORKING {
        return Ok(Against::Working);
    }
    if name == UPCOMING {
        return announced(library, policy).map(Against::Version);
    }
    let others = format!("{UPCOMING} and {WORKING}");
    version(library, policy, name)
        .map(Against::Version)
        .with_context(|| no_version(library, policy, name, &others))
}

/// A state that can be a gate.
///
/// # Errors
/// If it is none; the error says which there are.
pub fn parse_state(name: &str) -> anyhow::Result<State> {
    let states = State::failing();
    let named = states.iter().copied().find(|state| state.name() == name);
    named.with_context(|| format!("there are {}", State::names(&states)))
}
