//! What can be stored and resumed later: continuations and delta links.

pub(crate) mod continuation;
pub(crate) mod delta_link;
pub(crate) mod position;
