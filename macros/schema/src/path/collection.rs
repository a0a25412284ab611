//! A segment after a collection.

use super::candidates::unknown_name;
use super::error::{PathErrorKind, ResolveError};
use super::operation::{self, Bound};
use super::segment::{Argument, SegmentKind};
use super::step::{Step, StepKind};
use super::walk::{Position, step_to};
use super::{candidates, key, object};
use crate::name::TypeRef;

pub(super) fn step<'s>(position: &Position<'_, 's>) -> Result<Step<'s>, ResolveError> {
    let SegmentKind::Name { name, arguments } = &position.segment.kind else {
        return key_step(position, None);
    };
    if name.contains('.') && has_known_namespace(position, name) {
        return object::qualified(position, name, arguments.as_deref());
    }
    for bound in [Bound::Directly, Bound::ToDerived] {
        if let Some(step) = operation::call(position, name, arguments.as_deref(), bound)? {
            return Ok(step);
        }
    }
    name_as_key(position, name, arguments.as_deref())
}

/// A key may contain dots (`ada@contoso.com`), so only a namespace tells a type from a key.
fn has_known_namespace(position: &Position<'_, '_>, name: &str) -> bool {
    let prefix = name.rsplit_once('.').map(|(prefix, _)| prefix);
    prefix.is_some_and(|prefix| position.model.find_namespace(prefix).is_some())
}

/// A name in the place of a key: `mailFolders/inbox`.
fn name_as_key<'s>(
    position: &Position<'_, 's>,
    name: &str,
    arguments: Option<&[Argument]>,
) -> Result<Step<'s>, ResolveError> {
    if arguments.is_some() {
        return Err(unknown_name(position, name)?);
    }
    if belongs_to_items(position, name)? {
        let items = position.place.ty().to_string();
        return Err(position.error(PathErrorKind::KeyRequired { items }, None));
    }
    if !key::has_key(position)? {
        return Err(unknown_name(position, name)?);
    }
    key_step(position, candidates::similar(position, name)?)
}

/// Whether the items have a navigation property or an operation with this name. Structural properties do not count: the
/// key `root` of a drive's items is also a property of them.
fn belongs_to_items(position: &Position<'_, '_>, name: &str) -> Result<bool, ResolveError> {
    for ty in &position.place.lineage {
        if ty
            .property(name)
            .is_some_and(|property| property.is_navigation())
        {
            return Ok(true);
        }
    }
    // Operations of the collection have been called before.
    let mut operations = position.place.lineage.iter().flat_map(|ty| &ty.operations);
    Ok(operations.any(|operation| operation.name.name.eq_ignore_ascii_case(name)))
}

fn key_step<'s>(
    position: &Position<'_, 's>,
    similar: Option<String>,
) -> Result<Step<'s>, ResolveError> {
    if !key::has_key(position)? {
        let on = position.on();
        return Err(position.error(PathErrorKind::KeyNotAllowed { on }, None));
    }
    let kind = StepKind::Key { similar };
    step_to(position.model, kind, TypeRef::one(position.place.ty()))
}
