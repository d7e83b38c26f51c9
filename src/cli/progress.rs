//! How far something is: a bar on a terminal, lines elsewhere.

use std::io::IsTerminal as _;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::publish::Progress;

/// Tells people how far it is.
#[derive(Default)]
pub struct Steps(Mutex<Option<Step>>);

struct Step {
    what: String,
    count: usize,
    /// Only on a terminal.
    bar: Option<ProgressBar>,
}

impl Progress for Steps {
    fn begin(&self, what: &str, count: usize) {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(count as u64);
            let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.with_message(what.to_owned())
        });
        let mut step = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *step = Some(Step { what: what.to_owned(), count, bar });
    }

    fn step(&self) {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Step { bar: Some(bar), .. }) = &*step {
            bar.inc(1);
        }
    }

    fn end(&self) {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Step { what, count, bar }) = step else { return };
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        super::say(format_args!("{what}: {count}"));
    }
}
