//! Fields, and whether their values can be missing.

use graph_resource_schema::index::{Property, StructuredType};

use crate::scaffold::edm::{self, ValueTypes};
use crate::scaffold::model::{Core, Field, FieldType, Value};
use crate::scaffold::wants::{Reason, Wanted, Wants};

/// A collection that cannot be null is empty if it is missing.
pub(super) fn is_option(
    property: Property<'_>,
    is_many: bool,
    is_expanded: bool,
    is_optional: bool,
) -> bool {
    if is_many {
        return property.ty.is_nullable && !is_expanded;
    }
    is_expanded || is_optional || property.ty.is_nullable
}

/// Whether the property is part of the key, which is never missing.
pub(super) fn is_key(lineage: &[StructuredType<'_>], property: &Property<'_>) -> bool {
    let mut keys = lineage.iter().flat_map(|ty| &ty.key);
    keys.any(|key| key.property == property.name)
}

pub(super) fn of_all<'s>(property: &Property<'s>, is_optional: bool) -> Wanted<'s> {
    Wanted {
        name: property.name.to_owned(),
        declared: Some(*property),
        of: Wants::all(),
        reason: Reason::Selected,
        is_optional,
    }
}

pub(super) fn optional(core: Core) -> FieldType {
    FieldType {
        core,
        is_many: false,
        is_option: true,
        is_boxed: false,
    }
}

pub(super) fn field(
    name: &str,
    wire: &str,
    ty: FieldType,
    edm_type: Option<&'static str>,
) -> Field {
    let needs_deserialize = matches!(
        ty.core,
        Core::Value(Value {
            needs_deserialize: true,
            ..
        })
    );
    Field {
        name: name.to_owned(),
        wire: wire.to_owned(),
        has_default: (ty.is_many && !ty.is_option) || (ty.is_option && needs_deserialize),
        ty,
        edm_type,
        expand: None,
        only_in_query: false,
        is_unchecked: false,
    }
}

/// An optional string.
pub(super) fn text_field(name: &str, wire: &str) -> Field {
    let (text, _) = edm::value("String", ValueTypes::default());
    field(name, wire, optional(Core::Value(text)), None)
}
