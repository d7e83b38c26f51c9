//! Drift for programs and for people.

mod human;
mod json;

pub use human::human;
pub use json::json;
