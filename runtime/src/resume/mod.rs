//! What can be stored to continue later: continuations, delta links, and the monitors of long-running jobs.

pub(crate) mod continuation;
pub(crate) mod delta_link;
pub(crate) mod link;
pub(crate) mod monitor;
pub(crate) mod position;
pub(crate) mod stored;
