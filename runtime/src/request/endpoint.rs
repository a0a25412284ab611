//! The address of a resource, as the attribute declares it.

use crate::address::cloud::ApiVersion;
use crate::address::template::Piece;

/// A path template that the attribute has parsed.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The template as written, for error messages.
    pub template: &'static str,
    /// The pieces of the template.
    pub pieces: &'static [Piece],
    /// The version, if it is not the client's default.
    pub version: Option<ApiVersion>,
}
