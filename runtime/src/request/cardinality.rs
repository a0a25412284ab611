//! Whether a request reads one object or a collection.

/// What a request reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cardinality {
    /// One object.
    One,
    /// A collection.
    Many,
}
