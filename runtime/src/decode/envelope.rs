//! The envelope `{"value": {…}}` around one object. Graph's reference shows it; as far as is known, the service does not
//! send it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The object in an envelope, if the JSON is one.
pub(super) fn object(json: &str) -> Option<&str> {
    value(json).filter(|value| value.starts_with('{'))
}

/// The content of `value`, if it is the only property besides annotations: the object in an envelope, a list or a single
/// value.
///
/// Parsing stops at the first other property, so a bare object is not parsed twice.
pub(super) fn value(json: &str) -> Option<&str> {
    let mut parser = serde_json::Deserializer::from_str(json);
    let raw = parser.deserialize_map(Envelope).ok()?;
    parser.end().ok()?;
    Some(raw.get())
}

/// Whether an object has a property `value`, whatever else it has.
pub(super) fn has_value(json: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct HasValue {
        #[serde(rename = "value")]
        _value: IgnoredAny,
    }
    serde_json::from_str::<HasValue>(json).is_ok()
}

struct Envelope;

impl<'de> Visitor<'de> for Envelope {
    type Value = &'de RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut content = None;
        while let Some(name) = map.next_key_seed(PropertyName)? {
            match &*name {
                "value" if content.is_none() => content = Some(map.next_value()?),
                annotation if annotation.contains('@') => drop(map.next_value::<IgnoredAny>()?),
                _ => return Err(de::Error::custom("a bare object")),
            }
        }
        content.ok_or_else(|| de::Error::custom("a bare object"))
    }
}

/// Reads the name of a property, borrowed unless it has escapes.
pub(crate) struct PropertyName;

impl<'de> DeserializeSeed<'de> for PropertyName {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for PropertyName {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// Takes a value as JSON text, without parsing it.
pub(super) fn raw_value<'de, A: MapAccess<'de>>(map: &mut A) -> Result<&'de RawValue, A::Error> {
    map.next_value_seed(std::marker::PhantomData::<&'de RawValue>)
}

#[cfg(test)]
mod tests {
    use crate::decode::envelope::value;

    #[test]
    fn envelopes_are_told_apart_from_bare_objects() {
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
            // Bare objects, some with their own `value`.
            (r#"{"id":"1"}"#, None),
            (r#"{"id":"1","value":{}}"#, None),
            (r#"{"value":{},"id":"1"}"#, None),
            (r#"{"value":{},"error":{}}"#, None),
            (r#"{"value":{},"value":{}}"#, None),
            (r#"{"Value":{}}"#, None),
            (r#"{"error":{"message":"m"}}"#, None),
            (r#"{"@odata.context":"c"}"#, None),
            ("{}", None),
            // Not objects, or not JSON.
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
    fn a_bare_object_is_parsed_up_to_its_first_property() {
        // Invalid after the first property. Parsing the rest would give the same result, only later.
        let json = format!(
            r#"{{"@odata.context":"c","id":"1","rest":{}"#,
            "[".repeat(100_000)
        );
        assert_eq!(value(&json), None);
    }
}
