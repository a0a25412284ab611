//! The documented answers, and what each is to be read as.

use serde_json::Value;

use crate::csdl::{Schema, Type};

/// An answer to be read.
pub struct Case {
    /// Where it is in the file: the page, and the example of the page.
    pub page: usize,
    pub example: usize,
    pub name: String,
    pub reads: Reads,
}

/// The calls that the program makes.
#[derive(Debug, Clone, PartialEq)]
pub enum Reads {
    /// `T::one(…).send`, of a type of the metadata.
    One(String),
    /// `T::many(…).page`
    Many(String),
    /// `Get::<T>::path(…).send`, of a type of Rust's.
    Dynamic(&'static str),
    /// `List::<T>::path(…).page`
    DynamicList(&'static str),
}

/// All documented successes whose body is JSON.
pub fn of(schema: &Schema, pages: &[Value]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (page, entry) in pages.iter().enumerate() {
        for (number, example) in entry["examples"].as_array().unwrap().iter().enumerate() {
            let status = example["response_status"].as_u64().unwrap_or(200);
            if status == 200 && example["response_kind"] == "json" {
                let name =
                    format!("{} ({})", entry["page"].as_str().unwrap(), example["path"].as_str().unwrap_or_default());
                cases.push(Case { page, example: number, name, reads: reads(schema, example) });
            }
        }
    }
    cases
}

fn reads(schema: &Schema, example: &Value) -> Reads {
    let body = &example["response_json"];
    let items = body["value"].as_array();
    let declared =
        example["odata_type"].as_str().map(|name| name.trim_start_matches("Collection(").trim_end_matches(')'));
    let shown = body["@odata.type"].as_str().or(body["value"]["@odata.type"].as_str());
    let ty = declared.or(shown).or(items.and_then(|items| items.first()?["@odata.type"].as_str()));
    let structured = ty.and_then(|name| match schema.find(name)? {
        (name, Type::Structured { .. }) => Some(name.to_owned()),
        (_, Type::Enum { .. }) => None,
    });
    match (items, structured, &body["value"]) {
        // Lists of plain values, whatever the page says they are.
        (Some(items), _, _) if items.iter().any(|item| !item.is_object()) => Reads::DynamicList("Value"),
        (Some(_), Some(name), _) => Reads::Many(name),
        (Some(_), None, _) => Reads::DynamicList("Value"),
        (None, Some(name), _) => Reads::One(name),
        (None, None, Value::String(_)) => Reads::Dynamic("String"),
        (None, None, Value::Bool(_)) => Reads::Dynamic("bool"),
        (None, None, Value::Number(_)) => Reads::Dynamic("f64"),
        (None, None, _) => Reads::Dynamic("Value"),
    }
}
