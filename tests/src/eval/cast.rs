//! `cast` and `isof`.

use serde_json::Value;

use super::item::{Item, number};
use crate::data::Store;

/// Casts the item to the type `type_name`. The result is null if that is not possible.
pub(crate) fn cast<'a>(store: &Store, item: Item<'a>, type_name: &str) -> Item<'a> {
    match type_name {
        "Edm.String" => as_text(item),
        "Edm.Boolean" => match &item {
            Item::Text(text) if text.eq_ignore_ascii_case("true") => Item::Boolean(true),
            Item::Text(text) if text.eq_ignore_ascii_case("false") => Item::Boolean(false),
            _ => if_of_type(store, item, type_name),
        },
        "Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Byte" | "Edm.SByte" => match as_number(item)
        {
            Item::Number(number) => Item::Integer(number.trunc() as i128),
            other => other,
        },
        "Edm.Double" | "Edm.Single" | "Edm.Decimal" => as_number(item),
        "Edm.DateTimeOffset" => item.as_date_time().map_or(Item::Null, Item::DateTime),
        "Edm.Date" => item.as_date().map_or(Item::Null, Item::Date),
        "Edm.TimeOfDay" => item.as_time().map_or(Item::Null, Item::Time),
        "Edm.Duration" => item.as_duration().map_or(Item::Null, Item::Duration),
        _ => if_of_type(store, item, type_name),
    }
}

fn if_of_type<'a>(store: &Store, item: Item<'a>, type_name: &str) -> Item<'a> {
    if is_of(store, &item, type_name) {
        item
    } else {
        Item::Null
    }
}

/// Whether the item has the type `type_name`. Null has no type.
pub(crate) fn is_of(store: &Store, item: &Item<'_>, type_name: &str) -> bool {
    match (type_name, item) {
        (_, Item::Node(node)) => store.is_of_type(node, type_name),
        ("Edm.String", Item::Text(_)) | ("Edm.Boolean", Item::Boolean(_)) => true,
        ("Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Byte" | "Edm.SByte", Item::Integer(_)) => {
            true
        }
        ("Edm.Double" | "Edm.Single" | "Edm.Decimal", Item::Integer(_) | Item::Number(_)) => true,
        ("Edm.DateTimeOffset", _) => item.as_date_time().is_some(),
        ("Edm.Date", _) => item.as_date().is_some(),
        ("Edm.TimeOfDay", _) => item.as_time().is_some(),
        ("Edm.Duration", _) => item.as_duration().is_some(),
        (_, Item::Json(Value::Object(members))) => {
            let own = members.get("@odata.type").and_then(Value::as_str);
            own.is_some_and(|own| crate::data::same_type(own, type_name))
        }
        _ => false,
    }
}

fn as_text(item: Item<'_>) -> Item<'_> {
    match item {
        Item::Boolean(value) => Item::text(value.to_string()),
        Item::Integer(number) => Item::text(number.to_string()),
        Item::Number(number) => Item::text(number.to_string()),
        Item::Members(members) => Item::text(members),
        Item::Date(date) => Item::text(date.to_string()),
        Item::Text(text) => Item::Text(text),
        _ => Item::Null,
    }
}

fn as_number(item: Item<'_>) -> Item<'_> {
    match item {
        Item::Text(text) => number(&text),
        Item::Integer(_) | Item::Number(_) => item,
        _ => Item::Null,
    }
}
