//! Matches an example's path against a template, and extracts the keys.

use std::collections::BTreeSet;

use crate::templates::{Part, PlaceholderKind, Template};

/// A documented path that matches a template.
pub struct Match {
    /// The keys as a program would pass them.
    pub keys: Vec<String>,
    /// The path, with the template's letter case outside of the keys.
    pub path: String,
    /// The number of characters in keys. The fewer, the more specific the template.
    pub key_length: usize,
}

/// Matches a path, or returns `None` if it has another form.
pub fn matches(template: &Template, path: &str) -> Option<Match> {
    let mut found = Vec::new();
    if !find(&template.parts, path, &mut found) {
        return None;
    }
    let mut matched = Match {
        keys: Vec::new(),
        path: String::new(),
        key_length: 0,
    };
    let mut encoded_keys = found.into_iter();
    for part in &template.parts {
        match part {
            Part::Literal(text) => matched.path.push_str(text),
            Part::Key(kind) => {
                let text = encoded_keys.next()?;
                matched.key_length += text.len();
                matched.path.push_str(text);
                matched.keys.push(key(text, *kind));
            }
        }
    }
    Some(matched)
}

/// A documented path without its query and surrounding characters.
pub fn bare(path: &str) -> &str {
    path.split('?')
        .next()
        .unwrap_or(path)
        .trim()
        .trim_end_matches('/')
}

fn find<'a>(parts: &[Part], path: &'a str, found: &mut Vec<&'a str>) -> bool {
    match parts {
        [] => path.is_empty(),
        [Part::Literal(text), rest @ ..] => {
            let same = path
                .get(..text.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(text));
            same && find(rest, &path[text.len()..], found)
        }
        [Part::Key(kind), rest @ ..] => {
            let ends = path.char_indices().map(|(at, c)| at + c.len_utf8());
            // Try the shortest key first; the rest of the path has to match as well.
            for end in ends {
                let key = &path[..end];
                if key.ends_with('/') && *kind == PlaceholderKind::Segment {
                    return false;
                }
                // `$count` and similar segments are not keys.
                if key.starts_with('$') {
                    continue;
                }
                found.push(key);
                if find(rest, &path[end..], found) {
                    return true;
                }
                found.pop();
            }
            false
        }
    }
}

/// The key, decoded from its form in the URL.
fn key(encoded: &str, kind: PlaceholderKind) -> String {
    let text = percent_encoding::percent_decode_str(encoded)
        .decode_utf8_lossy()
        .into_owned();
    if kind == PlaceholderKind::Quoted {
        text.replace("''", "'")
    } else {
        text
    }
}

/// Makes a template from an example that matches no documented template: quoted text becomes a key, and so does every
/// segment that is not a name used in the templates.
pub fn derive_template(path: &str, names: &BTreeSet<String>) -> String {
    if path.matches('\'').count() % 2 == 1 {
        return path.to_owned();
    }
    let mut text = String::new();
    for (number, part) in bare(path).split('\'').enumerate() {
        let is_quoted = number % 2 == 1;
        if is_quoted {
            text.push_str(&format!("'{{text{number}}}'"));
        } else {
            text.push_str(part);
        }
    }
    let segments = text.split('/').enumerate().map(|(number, segment)| {
        let is_fixed = segment.is_empty()
            || segment.contains(['(', ':', '$', '\''])
            || matches!(segment, "." | ".." | "...")
            || names.contains(&segment.to_lowercase());
        if is_fixed {
            segment.to_owned()
        } else {
            format!("{{key{number}}}")
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The fixed segments of the templates.
pub fn names(templates: &[Template]) -> BTreeSet<String> {
    let segments = templates
        .iter()
        .flat_map(|template| template.attribute.split('/'));
    segments
        .filter(|segment| !segment.contains('<'))
        .map(str::to_lowercase)
        .collect()
}

/// Normalizes percent-encoding. Characters whose meaning depends on the encoding stay encoded.
pub fn normalized(path: &str) -> String {
    let mut bytes = Vec::new();
    for (number, part) in path.split('%').enumerate() {
        let code = part
            .get(..2)
            .filter(|_| number > 0)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code @ (b'/' | b'?' | b'#' | b'%')) => {
                bytes.extend(format!("%{code:02X}{}", &part[2..]).bytes())
            }
            Some(code) => bytes.extend([code].into_iter().chain(part[2..].bytes())),
            // A percent sign that should have been encoded.
            None if number > 0 => bytes.extend(b"%25".iter().copied().chain(part.bytes())),
            None => bytes.extend(part.bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn only_equivalent_urls_match() {
    assert_eq!(normalized("/a%20b/%C3%A9%27"), "/a b/é'");
    assert_eq!(normalized("/a%2fb%25"), "/a%2Fb%25");
    assert_ne!(normalized("/a%2Fb"), normalized("/a/b"));
}

#[test]
fn keys_are_extracted_decoded_and_unquoted() {
    let keys = |template: &str, path: &str| {
        matches(&Template::parse(template).unwrap(), path).map(|found| found.keys)
    };
    let owned = |keys: &[&str]| Some(keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
    assert_eq!(keys("/Users/{id}/x", "/users/a%20b/x"), owned(&["a b"]));
    assert_eq!(
        keys("/search(q='{q}')", "/search(q='it''s')"),
        owned(&["it's"])
    );
    assert_eq!(
        keys("/root:/{path}:/x", "/root:/a/b%20c:/x"),
        owned(&["a/b c"])
    );
    assert_eq!(keys("/users/{id}", "/users/a/b"), None);
    assert_eq!(keys("/users/{id}", "/users/$count"), None);
    let names = BTreeSet::from(["users".to_owned()]);
    assert_eq!(
        derive_template("/users/1/f(x='a/b c',y=2)?$top=1", &names),
        "/users/{key2}/f(x='{text1}',y=2)"
    );
}
