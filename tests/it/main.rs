//! The integration tests: one binary, one file a subject. Each goes through the library's own front door. Those of `publish`, which
//! need a server, are in `tests/publish`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests say what they expect"
)]

mod addenda;
mod addresses;
mod ahead;
mod architecture;
mod archive;
mod broken;
mod build;
mod check;
mod cli;
mod compare;
mod compare_translations;
mod corpus;
#[cfg(unix)]
mod crowd;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(unix)]
mod docs;
mod drift;
mod explain;
mod faults;
mod fuzz;
mod gravity;
mod hosting;
mod ids;
mod integrity;
#[cfg(target_os = "linux")]
mod interrupted;
mod invariants;
mod lines;
mod living;
mod markdown;
mod odd_days;
#[cfg(target_os = "linux")]
mod output;
mod own_templates;
mod pages;
mod paths;
mod perturb;
#[cfg(unix)]
mod races;
mod random_edits;
#[cfg(unix)]
mod rebuild;
mod reconcile;
mod redlines;
mod refuted;
mod rules;
mod said;
mod scaffolds;
mod scope;
#[cfg(all(feature = "publish", feature = "serve"))]
mod secrets;
mod streams;
mod support;
mod translations;
mod trees;
mod verify;
mod versions;
mod web;
mod write;
