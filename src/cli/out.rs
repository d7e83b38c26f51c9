//! The one way to the standard output and the standard error. What cannot be written is remembered, so that nobody takes half
//! a report for a whole one: the process then ends with 2.

use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, PoisonError};

/// What went wrong with a stream, once something did.
enum StreamFault {
    /// Whoever read has stopped, as `head` does: that is no fault of anybody.
    Closed,
    Broken(String),
}

/// The faults of the standard output and of the standard error.
static OUTPUT: Mutex<Option<StreamFault>> = Mutex::new(None);
static ERRORS: Mutex<Option<StreamFault>> = Mutex::new(None);

/// Writes to the standard output at once, unless that has failed before.
pub fn write(text: &str) {
    write_to(io::stdout().lock(), &OUTPUT, text);
}

/// Writes to the standard error, under the same terms.
pub fn write_error(text: &str) {
    write_to(io::stderr().lock(), &ERRORS, text);
}

/// Remembers what came of writing to the standard output elsewhere.
pub fn remember(result: io::Result<()>) {
    note(&OUTPUT, result.and_then(|()| io::stdout().lock().flush()));
}

fn write_to(mut stream: impl Write, fault: &Mutex<Option<StreamFault>>, text: &str) {
    if fault.lock().unwrap_or_else(PoisonError::into_inner).is_none() {
        note(fault, stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
    }
}

fn note(fault: &Mutex<Option<StreamFault>>, result: io::Result<()>) {
    let Err(error) = result else { return };
    let found = match error.kind() {
        ErrorKind::BrokenPipe => StreamFault::Closed,
        _ => StreamFault::Broken(error.to_string()),
    };
    fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(found);
}

/// What could not be written, in words; `None` if all of it was, or if nobody wanted it any more.
pub fn lost() -> Option<String> {
    let words = |fault: &Mutex<Option<StreamFault>>, name: &str| match fault
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()?
    {
        StreamFault::Closed => None,
        StreamFault::Broken(why) => {
            Some(format!("cannot write to the standard {name}: {why}; what was said there is not whole"))
        }
    };
    words(&OUTPUT, "output").or_else(|| words(&ERRORS, "error"))
}
