//! `$search`.

use serde_json::Value;

use super::text::fold;
use crate::data::get;
use crate::odata::{Search, Term};

/// Whether an entity matches a search.
pub(crate) fn is_found(search: &Search, value: &Value) -> bool {
    match search {
        Search::Term(term) => has_term(term, value),
        Search::Not(search) => !is_found(search, value),
        Search::And(left, right) => is_found(left, value) && is_found(right, value),
        Search::Or(left, right) => is_found(left, value) || is_found(right, value),
    }
}

/// Searches for `property:text` in that property, if it exists, and for other text in all properties.
fn has_term(term: &Term, value: &Value) -> bool {
    if let Some((property, text)) = term.text.split_once(':') {
        let property = value.as_object().and_then(|members| get(members, property));
        if let Some(property) = property {
            return has_text(property, &fold(text.trim()));
        }
        // An entity without the property must not turn the clause into a search of all properties.
        if term.text.starts_with(char::is_alphabetic) {
            return false;
        }
    }
    has_text(value, &fold(&term.text))
}

fn has_text(value: &Value, part: &str) -> bool {
    match value {
        Value::String(text) => fold(text).contains(part),
        Value::Array(items) => items.iter().any(|item| has_text(item, part)),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| !name.contains('@') && has_text(value, part)),
        Value::Number(number) => number.to_string() == part,
        _ => false,
    }
}
