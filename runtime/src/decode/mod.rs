//! Decodes a body into a user's type: thin generic wrappers over code that is the same for all types.

pub(crate) mod absent_field;
pub(crate) mod body;
pub(crate) mod by_hand;
pub(crate) mod count;
pub(crate) mod dynamic;
pub(crate) mod entity;
pub(crate) mod envelope;
pub(crate) mod etag;
pub(crate) mod in_stream_error;
pub(crate) mod items;
pub(crate) mod messages;
pub(crate) mod mismatch;
pub(crate) mod no_content;
pub(crate) mod odata_type;
pub(crate) mod page;
pub(crate) mod reader;
pub(crate) mod scanner;
pub(crate) mod type_shape;
mod typed_entry;

#[cfg(test)]
mod tests;
