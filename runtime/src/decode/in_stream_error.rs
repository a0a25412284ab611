//! Errors within successful responses.
//!
//! A service that fails after it has sent the status 200 can report the failure only in the body, and the client must
//! treat the entire response as being in error ([OData 4.01, protocol, section 9.5]).
//!
//! [OData 4.01, protocol, section 9.5]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html

use serde::Deserialize;

use crate::decode::scanner::Scanner;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// Whether the type reads a property `error` of its own, which is then data. Only called if there is such a property.
pub(crate) type OwnsError = fn() -> bool;

/// Fails if the object is an error: if it has a property `error` with a code, and beside it only annotations. The JSON may
/// break off after the error.
pub(super) fn check_object(
    response: &FullResponse,
    json: &str,
    owns_error: OwnsError,
) -> Result<(), Error> {
    match find_in_object(json.as_bytes()) {
        Some(error) if !owns_error() => Err(reported(response, error, String::new())),
        _ => Ok(()),
    }
}

/// Fails if the page has an error beside its items, or instead of one of them. The JSON may break off after the error.
pub(super) fn check_page(
    response: &FullResponse,
    json: &str,
    owns_error: OwnsError,
) -> Result<(), Error> {
    match find_in_page(json.as_bytes()) {
        Some(Found::Beside(error)) => Err(reported(response, error, String::new())),
        Some(Found::Item(index, error)) if !owns_error() => {
            Err(reported(response, error, item_path(index)))
        }
        _ => Ok(()),
    }
}

/// The error that an item of a page is, if it is one.
pub(super) fn item_error(
    response: &FullResponse,
    index: usize,
    item: &str,
    owns_error: OwnsError,
) -> Option<Error> {
    let error = find_in_object(item.as_bytes())?;
    if owns_error() {
        return None;
    }
    Some(reported(response, error, item_path(index)))
}

/// Whether an object may be an error. Its first property tells, so nearly no object is read further.
pub(super) fn may_be_error(object: &[u8]) -> bool {
    // Most objects start with another letter.
    if let [b'{', b'"', first, ..] = object {
        if !matches!(first, b'e' | b'@' | b'\\') {
            return false;
        }
    }
    first_property(object).is_some_and(|name| name == b"error" || name.contains(&b'\\'))
}

/// The name of the first property of an object, behind its annotations.
pub(super) fn first_property(object: &[u8]) -> Option<&[u8]> {
    let mut scanner = Scanner::new(object);
    if !scanner.take(b'{') {
        return None;
    }
    loop {
        let name = scanner.take_name()?;
        if !name.contains(&b'@') {
            return Some(name);
        }
        scanner.take_value();
        if !scanner.take(b',') {
            return None;
        }
    }
}

fn item_path(index: usize) -> String {
    format!("value[{index}]")
}

/// The service's error, whose JSON is the value of `error`.
#[cold]
fn reported(response: &FullResponse, error: &[u8], path: String) -> Error {
    let body = [br#"{"error":"#, error, b"}"].concat();
    let reported = Error::service(response.context(), &body);
    if path.is_empty() {
        return reported.with_summary("the response contains an error");
    }
    reported
        .with_summary(format!("the response contains an error, at `{path}`"))
        .with_json_path(path)
}

/// The value of `error` in an object that has no other properties.
fn find_in_object(object: &[u8]) -> Option<&[u8]> {
    let mut scanner = Scanner::new(object);
    let mut found = None;
    scanner.take(b'{').then_some(())?;
    while let Some(name) = scanner.take_name() {
        match name {
            b"error" => found = Some(scanner.take_value()),
            name if name.contains(&b'@') => drop(scanner.take_value()),
            _ => return None,
        }
        if !scanner.take(b',') {
            break;
        }
    }
    found.filter(|error| has_code(error))
}

/// Where a page has an error.
enum Found<'a> {
    /// Among the members of the page.
    Beside(&'a [u8]),
    /// Instead of the item with this index.
    Item(usize, &'a [u8]),
}

fn find_in_page(page: &[u8]) -> Option<Found<'_>> {
    let mut scanner = Scanner::new(page);
    scanner.take(b'{').then_some(())?;
    while let Some(name) = scanner.take_name() {
        if name == b"value" && scanner.take(b'[') {
            if let Some((index, error)) = find_in_items(&mut scanner) {
                return Some(Found::Item(index, error));
            }
        } else {
            let value = scanner.take_value();
            if name == b"error" && has_code(value) {
                return Some(Found::Beside(value));
            }
        }
        if !scanner.take(b',') {
            break;
        }
    }
    None
}

/// Searches an array, after its opening bracket.
fn find_in_items<'a>(scanner: &mut Scanner<'a>) -> Option<(usize, &'a [u8])> {
    let mut index = 0;
    loop {
        if let Some(error) = find_in_object(scanner.take_value()) {
            return Some((index, error));
        }
        if !scanner.take(b',') {
            scanner.take(b']');
            return None;
        }
        index += 1;
    }
}

