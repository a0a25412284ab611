//! The warning about a navigation property in `$select`, which the service does not return.

use std::marker::PhantomData;

use crate::query::structured::{Expandable, StructuredType};

/// A struct whose path ends in a key. It is an entity, so a property of its type is a navigation property.
pub trait Entity {}

/// Checks the type of a selected field.
///
/// Generated code calls `is_navigation_property` on it. Rust prefers an inherent method to a trait's, so a field
/// whose type is an entity resolves to the deprecated method, and any other field to that of [`NotNavigation`].
#[derive(Debug)]
pub struct SelectedField<T>(PhantomData<fn() -> T>);

/// Provides the method for fields of all other types.
pub trait NotNavigation {
    /// Does nothing.
    fn is_navigation_property(&self) {}
}

impl<T> SelectedField<T> {
    /// The check of the type `T`.
    pub const TYPE: Self = SelectedField(PhantomData);
}

impl<T: Expandable> SelectedField<T>
where
    T::Type: Entity + StructuredType,
{
    /// Does nothing, but its use is reported as deprecated.
    #[deprecated(
        note = "`$select` returns nothing for a navigation property: put `#[graph(expand)]` on this field; if it is not a navigation property, use a type without `path` or add `#[allow(deprecated)]`"
    )]
    pub fn is_navigation_property(&self) {}
}

impl<T> NotNavigation for SelectedField<T> {}
