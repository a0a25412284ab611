//! The body of a request.

use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;
use serde_json::error::Category;

/// The body of a request, with its media type.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) content_type: HeaderValue,
    pub(crate) bytes: Bytes,
}

impl Body {
    pub(crate) fn of_json(json: impl Into<Bytes>) -> Self {
        Body {
            content_type: HeaderValue::from_static("application/json"),
            bytes: json.into(),
        }
    }

    /// The value as JSON, or why it cannot be written as JSON.
    pub(crate) fn serialize<T: Serialize + ?Sized>(value: &T) -> Result<Self, String> {
        match serde_json::to_vec(value) {
            Ok(json) => Ok(Body::of_json(json)),
            Err(error) => Err(fault_of_json(&error)),
        }
    }

    /// These bytes, or what is wrong with their media type.
    pub(crate) fn of_bytes(content_type: &str, bytes: Bytes) -> Result<Self, String> {
        let is_media_type = content_type.split(';').next().is_some_and(is_media_type);
        match HeaderValue::try_from(content_type) {
            Ok(content_type) if is_media_type => Ok(Body {
                content_type,
                bytes,
            }),
            _ => Err(NO_MEDIA_TYPE.to_owned()),
        }
    }
}

const NO_MEDIA_TYPE: &str =
    "the content type of the body is not a media type, such as `image/jpeg`";

/// Whether this is a type and a subtype (RFC 9110, section 8.3.1).
fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    match text.trim().split_once('/') {
        Some((main, sub)) => is_token(main) && is_token(sub),
        None => false,
    }
}

/// What is wrong with a value. The message of a type's own `Serialize` may quote the value, so it is not shown.
fn fault_of_json(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Data => {
            "the body cannot be serialized: the `Serialize` of its type, or of a value in it, has failed".to_owned()
        }
        _ => format!("the body cannot be serialized as JSON: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_value_that_is_not_json_says_why_and_does_not_quote_it() {
        struct Failing;

        impl Serialize for Failing {
            fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom("planted"))
            }
        }

        let fault = Body::serialize(&Failing).err().unwrap();
        assert!(fault.contains("`Serialize`"), "{fault}");
        assert!(!fault.contains("planted"), "{fault}");
        let map = HashMap::from([(vec![1], 2)]);
        let fault = Body::serialize(&map).err().unwrap();
        assert!(fault.contains("key must be a string"), "{fault}");
    }

    #[test]
    fn a_content_type_has_a_type_and_a_subtype() {
        let of = |content_type| Body::of_bytes(content_type, Bytes::new()).is_ok();
        for valid in [
            "image/jpeg",
            "text/plain; charset=utf-8",
            "application/vnd.x+json",
        ] {
            assert!(of(valid), "{valid}");
        }
        for invalid in ["", "image", "image/", "/jpeg", "a b/c", "image/jpeg\n"] {
            assert!(!of(invalid), "{invalid:?}");
        }
    }
}
