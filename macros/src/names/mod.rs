//! Conversions between Rust's and Graph's names, and spelling suggestions.

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use strsim::osa_distance;
use syn::ext::IdentExt;

/// The keywords that only some editions have, which may or may not be the caller's.
const KEYWORDS_OF_SOME_EDITIONS: &[&str] = &["async", "await", "dyn", "gen", "try"];

/// `connectionOperationId` → `connection_operation_id`, as an argument's name; `None` if it cannot be an identifier.
pub(crate) fn argument(name: &str, span: Span) -> Option<Ident> {
    identifier(&snake(name), span)
}

/// The name as an identifier, raw if it is a keyword; `None` if it cannot be one.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if is_identifier(name) && !KEYWORDS_OF_SOME_EDITIONS.contains(&name) {
        return Some(Ident::new(name, span));
    }
    // These keywords cannot be raw identifiers.
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Some(Ident::new(&format!("{name}_"), span));
    }
    if is_identifier(&format!("r#{name}")) {
        return Some(Ident::new_raw(name, span));
    }
    None
}

fn is_identifier(name: &str) -> bool {
    syn::parse_str::<Ident>(name).is_ok()
}

/// The type through which serde deserializes an enum of structs.
pub(crate) fn proxy_type(ident: &Ident) -> Ident {
    format_ident!("__{}ByType", ident)
}

/// `ListItem` → `ListItem_FIELDS`, the type behind `ListItem::FIELDS`.
///
/// A program may have its own `ListItemFields`, and import either with a glob. No program names a type like this one,
/// since rustc warns about such names. It does not warn here, because of the span.
pub(crate) fn fields_type(ident: &Ident) -> Ident {
    let span = Span::call_site().located_at(ident.span());
    Ident::new(&format!("{}_FIELDS", ident.unraw()), span)
}

/// `userID` → `user_id`, `HTTPServer` → `http_server`.
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (index, c) in chars.iter().enumerate() {
        if starts_word(&chars, index) {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Whether a capital letter starts a new word there: after a small letter or digit, or as the last of several capitals.
fn starts_word(chars: &[char], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| chars[before]) else {
        return false;
    };
    if !chars[index].is_uppercase() {
        return false;
    }
    let is_before_lowercase = chars
        .get(index + 1)
        .is_some_and(|after| after.is_lowercase());
    let follows_word = before.is_lowercase() || before.is_ascii_digit();
    follows_word || (before.is_uppercase() && is_before_lowercase)
}

/// `connection-operation id` → `connectionOperationId`: a valid name for a placeholder. Of alternatives, as in the
/// reference's `{id | userPrincipalName}`, it takes the first.
pub(crate) fn placeholder(written: &str) -> String {
    let first = first_alternative(written);
    let mut out = String::new();
    let mut starts_word = false;
    for c in first.chars() {
        if !(c.is_ascii_alphanumeric() || c == '_') {
            starts_word = !out.is_empty();
            continue;
        }
        if out.is_empty() && c.is_ascii_digit() {
            out.push_str("key");
        }
        if starts_word {
            out.push(c.to_ascii_uppercase());
        } else {
            out.push(c);
        }
        starts_word = false;
    }
    if out.is_empty() {
        out.push_str("id");
    }
    out
}

/// `id | userPrincipalName` → `id `. Empty if no alternative has a letter or digit.
fn first_alternative(written: &str) -> &str {
    written
        .split('|')
        .find(|part| part.contains(|c: char| c.is_ascii_alphanumeric()))
        .unwrap_or_default()
}

/// `display_name` → `displayName`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    for word in name.split(['_', '-']) {
        let word = word.to_ascii_lowercase();
        if out.is_empty() {
            out.push_str(&word);
        } else {
            out.push_str(&upper_first(&word));
        }
    }
    out
}

/// `ConnectionOperation` → `connectionOperation`.
pub(crate) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `operation` → `Operation`.
fn upper_first(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase())
            .chain(chars)
            .collect(),
        None => String::new(),
    }
}

/// `userID`, `webURL`
pub(crate) fn ends_in_capitals(name: &str) -> bool {
    for suffix in ["ID", "URL", "URI"] {
        let Some(rest) = name.strip_suffix(suffix) else {
            continue;
        };
        if rest.ends_with(|c: char| c.is_ascii_lowercase()) {
            return true;
        }
    }
    false
}

/// The known name of which `name` is probably a misspelling.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .iter()
        .copied()
        .filter(|known| osa_distance(name, known) <= limit)
        .min_by_key(|known| osa_distance(name, known))
}
