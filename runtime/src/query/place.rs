//! How a field is reached, in types: nothing of it exists at run time but the functions that write it.

use std::marker::PhantomData;

use crate::query::field::Owner;
use crate::shape::Shape;

/// How a field is reached from the entity that a query is about.
///
/// Queries are written with the constants that the attribute makes; there is nothing to implement.
pub trait Place: Sized + 'static {
    /// The entity that the query is about, so that a filter on another entity's field does not compile.
    type Entity;

    /// How many lambda variables are in scope.
    #[doc(hidden)]
    const DEPTH: usize;

    /// Appends the path, as OData writes it.
    #[doc(hidden)]
    fn write(out: &mut String);
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
    const DEPTH: usize = 0;

    fn write(_: &mut String) {}
}

impl<P: Place, O: Owner, const INDEX: usize> Place for In<P, O, INDEX> {
    type Entity = P::Entity;
    const DEPTH: usize = P::DEPTH;

    fn write(out: &mut String) {
        P::write(out);
        step(O::name(INDEX), out);
    }
}

impl<P: Place> Place for Item<P> {
    type Entity = P::Entity;
    const DEPTH: usize = P::DEPTH + 1;

    fn write(out: &mut String) {
        variable(Self::DEPTH, out);
    }
}

impl<P: Place, S: Shape> Place for As<P, S> {
    type Entity = P::Entity;
    const DEPTH: usize = P::DEPTH;

    fn write(out: &mut String) {
        P::write(out);
        step(S::SHAPE.odata_type, out);
    }
}

/// Appends a segment of a property path.
fn step(name: &str, out: &mut String) {
    if !out.is_empty() && !name.is_empty() {
        out.push('/');
    }
    out.push_str(name);
}

/// Appends the name of the lambda variable that is `depth` lambdas deep: `x`, `x2`, `x3`. No property of Graph is called so.
pub(crate) fn variable(depth: usize, out: &mut String) {
    out.push('x');
    if depth > 1 {
        out.push_str(&depth.to_string());
    }
}

/// The path as text.
pub(crate) fn path<P: Place>() -> String {
    let mut out = String::new();
    P::write(&mut out);
    out
}
