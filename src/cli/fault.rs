//! What the program says if it has a fault of its own. Whatever happens, it ends with a code that is documented, and says
//! nothing of the site's texts, which the words of a panic may hold.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};

use super::Outcome;

/// True once any thread had a fault, also one of which nobody hears otherwise.
static HAPPENED: AtomicBool = AtomicBool::new(false);

/// Runs a command. A fault on any thread becomes one line on the standard error, and [`Outcome::Failed`].
pub fn guarded(run: impl FnOnce() -> Outcome) -> Outcome {
    panic::set_hook(Box::new(|info| {
        // One fault often gives another; the first is the one to report.
        if !HAPPENED.swap(true, Ordering::SeqCst) {
            super::complain(message(info));
        }
    }));
    // Nothing of what the closure had is used after it.
    let outcome = panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(Outcome::Failed);
    if HAPPENED.load(Ordering::SeqCst) { Outcome::Failed } else { outcome }
}

fn message(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(
        || "an unknown place".to_owned(),
        |place| format!("{}:{}", without_folder(place.file()), place.line()),
    );
    format!(
        "error: this is a fault of promulgate {}, at {place}, and not of your site. What was there before is still whole. \
         Please report this line to the project that promulgate is from, with the command that you ran\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// The path of a source file from its package on: what is before it tells of the machine that compiled it.
fn without_folder(file: &str) -> String {
    // As Windows writes them.
    let file = file.replace('\\', "/");
    let package = file.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    if let Some((_, rest)) = package {
        return rest.to_owned();
    }
    match file.rfind("/library/").filter(|_| file.starts_with("/rustc/")) {
        Some(at) => file[at + 1..].to_owned(),
        None => file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_it_is_and_nothing_of_the_texts() {
        let (sender, receiver) = std::sync::mpsc::channel();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let _ = sender.send(message(info));
        }));
        let caught = panic::catch_unwind(|| panic!("we collect your shoe size"));
        panic::set_hook(before);
        assert!(caught.is_err());
        let said: Vec<String> = receiver.try_iter().collect();
        let ours = said.iter().find(|said| said.contains("src/cli/fault.rs:")).expect("a message");
        assert!(!ours.contains("shoe") && ours.ends_with('\n') && ours.lines().count() == 1, "{ours}");
    }

    #[test]
    fn a_place_tells_nothing_of_the_machine_that_compiled_it() {
        for (file, place) in [
            ("src/cli/mod.rs", "src/cli/mod.rs"),
            (
                "/home/x/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tera-2.4.0/src/a.rs",
                "tera-2.4.0/src/a.rs",
            ),
            ("/rustc/0123abcd/library/core/src/option.rs", "library/core/src/option.rs"),
            (
                "C:\\Users\\x\\.cargo\\registry\\src\\index.crates.io-1949cf8c6b5b557f\\tera-2.4.0\\src\\a.rs",
                "tera-2.4.0/src/a.rs",
            ),
            ("/rustc/0123abcd\\library\\core\\src\\option.rs", "library/core/src/option.rs"),
            ("src\\cli\\mod.rs", "src/cli/mod.rs"),
        ] {
            assert_eq!(without_folder(file), place);
        }
    }
}
