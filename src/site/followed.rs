//! What became of each change of the controlling text in a translation: what a redline of the translation shows of it, and
//! what it cannot show because the translation does not say it.

use std::collections::{HashMap, HashSet};

use crate::drift::{Current, Judgement, Measured, State, Translation};
use crate::redline::{self, BlockIdx, ByChange, Change, Kind, Redline, Role};

/// What became of one change of the controlling text, passage by passage; the graver last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The new translation follows the controlling text there, and its redline marks a change.
    Shown,
    /// Nothing changed in the translation, and nothing had to: it says what the controlling text says, or neither of the two
    /// translations ever had it.
    Same,
    /// Nothing changed in the translation, and only its formatting, spelling, signs, links or places are not those of the controlling text.
    Minor,
    /// It stands where no translation has a counterpart: in what one language has on purpose, or in a list of addenda.
    Apart,
    /// The new translation does not say what the controlling text now says.
    Behind,
    /// Nobody can tell whether it does.
    Uncertain,
    /// The new translation does not have the passage.
    Missing,
    /// Behind in something on which rights and duties depend.
    Critical,
}

impl Fate {
    /// Every one of them, in the order in which readers are told: together they are all changes of the controlling text.
    pub const ALL: [Fate; 8] = [
        Fate::Shown,
        Fate::Critical,
        Fate::Missing,
        Fate::Behind,
        Fate::Uncertain,
        Fate::Minor,
        Fate::Same,
        Fate::Apart,
    ];

    /// What it is called in attributes and in the names of strings.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Shown => "shown",
            Fate::Same => "same",
            Fate::Minor => "minor",
            Fate::Apart => "apart",
            Fate::Behind => "behind",
            Fate::Uncertain => "uncertain",
            Fate::Missing => "missing",
            Fate::Critical => "critical",
        }
    }

    /// True if a reader of the redline of the translation would not know of the change without being told.
    pub fn is_lacking(self) -> bool {
        matches!(self, Fate::Behind | Fate::Uncertain | Fate::Missing | Fate::Critical)
    }

    /// The fate that the state of a translated passage means by itself; `None` where it follows the controlling text.
    fn of(state: State) -> Option<Self> {
        match state {
            State::Current | State::Minor => None,
            State::Stale | State::Orphan => Some(Fate::Behind),
            State::Unbound => Some(Fate::Uncertain),
            State::Missing => Some(Fate::Missing),
            State::Critical => Some(Fate::Critical),
        }
    }
}

/// The changes of the controlling text between two versions, and what became of each in a translation.
#[derive(Debug)]
pub struct Followed {
    /// By change of the controlling text that is one: what became of it.
    pub fates: Vec<Fate>,
    /// True if a word of the controlling text changed, or the place of one, and not only formatting or links.
    pub says_other_words: bool,
    /// The judgements of the new translation that a lacking change is about, in their order.
    pub lacking: Vec<usize>,
    /// By change of the translation: true if the controlling text of the passage is the same in both versions.
    pub source_unchanged: ByChange<bool>,
}

impl Followed {
    /// Compares the controlling texts of two versions, and follows what changed to `translations`: the redline of the
    /// translations of the two, each of which was measured against the controlling text of its own version.
    pub fn of(translations: &Redline<'_>, measured: [&Measured<'_>; 2]) -> Self {
        let [old, new] = measured;
        let controlling = redline::compare(old.current(), new.current());
        let sides = Sides { old: Side::of(old), new: Side::of(new), touched: Touched::of(translations) };
        let mut followed = Followed {
            fates: Vec::new(),
            says_other_words: false,
            lacking: Vec::new(),
            source_unchanged: sides.source_unchanged(translations, &controlling),
        };
        let mut lacking = HashSet::new();
        for change in controlling.changes.iter().filter(|change| change.kind != Kind::Kept) {
            let (fate, about) = sides.fate(change);
            followed.fates.push(fate);
            followed.says_other_words |= change.kind != Kind::Minor;
            lacking.extend(about.into_iter().filter(|_| fate.is_lacking()));
        }
        followed.lacking = lacking.into_iter().collect();
        followed.lacking.sort_unstable();
        followed
    }

    /// How many changes became that.
    pub fn count(&self, fate: Fate) -> usize {
        self.fates.iter().filter(|other| **other == fate).count()
    }

    /// Returns the gravest that became of a change; `None` if nothing changed.
    pub fn gravest(&self) -> Option<Fate> {
        self.fates.iter().max().copied()
    }
}

/// A translation and the controlling text of its version: which judgement is about which block.
struct Side<'m> {
    judgements: &'m [Judgement],
    by_controlling: HashMap<BlockIdx<Current>, Vec<usize>>,
    by_translation: HashMap<BlockIdx<Translation>, Vec<usize>>,
}

impl<'m> Side<'m> {
    fn of(measured: &'m Measured<'_>) -> Self {
        Side {
            judgements: &measured.judgements,
            by_controlling: by_block(&measured.judgements, |judgement| &judgement.current),
            by_translation: by_block(&measured.judgements, |judgement| &judgement.translation),
        }
    }

    /// The judgements about a block of the controlling text.
    fn about(&self, block: Option<BlockIdx<Current>>) -> &[usize] {
        block.and_then(|at| self.by_controlling.get(&at)).map_or(&[], Vec::as_slice)
    }

    /// The judgements about a block of the translation.
    fn on(&self, block: BlockIdx<Translation>) -> &[usize] {
        self.by_translation.get(&block).map_or(&[], Vec::as_slice)
    }

