//! How long a comparison takes, without optimization as in a macro: `cargo test -p graph-resource-macros speed -- --ignored
//! --nocapture`.

use std::time::Instant;

use graph_resource_schema::index::{StructuredType, Type};

use super::schema;
use crate::schema::tests::compared_with;

const MOST_FIELDS: usize = 10;

#[test]
#[ignore = "a measurement, for which other programs must rest"]
fn comparisons() {
    let Some(schema) = schema() else {
        return;
    };
    let model = schema.models().next().expect("the index has a version");
    let types = model.type_names().filter_map(|name| model.get(name).ok()?);
    let items: Vec<(String, String)> = types
        .filter_map(Type::structured)
        .filter_map(|ty| Some((format!("type = \"{}\"", ty.name), item(&ty)?)))
        .collect();
    let all = |further: &str| {
        let start = Instant::now();
        for (arguments, item) in &items {
            let compared = compared_with(schema, &format!("{arguments}{further}"), item);
            assert_eq!(compared.messages, [""; 0], "{arguments} {item}");
        }
        start.elapsed()
    };
    all("");
    let unchecked = all(", schema = false");
    let checked = all("");
    let count = u32::try_from(items.len()).expect("there are fewer types");
    let each = checked.saturating_sub(unchecked) / count;
    println!("{count} structs: {each:?} more for each, {unchecked:?} in all without the schema");
}

/// A struct with the first properties of a type, or `None` for a type with few.
fn item(ty: &StructuredType<'_>) -> Option<String> {
    let properties = ty.properties.iter();
    let selected = properties.filter(|property| !property.is_navigation());
    let fields: Vec<String> = selected
        .take(MOST_FIELDS)
        .enumerate()
        .map(|(index, property)| {
            let name = property.name;
            format!("#[serde(rename = \"{name}\")] f{index}: Option<serde_json::Value>")
        })
        .collect();
    if fields.len() < MOST_FIELDS {
        return None;
    }
    Some(format!("struct A {{ {} }}", fields.join(", ")))
}
