//! What a field or a variant may hold. Only the compiler knows the type of another item, so that it makes these checks.

use graph_resource_schema::index::{EnumType, Type};
use graph_resource_schema::{Model, QualifiedName, SchemaError};

use crate::model::{ContentKind, ExpectedContent};

/// A type with more derived types than this, such as `entity`, can be anything.
const MOST_DERIVED_TYPES: usize = 100;

/// What holds objects of a type, or of one that is derived from it.
pub(super) fn of_structure(
    model: Model<'_>,
    name: QualifiedName<'_>,
    kind: ContentKind,
    holder: String,
) -> Result<ExpectedContent, SchemaError> {
    let mut expected = ExpectedContent {
        kind,
        holder,
        odata_type: name.to_string(),
        accepted: Vec::new(),
        names: Vec::new(),
    };
    let derived = model.derived_types(name)?;
    if derived.len() > MOST_DERIVED_TYPES {
        return Ok(expected);
    }
    // An object of a variant has exactly the variant's type, others may be read as one of their base types.
    let mut types = match kind {
        ContentKind::Variant => Vec::from_iter(model.get(name)?.and_then(Type::structured)),
        _ => model.lineage(name)?,
    };
    for name in derived {
        types.extend(model.get(name)?.and_then(Type::structured));
    }
    let is_open = model.is_open(name)?;
    for ty in types {
        expected.accepted.push(ty.name.to_string());
        let properties = ty.properties.iter();
        expected
            .names
            .extend(properties.map(|property| property.name.to_owned()));
    }
    // Objects of an open type may have any properties.
    if is_open {
        expected.names.clear();
    }
    Ok(expected)
}

/// What holds a value that is neither an object nor a member of an enum.
pub(super) fn of_value(ty: QualifiedName<'_>, holder: String) -> ExpectedContent {
    // An enum of the program's own may be read from any string.
    let kind = if ty.is("Edm.String") {
        ContentKind::Text
    } else {
        ContentKind::Value
    };
    ExpectedContent {
        kind,
        holder,
        odata_type: ty.to_string(),
        accepted: Vec::new(),
        names: Vec::new(),
    }
}

/// What holds a member of an enum, or several.
pub(super) fn of_enum(enumeration: &EnumType<'_>, holder: String) -> ExpectedContent {
    let members = enumeration.members.iter();
    ExpectedContent {
        kind: if enumeration.is_flags {
            ContentKind::Flags
        } else {
            ContentKind::Enum
        },
        holder,
        odata_type: enumeration.name.to_string(),
        accepted: vec![enumeration.name.to_string()],
        names: members.map(|member| member.name.to_owned()).collect(),
    }
}
