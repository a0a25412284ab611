//! Replaces the values in URLs: keys in paths, literals in query options, tokens of links.

use percent_encoding::percent_decode_str;

use crate::address::encode;
use crate::testing::recording::substitutes::{Substitutes, is_guid};

/// Collections whose keys people choose, so that a key may look like a name of the schema.
const WITH_NAMED_KEYS: [&str; 12] = [
    "users",
    "groups",
    "sites",
    "drives",
    "lists",
    "teams",
    "domains",
    "devices",
    "contacts",
    "items",
    "applications",
    "schemaExtensions",
];

/// What may follow a collection instead of a key.
const AFTER_COLLECTIONS: [&str; 6] = ["add", "delta", "remove", "root", "getByIds", "search"];

/// Options whose values are OData expressions.
const EXPRESSIONS: [&str; 6] = [
    "$select", "$expand", "$filter", "$orderby", "$apply", "$compute",
];

/// Options whose values are no personal data.
const PLAIN: [&str; 6] = [
    "$top",
    "$skip",
    "$count",
    "$levels",
    "$format",
    "$schemaversion",
];

/// Replaces the values in a path with query options, which is percent-encoded.
pub(super) fn path_and_query(url: &str, substitutes: &mut Substitutes) -> String {
    let (path, query) = match url.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (url, None),
    };
    let mut replaced = replaced_path(path, substitutes);
    for (index, option) in query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .enumerate()
    {
        replaced.push(if index == 0 { '?' } else { '&' });
        push_option(option, substitutes, &mut replaced);
    }
    replaced
}

fn replaced_path(path: &str, substitutes: &mut Substitutes) -> String {
    let mut replaced = String::new();
    let mut before = String::new();
    // Between colons is a path of files: `root:/Documents/a.docx:/content`.
    let mut is_item_path = false;
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            replaced.push('/');
        }
        let decoded = percent_decode_str(segment).decode_utf8_lossy().into_owned();
        let (text, has_colon) = match decoded.strip_suffix(':') {
            Some(text) => (text, true),
            None => (decoded.as_str(), false),
        };
        let text = if is_item_path {
            substitutes.of(text)
        } else {
            replaced_segment(text, &before, substitutes)
        };
        encode::segment(&text, &mut replaced);
        if has_colon {
            replaced.push(':');
            is_item_path = !is_item_path;
        }
        before = decoded;
    }
    replaced
}

fn replaced_segment(segment: &str, before: &str, substitutes: &mut Substitutes) -> String {
    if let Some((name, arguments)) = segment.split_once('(') {
        if is_function_name(name) && segment.ends_with(')') {
            return format!("{name}({}", expression(arguments, substitutes));
        }
    }
    if substitutes.knows(segment) {
        return substitutes.of(segment);
    }
    if is_name(segment) && !is_key(segment, before) {
        return segment.to_owned();
    }
    substitutes.of(segment)
}

/// Whether a segment that looks like a name is a key because of the one before it.
fn is_key(segment: &str, before: &str) -> bool {
    WITH_NAMED_KEYS.contains(&before)
        && !AFTER_COLLECTIONS.contains(&segment)
        && !segment.starts_with('$')
        && !segment.starts_with("microsoft.graph.")
}

/// Whether a segment looks like a name of the schema, and not like a key.
fn is_name(segment: &str) -> bool {
    let name = segment.strip_prefix('$').unwrap_or(segment);
    let name = name.strip_prefix("microsoft.graph.").unwrap_or(name);
    name == "oauth2PermissionGrants"
        || (name.len() <= 64
            && name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphabetic()))
        || segment.is_empty()
}

fn is_function_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

fn push_option(option: &str, substitutes: &mut Substitutes, out: &mut String) {
    let (name, value) = option.split_once('=').unwrap_or((option, ""));
    let name = percent_decode_str(name).decode_utf8_lossy();
    encode::name(&name, out);
    if !option.contains('=') {
        return;
    }
    let value = percent_decode_str(value).decode_utf8_lossy();
    out.push('=');
    encode::value(&replaced_option(&name, &value, substitutes), out);
}

fn replaced_option(name: &str, value: &str, substitutes: &mut Substitutes) -> String {
    let name = name.to_ascii_lowercase();
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if PLAIN.contains(&name.as_str()) && is_word {
        return value.to_owned();
    }
    let is_token = ["$deltatoken", "token"].contains(&name.as_str());
    if is_token && value == "latest" {
        return value.to_owned();
    }
    if EXPRESSIONS.contains(&name.as_str()) || value.starts_with('\'') {
        return expression(value, substitutes);
    }
    if name == "$search" {
        return search(value, substitutes);
    }
    substitutes.of(value)
}

/// Replaces the strings and the GUIDs of an OData expression.
fn expression(text: &str, substitutes: &mut Substitutes) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\'') {
        replaced.push_str(&names(before, substitutes));
        let (literal, after) = string_literal(after);
        let substitute = substitutes.of(&literal);
        replaced.push('\'');
        replaced.push_str(&substitute.replace('\'', "''"));
        replaced.push('\'');
        rest = after;
    }
    replaced.push_str(&names(rest, substitutes));
    replaced
}

