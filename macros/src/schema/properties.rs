//! A field of a struct: whether the type has the property.

use std::borrow::Cow;

use graph_resource_schema::index::{Property as Declared, StructuredType, Type};
use graph_resource_schema::{Model, QualifiedName, SchemaError, nearest};
use syn::LitStr;

use super::field_type;
use super::findings::{Findings, PropertyFindings};
use super::own_type::{KnownBy, Own};
use super::shape::{self, Shape};
use crate::model::{Item, Property, PropertyFacts, Required};

/// Checks one field.
pub(super) fn check(
    model: Model<'_>,
    item: &Item,
    own: Own<'_>,
    lineage: &[StructuredType<'_>],
    index: usize,
    property: &Property,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let own = Place {
        own,
        ty: own.name,
        lineage: Cow::Borrowed(lineage),
        name: &property.name,
    };
    let Some(place) = place(model, own, property, found)? else {
        return Ok(());
    };
    let Some(declared) = declared(model, &place, property, found)? else {
        return Ok(());
    };
    if !is_expanded_as_declared(property, &declared, found) {
        found.not_expandable.push(index);
        return Ok(());
    }
    let shape = shape::of(&property.ty);
    let is_checked = !property.has_own_deserializer && !is_parameter(item, &shape);
    let edm_type = if is_checked {
        field_type::check(model, property, &declared, &shape, found)?
    } else {
        None
    };
    let is_nullable = declared.ty.is_nullable;
    let lacks_null = is_nullable
        && is_checked
        && !shape.accepts_null
        && !declared.ty.is_collection
        && !declared.is_navigation()
        && !matches!(property.required, Required::No);
    let facts = PropertyFacts {
        ty: declared.ty.to_string(),
        is_nullable,
        lacks_null,
    };
    let findings = PropertyFindings { facts, edm_type };
    found.properties.push((index, findings));
    Ok(())
}

/// Where a property is looked up.
struct Place<'a, 's> {
    own: Own<'s>,
    /// The type that has the property: the item's, or that of a cast.
    ty: QualifiedName<'s>,
    /// That type and its base types.
    lineage: Cow<'a, [StructuredType<'s>]>,
    /// The name of the property.
    name: &'a str,
}

/// Follows the casts of `expand = "microsoft.graph.eventMessage/event"`. `None` if they are wrong.
fn place<'a, 's>(
    model: Model<'s>,
    mut place: Place<'a, 's>,
    property: &'a Property,
    found: &mut Findings,
) -> Result<Option<Place<'a, 's>>, SchemaError> {
    let path = property
        .expand
        .as_ref()
        .and_then(|expand| expand.path.as_ref());
    let Some(path) = path else {
        return Ok(Some(place));
    };
    let written = path.value();
    for cast in written.split('/').filter(|part| part.contains('.')) {
        match cast_to(model, place.ty, cast)? {
            Ok(ty) => {
                place.ty = ty;
                place.lineage = Cow::Owned(model.lineage(ty)?);
            }
            Err(message) => {
                found.errors.add(path, message);
                return Ok(None);
            }
        }
    }
    if !ends_in(path, property) {
        // The path leads through other properties, which `$expand` may do.
        return Ok(None);
    }
    Ok(Some(place))
}

fn ends_in(path: &LitStr, property: &Property) -> bool {
    let written = path.value();
    let names: Vec<&str> = written
        .split('/')
        .filter(|part| !part.contains('.'))
        .collect();
    names == [property.name.as_str()]
}

fn cast_to<'s>(
    model: Model<'s>,
    from: QualifiedName<'s>,
    cast: &str,
) -> Result<Result<QualifiedName<'s>, String>, SchemaError> {
    let Some(ty) = model.find_name(cast) else {
        return Ok(Err(format!("the schema has no type `{cast}`")));
    };
    if model.is_kind_of(ty, from)? {
        return Ok(Ok(ty));
    }
    Ok(Err(format!("`{cast}` is not derived from `{from}`")))
}

