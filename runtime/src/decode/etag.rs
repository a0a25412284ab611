//! The entity tag of a response: from its header `ETag`, or from the annotation `@odata.etag` of its body.

use std::fmt;

use reqwest::header::{ETAG, HeaderMap};
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::decode::envelope;
use crate::error::text::without_byte_order_mark;
use crate::transport::full_response::FullResponse;

/// The entity tag of the header `ETag`, or else of the object in the body.
pub(crate) fn etag(response: &FullResponse) -> Option<String> {
    match header_etag(&response.headers) {
        Some(etag) => Some(etag.to_owned()),
        None => body_etag(&response.body),
    }
}

/// The entity tag of the header `ETag`, uncut: a part of it would match nothing.
pub(crate) fn header_etag(headers: &HeaderMap) -> Option<&str> {
    let etag = headers.get(ETAG)?.to_str().ok()?.trim();
    if etag.is_empty() { None } else { Some(etag) }
}

fn body_etag(body: &[u8]) -> Option<String> {
    let json = std::str::from_utf8(without_byte_order_mark(body)).ok()?;
    object_etag(json).or_else(|| object_etag(envelope::object(json)?))
}

/// The annotation of one object. Parsing stops there, and Graph writes it before the properties.
fn object_etag(json: &str) -> Option<String> {
    let mut etag = None;
    let mut parser = serde_json::Deserializer::from_str(json);
    // Stopping early is an error of the parser.
    let _ = parser.deserialize_map(FindEtag(&mut etag));
    etag.filter(|etag| !etag.trim().is_empty())
}

struct FindEtag<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for FindEtag<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(envelope::PropertyName)? {
            if name.eq_ignore_ascii_case("@odata.etag") {
                *self.0 = map.next_value()?;
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn the_etag_of_a_body_is_the_annotation_of_its_object() {
        for (body, expected) in [
            (r#"{"@odata.etag":"W/\"1\"","id":"1"}"#, Some("W/\"1\"")),
            ("\u{feff}{\"id\":1,\"@odata.etag\":\"a\"}", Some("a")),
            (r#"{"@odata.eTag":"a"}"#, Some("a")),
            (r#"{"value":{"@odata.etag":"a"}}"#, Some("a")),
            (
                r#"{"value":{"@odata.etag":"a"},"@odata.etag":"b"}"#,
                Some("b"),
            ),
            // The annotation of another object.
            (r#"{"manager":{"@odata.etag":"a"}}"#, None),
            (r#"{"id":1,"value":{"@odata.etag":"a"}}"#, None),
            (r#"{"value":[{"@odata.etag":"a"}]}"#, None),
            (r#"{"manager@odata.etag":"a"}"#, None),
            (r#"{"@odata.etag":null}"#, None),
            (r#"{"@odata.etag":""}"#, None),
            (r#"{"@odata.etag":7}"#, None),
            (r#"[{"@odata.etag":"a"}]"#, None),
            ("7", None),
            ("", None),
            ("\u{0}", None),
        ] {
            assert_eq!(body_etag(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn the_etag_of_a_header_is_not_cut() {
        let long = format!("\"{}\"", "x".repeat(1_000));
        for (value, expected) in [
            ("W/\"1\"", Some("W/\"1\"")),
            (long.as_str(), Some(long.as_str())),
            (" \"1\" ", Some("\"1\"")),
            ("", None),
        ] {
            let value = HeaderValue::from_str(value).unwrap();
            let headers = HeaderMap::from_iter([(ETAG, value)]);
            assert_eq!(header_etag(&headers), expected);
        }
        assert_eq!(header_etag(&HeaderMap::new()), None);
    }
}
