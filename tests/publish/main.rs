//! The tests of `publish`, against a server on this machine: a binary of their own, for the server is larger than the program.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests say what they expect"
)]

mod publish;
mod server;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "the other binary uses the rest")]
mod support;
#[path = "../it/trees.rs"]
#[allow(dead_code, reason = "the other binary uses the rest")]
mod trees;
