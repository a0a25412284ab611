//! The types of paths that lead through properties and casts.

use std::marker::PhantomData;

use crate::query::expression::Path;
use crate::query::owner::{DeclaringType, StructuralProperty};
use crate::query::place::{FieldPath, Root};
use crate::query::structured::StructuredType;

/// Within a complex or navigation property of `O`.
#[derive(Debug)]
pub struct In<P, O, const INDEX: usize>(PhantomData<fn() -> (P, O)>);

/// Behind a cast to `S`.
#[derive(Debug)]
pub struct As<P, S>(PhantomData<fn() -> (P, S)>);

impl<P: FieldPath, O: DeclaringType, const INDEX: usize> FieldPath for In<P, O, INDEX> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        P::write(out);
        out.step(O::name(INDEX));
    }
}

impl<P: FieldPath, S: StructuredType> FieldPath for As<P, S> {
    type Entity = P::Entity;

    fn write(out: &mut Path) {
        P::write(out);
        out.step(S::INFO.odata_type);
    }
}

/// The places that are part of the entity itself: not behind a navigation property, not an item of a collection.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "what is behind a navigation property is expanded within it, and selected there",
    label = "reached through a field with `#[graph(expand)]`",
    note = "write `.expand(f.manager.expand().expand(…))`, or `.expand(f.manager.expand().select([…]))`"
)]
pub trait WithinEntity: FieldPath {
    /// Whether a nested struct is read from what is here.
    const NESTED: bool;

    /// Appends the paths that the nested structs on the way here cannot be read without.
    fn write_needed(out: &mut Vec<String>);
}

#[diagnostic::do_not_recommend]
impl<E: 'static> WithinEntity for Root<E> {
    const NESTED: bool = false;

    fn write_needed(_: &mut Vec<String>) {}
}

#[diagnostic::do_not_recommend]
impl<P: WithinEntity, O: StructuralProperty, const INDEX: usize> WithinEntity for In<P, O, INDEX> {
    const NESTED: bool = true;

    fn write_needed(out: &mut Vec<String>) {
        if P::NESTED {
            out.extend(O::declaring_type().required().map(path_to::<P>));
        }
        P::write_needed(out);
    }
}

/// What is read from there is read as the declared type, which has nothing behind a cast.
#[diagnostic::do_not_recommend]
impl<P: WithinEntity, S: StructuredType> WithinEntity for As<P, S> {
    const NESTED: bool = false;

    fn write_needed(out: &mut Vec<String>) {
        P::write_needed(out);
    }
}

/// The path of what is there.
pub(crate) fn path<P: FieldPath>() -> Path {
    let mut out = Path::default();
    P::write(&mut out);
    out
}

/// The text of a path to what has that name there.
pub(crate) fn path_to<P: FieldPath>(name: &str) -> String {
    let mut path = path::<P>();
    path.step(name);
    path.text()
}
