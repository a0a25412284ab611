//! Keys, as segments and in parentheses.

use super::error::{PathErrorKind, ResolveError};
use super::segment::{Argument, Segment};
use super::step::{Step, StepKind};
use super::walk::{Place, Position, error, step_to, target};
use crate::index::error::SchemaError;
use crate::index::model::Model;
use crate::index::types::{KeyProperty, StructuredType, Type};
use crate::name::TypeRef;
use crate::nearest::nearest;

/// An entity set or a singleton, perhaps with a key in parentheses.
pub(super) fn entry_point<'s>(
    model: Model<'s>,
    segment: &Segment,
    ty: TypeRef<'s>,
    arguments: Option<&[Argument]>,
) -> Result<Step<'s>, ResolveError> {
    let has_key = arguments.is_some();
    let kind = StepKind::EntryPoint { has_key };
    match arguments {
        Some(arguments) => {
            check(model, segment, 0, ty, arguments)?;
            step_to(model, kind, TypeRef::one(ty.name))
        }
        None => step_to(model, kind, ty),
    }
}

/// Whether the items of the collection have a key.
pub(super) fn has_key(position: &Position<'_, '_>) -> Result<bool, SchemaError> {
    Ok(!keys(position.model, position.place)?.is_empty())
}

/// Checks that arguments are a key of a collection's items.
pub(super) fn check(
    model: Model<'_>,
    segment: &Segment,
    index: usize,
    ty: TypeRef<'_>,
    arguments: &[Argument],
) -> Result<(), ResolveError> {
    let on = ty.to_string();
    let place = match Place::of(model, &target(model, ty)?)? {
        Some(place) if place.is_collection => place,
        _ => {
            return Err(error(
                segment,
                index,
                PathErrorKind::KeyNotAllowed { on },
                None,
            ));
        }
    };
    let keys = keys(model, &place)?;
    if keys.iter().any(|key| fits(key, arguments)) {
        return Ok(());
    }
    let names = keys.iter().flatten().map(|property| property.alias);
    let unknown = arguments
        .iter()
        .filter_map(|argument| argument.name.as_deref());
    let nearest = unknown
        .filter(|name| names.clone().all(|known| !known.eq_ignore_ascii_case(name)))
        .find_map(|name| nearest(name, names.clone()));
    let kind = PathErrorKind::InvalidKey {
        on: place.ty().to_string(),
        expected: keys.iter().map(|key| written(key)).collect(),
    };
    Err(error(segment, index, kind, nearest))
}

/// The key of a type and its alternate keys. An abstract type may leave them to its derived types.
fn keys<'s>(model: Model<'s>, place: &Place<'s>) -> Result<Vec<Vec<KeyProperty<'s>>>, SchemaError> {
    let mut keys = Vec::new();
    for ty in &place.lineage {
        add_keys(ty, &mut keys);
    }
    if !keys.is_empty() {
        return Ok(keys);
    }
    for name in model.derived_types(place.ty())? {
        if let Some(ty) = model.get(name)?.and_then(Type::structured) {
            add_keys(&ty, &mut keys);
        }
    }
    Ok(keys)
}

fn add_keys<'s>(ty: &StructuredType<'s>, keys: &mut Vec<Vec<KeyProperty<'s>>>) {
    let alternate = ty.alternate_keys.iter();
    for key in alternate.chain([&ty.key]) {
        if !key.is_empty() && !keys.contains(key) {
            keys.push(key.clone());
        }
    }
}

/// A key with one property needs no name.
fn fits(key: &[KeyProperty<'_>], arguments: &[Argument]) -> bool {
    if let ([_], [Argument { name: None, .. }]) = (key, arguments) {
        return true;
    }
    let has = |property: &KeyProperty<'_>| {
        let mut names = arguments
            .iter()
            .filter_map(|argument| argument.name.as_deref());
        names.any(|name| name.eq_ignore_ascii_case(property.alias))
    };
    key.len() == arguments.len() && key.iter().all(has)
}

/// `('<id>')`, `(appId='<appId>')`
fn written(key: &[KeyProperty<'_>]) -> String {
    let properties: Vec<String> = key
        .iter()
        .map(|property| format!("{0}='<{0}>'", property.alias))
        .collect();
    format!("({})", properties.join(","))
}
