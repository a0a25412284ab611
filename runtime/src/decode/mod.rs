//! From a body to a user's type: thin generic skins over what is the same for all of them.

pub(crate) mod absent_field;
pub(crate) mod body;
pub(crate) mod count;
pub(crate) mod dynamic;
pub(crate) mod entity;
pub(crate) mod envelope;
pub(crate) mod items;
pub(crate) mod misfit;
pub(crate) mod no_object;
pub(crate) mod odata_type;
pub(crate) mod page;
pub(crate) mod type_shape;
pub(crate) mod words;

#[cfg(test)]
mod tests;
