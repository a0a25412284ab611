//! Why no code can be written.

use std::error::Error;
use std::fmt;

use graph_resource_schema::SchemaError;
use graph_resource_schema::path::{PathSyntaxError, ResolveError};

/// Why no code can be written, as one message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ScaffoldError(String);

impl ScaffoldError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ScaffoldError {}

impl From<SchemaError> for ScaffoldError {
    fn from(error: SchemaError) -> Self {
        Self(error.to_string())
    }
}

impl From<PathSyntaxError> for ScaffoldError {
    fn from(error: PathSyntaxError) -> Self {
        Self(error.to_string())
    }
}

impl From<ResolveError> for ScaffoldError {
    fn from(error: ResolveError) -> Self {
        Self(error.to_string())
    }
}
