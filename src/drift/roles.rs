//! What indexes of drift point into.

use std::marker::PhantomData;

use typed_index_collections::TiVec;

use crate::redline::{Idx, New, Old, Role};

/// The controlling text that a passage was translated from: the old text of the redline by which it is judged.
pub type Base = Old;
/// The controlling text against which a translation is measured: the new text of every such redline.
pub type Current = New;

/// The translation that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Translation {}

impl Role for Translation {}

/// The redlines by which the passages of a translation are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Redlines {}

/// The index of a redline in [`Measured::redlines`](super::Measured::redlines). The first is the one since the base.
pub type RedlineIdx = Idx<Redlines>;

/// The positions of those blocks of a text that are compared with another language, in the order in which they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Positions<R>(PhantomData<R>);

pub type PositionIdx<R> = Idx<Positions<R>>;
/// One value for each block that is compared.
pub type ByPosition<R, V> = TiVec<PositionIdx<R>, V>;
