//! The program: everything is in the library.

use std::process::ExitCode;

/// Rendering makes and drops many small strings on every thread, which this allocator does in about half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    promulgate::cli::run()
}
