//! Errors of any kind.

/// Any error of another crate, in a box.
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;
