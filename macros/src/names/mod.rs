//! Names: Rust's from Graph's, and the nearest of several.

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span};
use quote::format_ident;

/// `connectionOperationId` → `connection_operation_id`, as an argument's name; `None` where it can be no identifier.
pub(crate) fn argument(name: &str, span: Span) -> Option<Ident> {
    identifier(&snake(name), span)
}

/// A name as an identifier, with what a keyword needs; `None` where it can be none.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    if !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if syn::parse_str::<Ident>(name).is_ok() && !OF_SOME_EDITIONS.contains(&name) {
        return Some(Ident::new(name, span));
    }
    // A keyword: all but these can be raw.
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Some(Ident::new(&format!("{name}_"), span));
    }
    syn::parse_str::<Ident>(&format!("r#{name}"))
        .is_ok()
        .then(|| Ident::new_raw(name, span))
}

/// The keywords that the caller's edition may not know, or that ours may not.
const OF_SOME_EDITIONS: &[&str] = &["async", "await", "dyn", "gen", "try"];

/// The type that serde reads an enum of structs through.
pub(crate) fn through(ident: &Ident) -> Ident {
    format_ident!("__{}ByType", ident)
}

/// `userID` → `user_id`, `HTTPServer` → `http_server`.
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(i + 1);
        let starts_word = before.is_some_and(|b| b.is_lowercase() || b.is_ascii_digit())
            || (before.is_some_and(char::is_uppercase) && after.is_some_and(|a| a.is_lowercase()));
        if c.is_uppercase() && starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// `connection-operation id` → `connectionOperationId`: a name that a placeholder can have. Of several that can stand
/// there, as in the reference's `{id | userPrincipalName}`, it is the first.
pub(crate) fn placeholder(text: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    let first = text
        .split('|')
        .find(|part| part.contains(|c: char| c.is_ascii_alphanumeric()));
    for c in first.unwrap_or_default().chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if out.is_empty() && c.is_ascii_digit() {
                out.push_str("key");
            }
            out.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        } else {
            upper = !out.is_empty();
        }
    }
    if out.is_empty() { "id".to_owned() } else { out }
}

/// `display_name` → `displayName`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    for (i, word) in name
        .split(['_', '-'])
        .filter(|word| !word.is_empty())
        .enumerate()
    {
        let lower = word.to_ascii_lowercase();
        let mut chars = lower.chars();
        match chars.next() {
            Some(first) if i > 0 => {
                out.push(first.to_ascii_uppercase());
                out.push_str(chars.as_str());
            }
            _ => out.push_str(&lower),
        }
    }
    out
}

/// `ConnectionOperation` → `connectionOperation`.
pub(crate) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

/// The one of `known` that `name` was probably meant to be.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .iter()
        .map(|known| (distance(name, known), *known))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
