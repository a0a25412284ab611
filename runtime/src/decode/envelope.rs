//! `{"value": {…}}` around one object: what the reference documents and the service, as far as is known, does not send.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// What the envelope holds, if the text is one: what `value` holds, if that is an object.
pub(super) fn content(json: &str) -> Option<&str> {
    value(json).filter(|text| text.starts_with('{'))
}

/// What `value` holds, if it is the only property besides annotations: an object within an envelope, a list, a single
/// value.
///
/// It stops at the first other property, so a bare object is not read twice.
pub(super) fn value(json: &str) -> Option<&str> {
    let mut parser = serde_json::Deserializer::from_str(json);
    let raw = parser.deserialize_map(Envelope).ok()?;
    parser.end().ok()?;
    Some(raw.get())
}

/// Whether an object has a property `value`, among whatever others.
pub(super) fn has_value(json: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct HasValue {
        #[serde(rename = "value")]
        _value: IgnoredAny,
    }
    serde_json::from_str::<HasValue>(json).is_ok()
}

/// Whether a collection says that it goes on elsewhere.
pub(super) fn links_on(json: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Links {
        #[serde(rename = "@odata.nextLink")]
        next: Option<IgnoredAny>,
    }
    serde_json::from_str::<Links>(json).is_ok_and(|links| links.next.is_some())
}

struct Envelope;

impl<'de> Visitor<'de> for Envelope {
    type Value = &'de RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut content = None;
        while let Some(name) = map.next_key_seed(Name)? {
            match &*name {
                "value" if content.is_none() => content = Some(map.next_value()?),
                annotation if annotation.contains('@') => drop(map.next_value::<IgnoredAny>()?),
                _ => return Err(de::Error::custom("a bare object")),
            }
        }
        content.ok_or_else(|| de::Error::custom("a bare object"))
    }
}

/// A property's name, borrowed where it has no escapes.
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// A JSON text as it stands, for what is looked at later or not at all.
pub(super) fn raw<'de, A: MapAccess<'de>>(map: &mut A) -> Result<&'de RawValue, A::Error> {
    map.next_value_seed(std::marker::PhantomData::<&'de RawValue>)
}

#[cfg(test)]
mod tests {
    use crate::decode::envelope::value;

    #[test]
    fn an_envelope_is_told_from_an_object() {
        let table = [
            (r#"{"value":{"id":"1"}}"#, Some(r#"{"id":"1"}"#)),
            (
                r#" { "value" : { "id" : "1" } } "#,
                Some(r#"{ "id" : "1" }"#),
            ),
            (r#"{"@odata.context":"c","value":{}}"#, Some("{}")),
            (r#"{"value":{},"@odata.etag":"e"}"#, Some("{}")),
            (
                r#"{"@odata.context":{"deep":[1,{}]},"value":{},"members@odata.context":"x"}"#,
                Some("{}"),
            ),
            ("{\"v\\u0061lue\":{\"id\":1}}", Some(r#"{"id":1}"#)),
            (
                r#"{"value":{"value":{"id":1}}}"#,
                Some(r#"{"value":{"id":1}}"#),
            ),
            (r#"{"value":"x"}"#, Some(r#""x""#)),
            (r#"{"value":null}"#, Some("null")),
            (r#"{"value": [{}] }"#, Some("[{}]")),
            // Bare objects, some with a `value` of their own.
            (r#"{"id":"1"}"#, None),
            (r#"{"id":"1","value":{}}"#, None),
            (r#"{"value":{},"id":"1"}"#, None),
            (r#"{"value":{},"error":{}}"#, None),
            (r#"{"value":{},"value":{}}"#, None),
            (r#"{"Value":{}}"#, None),
            (r#"{"error":{"message":"m"}}"#, None),
            (r#"{"@odata.context":"c"}"#, None),
            ("{}", None),
            // No objects, and no JSON.
            (r#"[{"value":{}}]"#, None),
            (r#""value""#, None),
            ("null", None),
            ("", None),
            (r#"{"value":{}"#, None),
            (r#"{"value":{}} {}"#, None),
            (r#"{"value":{"id":}"#, None),
        ];
        for (json, expected) in table {
            assert_eq!(value(json), expected, "{json}");
        }
    }

    #[test]
    fn a_bare_object_is_read_up_to_its_first_property() {
        // Broken after the first property: were it read further, the answer would be the same, so look at the parser.
        let json = format!(
            r#"{{"@odata.context":"c","id":"1","rest":{}"#,
            "[".repeat(100_000)
        );
        assert_eq!(value(&json), None);
    }
}
