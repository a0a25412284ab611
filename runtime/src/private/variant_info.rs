//! The properties of a struct in an enum of several object types, which need not have the attribute.

use std::marker::PhantomData;

use crate::query::structured::{Nested, StructuredType};
use crate::query::type_info::TypeInfo;

/// A struct of an enum with `select = true`.
#[diagnostic::on_unimplemented(
    message = "the properties of `{Self}` are not known, so `select = true` cannot name them",
    label = "put `#[graph_resource]` on its definition"
)]
pub trait SelectedVariant: Nested {}

#[diagnostic::do_not_recommend]
impl<T: Nested> SelectedVariant for T {}

/// Returns the properties of a struct that an enum selects.
pub fn selected_variant<T: SelectedVariant>() -> &'static TypeInfo {
    <T::Type as StructuredType>::INFO
}

/// Looks up the properties of a variant's type.
///
/// Rust prefers an inherent constant to a trait's, so a type with the attribute resolves to its own info, and any other
/// type to that of [`NoVariantInfo`].
#[derive(Debug)]
pub struct VariantInfo<T>(PhantomData<fn() -> T>);

/// Provides the constant for all other types.
pub trait NoVariantInfo {
    /// No properties are known.
    const INFO: Option<fn() -> &'static TypeInfo> = None;
}

impl<T: Nested> VariantInfo<T> {
    /// The properties of the struct.
    pub const INFO: Option<fn() -> &'static TypeInfo> = Some(|| <T::Type as StructuredType>::INFO);
}

impl<T> NoVariantInfo for VariantInfo<T> {}
