//! Compares a documented value with the metadata, and with the value that was read.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::csdl::{Schema, Type, Typed};

/// The first documented value whose type differs from the metadata.
pub fn type_mismatch(schema: &Schema, ty: &Typed, value: &Value, path: &str) -> Option<String> {
    if value.is_null() {
        return None;
    }
    let wrong = |expected: &str| {
        Some(format!(
            "`{path}` is {}, where the metadata has {expected}",
            brief(value)
        ))
    };
    if ty.collection {
        let Some(items) = value.as_array() else {
            return wrong(&format!("a collection of {}", ty.name));
        };
        let item = Typed {
            collection: false,
            ..ty.clone()
        };
        return items
            .iter()
            .enumerate()
            .find_map(|(index, value)| match value {
                Value::Null => Some(format!(
                    "`{path}[{index}]` is null, where the metadata has {}",
                    ty.name
                )),
                value => type_mismatch(schema, &item, value, &format!("{path}[{index}]")),
            });
    }
    match (ty.name.as_str(), schema.find(&ty.name)) {
        (name, Some((_, Type::Structured { .. }))) => {
            let Some(object) = value.as_object() else {
                return wrong(name);
            };
            let known = schema.properties(name).into_iter();
            let mut shown =
                known.filter_map(|property| Some((property, object.get(&property.name)?)));
            shown.find_map(|(property, value)| {
                type_mismatch(schema, &property.ty, value, &join(path, &property.name))
            })
        }
        (name, Some((_, Type::Enum { .. }))) if !value.is_string() => wrong(name),
        ("Edm.Boolean", _) if !value.is_boolean() => wrong("Edm.Boolean"),
        ("Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Byte" | "Edm.SByte", _)
            if !value.is_i64() =>
        {
            wrong(&ty.name)
        }
        ("Edm.Double" | "Edm.Single" | "Edm.Decimal", _) if !value.is_number() => wrong(&ty.name),
        ("Edm.Untyped" | "Edm.PrimitiveType" | "Edm.ComplexType" | "Edm.EntityType", _) => None,
        (name, None)
            if name.starts_with("Edm.") && is_string_in_json(name) && !value.is_string() =>
        {
            wrong(name)
        }
        _ => None,
    }
}

fn is_string_in_json(name: &str) -> bool {
    !matches!(
        name,
        "Edm.Boolean"
            | "Edm.Int16"
            | "Edm.Int32"
            | "Edm.Int64"
            | "Edm.Byte"
            | "Edm.SByte"
            | "Edm.Double"
            | "Edm.Single"
            | "Edm.Decimal"
    )
}

/// The first difference between the value that was read and the documented one.
/// Properties that the type does not have are ignored.
pub fn difference(
    schema: &Schema,
    ty: Option<&Typed>,
    read: &Value,
    documented: &Value,
    path: &str,
) -> Option<String> {
    match (read, documented) {
        (Value::Object(read), Value::Object(documented)) => {
            return object_difference(schema, ty, read, documented, path);
        }
        (Value::Array(read), Value::Array(documented)) if read.len() == documented.len() => {
            let mut pairs = read.iter().zip(documented).enumerate();
            return pairs.find_map(|(index, (read, documented))| {
                difference(schema, ty, read, documented, &format!("{path}[{index}]"))
            });
        }
        _ => {}
    }
    if is_same_scalar(schema, ty, read, documented) {
        return None;
    }
    Some(format!(
        "`{path}` is documented as {} and was read as {}",
        brief(documented),
        brief(read)
    ))
}

fn object_difference(
    schema: &Schema,
    ty: Option<&Typed>,
    read: &Map<String, Value>,
    documented: &Map<String, Value>,
    path: &str,
) -> Option<String> {
    if let Some(name) = read.keys().find(|name| !documented.contains_key(*name)) {
        let path = join(path, name);
        return Some(format!("`{path}` was read and is not documented"));
    }
    let properties = ty.map(|ty| schema.properties(&ty.name)).unwrap_or_default();
    documented.iter().find_map(|(name, documented)| {
        let path = join(path, name);
        let property = properties.iter().find(|property| property.name == *name);
        match read.get(name) {
            Some(read) => {
                let ty = property.map(|property| &property.ty);
                difference(schema, ty, read, documented, &path)
            }
            None if property.is_some() && !documented.is_null() => {
                Some(format!("`{path}` is documented and was not read"))
            }
            None => None,
        }
    })
}

fn is_same_scalar(schema: &Schema, ty: Option<&Typed>, read: &Value, documented: &Value) -> bool {
    match (read, documented) {
        (Value::Number(read), Value::Number(documented)) => {
            read == documented || read.as_f64() == documented.as_f64()
        }
        // Flags may have spaces after their commas.
        (Value::String(read), Value::String(documented))
            if ty.is_some_and(|ty| is_flags(schema, ty)) =>
        {
            *read == documented.replace(' ', "")
        }
        _ => read == documented,
    }
}

fn is_flags(schema: &Schema, ty: &Typed) -> bool {
    matches!(
        schema.find(&ty.name),
        Some((_, Type::Enum { flags: true, .. }))
    )
}

