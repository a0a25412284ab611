//! Which OData type an item is.

use graph_resource_schema::{Model, QualifiedName, SchemaError, TypeRef, nearest};
use syn::LitStr;

use super::findings::Findings;
use crate::model::{Item, Kind, OwnType};

/// The type of an item, and how it is known.
#[derive(Clone, Copy)]
pub(super) struct Own<'s> {
    pub(super) name: QualifiedName<'s>,
    pub(super) known_by: KnownBy,
}

/// How the type of an item is known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KnownBy {
    /// `type = "…"`
    Argument,
    /// The path leads to it.
    Path,
    /// Only the item's name suggests it.
    Name,
}

/// Finds the type of the item: the given one; the one that the item is called after, if the paths lead to it or to a type
/// that it is derived from; the one that the first path leads to. `None` if only the properties that contain the item
/// tell, or if there is a mistake.
pub(super) fn find<'s>(
    model: Model<'s>,
    item: &Item,
    targets: &[TypeRef<'s>],
    found: &mut Findings,
) -> Result<Option<Own<'s>>, SchemaError> {
    found.own_type = OwnType::Unknown;
    let own = match &item.arguments.odata_type {
        Some(literal) => given(model, literal, targets, found)?,
        None => inferred(model, item, targets)?,
    };
    if let Some(own) = own {
        found.own_type = OwnType::Known;
        found.odata_type = Some(own.name.to_string());
    }
    Ok(own)
}

/// `type = "microsoft.graph.user"`
fn given<'s>(
    model: Model<'s>,
    literal: &LitStr,
    targets: &[TypeRef<'s>],
    found: &mut Findings,
) -> Result<Option<Own<'s>>, SchemaError> {
    let written = literal.value();
    let Some(name) = model.find_name(&written) else {
        // Names without a namespace are reported anyway.
        if written.contains('.') {
            found.errors.add(literal, unknown(model, &written));
        }
        return Ok(None);
    };
    for target in targets {
        if !are_related(model, name, target.name)? {
            let message = format!(
                "a path leads to `{}`, which is neither `{name}` nor related to it: remove `type`, or correct it",
                target.name
            );
            found.errors.add(literal, message);
            return Ok(None);
        }
    }
    let known_by = KnownBy::Argument;
    Ok(Some(Own { name, known_by }))
}

fn unknown(model: Model<'_>, written: &str) -> String {
    let local = written.rsplit('.').next().unwrap_or(written);
    if let Some(other) = model.find_local_name(local).next() {
        return format!("the schema has no type `{written}`: did you mean `{other}`?");
    }
    let names: Vec<String> = model.type_names().map(|name| name.to_string()).collect();
    let written = written.trim_start_matches('#');
    match nearest(written, names.iter().map(String::as_str)) {
        Some(other) => format!("the schema has no type `{written}`: did you mean `{other}`?"),
        None => format!(
            "the schema has no type `{written}`: correct the name, or add `schema = false` if the service has it"
        ),
    }
}

fn inferred<'s>(
    model: Model<'s>,
    item: &Item,
    targets: &[TypeRef<'s>],
) -> Result<Option<Own<'s>>, SchemaError> {
    let by_name = by_name(model, item)?;
    let Some(target) = targets.first() else {
        let known_by = KnownBy::Name;
        return Ok(by_name.map(|name| Own { name, known_by }));
    };
    let mut name = target.name;
    if let Some(by_name) = by_name {
        if model.is_kind_of(by_name, target.name)? {
            name = by_name;
        }
    }
    let known_by = KnownBy::Path;
    Ok(Some(Own { name, known_by }))
}

/// The type that the item is called after, if it is of the item's kind.
fn by_name<'s>(model: Model<'s>, item: &Item) -> Result<Option<QualifiedName<'s>>, SchemaError> {
    let Some(ty) = model.find(&item.odata_type_by_name())? else {
        return Ok(None);
    };
    let name = ty.name();
    let is_enum = matches!(item.kind, Kind::Enum(_));
    let is_structured = ty.structured().is_some();
    Ok((is_enum != is_structured).then_some(name))
}

/// Whether one type is derived from the other.
fn are_related(
    model: Model<'_>,
    a: QualifiedName<'_>,
    b: QualifiedName<'_>,
) -> Result<bool, SchemaError> {
    Ok(model.is_kind_of(a, b)? || model.is_kind_of(b, a)?)
}
