//! The one room that changes anything on the disk.
//!
//! Each way is for files of one kind. What people write is changed by [`replace`], [`create`] and [`remove`] alone, which look once
//! more at what is there and never write over what nobody has read. New folders come into being in one step, by [`write_all`], or
//! file by file where they must be, by [`fill`]. What the program keeps for itself lies in a folder that is opened once, as an
//! [`OwnFolder`], without following a link; everything below it goes through what was opened. Only what somebody asked for by name
//! on the command line, beside a site, is written over as it is ([`write_asked`]).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one room that writes, and reads what the program itself wrote"
)]

/// The folder in which the program keeps what is its own, which git ignores and anybody may delete.
pub const OWN: &str = ".promulgate";

mod asked;
mod exchange;
mod own;
mod people;
mod scaffold;
mod unfollowed;

pub use asked::{create_folders, read_named, write_asked};
pub use own::{LockFault, OwnFolder};
pub use people::{
    Identity, LEFTOVER, WriteFault, clear_leftovers, create, identity, is_inside, read_people, remove,
    replace,
};
pub use scaffold::{NewFile, fill, foreign, write_all};
pub use unfollowed::open_own;
