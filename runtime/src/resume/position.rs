//! Where a listing continues.

use serde::{Deserialize, Serialize};

/// The page that is read next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Position {
    /// The first page: the request itself.
    First,
    /// The page that a link of the service leads to.
    Link(String),
    /// There is no further page.
    End,
}