    /// What the translation has for a block of the controlling text.
    fn translation(&self, block: Option<BlockIdx<Current>>) -> impl Iterator<Item = BlockIdx<Translation>> {
        let judgements = self.about(block).iter().map(|at| &self.judgements[*at]);
        judgements.flat_map(|judgement| judgement.translation.iter().copied())
    }

    /// What a block of the translation says of the controlling text; `None` if that is not certain.
    fn controlling(&self, block: BlockIdx<Translation>) -> Option<impl Iterator<Item = BlockIdx<Current>>> {
        let judgements = || self.on(block).iter().map(|at| &self.judgements[*at]);
        let is_certain = judgements().all(|judgement| judgement.state != State::Unbound);
        is_certain.then(|| judgements().flat_map(|judgement| judgement.current.iter().copied()))
    }

    fn gravest(&self, judgements: &[usize]) -> Option<State> {
        judgements.iter().map(|at| self.judgements[*at].state).max()
    }
}

/// By block: the judgements about it.
fn by_block<R: Role>(
    judgements: &[Judgement],
    blocks: fn(&Judgement) -> &[BlockIdx<R>],
) -> HashMap<BlockIdx<R>, Vec<usize>> {
    let mut found: HashMap<BlockIdx<R>, Vec<usize>> = HashMap::new();
    for (at, judgement) in judgements.iter().enumerate() {
        blocks(judgement).iter().for_each(|block| found.entry(*block).or_default().push(at));
    }
    found
}

/// Which blocks of the two translations their redline marks, and what those of the old one became. Each is a block of the
/// translation that its side measured.
struct Touched {
    old: HashSet<BlockIdx<Translation>>,
    new: HashSet<BlockIdx<Translation>>,
    became: HashMap<BlockIdx<Translation>, Vec<BlockIdx<Translation>>>,
}

impl Touched {
    fn of(translations: &Redline<'_>) -> Self {
        let mut touched = Touched { old: HashSet::new(), new: HashSet::new(), became: HashMap::new() };
        for change in &translations.changes {
            let (old, new) = (change.old.map(BlockIdx::in_role), change.new.map(BlockIdx::in_role));
            if let (Some(old), Some(new)) = (old, new) {
                touched.became.entry(old).or_default().push(new);
            }
            if change.kind != Kind::Kept {
                touched.old.extend(old);
                touched.new.extend(new);
            }
        }
        touched
    }
}

struct Sides<'m> {
    old: Side<'m>,
    new: Side<'m>,
    touched: Touched,
}

impl Sides<'_> {
    /// What became of a change of the controlling text, and the judgements of the new translation about it.
    fn fate(&self, change: &Change) -> (Fate, Vec<usize>) {
        // What is the old text here is what the old translation was measured against.
        let old: Option<BlockIdx<Current>> = change.old.map(BlockIdx::in_role);
        let about: Vec<usize> = match change.new {
            Some(_) => self.new.about(change.new).to_vec(),
            // It is gone: what the old translation had for it may still be there.
            None => self.old.translation(old).flat_map(|at| self.left(at)).collect(),
        };
        let is_apart = match change.new {
            Some(_) => about.is_empty(),
            None => self.old.about(old).is_empty(),
        };
        if is_apart {
            return (Fate::Apart, about);
        }
        let state = self.new.gravest(&about);
        if let Some(fate) = state.and_then(Fate::of) {
            return (fate, about);
        }
        let is_shown = self.new.translation(change.new).any(|at| self.touched.new.contains(&at))
            || self.old.translation(old).any(|at| self.touched.old.contains(&at));
        let fate = match (is_shown, state) {
            (true, _) => Fate::Shown,
            (false, Some(State::Minor)) => Fate::Minor,
            (false, _) => Fate::Same,
        };
        (fate, about)
    }

    /// The judgements about what the new translation still has of a block of the old one: word for word, or in other words
    /// that the controlling text does not have either.
    fn left(&self, old: BlockIdx<Translation>) -> Vec<usize> {
        let became = self.touched.became.get(&old).into_iter().flatten();
        let is_orphan = |at: &usize| self.new.judgements[*at].is_orphan();
        let left = |new: &BlockIdx<Translation>| -> Vec<usize> {
            let (on, is_touched) = (self.new.on(*new).iter(), self.touched.new.contains(new));
            on.copied().filter(|at| !is_touched || is_orphan(at)).collect()
        };
        became.flat_map(left).collect()
    }

    /// By change of the translation: true if all that the passage says, of both versions, is the same in the controlling text.
    fn source_unchanged(&self, translations: &Redline<'_>, controlling: &Redline<'_>) -> ByChange<bool> {
        let kept = || controlling.changes.iter().filter(|change| change.kind == Kind::Kept);
        let old: HashSet<BlockIdx<Current>> =
            kept().filter_map(|change| change.old.map(BlockIdx::in_role)).collect();
        let new: HashSet<BlockIdx<Current>> = kept().filter_map(|change| change.new).collect();
        let is_kept = |side: &Side<'_>, block: Option<BlockIdx<Translation>>, kept: &HashSet<_>| {
            let Some(block) = block else { return Some(true) };
            let mut says = side.controlling(block)?.peekable();
            says.peek()?;
            Some(says.all(|at| kept.contains(&at)))
        };
        let unchanged = |change: &Change| {
            is_kept(&self.old, change.old.map(BlockIdx::in_role), &old) == Some(true)
                && is_kept(&self.new, change.new.map(BlockIdx::in_role), &new) == Some(true)
        };
        translations.changes.iter().map(unchanged).collect()
    }
}
