//! What did not change is folded away, without scripts.

use fluent::FluentArgs;

use crate::locale::Locale;
use crate::render::escape::push_escaped;

/// A part of the text that stands in no list or table: it can be folded as a whole.
#[derive(Debug, Default)]
pub struct Unit {
    pub html: String,
    pub changed: bool,
    pub is_heading: bool,
    /// How many blocks it holds.
    pub passages: usize,
}

/// So many passages are worth folding.
const WORTH: usize = 3;

/// Joins the units. What stands directly beside a change stays open, and so does the heading above it.
pub fn folded(units: Vec<Unit>, locale: &Locale) -> String {
    let shown: Vec<bool> = (0..units.len()).map(|at| is_shown(&units, at)).collect();
    let mut html = String::new();
    let mut stretch = String::new();
    let mut passages = 0;
    for (unit, shown) in units.into_iter().zip(shown) {
        if shown {
            close(&mut html, &mut stretch, &mut passages, locale);
            html.push_str(&unit.html);
        } else {
            stretch.push_str(&unit.html);
            passages += unit.passages;
        }
    }
    close(&mut html, &mut stretch, &mut passages, locale);
    html
}

fn close(html: &mut String, stretch: &mut String, passages: &mut usize, locale: &Locale) {
    let inside = std::mem::take(stretch);
    let count = std::mem::take(passages);
    if count < WORTH {
        html.push_str(&inside);
        return;
    }
    html.push_str("<details class=\"unchanged\"><summary>");
    let mut arguments = FluentArgs::new();
    arguments.set("count", count);
    let summary = locale.format("redline-unchanged", &arguments);
    push_escaped(html, &summary);
    html.push_str("</summary>\n");
    html.push_str(&inside);
    html.push_str("</details>\n");
}

/// True for a change, for what stands beside one, and for the heading of its section.
fn is_shown(units: &[Unit], at: usize) -> bool {
    let changed = |at: usize| units.get(at).is_some_and(|unit| unit.changed);
    if changed(at) || changed(at + 1) || at.checked_sub(1).is_some_and(changed) {
        return true;
    }
    let is_heading = |unit: &&Unit| unit.is_heading;
    units.get(at).is_some_and(|unit| unit.is_heading)
        && units[at + 1..].iter().take_while(|unit| !is_heading(unit)).any(|unit| unit.changed)
}
