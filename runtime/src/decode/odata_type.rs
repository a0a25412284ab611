//! Objects of several types, which `@odata.type` tells apart.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::sync::OnceLock;

use serde::de::value::Error as ProbeError;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

use crate::decode::envelope::PropertyName;
use crate::decode::mismatch::nested_mismatch;
use crate::decode::reader::read_json;

/// The largest depth that serde_json parses.
const MAX_DEPTH: u32 = 128;

/// An object whose type is known, and that has not been decoded yet.
pub struct TaggedObject<'de> {
    json: Cow<'de, str>,
    /// The value of `@odata.type`, without its `#`.
    odata_type: Option<String>,
}

impl<'de> TaggedObject<'de> {
    /// Takes the JSON of the object, and finds its type anywhere among its properties.
    ///
    /// # Errors
    ///
    /// Invalid JSON, and JSON that is nested too deeply.
    pub fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = deserializer.deserialize_newtype_struct(raw_value_name(), JsonText)?;
        // Each nested object of this kind gets a parser that counts the depth from 0 again.
        if Nesting::is_outermost() && is_too_deep(&json) {
            return Err(D::Error::custom("recursion limit exceeded"));
        }
        let odata_type = find_type(&json);
        Ok(TaggedObject { json, odata_type })
    }

    /// Returns which of these types the object has, by its index. The letter case is ignored, since services vary it.
    ///
    /// If the object has none of them, a type with the same name in another namespace counts, provided that there is one
    /// only: many types of Graph are in a namespace below `microsoft.graph`.
    pub fn variant(&self, odata_types: &[&str]) -> Option<usize> {
        let own = self.odata_type.as_deref()?;
        let is_own = |known: &&str| known.trim_start_matches('#').eq_ignore_ascii_case(own);
        if let Some(index) = odata_types.iter().position(is_own) {
            return Some(index);
        }
        let has_own_name = |known: &&str| local_name(known).eq_ignore_ascii_case(local_name(own));
        let index = odata_types.iter().position(has_own_name)?;
        let is_ambiguous = odata_types[index + 1..].iter().any(has_own_name);
        (!is_ambiguous).then_some(index)
    }

    /// Decodes the object as a `T`.
    ///
    /// # Errors
    ///
    /// The object does not fit `T`.
    pub fn into<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        let nesting = Nesting::enter();
        let read = read_json(&self.json);
        drop(nesting);
        read.map_err(|misfit| E::custom(nested_mismatch(&self.json, &misfit)))
    }
}

impl fmt::Debug for TaggedObject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaggedObject")
            .field("odata_type", &self.odata_type)
            .finish_non_exhaustive()
    }
}

thread_local! {
    /// How many objects of this kind are being decoded on this thread, each within the one before.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// An object of this kind that is being decoded.
struct Nesting;

impl Nesting {
    fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Nesting
    }

    fn is_outermost() -> bool {
        DEPTH.get() == 0
    }
}

impl Drop for Nesting {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// The name after the last dot, without the namespace.
fn local_name(odata_type: &str) -> &str {
    let name = odata_type.trim_start_matches('#');
    name.rsplit('.').next().unwrap_or(name)
}

/// The name under which serde_json returns the JSON of a value. It is private, so a raw value is asked for it.
fn raw_value_name() -> &'static str {
    static NAME: OnceLock<&'static str> = OnceLock::new();
    NAME.get_or_init(|| {
        let mut name = "";
        let _ = Box::<RawValue>::deserialize(NameProbe(&mut name));
        name
    })
}

/// A deserializer that records the name of the newtype struct that is requested, and returns an error.
struct NameProbe<'a>(&'a mut &'static str);

impl<'de> Deserializer<'de> for NameProbe<'_> {
    type Error = ProbeError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ProbeError> {
        Err(ProbeError::custom("a probe has no value"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ProbeError> {
        *self.0 = name;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Takes the JSON of a value. A value that serde has buffered (for a flattened field or an untagged enum) has no JSON any
/// more, and is serialized again.
struct JsonText;

impl<'de> Visitor<'de> for JsonText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    /// serde_json's raw value: a map with one entry, whose value is the JSON.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        map.next_key::<IgnoredAny>()?
            .ok_or_else(|| A::Error::custom("expected JSON"))?;
        map.next_value_seed(Text)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Cow::Owned(value.to_string()))
    }
}

/// Reads a string, borrowed if possible.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

/// Finds the type of an object. It is usually the first property, after which nothing is parsed.
fn find_type(json: &str) -> Option<String> {
    let mut found = None;
    // The search ends with an error, so that the rest is not parsed.
    let _ = serde_json::Deserializer::from_str(json).deserialize_any(FindType(&mut found));
    found
}

struct FindType<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for FindType<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(PropertyName)? {
            if is_type_annotation(&name) {
                let name = map.next_value::<String>()?;
                *self.0 = Some(name.trim_start_matches('#').to_owned());
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Whether JSON is nested more deeply than serde_json parses.
fn is_too_deep(json: &str) -> bool {
    let mut depth = 0_u32;
    let mut in_string = false;
    let mut is_escaped = false;
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth >= MAX_DEPTH {
            return true;
        }
    }
    false
}

/// Whether a name is `@odata.type` in any letter case, or `odata.type`, as older services spell it.
fn is_type_annotation(name: &str) -> bool {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.eq_ignore_ascii_case("odata.type")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> TaggedObject<'_> {
        TaggedObject::deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap()
    }

    #[test]
    fn a_raw_value_has_a_name() {
        assert!(raw_value_name().starts_with('$'), "{}", raw_value_name());
    }

    #[test]
    fn the_json_of_an_object_is_borrowed_from_the_body() {
        let json = r##"{"a":1,"@odata.type":"#x.user"}"##;
        let object = object(json);
        assert!(matches!(object.json, Cow::Borrowed(same) if std::ptr::eq(same, json)));
        assert_eq!(object.odata_type.as_deref(), Some("x.user"));
    }

    #[test]
    fn an_object_can_be_read_from_any_source_of_json() {
        let json = r##"{"a":[1.5],"@odata.type":"#x.user"}"##;
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let from_value = TaggedObject::deserialize(value.clone()).unwrap();
        assert_eq!(from_value.odata_type.as_deref(), Some("x.user"));
        let mut reader = serde_json::Deserializer::from_reader(json.as_bytes());
        let from_reader = TaggedObject::deserialize(&mut reader).unwrap();
        assert_eq!(from_reader.into::<_, serde_json::Error>().ok(), Some(value));
    }

    #[test]
    fn a_type_is_found_by_its_full_name_and_else_by_its_local_name_if_that_is_unique() {
        const TYPES: &[&str] = &[
            "microsoft.graph.user",
            "microsoft.graph.security.alert",
            "microsoft.graph.alert",
            "microsoft.graph.callRecords.call",
        ];
        for (odata_type, expected) in [
            ("#microsoft.graph.user", Some(0)),
            ("Microsoft.Graph.User", Some(0)),
            ("#microsoft.graph.security.user", Some(0)),
            ("#microsoft.graph.security.alert", Some(1)),
            ("#microsoft.graph.alert", Some(2)),
            // Two variants have this name.
            ("#microsoft.graph.other.alert", None),
            ("#microsoft.graph.call", Some(3)),
            ("call", Some(3)),
            ("#microsoft.graph.superUser", None),
            ("", None),
        ] {
            let json = format!(r#"{{"@odata.type":"{odata_type}"}}"#);
            assert_eq!(object(&json).variant(TYPES), expected, "{odata_type}");
        }
        assert_eq!(object("{}").variant(TYPES), None);
    }
}
