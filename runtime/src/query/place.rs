//! How a field is reached, in types: nothing of it exists at run time but the functions that write it.

use std::any::TypeId;
use std::marker::PhantomData;

use crate::query::expression::Path;
use crate::query::field::Owner;
use crate::query::select::Selected;
use crate::query::structured::Shape;

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

/// The places that are part of the entity itself: not behind a navigation property, not an item of a collection.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "what is behind a navigation property is expanded within it, and selected there",
    label = "reached through a field with `#[graph(expand)]`",
    note = "write `.expand(f.manager.expand().expand(…))`, or `.expand(f.manager.expand().select([…]))`"
)]
pub trait Structural: Place {
    /// Whether a nested struct is read from what is here.
    const NESTED: bool;

    /// Appends the paths that the nested structs on the way here cannot be read without.
    fn write_needed(out: &mut Vec<String>);
}

#[diagnostic::do_not_recommend]
impl<E: 'static> Structural for Root<E> {
    const NESTED: bool = false;

    fn write_needed(_: &mut Vec<String>) {}
}

#[diagnostic::do_not_recommend]
impl<P: Structural, O: Selected, const INDEX: usize> Structural for In<P, O, INDEX> {
    const NESTED: bool = true;

    fn write_needed(out: &mut Vec<String>) {
        if P::NESTED {
            out.extend(O::shape().required().map(path_to::<P>));
        }
        P::write_needed(out);
    }
}

/// What is read from there is read as the declared type, which has nothing behind a cast.
#[diagnostic::do_not_recommend]
impl<P: Structural, S: Shape> Structural for As<P, S> {
    const NESTED: bool = false;

    fn write_needed(out: &mut Vec<String>) {
        P::write_needed(out);
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
