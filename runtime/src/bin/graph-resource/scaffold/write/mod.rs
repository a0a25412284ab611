//! The items and the request as code.

mod attributes;
pub(crate) mod dependencies;
mod enumeration;
mod field;
pub(crate) mod file;
mod item;
pub(crate) mod main_program;
pub(crate) mod request;
