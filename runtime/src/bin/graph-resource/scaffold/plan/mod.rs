//! From what is asked for to the items to write.

mod content;
mod field;
mod object;
pub(crate) mod planner;
mod value;
mod variant;

pub(crate) use content::content_method;
