//! Why no index can be made.

use std::error::Error;
use std::fmt;

/// Why no index can be made from a metadata document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CsdlError {
    /// The document is not XML, or is cut off.
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// The document is XML, but does not describe a service.
    NotCsdl {
        /// Its root element, if it has one.
        root: Option<String>,
    },
    /// An element lacks an attribute or a child element that it must have.
    Missing {
        /// The line of the element.
        line: usize,
        /// The element.
        element: String,
        /// What it lacks.
        missing: &'static str,
    },
    /// A name or a value cannot be read.
    InvalidValue {
        /// The line of the element.
        line: usize,
        /// The value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A type is declared twice.
    DuplicateType {
        /// The name of the type.
        name: String,
    },
    /// A type that another one refers to is missing, or its namespace is.
    MissingType {
        /// The name of the missing type.
        name: String,
        /// What refers to it.
        used_by: String,
    },
    /// A type has a base type of another kind.
    WrongBaseType {
        /// The name of the type.
        name: String,
        /// Its base type.
        base: String,
    },
    /// A type is its own base type, directly or through others.
    CircularBaseType {
        /// The name of the type.
        name: String,
    },
    /// An operation is bound to a type that has no properties.
    InvalidBinding {
        /// The name of the operation.
        operation: String,
        /// The type that it is bound to.
        binding: String,
    },
    /// The document has two entity containers.
    SecondContainer {
        /// The line of the second one.
        line: usize,
    },
    /// A source or a date is empty or has several lines.
    NotOneLine {
        /// The text.
        text: String,
    },
}

impl fmt::Display for CsdlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed {
                line,
                column,
                message,
            } => write!(
                f,
                "the metadata is not valid XML at line {line}, column {column}: {message}"
            ),
            Self::NotCsdl { root: Some(root) } => write!(
                f,
                "the file is not service metadata (CSDL): its root element is `{root}` instead of `Edmx`"
            ),
            Self::NotCsdl { root: None } => {
                f.write_str("the file is not service metadata (CSDL): it has no XML element")
            }
            Self::Missing {
                line,
                element,
                missing,
            } => write!(
                f,
                "line {line} of the metadata: `{element}` has no `{missing}`"
            ),
            Self::InvalidValue {
                line,
                value,
                expected,
            } => write!(
                f,
                "line {line} of the metadata: expected {expected}, found `{value}`"
            ),
            Self::DuplicateType { name } => write!(f, "the metadata declares `{name}` twice"),
            Self::MissingType { name, used_by } => write!(
                f,
                "the metadata has no type `{name}`, which `{used_by}` refers to"
            ),
            Self::WrongBaseType { name, base } => write!(
                f,
                "the base type of `{name}` in the metadata is of another kind: `{base}`"
            ),
            Self::CircularBaseType { name } => {
                write!(f, "`{name}` is its own base type in the metadata")
            }
            Self::InvalidBinding { operation, binding } => write!(
                f,
                "the operation `{operation}` is bound to `{binding}`, which is not an entity type or a complex type"
            ),
            Self::SecondContainer { line } => {
                write!(
                    f,
                    "line {line} of the metadata: there is a second entity container"
                )
            }
            Self::NotOneLine { text } => write!(
                f,
                "the source and the date must be one line of text each: {text:?}"
            ),
        }
    }
}

impl Error for CsdlError {}
