//! The page at which a listing continues.

use serde::{Deserialize, Serialize};

/// The page that is read next.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Position {
    /// The first page, which the request itself returns.
    First,
    /// The page that a link of the service leads to.
    Link(String),
    /// There are no more pages.
    End,
    /// There are no more pages of a delta round. The link leads to the next round.
    EndOfRound(String),
}
