//! Which keys an example's path has in the place of a template's placeholders.

use std::collections::BTreeSet;

use crate::templates::{Piece, Place, Template};

/// A documented path, taken apart by a template.
pub struct Match {
    /// The keys, as a program would have them.
    pub keys: Vec<String>,
    /// The path, with the letter case of the template where it is fixed.
    pub path: String,
    /// How many characters of it are keys: the fewer, the better the template fits.
    pub loose: usize,
}

/// `None` where the path is of another form.
pub fn with(template: &Template, path: &str) -> Option<Match> {
    let mut found = Vec::new();
    if !find(&template.pieces, path, &mut found) {
        return None;
    }
    let mut matched = Match {
        keys: Vec::new(),
        path: String::new(),
        loose: 0,
    };
    let mut written = found.into_iter();
    for piece in &template.pieces {
        match piece {
            Piece::Literal(text) => matched.path.push_str(text),
            Piece::Key(place) => {
                let text = written.next()?;
                matched.loose += text.len();
                matched.path.push_str(text);
                matched.keys.push(key(text, *place));
            }
        }
    }
    Some(matched)
}

/// A documented path without what is not part of it.
pub fn bare(path: &str) -> &str {
    path.split('?')
        .next()
        .unwrap_or(path)
        .trim()
        .trim_end_matches('/')
}

fn find<'a>(pieces: &[Piece], path: &'a str, found: &mut Vec<&'a str>) -> bool {
    match pieces {
        [] => path.is_empty(),
        [Piece::Literal(text), rest @ ..] => {
            let same = path
                .get(..text.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(text));
            same && find(rest, &path[text.len()..], found)
        }
        [Piece::Key(place), rest @ ..] => {
            let ends = path.char_indices().map(|(at, c)| at + c.len_utf8());
            // The shortest key that fits: what follows has to fit as well.
            for end in ends {
                let key = &path[..end];
                if key.ends_with('/') && *place == Place::One {
                    return false;
                }
                // `$count` and its like are no keys.
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

/// The text that is meant by what stands in the URL.
fn key(written: &str, place: Place) -> String {
    let text = percent_encoding::percent_decode_str(written)
        .decode_utf8_lossy()
        .into_owned();
    if place == Place::Quoted {
        text.replace("''", "'")
    } else {
        text
    }
}

/// The template of an example that none of the documentation's templates fits: what stands in quotes is a key, and so is
/// what is no name that they use.
pub fn own(path: &str, names: &BTreeSet<String>) -> String {
    if path.matches('\'').count() % 2 == 1 {
        return path.to_owned();
    }
    let mut text = String::new();
    for (number, part) in bare(path).split('\'').enumerate() {
        match number % 2 {
            0 => text.push_str(part),
            _ => text.push_str(&format!("'{{text{number}}}'")),
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

/// The names that stand between slashes.
pub fn names(templates: &[Template]) -> BTreeSet<String> {
    let segments = templates
        .iter()
        .flat_map(|template| template.attribute.split('/'));
    segments
        .filter(|segment| !segment.contains('<'))
        .map(str::to_lowercase)
        .collect()
}

/// The same for every way of percent-encoding one path. What would mean something else without it stays encoded.
pub fn normal(path: &str) -> String {
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
            // A sign that stands for itself, which it must not.
            None if number > 0 => bytes.extend(b"%25".iter().copied().chain(part.bytes())),
            None => bytes.extend(part.bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn only_equivalent_urls_match() {
    assert_eq!(normal("/a%20b/%C3%A9%27"), "/a b/é'");
    assert_eq!(normal("/a%2fb%25"), "/a%2Fb%25");
    assert_ne!(normal("/a%2Fb"), normal("/a/b"));
}

#[test]
fn keys_are_extracted_decoded_and_unquoted() {
    let keys = |template: &str, path: &str| {
        with(&Template::parse(template).unwrap(), path).map(|found| found.keys)
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
        own("/users/1/f(x='a/b c',y=2)?$top=1", &names),
        "/users/{key2}/f(x='{text1}',y=2)"
    );
}
