//! The one room that changes anything on the disk.
//!
//! There are two ways, and each is for files of one kind. What people write is changed by [`replace`] and [`create`] alone, which
//! look once more at what is there and never write over what nobody has read. What the program keeps for itself lies in a folder
//! that is opened once, as an [`OwnFolder`], without following a link; everything below it goes through what was opened.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one room that writes, and reads what the program itself wrote"
)]

/// The folder in which the program keeps what is its own, which git ignores and anybody may delete.
pub const OWN: &str = ".promulgate";

mod asked;
mod own;
mod people;
mod scaffold;

pub use asked::{create_folders, write_asked};
pub use own::{LockFault, OwnFolder, open_own, read_own};
pub use people::{Fault, LEFTOVER, clear_leftovers, create, is_inside, read_people, remove, replace};
pub use scaffold::{NewFile, fill, foreign, write_all};
