//! The way from the files of a site to its pages, phase by phase.
//!
//! `open.rs` reads the files and checks what they say. `build.rs` goes on from there: plan, recall what the last build made of the
//! same, check the texts, make the pages (`make.rs`), publish them, remember the build. `trial.rs` asks what a build would make.

mod build;
mod codes;
mod make;
mod open;
mod trial;

pub use build::{BuildOptions, Built, build, unchanged};
pub use codes::codes;
pub use open::{Check, Opened, open, open_tree, read, read_texts, read_theme, with_rules};
pub use trial::{faults_of_pages, manifest};
