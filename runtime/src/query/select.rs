//! `$select`.

use crate::query::field::Field;
use crate::query::owner::StructuralProperty;
use crate::query::path_types::{In, WithinEntity};

/// A property of `E` that can be selected: what `.select([f.id, f.address.city])` takes.
///
/// Every field is one, but those with `#[graph(expand)]`.
#[diagnostic::on_unimplemented(
    message = "this property cannot be selected from `{E}`",
    label = "not a property of `{E}` that `$select` can name",
    note = "properties are selected by fields and not by names: write `.select([f.id])` for `.select([\"id\"])`, with `let f = {E}::FIELDS;`; a name that the struct does not have is `Field::named(\"x\")`",
    note = "a navigation property is expanded, not selected: leave it out, `#[graph(expand)]` already puts it into `$expand`; what is behind it is selected there: `.expand(f.manager.expand().select([…]))`"
)]
pub trait Selectable<E> {
    /// The property's path as OData writes it.
    fn select_path(&self) -> String;

    /// The paths of what stands beside it in nested structs that cannot be read without.
    #[doc(hidden)]
    fn needed_paths(&self) -> Vec<String> {
        Vec::new()
    }
}

#[diagnostic::do_not_recommend]
impl<P: WithinEntity, O: StructuralProperty, const INDEX: usize, T> Selectable<P::Entity>
    for Field<P, O, INDEX, T>
{
    fn select_path(&self) -> String {
        self.path()
    }

    fn needed_paths(&self) -> Vec<String> {
        let mut out = Vec::new();
        In::<P, O, INDEX>::write_needed(&mut out);
        out
    }
}
