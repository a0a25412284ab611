//! The properties of a flattened field, whose type may be a struct with the attribute, a map, or anything else.

use std::marker::PhantomData;

use crate::query::structured::{Nested, StructuredType};
use crate::query::type_info::TypeInfo;

/// Looks up the properties of a flattened field's type, and checks that they are known.
///
/// Rust prefers an inherent item to a trait's, so a type with the attribute resolves to the items here, and any other type
/// to those of [`FlattenedType`].
#[derive(Debug)]
pub struct FlattenedStruct<T>(PhantomData<fn() -> T>);

/// Provides the items for all other types.
pub trait FlattenedType {
    /// No properties are known: a map collects whatever the service sends.
    const INFO: Option<&'static TypeInfo> = None;

    /// Does nothing, but its use is reported as deprecated.
    #[deprecated(
        note = "the properties of this field's type are not known, so no `$select` is derived: put `#[graph_resource]` on the definition of the type, or, if it collects all other properties as a map does, `#[allow(deprecated)]` on the field"
    )]
    fn has_unknown_properties(&self) {}
}

impl<T> FlattenedStruct<T> {
    /// The check of the type `T`.
    pub const TYPE: Self = FlattenedStruct(PhantomData);
}

impl<T: Nested> FlattenedStruct<T> {
    /// The properties of the struct.
    pub const INFO: Option<&'static TypeInfo> = Some(<T::Type as StructuredType>::INFO);

    /// Does nothing.
    pub fn has_unknown_properties(&self) {}
}

impl<T> FlattenedType for FlattenedStruct<T> {}
