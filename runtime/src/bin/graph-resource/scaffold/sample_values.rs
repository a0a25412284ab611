//! Whether the values of a sample are what the schema says.

use graph_resource_schema::index::Type;
use graph_resource_schema::{Model, QualifiedName, TypeRef};
use serde_json::Value;

use super::error::ScaffoldError;

/// What a value is instead of one of the type, or `None` if it is one. Null and what the schema does not describe are.
pub(crate) fn mismatch(
    model: Model<'_>,
    ty: TypeRef<'_>,
    value: &Value,
) -> Result<Option<&'static str>, ScaffoldError> {
    if value.is_null() {
        return Ok(None);
    }
    if !ty.is_collection {
        return of_single(model, ty.name, value);
    }
    let Value::Array(items) = value else {
        return Ok(Some(kind(value)));
    };
    for item in items.iter().filter(|item| !item.is_null()) {
        let found = of_single(model, ty.name, item)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn of_single(
    model: Model<'_>,
    ty: QualifiedName<'_>,
    value: &Value,
) -> Result<Option<&'static str>, ScaffoldError> {
    let is_right = if ty.is_primitive() {
        is_primitive(ty.name, value)
    } else {
        match model.get(ty)? {
            Some(Type::Structured(_)) => value.is_object(),
            Some(Type::Enum(_)) => value.is_string(),
            Some(Type::Definition(definition)) => {
                return of_single(model, definition.underlying, value);
            }
            None => true,
        }
    };
    Ok((!is_right).then(|| kind(value)))
}

/// Large numbers and those that JSON does not have are strings.
fn is_primitive(edm: &str, value: &Value) -> bool {
    match edm {
        "Boolean" => value.is_boolean(),
        "Byte" | "SByte" | "Int16" | "Int32" => value.is_number(),
        "Int64" | "Decimal" | "Double" | "Single" => value.is_number() || value.is_string(),
        "String" | "Binary" | "Guid" | "DateTimeOffset" | "Date" | "TimeOfDay" | "Duration" => {
            value.is_string()
        }
        _ => true,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a Boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
