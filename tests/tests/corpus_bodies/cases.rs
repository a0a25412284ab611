//! The documented answers, and what each is to be read as.

use serde_json::Value;

use crate::csdl::{Schema, Typed};
use crate::route;

/// An answer to be read.
pub struct Case {
    /// Where it is in the file: the page, and the example of the page.
    pub page: usize,
    pub example: usize,
    pub name: String,
    pub reads: Reads,
    /// What the page says that the body is.
    pub media_type: String,
}

/// The calls that the program makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reads {
    /// `T::one(…).send`, of a type of the metadata.
    One(String),
    /// `T::many(…).page`
    Many(String),
    /// `Get::<T>::at_path(…).send`, of a type of Rust's.
    Dynamic(&'static str),
    /// `List::<T>::at_path(…).page`
    DynamicList(&'static str),
    /// A body that is no JSON: `Get::<String>::at_path(…).send` and `T::bytes(…).text`.
    Text,
    /// `Get::<u64>::at_path(…).send`
    Count,
}

impl Case {
    /// What the program is to have read.
    pub fn documented<'a>(&self, schema: &Schema, pages: &'a [Value]) -> &'a Value {
        let example = &pages[self.page]["examples"][self.example];
        let body = &example["response_json"];
        match &self.reads {
            Reads::Text | Reads::Count => &example["response_text"],
            Reads::Many(_) | Reads::DynamicList(_) => &body["value"],
            Reads::Dynamic("serde_json::Value") => body,
            Reads::Dynamic(_) => &body["value"],
            Reads::One(name) if is_envelope(schema, name, body) => &body["value"],
            Reads::One(_) => body,
        }
    }

    /// The type of the metadata that it is read as.
    pub fn typed(&self) -> Option<Typed> {
        match &self.reads {
            Reads::One(name) => Some(Typed {
                name: name.clone(),
                collection: false,
            }),
            Reads::Many(name) => Some(Typed {
                name: name.clone(),
                collection: true,
            }),
            _ => None,
        }
    }
}

/// All documented successes with a body.
pub fn of(schema: &Schema, pages: &[Value]) -> Vec<Case> {
    let mut cases = Vec::new();
    for (page, entry) in pages.iter().enumerate() {
        for (number, example) in entry["examples"].as_array().unwrap().iter().enumerate() {
            // A page that shows no status line shows errors in the same way.
            let status = example["response_status"].as_u64();
            let failed = status.is_none() && example["response_json"]["error"].is_object();
            if status.unwrap_or(200) != 200 || failed {
                continue;
            }
            let reads = match (&example["response_json"], example["response_text"].as_str()) {
                (Value::Null, None) => continue,
                (Value::Null, Some(text)) if text.trim().parse::<u64>().is_ok() => Reads::Count,
                (Value::Null, Some(_)) => Reads::Text,
                (body, _) => reads(schema, example, body),
            };
            let path = example["path"].as_str().unwrap_or_default();
            let name = format!("{} ({path})", entry["page"].as_str().unwrap());
            let headers = example["response_headers"]
                .as_object()
                .into_iter()
                .flatten();
            let mut media_types =
                headers.filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            let media_type = media_types
                .next()
                .and_then(|(_, value)| value.as_str())
                .unwrap_or_default()
                .to_owned();
            cases.push(Case {
                page,
                example: number,
                name,
                reads,
                media_type,
            });
        }
    }
    cases
}

fn reads(schema: &Schema, example: &Value, body: &Value) -> Reads {
    let ty = ty(schema, example, body);
    let items = body["value"].as_array().filter(|_| match &ty {
        Some(ty) => !has_value(schema, ty) || is_alone(body),
        None => true,
    });
    match (items, ty, &body["value"]) {
        (Some(items), ..) if !items.is_empty() && items.iter().all(Value::is_string) => {
            Reads::DynamicList("String")
        }
        // Lists of other plain values, whatever the page says they are.
        (Some(items), ..) if items.iter().any(|item| !item.is_object()) => {
            Reads::DynamicList("serde_json::Value")
        }
        (Some(_), Some(name), _) => Reads::Many(name),
        (Some(_), None, _) => Reads::DynamicList("serde_json::Value"),
        (None, Some(name), Value::Object(_) | Value::Null) => Reads::One(name),
        (None, Some(name), _) if has_value(schema, &name) => Reads::One(name),
        (None, _, Value::String(_)) if is_alone(body) => Reads::Dynamic("String"),
        (None, _, Value::Bool(_)) if is_alone(body) => Reads::Dynamic("bool"),
        (None, _, Value::Number(_)) if is_alone(body) => Reads::Dynamic("f64"),
        (None, Some(name), _) => Reads::One(name),
        (None, None, _) => Reads::Dynamic("serde_json::Value"),
    }
}

/// The type: what the body itself says, what the page says, or what the path leads to.
fn ty(schema: &Schema, example: &Value, body: &Value) -> Option<String> {
    let items = body["value"].as_array();
    let shown = match items {
        // Items of several types are read as what they are all derived from.
        Some(items) => items.first().filter(|first| {
            items
                .iter()
                .all(|item| item["@odata.type"] == first["@odata.type"])
        }),
        None => Some(body)
            .filter(|body| !body["@odata.type"].is_null())
            .or(Some(&body["value"])),
    };
    let shown = shown.and_then(|object| schema.structured(object["@odata.type"].as_str()?));
    let declared = example["odata_type"]
        .as_str()
        .map(|name| name.trim_start_matches("Collection(").trim_end_matches(')'));
    let declared = declared.and_then(|name| {
        schema
            .structured(name)
            .or_else(|| schema.structured(&format!("microsoft.graph.{name}")))
    });
    let routed = || schema.structured(&route::answer(schema, example["path"].as_str()?)?.name);
    shown.or(declared).or_else(routed)
}

/// Whether the object has nothing but `value` and annotations.
fn is_alone(body: &Value) -> bool {
    body.as_object().is_some_and(|object| {
        object
            .keys()
            .all(|name| name == "value" || name.contains('@'))
    })
}

fn has_value(schema: &Schema, name: &str) -> bool {
    schema
        .properties(name)
        .iter()
        .any(|property| property.name == "value")
}

/// `{"value": {…}}` around one object, which may have a `value` of its own.
fn is_envelope(schema: &Schema, name: &str, body: &Value) -> bool {
    let value = &body["value"];
    value.is_object() && is_alone(body) && (!has_value(schema, name) || !value["value"].is_null())
}
