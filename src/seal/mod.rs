//! The writers of content: `init` and `new`. Each writes all of its files or none.

#![allow(clippy::disallowed_methods, reason = "this room writes")]

mod init;
mod new;
mod staged;

pub use init::init;
pub use new::{NewAddendum, NewPolicy, new_addendum, new_policy};
pub use staged::Refusal;
