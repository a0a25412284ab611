//! Making the index from the service metadata (CSDL, OData 4.01 part 3).
//!
//! The document is read into elements, the elements into declarations, and these are checked and written. Annotations
//! are left out, except those that say what can be written in a URL: alternate keys and optional parameters.

mod annotations;
mod check;
mod declarations;
mod element;
mod error;
mod file;
mod names;
mod operations;
mod position;
mod read;
mod types;
mod write;

pub use error::CsdlError;
pub use file::{SchemaFile, Section};
