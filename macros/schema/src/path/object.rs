//! A segment after a single object.

use super::candidates::unknown_name;
use super::error::{PathErrorKind, ResolveError};
use super::operation::{self, Bound};
use super::segment::{Argument, SegmentKind};
use super::step::{Step, StepKind, Target};
use super::walk::{Position, dynamic, step_to};
use super::{candidates, key};
use crate::index::types::{Property, Type};
use crate::name::{QualifiedName, TypeRef};

pub(super) fn step<'s>(position: &Position<'_, 's>) -> Result<Step<'s>, ResolveError> {
    let SegmentKind::Name { name, arguments } = &position.segment.kind else {
        let on = position.on();
        return Err(position.error(PathErrorKind::KeyNotAllowed { on }, None));
    };
    let arguments = arguments.as_deref();
    if let Some(step) = declared(position, name, arguments)? {
        return Ok(step);
    }
    if is_qualified(name) {
        return qualified(position, name, arguments);
    }
    if let Some(property) = derived_property(position, name)? {
        return property_step(position, property, arguments);
    }
    if let Some(step) = operation::call(position, name, arguments, Bound::ToDerived)? {
        return Ok(step);
    }
    if position.place.is_open && arguments.is_none() {
        return Ok(dynamic(candidates::similar(position, name)?));
    }
    Err(unknown_name(position, name)?)
}

/// A property or an operation of the type itself. If it has both, arguments belong to the operation.
fn declared<'s>(
    position: &Position<'_, 's>,
    name: &str,
    arguments: Option<&[Argument]>,
) -> Result<Option<Step<'s>>, ResolveError> {
    let property = own_property(position, name);
    if arguments.is_some() || property.is_none() {
        if let Some(step) = operation::call(position, name, arguments, Bound::Directly)? {
            return Ok(Some(step));
        }
    }
    match property {
        Some(property) => property_step(position, property, arguments).map(Some),
        None => Ok(None),
    }
}

/// Whether a name has a namespace before it.
fn is_qualified(name: &str) -> bool {
    let prefix = name.rsplit_once('.').map_or("", |(prefix, _)| prefix);
    prefix.starts_with(|c: char| c.is_alphabetic())
}

/// A property, and what is known about where it comes from.
struct Found<'s> {
    property: Property<'s>,
    declared_by: QualifiedName<'s>,
    is_of_derived_type: bool,
    /// Whether several derived types declare it with different types.
    is_ambiguous: bool,
}

fn own_property<'s>(position: &Position<'_, 's>, name: &str) -> Option<Found<'s>> {
    for ty in &position.place.lineage {
        if let Some(property) = ty.property(name) {
            return Some(Found {
                property: *property,
                declared_by: ty.name,
                is_of_derived_type: false,
                is_ambiguous: false,
            });
        }
    }
    None
}

/// The service finds properties of the object's actual type without a cast.
fn derived_property<'s>(
    position: &Position<'_, 's>,
    name: &str,
) -> Result<Option<Found<'s>>, ResolveError> {
    let declared = position
        .model
        .derived_properties(position.place.ty(), name)?;
    let Some((declared_by, first)) = declared.first().copied() else {
        return Ok(None);
    };
    let mut others = declared.iter();
    Ok(Some(Found {
        property: first,
        declared_by,
        is_of_derived_type: true,
        is_ambiguous: !others.all(|(_, other)| has_same_type(&first, other)),
    }))
}

fn has_same_type(a: &Property<'_>, b: &Property<'_>) -> bool {
    a.ty.name == b.ty.name && a.ty.is_collection == b.ty.is_collection
}

fn property_step<'s>(
    position: &Position<'_, 's>,
    found: Found<'s>,
    arguments: Option<&[Argument]>,
) -> Result<Step<'s>, ResolveError> {
    let mut ty = found.property.ty;
    if let Some(arguments) = arguments {
        key::check(
            position.model,
            position.segment,
            position.index,
            ty,
            arguments,
        )?;
        ty = TypeRef::one(ty.name);
    }
    let kind = StepKind::Property {
        property: found.property,
        declared_by: found.declared_by,
        is_of_derived_type: found.is_of_derived_type,
        has_key: arguments.is_some(),
    };
    if found.is_ambiguous {
        let target = Target::untyped();
        return Ok(Step { kind, target });
    }
    step_to(position.model, kind, ty)
}

/// A name with a namespace: a cast, or an operation.
pub(super) fn qualified<'s>(
    position: &Position<'_, 's>,
    name: &str,
    arguments: Option<&[Argument]>,
) -> Result<Step<'s>, ResolveError> {
    for bound in [Bound::Directly, Bound::ToDerived] {
        if let Some(step) = operation::call(position, name, arguments, bound)? {
            return Ok(step);
        }
    }
    let model = position.model;
    let declared = position.place.ty();
    let cast = match model.find_name(name) {
        Some(found) => model.get(found)?.and_then(Type::structured),
        None => None,
    };
    let Some(cast) = cast else {
        let similar = candidates::similar(position, name)?;
        return Err(position.error(PathErrorKind::UnknownType, similar.as_deref()));
    };
    let target = cast.name;
    let is_base = position.place.lineage.iter().any(|ty| ty.name == target);
    if !is_base && !model.is_kind_of(cast.name, declared)? {
        let declared = declared.to_string();
        return Err(position.error(PathErrorKind::UnrelatedType { declared }, None));
    }
    let ty = TypeRef {
        name: target,
        is_collection: position.place.is_collection,
        is_nullable: false,
    };
    step_to(model, StepKind::Cast, ty)
}