/// Looks up the property, and reports one that does not exist. `None` also for one that an open type may have.
fn declared<'s>(
    model: Model<'s>,
    place: &Place<'_, 's>,
    property: &Property,
    found: &mut Findings,
) -> Result<Option<Declared<'s>>, SchemaError> {
    let name = place.name;
    if name.starts_with("extension_") {
        return Ok(None);
    }
    for ty in place.lineage.iter() {
        let exact = ty.properties.iter().find(|property| property.name == name);
        if let Some(declared) = exact {
            return Ok(Some(*declared));
        }
    }
    let derived = model.derived_properties(place.ty, name)?;
    let mut derived = derived.into_iter().map(|(_, declared)| declared);
    if let Some(declared) = derived.find(|declared| declared.name == name) {
        // Types that are derived from the same one may have different properties of that name.
        let is_certain = derived.all(|other| other.name != name || other.ty == declared.ty);
        return Ok(is_certain.then_some(declared));
    }
    // A rule for all names, with or without a schema, has a better message.
    if property.is_unlike_graph() {
        return Ok(None);
    }
    let nearest = nearest_property(model, place)?;
    if nearest.is_none() && model.is_open(place.ty)? {
        return Ok(None);
    }
    let message = no_such_property(place, nearest);
    found.errors.add(&property.ident, message);
    Ok(None)
}

/// The property of the type, or of a derived one, whose name is similar, and its type if that is a derived one.
fn nearest_property<'s>(
    model: Model<'s>,
    place: &Place<'_, 's>,
) -> Result<Option<(&'s str, Option<QualifiedName<'s>>)>, SchemaError> {
    let mut names = Vec::new();
    for ty in place.lineage.iter() {
        names.extend(ty.properties.iter().map(|property| property.name));
    }
    if let Some(name) = nearest(place.name, names.iter().copied()) {
        return Ok(Some((name, None)));
    }
    for derived in model.derived_types(place.ty)? {
        let Some(ty) = model.get(derived)?.and_then(Type::structured) else {
            continue;
        };
        let names = ty.properties.iter().map(|property| property.name);
        if let Some(name) = nearest(place.name, names) {
            return Ok(Some((name, Some(derived))));
        }
    }
    Ok(None)
}

fn no_such_property(
    place: &Place<'_, '_>,
    nearest: Option<(&str, Option<QualifiedName<'_>>)>,
) -> String {
    let Place { own, ty, name, .. } = place;
    let hint = match nearest {
        Some((similar, None)) => format!("did you mean `{similar}`?"),
        Some((similar, Some(derived))) => {
            format!("did you mean `{similar}` of `{derived}`, which is derived from it?")
        }
        None => "correct the name, or remove the field".to_owned(),
    };
    let other_type = match own.known_by {
        KnownBy::Name => {
            "; if this struct is another type, give its name: `type = \"microsoft.graph.…\"`"
        }
        KnownBy::Argument | KnownBy::Path => "",
    };
    format!(
        "`{ty}` has no property `{name}`: {hint} (if the service has it, add `#[graph(unchecked)]`{other_type})"
    )
}

/// Navigation properties belong into `$expand`, others into `$select`.
fn is_expanded_as_declared(
    property: &Property,
    declared: &Declared<'_>,
    found: &mut Findings,
) -> bool {
    let name = declared.name;
    let message = match (declared.is_navigation(), &property.expand) {
        (true, None) => format!(
            "`{name}` is a navigation property, which the service only sends if `$expand` asks for it: add `#[graph(expand)]`"
        ),
        (false, Some(_)) => format!(
            "`{name}` is a property of the object itself (`{}`), not a navigation property: remove `#[graph(expand)]`",
            declared.ty
        ),
        _ => return true,
    };
    found.errors.add(&property.ident, message);
    false
}

/// Whether the value is of one of the struct's type parameters.
fn is_parameter(item: &Item, shape: &Shape<'_>) -> bool {
    let syn::Type::Path(path) = shape.ty else {
        return false;
    };
    let mut parameters = item.generics.type_params();
    parameters.any(|parameter| path.path.is_ident(&parameter.ident))
}