/// Whether the value of `error` is an object with a code, as OData requires.
fn has_code(error: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Coded {
        code: String,
    }
    serde_json::from_slice::<Coded>(error).is_ok_and(|error| !error.code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_object(json: &str) -> bool {
        find_in_object(json.as_bytes()).is_some()
    }

    #[test]
    fn an_object_is_an_error_if_it_has_no_other_properties() {
        for json in [
            r#"{"error":{"code":"X","message":"m"}}"#,
            r#" { "@odata.context" : "c" , "error" : { "code" : "X" } } "#,
            r#"{"error":{"code":"X","innerError":{"a":[1,{"b":"}"}]}},"@odata.etag":"e"}"#,
            // Cut off after the error.
            r#"{"error":{"code":"X"}"#,
            r#"{"error":{"code":"X"},"@odata.con"#,
            r#"{"error":{"code":"X"},"@odata.context":"#,
        ] {
            assert!(in_object(json), "{json}");
        }
        for json in [
            r#"{"id":"1","error":{"code":"X"}}"#,
            r#"{"error":{"code":"X"},"id":"1"}"#,
            r#"{"error":{"message":"m"}}"#,
            r#"{"error":{"code":""}}"#,
            r#"{"error":{"code":5}}"#,
            r#"{"error":null}"#,
            r#"{"error":"X"}"#,
            r#"{"value":{"error":{"code":"X"}}}"#,
            r#"{"error":{"code":"X""#,
            r#"[{"error":{"code":"X"}}]"#,
            r#""error""#,
            "{}",
            "",
        ] {
            assert!(!in_object(json), "{json}");
        }
    }

    #[test]
    fn a_page_has_an_error_among_its_members_or_its_items() {
        let found = |json: &str| match find_in_page(json.as_bytes()) {
            Some(Found::Beside(_)) => Some(None),
            Some(Found::Item(index, _)) => Some(Some(index)),
            None => None,
        };
        for (json, expected) in [
            (r#"{"error":{"code":"X"}}"#, Some(None)),
            (r#"{"value":[{"id":"1"}],"error":{"code":"X"}}"#, Some(None)),
            (r#"{"error":{"code":"X"},"value":[{"id":"1"}"#, Some(None)),
            (r#"{"value":[{"error":{"code":"X"}}]}"#, Some(Some(0))),
            (
                r#"{"@odata.count":2,"value":[{"id":"1"},{"error":{"code":"X"}}"#,
                Some(Some(1)),
            ),
            (r#"{"value":[{"id":"1","error":{"code":"X"}}]}"#, None),
            (r#"{"value":[[{"error":{"code":"X"}}]]}"#, None),
            (r#"{"value":{"error":{"code":"X"}}}"#, None),
            (r#"{"value":[],"error":null}"#, None),
            (r#"{"value":["]",{}]}"#, None),
        ] {
            assert_eq!(found(json), expected, "{json}");
        }
    }
}
