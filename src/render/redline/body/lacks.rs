//! What a redline of a translation cannot show of the controlling text: marked where the translation is behind, and put
//! where it would stand where it is missing.

use std::collections::HashMap;

use super::writer::BodyWriter;
use crate::markdown::{BlockKind, Container};
use crate::redline::{BlockIdx, Change, ChangeIdx, New, Redline};
use crate::render::html::{Mark, Shape};

/// By block of the new text: its last change, behind which stands what is behind the block.
pub fn last_changes(redline: &Redline<'_>) -> HashMap<BlockIdx<New>, ChangeIdx> {
    let changes = redline.changes.iter_enumerated();
    changes.filter_map(|(at, change)| Some((change.new?, at))).collect()
}

impl<'c> BodyWriter<'c> {
    /// How a passage of the new text stands to the controlling one, if that is to be shown.
    pub fn mark(&self, change: &Change) -> Option<&'c Mark> {
        self.look.drift?.marks.get(&change.new?.into())
    }

    /// What became of the controlling text of a passage, behind the last of its changes.
    pub fn push_details(&mut self, change: &Change) {
        if self.is_last {
            let details = self.mark(change).map_or("", |mark| mark.details.as_str());
            self.html.push_str(details);
        }
    }

    /// What the translation lacks before everything else.
    pub fn begin(&mut self) {
        let missing = self.look.drift.and_then(|drift| drift.missing.get(&None));
        if let Some(missing) = missing {
            self.unit(true, false);
            self.html.push_str(&missing.html);
            self.end_unit();
        }
    }

    /// Puts what the translation lacks behind a block; where that is no place for it, it waits for one.
    pub fn lacks_behind(&mut self, change: &Change) {
        let missing = self.look.drift.zip(change.new).filter(|_| self.is_last);
        let Some(missing) = missing.and_then(|(drift, at)| drift.missing.get(&Some(at.into()))) else {
            return;
        };
        // It must not be folded away.
        if let Some(unit) = self.units.last_mut() {
            unit.changed = true;
        }
        match missing.shape {
            Shape::Rows => {
                self.enter_part(BlockKind::TableRow);
                self.html.push_str(&missing.html);
            }
            shape => self.waiting.push((shape, missing.html.clone())),
        }
    }

    /// Behind an element that was closed: what waits for that.
    pub fn settle(&mut self, closed: Option<&Container>) {
        let is_open = !self.open.is_empty();
        let waiting = std::mem::take(&mut self.waiting);
        for (shape, html) in waiting {
            match (shape, closed) {
                (Shape::Items, Some(Container::Item)) => self.html.push_str(&html),
                _ if is_open => self.waiting.push((shape, html)),
                _ => self.html.push_str(&html),
            }
        }
    }
}
