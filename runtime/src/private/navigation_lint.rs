//! The warning that a navigation property is in `$select`, where the service sends nothing for it.

use std::marker::PhantomData;

use crate::query::structured::{Expandable, Shape};

/// A struct whose path ends in a key: an entity, to which navigation properties lead.
pub trait Entity {}

/// What generated code looks at a selected field's type with. A method of the type's own comes before one of a trait, so
/// the field of an entity meets the one that is deprecated.
#[derive(Debug)]
pub struct Selected<T>(PhantomData<fn() -> T>);

/// The method that all other types meet.
pub trait Unsuspicious {
    /// Says nothing.
    fn __look(&self) {}
}

impl<T> Selected<T> {
    /// The field's type.
    pub const TYPE: Self = Selected(PhantomData);
}

impl<T: Expandable> Selected<T>
where
    T::Shape: Entity + Shape,
{
    /// Warns.
    #[deprecated(
        note = "this field leads to a resource of its own, for which `$select` gets nothing: put `#[graph(expand)]` on it. If it is no navigation property, give it a struct without a `path`, or say `#[allow(deprecated)]`"
    )]
    pub fn __look(&self) {}
}

impl<T> Unsuspicious for Selected<T> {}
