//! The address of a resource, as the attribute says it.

use crate::address::cloud::ApiVersion;
use crate::address::template::Piece;

/// An address that the attribute has parsed.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The template as it was written, for messages.
    pub template: &'static str,
    /// The template in pieces.
    pub pieces: &'static [Piece],
    /// The version, where it is not the client's.
    pub version: Option<ApiVersion>,
}
