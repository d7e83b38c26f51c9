//! How far something is: a bar on a terminal, lines elsewhere.

use std::io::IsTerminal as _;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::verbosity;
use crate::progress::Progress;

/// What takes no longer than this needs no progress.
const LONG: Duration = Duration::from_secs(1);
/// How often a bar on a terminal moves.
const MOVE: Duration = Duration::from_millis(200);
/// How often a line says how far it is where there is no terminal.
const OFTEN: Duration = Duration::from_secs(5);

/// Tells people how far it is.
pub struct Steps {
    /// True if each step has a line of its own when it is done, however short it was.
    are_listed: bool,
    current: Mutex<Option<Step>>,
}

struct Step {
    what: String,
    count: usize,
    done: usize,
    begun: Instant,
    told: Instant,
    shown: Shown,
}

/// Where people see it.
enum Shown {
    /// On a terminal, by a bar that stays hidden until the step turns out to be long. The sender ends the wait for that.
    Bar(ProgressBar, #[allow(dead_code, reason = "dropped, it ends the wait")] Sender<()>),
    /// In lines.
    Lines,
    Nowhere,
}

impl Steps {
    /// Those of work on this machine: each is told of only if it is long, or with `--verbose`.
    pub fn of_work() -> Self {
        Steps { are_listed: false, current: Mutex::default() }
    }

    /// Those that people follow one by one.
    #[cfg(feature = "publish")]
    pub fn listed() -> Self {
        Steps { are_listed: true, current: Mutex::default() }
    }
}

impl Progress for Steps {
    fn begin(&self, what: &str, count: usize) {
        let shown = match (verbosity::is_quiet(), std::io::stderr().is_terminal()) {
            (true, _) => Shown::Nowhere,
            (false, true) => bar(what, count),
            (false, false) => Shown::Lines,
        };
        let begun = Instant::now();
        let mut step = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        *step = Some(Step { what: what.to_owned(), count, done: 0, begun, told: begun, shown });
    }

    fn step(&self) {
        let mut step = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(step) = step.as_mut() {
            step.done += 1;
            step.tell();
        }
    }

    fn end(&self) {
        let step = self.current.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(step) = step else { return };
        if let Shown::Bar(bar, _) = &step.shown {
            bar.finish_and_clear();
        }
        let counted = if step.count > 0 { format!(": {}", step.count) } else { String::new() };
        if self.are_listed {
            super::report(format_args!("{}{counted}", step.what));
        }
        let seconds = step.begun.elapsed().as_secs_f64();
        super::detail(format_args!("{}{counted} ({seconds:.2} s)", step.what));
    }
}

impl Step {
    fn tell(&mut self) {
        match &self.shown {
            Shown::Bar(bar, _) => bar.set_position(self.done as u64),
            Shown::Lines if self.told.elapsed() > OFTEN => {
                self.told = Instant::now();
                super::complain(format_args!("{}: {} of {}\n", self.what, self.done, self.count));
            }
            Shown::Lines | Shown::Nowhere => {}
        }
    }
}

/// A bar; what cannot be counted has something that moves.
fn bar(what: &str, count: usize) -> Shown {
    let (length, template) = match count {
        0 => (None, "{spinner} {msg} {elapsed}"),
        count => (Some(count as u64), "{msg} {bar:40} {pos}/{len}"),
    };
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what.to_owned());
    let (end, ended) = mpsc::channel();
    let shown = bar.clone();
    thread::spawn(move || {
        if ended.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(MOVE);
        }
    });
    Shown::Bar(bar, end)
}
