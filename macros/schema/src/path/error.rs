//! Why a path leads nowhere.

use crate::index::error::SchemaError;
use std::error::Error;
use std::fmt;

/// Why a path could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResolveError {
    /// The service has no such path.
    Path(PathError),
    /// The schema could not be read.
    Schema(SchemaError),
}

/// The segment at which a path leads nowhere, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The index of the segment. For a path that ends too early, the number of its segments.
    pub segment: usize,
    /// The segment as it is written.
    pub text: String,
    /// What is wrong with it.
    pub kind: PathErrorKind,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

/// What is wrong with a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathErrorKind {
    /// The path has no segments.
    Empty,
    /// No entity set or singleton has this name.
    UnknownEntryPoint,
    /// The type has no property, function, or action with this name.
    UnknownName {
        /// The type.
        on: String,
    },
    /// A type with this name does not exist.
    UnknownType,
    /// The type exists, but objects here are never of it.
    UnrelatedType {
        /// The type of the objects.
        declared: String,
    },
    /// A key is in a place where there is only one object, or values without keys.
    KeyNotAllowed {
        /// The type of the object, or the collection.
        on: String,
    },
    /// A name of the items is used on their collection.
    KeyRequired {
        /// The type of the items.
        items: String,
    },
    /// The parentheses do not contain a key of the type.
    InvalidKey {
        /// The type.
        on: String,
        /// Its keys, as they are written in parentheses.
        expected: Vec<String>,
    },
    /// No overload of the function or action takes these arguments.
    Arguments {
        /// The name of the operation.
        operation: String,
        /// The overloads, as they are written.
        expected: Vec<String>,
    },
    /// A path between colons where there is neither a file nor a site.
    ItemPathNotAllowed {
        /// The type.
        on: String,
    },
    /// `$count`, `$value`, or `$ref` in a place where it has no meaning.
    SuffixNotAllowed {
        /// The type.
        on: String,
        /// Where it has a meaning.
        expected: &'static str,
    },
    /// Nothing can follow the segment before this one.
    NothingFollows {
        /// The type or operation before it.
        after: String,
    },
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.kind {
            PathErrorKind::Empty => f.write_str("the path has no segments")?,
            PathErrorKind::UnknownEntryPoint => write!(f, "the service has no `{text}`")?,
            PathErrorKind::UnknownName { on } => write!(f, "`{on}` has no `{text}`")?,
            PathErrorKind::UnknownType => write!(f, "the service has no type `{text}`")?,
            PathErrorKind::UnrelatedType { declared } => write!(
                f,
                "`{text}` is not derived from `{declared}`, which is what the path leads to here"
            )?,
            PathErrorKind::KeyNotAllowed { on } if on.starts_with("Collection(") => {
                write!(f, "`{text}` is a key, and the items of `{on}` have none")?;
            }
            PathErrorKind::KeyNotAllowed { on } => {
                write!(f, "`{text}` is a key, and this is a single `{on}`")?;
            }
            PathErrorKind::KeyRequired { items } => write!(
                f,
                "`{text}` belongs to a single `{items}`, and this is a collection: write a key before it"
            )?,
            PathErrorKind::InvalidKey { on, expected } if expected.is_empty() => {
                write!(f, "`{text}` has a key, and `{on}` has none")?;
            }
            PathErrorKind::InvalidKey { on, expected } => {
                let expected = expected.join("` or `");
                write!(f, "`{text}` has no key of `{on}`: expected `{expected}`")?;
            }
            PathErrorKind::Arguments {
                operation,
                expected,
            } => {
                let expected = expected.join("` or `");
                write!(
                    f,
                    "`{text}` does not have the arguments of `{operation}`: expected `{expected}`"
                )?;
            }
            PathErrorKind::ItemPathNotAllowed { on } => write!(
                f,
                "a path between colons must follow a file or a site, and this is `{on}`: `{text}`"
            )?,
            PathErrorKind::SuffixNotAllowed { on, expected } => {
                write!(f, "`{text}` must follow {expected}, and this is `{on}`")?;
            }
            PathErrorKind::NothingFollows { after } => {
                write!(f, "nothing can follow `{after}`, and `{text}` does")?;
            }
        }
        match &self.nearest {
            Some(nearest) => write!(f, ": there is a similar name, `{nearest}`"),
            None => Ok(()),
        }
    }
}

impl Error for PathError {}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::Schema(error) => error.fmt(f),
        }
    }
}

impl Error for ResolveError {}

impl From<PathError> for ResolveError {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

impl From<SchemaError> for ResolveError {
    fn from(error: SchemaError) -> Self {
        Self::Schema(error)
    }
}
