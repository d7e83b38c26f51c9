//! All integration tests: one binary, one file a subject. Each goes through the library's own front door.

mod broken;
mod build;
mod corpus;
mod support;
