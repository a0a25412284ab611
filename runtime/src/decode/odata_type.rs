//! Objects of several types, told apart by `@odata.type`.

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::decode::misfit::misfit_within;

/// serde_json's own limit.
const MAX_DEPTH: u32 = 128;

/// An object whose type has been looked up, and that has not been read yet.
pub struct TaggedObject {
    json: Box<RawValue>,
    /// What `@odata.type` says, without its `#`.
    odata_type: Option<String>,
}

impl TaggedObject {
    /// Takes the object as it stands and looks for its type, wherever among its properties it is.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the JSON.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name is the one under which serde_json hands out its text. What serde holds back (in a struct with a flattened
        // field, in an untagged enum) has none; that is written again.
        let json =
            deserializer.deserialize_newtype_struct("$serde_json::private::RawValue", Text)?;
        // Within this object a parser begins that counts from 0, and then another one within the next, without end.
        if is_too_deep(json.get()) {
            return Err(D::Error::custom("recursion limit exceeded"));
        }
        let odata_type = serde_json::Deserializer::from_str(json.get())
            .deserialize_any(TypeName)
            .unwrap_or_default();
        Ok(TaggedObject { json, odata_type })
    }

    /// Whether it is of that type. The service's letter case is not to be relied on.
    pub fn is(&self, odata_type: &str) -> bool {
        let wanted = odata_type.trim_start_matches('#');
        self.odata_type
            .as_deref()
            .is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    }

    /// Reads it as a `T`.
    ///
    /// # Errors
    ///
    /// An object that does not fit `T`.
    pub fn into<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        let json = self.json.get();
        serde_json::from_str(json).map_err(|error| E::custom(misfit_within::<T>(json, &error)))
    }
}

impl std::fmt::Debug for TaggedObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TaggedObject")
            .field("odata_type", &self.odata_type)
            .finish_non_exhaustive()
    }
}

/// Takes the text of an object, or writes it.
struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Box<RawValue>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (_, json) = map
            .next_entry::<IgnoredAny, String>()?
            .ok_or_else(|| A::Error::custom("no JSON"))?;
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

/// Looks for the type of an object; of anything else there is none.
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

/// Whether a JSON text is nested deeper than serde_json reads.
fn is_too_deep(json: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    json.bytes().any(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth >= MAX_DEPTH
    })
}

/// `@odata.type`, in any letter case, and `odata.type` as older services spell it.
fn is_type_annotation(name: &str) -> bool {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.eq_ignore_ascii_case("odata.type")
}
