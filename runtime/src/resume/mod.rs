//! What can be stored to resume a listing later: continuations and delta links.

pub(crate) mod continuation;
pub(crate) mod delta_link;
pub(crate) mod position;
