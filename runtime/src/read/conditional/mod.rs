//! Reads that return the object or the content only if it has changed.

pub(crate) mod content;
pub(crate) mod entity_tag;
pub(crate) mod fetched;
pub(crate) mod object;

pub use crate::read::conditional::content::ConditionalContent;
pub use crate::read::conditional::entity_tag::{EntityTag, IntoEntityTag, OptionalEntityTag};
pub use crate::read::conditional::fetched::Fetched;
pub use crate::read::conditional::object::Conditional;
