//! `$select`.

use crate::query::field::{Field, Owner};
use crate::query::place::Place;
use crate::shape::Shape;

/// A property of `E` that can be selected: what `.select([f.id, f.address.city])` takes.
///
/// Every field is one, but those with `#[graph(expand)]`.
#[diagnostic::on_unimplemented(
    message = "this property cannot be selected from `{E}`",
    label = "not a property of `{E}` that `$select` can name",
    note = "a navigation property is expanded, not selected: leave it out, `#[graph(expand)]` already puts it into `$expand`"
)]
pub trait Selectable<E> {
    /// The property's path as OData writes it.
    fn select_path(&self) -> String;
}

/// The owners whose properties are selected.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a navigation property cannot be selected",
    label = "a field with `#[graph(expand)]`",
    note = "a navigation property is expanded, not selected: leave it out, `#[graph(expand)]` already puts it into `$expand`"
)]
pub trait Selected: Owner {}

#[diagnostic::do_not_recommend]
impl<S: Shape> Selected for S {}

#[diagnostic::do_not_recommend]
impl<P: Place, O: Selected, const INDEX: usize, T> Selectable<P::Entity> for Field<P, O, INDEX, T> {
    fn select_path(&self) -> String {
        self.path()
    }
}
