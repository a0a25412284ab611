//! The segments of a path.

use crate::version::ApiVersion;

/// A path below the root of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The version with which the path began, if it did.
    pub version: Option<ApiVersion>,
    /// The segments after it.
    pub segments: Vec<Segment>,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The segment as it is written, with its colon.
    pub text: String,
    /// What it consists of.
    pub kind: SegmentKind,
    /// Whether a colon follows: `root:` begins the path of a file, and a later colon ends it.
    pub ends_with_colon: bool,
}

/// What a segment consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    /// `<userId>`, or several placeholders that are one key: `<hostname>,<siteId>,<webId>`.
    Placeholder,
    /// `<itemPath..>`: any number of segments.
    Placeholders,
    /// A name: `users`, `users('<upn>')`, `microsoft.graph.delta()`, `$count`.
    Name {
        /// The name before the parentheses.
        name: String,
        /// What is in the parentheses, if there are any.
        arguments: Option<Vec<Argument>>,
    },
}

/// An argument of a function, or a part of a key in parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name before the `=`, if there is one.
    pub name: Option<String>,
    /// The value as it is written, with its quotes: `'<period>'`, `<date>`, `640`.
    pub value: String,
}

impl Segment {
    /// Returns a segment that is a placeholder.
    ///
    /// ```
    /// use graph_resource_schema::path::{Path, Segment};
    ///
    /// let path = Path {
    ///     version: None,
    ///     segments: vec![Segment::name("users"), Segment::placeholder("userId")],
    /// };
    /// assert_eq!(path, Path::parse("/users/<userId>").unwrap());
    /// ```
    pub fn placeholder(name: &str) -> Self {
        Self {
            text: format!("<{name}>"),
            kind: SegmentKind::Placeholder,
            ends_with_colon: false,
        }
    }

    /// Returns a segment that is a name without parentheses.
    pub fn name(name: &str) -> Self {
        Self {
            text: name.to_owned(),
            kind: SegmentKind::Name {
                name: name.to_owned(),
                arguments: None,
            },
            ends_with_colon: false,
        }
    }
}

impl Argument {
    /// Returns whether the value is a string in quotes.
    pub fn is_quoted(&self) -> bool {
        self.value.starts_with('\'')
    }
}
