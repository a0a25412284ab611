//! Objects of several types, which `@odata.type` tells apart.

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::decode::mismatch::nested_mismatch;

/// The largest depth that serde_json parses.
const MAX_DEPTH: u32 = 128;

/// An object whose type is known, and that has not been decoded yet.
pub struct TaggedObject {
    json: Box<RawValue>,
    /// The value of `@odata.type`, without its `#`.
    odata_type: Option<String>,
}

impl TaggedObject {
    /// Takes the JSON of the object, and finds its type anywhere among its properties.
    ///
    /// # Errors
    ///
    /// Invalid JSON, and JSON that is nested too deeply.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // serde_json returns the JSON of a value under this name. A value that serde has buffered (for a flattened field
        // or an untagged enum) has no JSON any more, and is serialized again.
        let json =
            deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", JsonText)?;
        // Each nested object of this kind gets a parser that counts the depth from 0 again.
        if is_too_deep(json.get()) {
            return Err(D::Error::custom("recursion limit exceeded"));
        }
        let odata_type = serde_json::Deserializer::from_str(json.get())
            .deserialize_any(TypeName)
            .unwrap_or_default();
        Ok(TaggedObject { json, odata_type })
    }

    /// Returns whether the object is of this type. The letter case is ignored, since services vary it.
    pub fn is(&self, odata_type: &str) -> bool {
        let odata_type = odata_type.trim_start_matches('#');
        match &self.odata_type {
            Some(own) => own.eq_ignore_ascii_case(odata_type),
            None => false,
        }
    }

    /// Decodes the object as a `T`.
    ///
    /// # Errors
    ///
    /// The object does not fit `T`.
    pub fn into<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        let json = self.json.get();
        serde_json::from_str(json).map_err(|error| E::custom(nested_mismatch::<T>(json, &error)))
    }
}

impl std::fmt::Debug for TaggedObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TaggedObject")
            .field("odata_type", &self.odata_type)
            .finish_non_exhaustive()
    }
}

/// Takes the JSON of a value, or serializes it again.
struct JsonText;

impl<'de> Visitor<'de> for JsonText {
    type Value = Box<RawValue>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (_, json) = map
            .next_entry::<IgnoredAny, String>()?
            .ok_or_else(|| A::Error::custom("expected JSON"))?;
        RawValue::from_string(json).map_err(A::Error::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        RawValue::from_string(value.to_string()).map_err(D::Error::custom)
    }
}

/// Finds the type of an object.
struct TypeName;

impl<'de> Visitor<'de> for TypeName {
    type Value = Option<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(name) = map.next_key::<String>()? {
            if is_type_annotation(&name) {
                found = map
                    .next_value::<Option<String>>()?
                    .map(|name| name.trim_start_matches('#').to_owned());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
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
