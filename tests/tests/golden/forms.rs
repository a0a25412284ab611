//! The form of a query: its structure, with names and values replaced.
//!
//! `$filter=startswith(displayName,'a')` is of the form `$filter=startswith(name,'text')`.

use std::collections::BTreeSet;

/// The forms of the options of a relative URL.
pub fn of_url(url: &str) -> BTreeSet<String> {
    url.split_once('?')
        .map(|(_, query)| of_query(query))
        .unwrap_or_default()
}

/// The forms of the options of a query.
pub fn of_query(query: &str) -> BTreeSet<String> {
    query
        .split('&')
        .filter(|option| !option.is_empty())
        .map(|part| option(&decoded(part)))
        .collect()
}

/// Decodes percent-encoding, and a plus as a space.
fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_encoding::percent_decode_str(&text)
        .decode_utf8_lossy()
        .into_owned()
}

fn option(text: &str) -> String {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let lower = name.trim().to_lowercase();
    let form = match lower.trim_start_matches('$') {
        "select" => selection(value),
        "expand" => expansion(value),
        "filter" => expression(value),
        "orderby" => split(value, ',')
            .iter()
            .map(|key| expression(key))
            .collect::<Vec<_>>()
            .join(","),
        "search" => search(value),
        _ => classified(value),
    };
    let known = [
        "select", "expand", "filter", "orderby", "search", "top", "skip", "count", "format",
        "levels",
    ];
    let is_system = lower.starts_with('$') || known.contains(&lower.as_str());
    format!(
        "{}={form}",
        if is_system { lower.as_str() } else { "custom" }
    )
}

/// Selections of two or more properties have the same form.
fn selection(value: &str) -> String {
    let names: Vec<_> = value.split(',').map(|name| path(name.trim())).collect();
    let longest = names
        .iter()
        .max_by_key(|name| name.len())
        .cloned()
        .unwrap_or_default();
    if names.len() > 1 {
        longest + ",…"
    } else {
        longest
    }
}

fn expansion(value: &str) -> String {
    let expanded = |item: &str| match item.split_once('(') {
        Some((name, options)) => {
            let options = options.strip_suffix(')').unwrap_or(options);
            let options: Vec<_> = split(options, ';')
                .iter()
                .map(|text| option(text))
                .collect();
            format!("{}({})", path(name), options.join(";"))
        }
        None => path(item),
    };
    split(value, ',')
        .iter()
        .map(|item| expanded(item))
        .collect::<Vec<_>>()
        .join(",")
}

/// Splits at separators outside parentheses and quotes.
fn split(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(part) if c != separator || depth > 0 || quoted => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts
}

/// Quoted phrases become `text`, with the property name if there is one.
fn search(value: &str) -> String {
    let mut out = String::new();
    for (i, part) in value.split('"').enumerate() {
        match (i % 2, part.contains(':')) {
            (0, _) => out.push_str(part),
            (_, true) => out.push_str("\"name:text\""),
            (_, false) => out.push_str("\"text\""),
        }
    }
    out
}

fn expression(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value.trim();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' => literal(rest),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        match c {
            '\'' => out.push_str("'text'"),
            // Spaces after these are insignificant.
            ' ' if out.ends_with([' ', ',', '(', ':']) => {}
            c if is_word(c) => out.push_str(&word(token, after)),
            _ => out.push_str(token),
        }
        rest = after;
    }
    without_needless_parentheses(&out)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_.$:+-/".contains(c)
}

/// The length of a quoted string literal, inside which quotes are doubled.
fn literal(text: &str) -> usize {
    let mut end = 1;
    while let Some(at) = text[end..].find('\'') {
        end += at + 1;
        if !text[end..].starts_with('\'') {
            return end;
        }
        end += 1;
    }
    text.len()
}

fn word(token: &str, after: &str) -> String {
    const WORDS: &[&str] = &[
        "eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not", "in", "has", "add", "sub", "mul",
        "div", "mod", "asc", "desc", "null", "true", "false",
    ];
    let lower = token.to_lowercase();
    if WORDS.contains(&lower.as_str()) {
        return lower;
    }
    let class = classified(token);
    if class != "text" {
        return class;
    }
    if after.starts_with('(') && !token.contains('/') {
        return lower;
    }
    match token.split_once(':') {
        Some((_, "")) => "name:".to_owned(),
        Some((_, first)) => format!("name:{}", path(first)),
        None => path(token),
    }
}

fn path(text: &str) -> String {
    let segment = |segment: &str| match segment {
        "$count" | "*" => segment.to_owned(),
        _ if segment.eq_ignore_ascii_case("any") || segment.eq_ignore_ascii_case("all") => {
            segment.to_lowercase()
        }
        _ if segment.contains('.') => "type".to_owned(),
        _ => "name".to_owned(),
    };
    text.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The kind of a value.
fn classified(value: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_guid = value.len() == 36 && value.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    let is_date = value.get(4..5) == Some("-") && value.get(..4).is_some_and(digits);
    let is_time = value.get(2..3) == Some(":") && value.get(..2).is_some_and(digits);
    let is_number =
        value.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && value.parse::<f64>().is_ok();
    match value {
        "true" | "false" | "max" => value.to_owned(),
        _ if is_guid => "guid".to_owned(),
        _ if is_date || is_time => "date".to_owned(),
        _ if is_number => "number".to_owned(),
        _ if value.starts_with('{') => "{placeholder}".to_owned(),
        _ => "text".to_owned(),
    }
}

/// Removes parentheses around the whole expression and around a GUID.
fn without_needless_parentheses(text: &str) -> String {
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    inner
        .filter(|inner| balanced(inner))
        .unwrap_or(text)
        .replace(" (guid)", " guid")
}

/// Whether no parenthesis closes one that was opened before this text.
fn balanced(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    })
}
