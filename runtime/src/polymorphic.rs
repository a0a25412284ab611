//! Objects of several types, told apart by `@odata.type`.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// An object whose type has been looked up, and that has not been read yet.
#[derive(Debug)]
pub struct Polymorphic {
    json: Box<RawValue>,
    /// What `@odata.type` says, without its `#`.
    odata_type: Option<String>,
}

impl Polymorphic {
    /// Takes the object as it stands and looks for its type, wherever among its properties it is.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the JSON.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let odata_type = serde_json::Deserializer::from_str(json.get()).deserialize_any(TypeName).unwrap_or_default();
        Ok(Polymorphic { json, odata_type })
    }

    /// Whether it is of that type. The service's letter case is not to be relied on.
    pub fn is(&self, odata_type: &str) -> bool {
        let wanted = odata_type.trim_start_matches('#');
        self.odata_type.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    }

    /// Reads it as a `T`.
    ///
    /// # Errors
    ///
    /// An object that does not fit `T`.
    pub fn into<T: DeserializeOwned, E: Error>(self) -> Result<T, E> {
        serde_json::from_str(self.json.get()).map_err(E::custom)
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
                found = map.next_value::<Option<String>>()?.map(|name| name.trim_start_matches('#').to_owned());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// `@odata.type`, in any letter case, and `odata.type` as older services spell it.
fn is_type_annotation(name: &str) -> bool {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.eq_ignore_ascii_case("odata.type")
}