/// Collects the navigation properties that a documented value contains, each with its declaring type.
pub fn expanded(
    schema: &Schema,
    ty: &Typed,
    value: &Value,
    found: &mut BTreeSet<(String, String)>,
) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| expanded(schema, ty, item, found)),
        Value::Object(object) => {
            for property in schema.properties(&ty.name) {
                let Some(value) = object.get(&property.name).filter(|value| !value.is_null())
                else {
                    continue;
                };
                if property.navigation {
                    let owner = schema
                        .find(&ty.name)
                        .map_or(ty.name.as_str(), |(name, _)| name);
                    found.insert((owner.to_owned(), property.name.clone()));
                }
                expanded(schema, &property.ty, value, found);
            }
        }
        _ => {}
    }
}

/// Counts the documented properties that the types have, and those that they do not.
pub fn count(schema: &Schema, ty: &Typed, value: &Value, known: &mut usize, unknown: &mut usize) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| count(schema, ty, item, known, unknown)),
        Value::Object(object) => {
            let properties = schema.properties(&ty.name);
            for (name, value) in object.iter().filter(|(name, _)| !name.contains('@')) {
                match properties.iter().find(|property| property.name == *name) {
                    Some(property) => {
                        *known += 1;
                        count(schema, &property.ty, value, known, unknown);
                    }
                    None => *unknown += 1,
                }
            }
        }
        _ => {}
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// A value as shown in messages.
fn brief(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) => format!("a list of {}", items.len()),
        value => {
            let text = value.to_string();
            if text.chars().count() > 40 {
                format!("{}…", text.chars().take(40).collect::<String>())
            } else {
                text
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> Schema {
        Schema::read(
            r#"<Edmx><Schema Namespace="microsoft.graph" Alias="graph">
            <EnumType Name="rights" IsFlags="true"><Member Name="read"/><Member Name="write"/></EnumType>
            <EntityType Name="user">
                <Property Name="id" Type="Edm.String"/>
                <Property Name="size" Type="Edm.Int64"/>
                <Property Name="rights" Type="graph.rights"/>
                <Property Name="phones" Type="Collection(Edm.String)"/>
                <NavigationProperty Name="friends" Type="Collection(graph.user)"/>
            </EntityType></Schema></Edmx>"#,
        )
    }

    fn user() -> Typed {
        Typed {
            name: "microsoft.graph.user".to_owned(),
            collection: false,
        }
    }

    #[test]
    fn documentation_mistakes_are_reported_with_their_path() {
        let schema = schema();
        for (body, expected) in [
            (
                json!({ "id": "1", "size": 5, "rights": "read, write", "other": {} }),
                None,
            ),
            (json!({ "id": null, "friends": [{ "size": null }] }), None),
            (
                json!({ "size": "5" }),
                Some("`size` is \"5\", where the metadata has Edm.Int64"),
            ),
            (
                json!({ "friends": [{}, { "id": 1 }] }),
                Some("`friends[1].id` is 1, where the metadata has Edm.String"),
            ),
            (
                json!({ "phones": "1" }),
                Some("`phones` is \"1\", where the metadata has a collection of Edm.String"),
            ),
            (
                json!({ "phones": [null] }),
                Some("`phones[0]` is null, where the metadata has Edm.String"),
            ),
            (
                json!({ "rights": {} }),
                Some("`rights` is an object, where the metadata has microsoft.graph.rights"),
            ),
            (
                json!([]),
                Some("`` is a list of 0, where the metadata has microsoft.graph.user"),
            ),
        ] {
            assert_eq!(
                type_mismatch(&schema, &user(), &body, "").as_deref(),
                expected,
                "{body}"
            );
        }
    }

    #[test]
    fn lost_and_changed_values_are_reported_with_their_path() {
        let schema = schema();
        let documented = json!({ "@odata.id": "x", "id": "1", "size": 5, "rights": "read, write", "other": 1, "phones": null,
            "friends": [{ "id": "2" }] });
        for (read, expected) in [
            (
                json!({ "id": "1", "size": 5, "rights": "read,write", "friends": [{ "id": "2" }] }),
                None,
            ),
            (
                json!({ "size": 5, "rights": "read,write", "friends": [{ "id": "2" }] }),
                Some("`id` is documented and was not read"),
            ),
            (
                json!({ "id": "1", "size": 5, "rights": "read,write", "friends": [{}] }),
                Some("`friends[0].id` is documented and was not read"),
            ),
            (
                json!({ "id": "1", "size": 5, "rights": "read", "friends": [{ "id": "2" }] }),
                Some("`rights` is documented as \"read, write\" and was read as \"read\""),
            ),
            (
                json!({ "id": "1", "size": 5, "rights": "read,write", "friends": [] }),
                Some("`friends` is documented as a list of 1 and was read as a list of 0"),
            ),
            (
                json!({ "id": "1", "new": 1 }),
                Some("`new` was read and is not documented"),
            ),
        ] {
            assert_eq!(
                difference(&schema, Some(&user()), &read, &documented, "").as_deref(),
                expected,
                "{read}"
            );
        }
    }

    #[test]
    fn related_entities_in_a_body_are_expanded() {
        let mut found = BTreeSet::new();
        expanded(&schema(), &user(), &json!([{ "friends": [] }]), &mut found);
        assert_eq!(
            found,
            BTreeSet::from([("microsoft.graph.user".to_owned(), "friends".to_owned())])
        );
    }
}
