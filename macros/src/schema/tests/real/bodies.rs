use std::collections::BTreeSet;

use graph_resource_schema::Schema;
use graph_resource_schema::path::Path;
use serde_json::{Map, Value};

use super::{pages, schema};
use crate::schema::tests::compared_with;

/// What was compared, and what was refused.
#[derive(Default)]
struct Tally {
    /// Each property once for a page, however many objects of its samples have it.
    properties: BTreeSet<String>,
    refused: BTreeSet<String>,
}

#[test]
fn the_documented_bodies_are_accepted_except_for_mistakes_of_the_reference() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let mut tally = Tally::default();
    for page in &pages {
        let examples = page["examples"].as_array().expect("a page has examples");
        let name = page["page"].as_str().expect("a page has a name");
        for example in examples {
            compare_example(schema, name, example, &mut tally);
        }
    }
    let (refused, properties) = (tally.refused.len(), tally.properties.len());
    println!("{refused} of {properties} properties are refused");
    for refused in &tally.refused {
        println!("{refused}");
    }
    assert!(properties > 3000, "only {properties} properties");
    assert!(
        refused * 100 <= properties,
        "more than one percent is refused"
    );
}

fn compare_example(schema: &Schema, page: &str, example: &Value, tally: &mut Tally) {
    let Some(ty) = documented_type(schema, example) else {
        return;
    };
    let body = &example["response_json"];
    match &body["value"] {
        Value::Array(items) => {
            for item in items {
                compare(schema, page, &ty, item, tally);
            }
        }
        Value::Object(_) => compare(schema, page, &ty, &body["value"], tally),
        _ => compare(schema, page, &ty, body, tally),
    }
}

/// The type that the page gives, or the one that the path leads to.
fn documented_type(schema: &Schema, example: &Value) -> Option<String> {
    let model = schema.models().next()?;
    let written = example["odata_type"].as_str().unwrap_or_default();
    let item = written.strip_prefix("Collection(").unwrap_or(written);
    if let Some(name) = model.find_name(item.trim_end_matches(')')) {
        return Some(name.to_string());
    }
    let path = Path::parse(example["path"].as_str()?).ok()?;
    let resolution = model.resolve(&path).ok()?;
    Some(resolution.target.ty.name.to_string())
}

/// Compares a struct with the properties of an object, and then the objects in it.
fn compare(schema: &Schema, page: &str, ty: &str, value: &Value, tally: &mut Tally) {
    let Value::Object(object) = value else {
        return;
    };
    let ty = match object.get("@odata.type").and_then(Value::as_str) {
        Some(actual) => actual.trim_start_matches('#'),
        None => ty,
    };
    let Some(model) = schema.models().next() else {
        return;
    };
    // The reference calls a few types by names that the metadata does not have.
    if model.find_name(ty).is_none() {
        return;
    }
    let properties = properties(object);
    for (name, value) in &properties {
        let property = format!("{page}: {ty}/{name}");
        if let Some(message) = refusal(schema, ty, name, value) {
            tally.refused.insert(format!("{property}\n    {message}"));
            tally.properties.insert(property);
            continue;
        }
        tally.properties.insert(property);
        let Some(nested) = declared_type(schema, ty, name) else {
            continue;
        };
        match value {
            Value::Array(items) => {
                items
                    .iter()
                    .for_each(|item| compare(schema, page, &nested, item, tally));
            }
            value => compare(schema, page, &nested, value, tally),
        }
    }
}

fn properties(object: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let is_property = |name: &str| {
        let mut chars = name.chars();
        !name.is_empty() && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    object
        .iter()
        .filter(|(name, _)| is_property(name))
        .collect()
}

/// The message about a field for this property, as a navigation property if it is one.
fn refusal(schema: &Schema, ty: &str, name: &str, value: &Value) -> Option<String> {
    let selected = field_messages(schema, ty, name, &rust_type(schema, ty, name, value), "");
    let is_navigation = |message: &String| message.contains("add `#[graph(expand)]`");
    if !selected.iter().any(is_navigation) {
        return selected.into_iter().next();
    }
    let expanded = if value.is_array() {
        "Vec<serde_json::Value>"
    } else {
        "Option<serde_json::Value>"
    };
    let options = "#[graph(expand)] #[serde(default)]";
    field_messages(schema, ty, name, expanded, options)
        .into_iter()
        .next()
}

fn field_messages(
    schema: &Schema,
    ty: &str,
    name: &str,
    rust_type: &str,
    options: &str,
) -> Vec<String> {
    let item =
        format!("struct Thing {{ {options} #[serde(rename = {name:?})] field: {rust_type} }}");
    let arguments = format!("type = {ty:?}");
    compared_with(schema, &arguments, &item).messages
}

/// The type with which a program would read such a value.
fn rust_type(schema: &Schema, ty: &str, name: &str, value: &Value) -> String {
    let value = match value {
        Value::Array(items) => {
            let item = items.iter().find(|item| !item.is_null());
            let item = item.map_or("serde_json::Value", |item| scalar(schema, ty, name, item));
            return format!("Option<Vec<{item}>>");
        }
        value => scalar(schema, ty, name, value),
    };
    format!("Option<{value}>")
}

fn scalar(schema: &Schema, ty: &str, name: &str, value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::String(_) => "String",
        // The samples write whole numbers without a point, whatever the type is.
        Value::Number(_) => match declared_type(schema, ty, name).as_deref() {
            Some("Edm.Double" | "Edm.Single" | "Edm.Decimal") => "f64",
            _ => "i64",
        },
        Value::Null | Value::Array(_) | Value::Object(_) => "serde_json::Value",
    }
}

/// The type that the metadata declares, without `Collection`.
fn declared_type(schema: &Schema, ty: &str, name: &str) -> Option<String> {
    let model = schema.models().next()?;
    let own = model.find_name(ty)?;
    let property = model.property(own, name).ok()??;
    Some(property.ty.name.to_string())
}
