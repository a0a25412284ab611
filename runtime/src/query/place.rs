//! How a field is reached, in types: nothing of it exists at run time but the functions that write it.

use std::any::TypeId;
use std::marker::PhantomData;

use crate::query::field::Owner;
use crate::query::node::Path;
use crate::shape::Shape;

/// How a field is reached from the entity that a query is about.
///
/// Queries are written with the constants that the attribute makes; there is nothing to implement.
pub trait Place: Sized + 'static {
    /// The entity that the query is about, so that a filter on another entity's field does not compile.
    type Entity;

    /// Appends the path, as OData writes it.
    #[doc(hidden)]
    fn write(out: &mut Path);
}

/// The entity itself.
#[derive(Debug)]
pub struct Root<E>(PhantomData<fn() -> E>);

/// Within a complex or navigation property of `O`.
#[derive(Debug)]
pub struct In<P, O, const INDEX: usize>(PhantomData<fn() -> (P, O)>);

/// The variable of a lambda over a collection at `P`.
#[derive(Debug)]
pub struct Item<P>(PhantomData<fn() -> P>);

/// Behind a cast to `S`.
#[derive(Debug)]
pub struct As<P, S>(PhantomData<fn() -> (P, S)>);

impl<E: 'static> Place for Root<E> {
    type Entity = E;

    fn write(_: &mut Path) {}
}

impl<P: Place, O: Owner, const INDEX: usize> Place for In<P, O, INDEX> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        P::write(out);
        out.step(O::name(INDEX));
    }
}

impl<P: Place> Place for Item<P> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        out.variable = Some(TypeId::of::<Self>());
    }
}

impl<P: Place, S: Shape> Place for As<P, S> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        P::write(out);
        out.step(S::SHAPE.odata_type);
    }
}

/// The path of what is there.
pub(crate) fn path<P: Place>() -> Path {
    let mut out = Path::default();
    P::write(&mut out);
    out
}

/// The text of a path to what has that name there.
pub(crate) fn path_to<P: Place>(name: &str) -> String {
    let mut path = path::<P>();
    path.step(name);
    path.text()
}
