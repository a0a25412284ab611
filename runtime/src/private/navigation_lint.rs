//! The warning that a navigation property is in `$select`, where the service sends nothing for it.

use std::marker::PhantomData;

use crate::query::structured::{Expandable, StructuredType};

/// A struct whose path ends in a key: an entity, to which navigation properties lead.
pub trait Entity {}

/// What generated code looks at a selected field's type with. A method of the type's own comes before one of a trait, so
/// the field of an entity meets the one that is deprecated.
#[derive(Debug)]
pub struct NavigationLint<T>(PhantomData<fn() -> T>);

/// The method that all other types meet.
pub trait NoNavigationLint {
    /// Says nothing.
    fn selected_navigation_property(&self) {}
}

impl<T> NavigationLint<T> {
    /// The field's type.
    pub const TYPE: Self = NavigationLint(PhantomData);
}

impl<T: Expandable> NavigationLint<T>
where
    T::Type: Entity + StructuredType,
{
    /// Warns.
    #[deprecated(
        note = "this field leads to a resource of its own, for which `$select` gets nothing: put `#[graph(expand)]` on it. If it is no navigation property, give it a struct without a `path`, or say `#[allow(deprecated)]`"
    )]
    pub fn selected_navigation_property(&self) {}
}

impl<T> NoNavigationLint for NavigationLint<T> {}
