//! Reads that return the object only if it has changed.

pub(crate) mod fetched;
pub(crate) mod object;

pub use crate::read::conditional::fetched::Fetched;
pub use crate::read::conditional::object::Conditional;
