//! The types of paths through properties and casts.

use std::marker::PhantomData;

use crate::query::declaring_type::{DeclaringType, StructuralProperty};
use crate::query::expression::PropertyPath;
use crate::query::field_path::{FieldPath, Root};
use crate::query::structured::StructuredType;

/// The path through the property at `INDEX` of `O`, a complex or navigation property at `P`.
#[derive(Debug)]
pub struct In<P, O, const INDEX: usize>(PhantomData<fn() -> (P, O)>);

/// The path through a cast to `S` at `P`.
#[derive(Debug)]
pub struct As<P, S>(PhantomData<fn() -> (P, S)>);

/// The path to the fields of a struct that is flattened into `O` at `P`. The flattened field adds no segment.
#[derive(Debug)]
pub struct Flat<P, O>(PhantomData<fn() -> (P, O)>);
/// The same path as `P` under another name, which [`Field::alias`](crate::Field::alias) gives a collection.
#[derive(Debug)]
pub struct Alias<P>(PhantomData<fn() -> P>);

impl<P: FieldPath> FieldPath for Alias<P> {
    type Entity = P::Entity;

    fn write(out: &mut PropertyPath) {
        P::write(out);
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize> FieldPath for In<P, O, INDEX> {
    type Entity = P::Entity;

    fn write(out: &mut PropertyPath) {
        P::write(out);
        out.push(O::path(INDEX));
    }
}

impl<P: FieldPath, S: StructuredType> FieldPath for As<P, S> {
    type Entity = P::Entity;

    fn write(out: &mut PropertyPath) {
        P::write(out);
        out.push(S::INFO.odata_type);
    }
}

impl<P: FieldPath, O: 'static> FieldPath for Flat<P, O> {
    type Entity = P::Entity;

    fn write(out: &mut PropertyPath) {
        P::write(out);
    }
}

/// A path within the entity itself: it does not lead through a navigation property or into the items of a collection.
/// There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "the properties of a navigation property are selected and expanded in its own expansion",
    label = "reached through a field with `#[graph(expand)]`",
    note = "write `.expand(f.manager.expand().select([…]))` or `.expand(f.manager.expand().expand(…))`"
)]
pub trait WithinEntity: FieldPath {
    /// Whether the path leads to the fields of a nested struct.
    #[doc(hidden)]
    const NESTED: bool;

    /// Appends the paths of the properties that the nested structs along this path cannot be read without.
    #[doc(hidden)]
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
        write_required::<P, O>(out);
        P::write_needed(out);
    }
}

/// After a cast nothing is nested: the value is read as the declared type, which does not have the derived properties.
#[diagnostic::do_not_recommend]
impl<P: WithinEntity, S: StructuredType> WithinEntity for As<P, S> {
    const NESTED: bool = false;

    fn write_needed(out: &mut Vec<String>) {
        P::write_needed(out);
    }
}

/// The struct around the flattened one cannot be read without its own properties either.
#[diagnostic::do_not_recommend]
impl<P: WithinEntity, O: StructuralProperty> WithinEntity for Flat<P, O> {
    const NESTED: bool = P::NESTED;

    fn write_needed(out: &mut Vec<String>) {
        write_required::<P, O>(out);
        P::write_needed(out);
    }
}

/// Appends the paths of the properties that `O` at `P` cannot be read without, if it is a nested struct.
fn write_required<P: WithinEntity, O: StructuralProperty>(out: &mut Vec<String>) {
    if P::NESTED {
        for required in O::declaring_type().required() {
            out.push(odata_path_to::<P>(required.name));
        }
    }
}

/// Builds the path that `P` describes.
pub(crate) fn property_path<P: FieldPath>() -> PropertyPath {
    let mut path = PropertyPath::default();
    P::write(&mut path);
    path
}

/// Renders the path of the property `name` at `P`.
pub(crate) fn odata_path_to<P: FieldPath>(name: &str) -> String {
    let mut path = property_path::<P>();
    path.push(name);
    path.to_odata()
}