/// The string up to its closing quote, and what follows.
fn string_literal(text: &str) -> (String, &str) {
    let mut literal = String::new();
    let mut rest = text;
    loop {
        let Some((part, after)) = rest.split_once('\'') else {
            literal.push_str(rest);
            return (literal, "");
        };
        literal.push_str(part);
        match after.strip_prefix('\'') {
            Some(after) => {
                literal.push('\'');
                rest = after;
            }
            None => return (literal, after),
        }
    }
}

/// Replaces the phrases of a search, and keeps the names of properties before them.
fn search(text: &str, substitutes: &mut Substitutes) -> String {
    if !text.contains('"') {
        return substitutes.of(text);
    }
    let parts = text.split('"').enumerate();
    let replaced = parts.map(|(index, part)| {
        let is_phrase = index % 2 == 1;
        if is_phrase {
            return phrase(part, substitutes);
        }
        let mut words = part.split([' ', '(', ')']);
        if words.all(|word| ["", "AND", "OR", "NOT"].contains(&word)) {
            part.to_owned()
        } else {
            substitutes.of(part)
        }
    });
    replaced.collect::<Vec<_>>().join("\"")
}

fn phrase(text: &str, substitutes: &mut Substitutes) -> String {
    match text.split_once(':') {
        Some((property, value)) if is_name(property) && !property.is_empty() => {
            format!("{property}:{}", substitutes.of(value))
        }
        _ => substitutes.of(text),
    }
}

/// Replaces the GUIDs in text that otherwise has only names, such as `extension_<GUID without hyphens>_skill`.
pub(super) fn names(text: &str, substitutes: &mut Substitutes) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        replaced.push_str(&name(word, substitutes));
        let mut characters = after.chars();
        replaced.extend(characters.next());
        rest = characters.as_str();
    }
    replaced
}

fn name(word: &str, substitutes: &mut Substitutes) -> String {
    if is_guid(word) {
        return substitutes.of(word);
    }
    if word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let guid = format!(
            "{}-{}-{}-{}-{}",
            &word[..8],
            &word[8..12],
            &word[12..16],
            &word[16..20],
            &word[20..]
        );
        return substitutes.of(&guid).replace('-', "");
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(url: &str) -> String {
        path_and_query(url, &mut Substitutes::default())
    }

    #[test]
    fn keys_are_replaced_and_names_are_kept() {
        for (url, expected) in [
            (
                "/me/mailFolders/inbox/messages",
                "/me/mailFolders/inbox/messages",
            ),
            ("/users/ada/manager", "/users/text0001/manager"),
            (
                "/users/ada%40contoso.com/photo/$value",
                "/users/user0001@example.com/photo/$value",
            ),
            (
                "/users('ada@contoso.com')/drive",
                "/users('user0001@example.com')/drive",
            ),
            ("/users/delta", "/users/delta"),
            ("/users/$count", "/users/$count"),
            (
                "/groups/1/members/microsoft.graph.user",
                "/groups/2/members/microsoft.graph.user",
            ),
            (
                "/sites/contoso.sharepoint.com:/sites/Secret:/lists/Plans/items",
                "/sites/host0001.example.com:/text0002/text0003:/lists/text0004/items",
            ),
            (
                "/me/drive/root:/Salaries/a%20b.docx:/content",
                "/me/drive/root:/text0001/text0002:/content",
            ),
            (
                "/reports/getOffice365ActiveUserDetail(period='D7')",
                "/reports/getOffice365ActiveUserDetail(period='text0001')",
            ),
        ] {
            assert_eq!(replaced(url), expected);
        }
    }

    #[test]
    fn literals_and_tokens_in_options_are_replaced() {
        for (url, expected) in [
            ("/u?$top=5&$count=true", "/u?$top=5&$count=true"),
            (
                "/u?$filter=mail%20eq%20'ada@contoso.com'%20and%20age%20gt%203",
                "/u?$filter=mail%20eq%20'user0001@example.com'%20and%20age%20gt%203",
            ),
            (
                "/u?$filter=name%20eq%20'O''Neil'",
                "/u?$filter=name%20eq%20'text0001'",
            ),
            (
                "/u?$filter=id%20eq%207b1e0a52-35c8-4a0b-a0b4-f1a0a7a1d3c5",
                "/u?$filter=id%20eq%2000000000-0000-4000-8000-000000000001",
            ),
            (
                "/u?$select=id,extension_7b1e0a5235c84a0ba0b4f1a0a7a1d3c5_skill",
                "/u?$select=id,extension_00000000000040008000000000000001_skill",
            ),
            (
                "/u?$search=%22displayName:Ada%22%20OR%20%22mail:ada%22",
                "/u?$search=%22displayName:text0001%22%20OR%20%22mail:text0002%22",
            ),
            ("/u?$search=ada", "/u?$search=text0001"),
            (
                "/u?$skiptoken=RFNwd&$top=2",
                "/u?$skiptoken=text0001&$top=2",
            ),
            ("/u/delta?$deltatoken=latest", "/u/delta?$deltatoken=latest"),
            ("/u/delta?$deltatoken=abc", "/u/delta?$deltatoken=text0001"),
            ("/u?$top=ada@contoso.com", "/u?$top=user0001@example.com"),
        ] {
            assert_eq!(replaced(url), expected);
        }
    }
}
