//! The address of a resource, as the attribute declares it.

use crate::address::cloud::ApiVersion;
use crate::address::permissions::Permissions;
use crate::address::template::Piece;

/// A path template that the attribute has parsed.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The template as written, for error messages.
    pub(crate) template: &'static str,
    /// The pieces of the template.
    pub(crate) pieces: &'static [Piece],
    /// The version, if it is not the client's default.
    pub(crate) version: Option<ApiVersion>,
    /// The permissions that a read requires, if they are declared.
    pub(crate) permissions: Option<&'static Permissions>,
    /// The query options without which the service refuses a request, if the schema tells.
    pub(crate) required_options: &'static [&'static str],
}

impl Endpoint {
    pub const fn new(template: &'static str, pieces: &'static [Piece]) -> Self {
        Endpoint {
            template,
            pieces,
            version: None,
            permissions: None,
            required_options: &[],
        }
    }

    pub const fn with_version(self, version: ApiVersion) -> Self {
        Endpoint {
            version: Some(version),
            ..self
        }
    }

    pub const fn with_required_options(self, required_options: &'static [&'static str]) -> Self {
        Endpoint {
            required_options,
            ..self
        }
    }

    pub const fn with_permissions(self, permissions: &'static Permissions) -> Self {
        Endpoint {
            permissions: Some(permissions),
            ..self
        }
    }
}
