//! How a field is reached, in types: nothing of it exists at run time but the functions that write it.

use std::any::TypeId;
use std::marker::PhantomData;

use crate::query::expression::Path;

/// How a field is reached from the entity that a query is about.
///
/// Queries are written with the constants that the attribute makes; there is nothing to implement.
pub trait FieldPath: Sized + 'static {
    /// The entity that the query is about, so that a filter on another entity's field does not compile.
    type Entity;

    /// Appends the path, as OData writes it.
    #[doc(hidden)]
    fn write(out: &mut Path);
}

/// The entity itself.
#[derive(Debug)]
pub struct Root<E>(PhantomData<fn() -> E>);

/// The variable of a lambda over a collection at `P`.
#[derive(Debug)]
pub struct Item<P>(PhantomData<fn() -> P>);

impl<E: 'static> FieldPath for Root<E> {
    type Entity = E;

    fn write(_: &mut Path) {}
}

impl<P: FieldPath> FieldPath for Item<P> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        out.variable = Some(TypeId::of::<Self>());
    }
}
