//! Errors of other crates.

/// An error of any type, boxed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;
