//! The names of OData's primitive types.

use syn::LitStr;

use crate::model::EdmType;
use crate::names;

/// The types whose values queries can contain, without `Edm.`.
const TYPES: &[&str] = &[
    "String",
    "Boolean",
    "Guid",
    "DateTimeOffset",
    "Date",
    "TimeOfDay",
    "Duration",
    "Binary",
    "SByte",
    "Byte",
    "Int16",
    "Int32",
    "Int64",
    "Single",
    "Double",
    "Decimal",
];

/// Parses `Edm.String`, or says what to write instead.
pub(super) fn parse(literal: &LitStr) -> Result<EdmType, String> {
    let written = literal.value();
    let (namespace, name) = match written.rsplit_once('.') {
        Some((namespace, name)) => (namespace, name),
        None => ("", written.as_str()),
    };
    if !namespace.is_empty() && namespace != "Edm" {
        return Err(format!(
            "`{written}` is not a primitive type: a field takes one such as `Edm.String`; the name of an object type belongs on its struct, as `#[graph_resource(type = {written:?})]`"
        ));
    }
    if let Some(name) = TYPES.iter().find(|known| **known == name) {
        if namespace == "Edm" {
            return Ok(EdmType {
                name,
                span: literal.span(),
                is_inferred: false,
            });
        }
        return Err(format!(
            "the type name needs its namespace: write `\"Edm.{name}\"`"
        ));
    }
    Err(match nearest(name) {
        Some(known) => format!("unknown type `{written}`, did you mean `Edm.{known}`?"),
        None => format!("unknown type `{written}`, expected one of {}", listed()),
    })
}

fn nearest(name: &str) -> Option<&'static str> {
    let same = TYPES.iter().find(|known| known.eq_ignore_ascii_case(name));
    same.copied().or_else(|| names::nearest(name, TYPES))
}

fn listed() -> String {
    let types: Vec<String> = TYPES.iter().map(|name| format!("`Edm.{name}`")).collect();
    types.join(", ")
}
