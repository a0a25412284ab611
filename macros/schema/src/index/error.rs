//! Why an index cannot be read.

use crate::version::ApiVersion;
use std::error::Error;
use std::fmt;

use crate::format::FORMAT;

/// Why an index cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaError {
    /// The file is something else.
    NotASchema,
    /// The file was written by a newer version of this library.
    NewerFormat {
        /// The version of the format.
        format: u32,
    },
    /// The end of the file is missing.
    CutOff {
        /// The last line that is there.
        line: usize,
        /// What is described at that place, such as the name of a type.
        within: String,
    },
    /// Lines were added or removed after the file was written.
    LineCount {
        /// The number of lines that the file should have.
        expected: usize,
        /// The number of lines that it has.
        found: usize,
    },
    /// A version is described twice.
    DuplicateVersion {
        /// The version.
        version: ApiVersion,
        /// The line at which it begins again.
        line: usize,
    },
    /// A line does not have the form that it should have.
    InvalidLine {
        /// The number of the line.
        line: usize,
        /// The line, shortened if it is long.
        text: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A type that another one refers to is missing.
    MissingType {
        /// The name of the missing type.
        name: String,
        /// The type that refers to it.
        used_by: String,
    },
    /// A type is its own base type, directly or through others.
    CircularBaseType {
        /// The name of the type.
        name: String,
    },
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASchema => write!(
                f,
                "the file is not a schema: its first line is not `graph-schema {FORMAT}`"
            ),
            Self::NewerFormat { format } => write!(
                f,
                "the schema has format {format}, and this library reads formats up to {FORMAT}: update the library, or write the schema again"
            ),
            Self::CutOff { line, within } => write!(
                f,
                "the schema is cut off after line {line}, in {within}: write it again"
            ),
            Self::LineCount { expected, found } => write!(
                f,
                "the schema has {found} lines, and its last line says {expected}: write it again"
            ),
            Self::DuplicateVersion { version, line } => write!(
                f,
                "line {line}: the schema has the version {version} twice: remove one, or write it again"
            ),
            Self::InvalidLine { line, text, reason } => {
                write!(
                    f,
                    "line {line} of the schema cannot be read, {reason}: `{text}`"
                )
            }
            Self::MissingType { name, used_by } => write!(
                f,
                "the schema has no type `{name}`, which `{used_by}` refers to: write it again"
            ),
            Self::CircularBaseType { name } => {
                write!(
                    f,
                    "`{name}` is its own base type in the schema: write it again"
                )
            }
        }
    }
}

impl Error for SchemaError {}
