//! How a passage of a translation stands, from current to critical. The configuration names states, `drift/` finds them.

/// How a block of a translation, or of the controlling text, stands to the other; the milder first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Says what the controlling text says.
    Current,
    /// Only formatting, capitals, typographic signs, link targets or a misspelling changed.
    Minor,
    /// The controlling words changed.
    Stale,
    /// The translation has a block that the controlling text does not have.
    Orphan,
    /// The program cannot tell; a person must.
    Unbound,
    /// The controlling text has a block that the translation lacks.
    Missing,
    /// Stale, and something changed on which rights and duties depend.
    Critical,
}

impl State {
    /// Every state, the milder first.
    pub const ALL: [State; 7] = [
        State::Current,
        State::Minor,
        State::Stale,
        State::Orphan,
        State::Unbound,
        State::Missing,
        State::Critical,
    ];

    /// Those of which one can be the mildest that fails: all but `current`.
    pub fn failing() -> Vec<State> {
        State::ALL.into_iter().filter(|state| *state != State::Current).collect()
    }

    /// The first of those of each gravity, which is what the configuration takes.
    pub fn thresholds() -> Vec<State> {
        let mut states = State::failing();
        states.dedup_by_key(|state| state.gravity());
        states
    }

    /// Returns how grave it is, from 0 to 4: stale, orphan and unbound are equally so.
    pub fn gravity(self) -> u8 {
        match self {
            State::Current => 0,
            State::Minor => 1,
            State::Stale | State::Orphan | State::Unbound => 2,
            State::Missing => 3,
            State::Critical => 4,
        }
    }

    /// The names of some, for people who must choose one.
    pub fn names(states: &[State]) -> String {
        states.iter().map(|state| state.name()).collect::<Vec<_>>().join(", ")
    }

    /// Returns what it is called in JSON, in attributes and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Minor => "minor",
            State::Stale => "stale",
            State::Orphan => "orphan",
            State::Unbound => "unbound",
            State::Missing => "missing",
            State::Critical => "critical",
        }
    }
}
