//! From query options to calls of the library.

pub(crate) mod calls;
mod condition;
mod expansion;
mod literal;
pub(crate) mod parameters;
mod scope;
mod search;
mod selected;
mod sort;
mod term;
mod translator;
