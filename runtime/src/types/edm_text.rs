//! Values that are strings in the JSON.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A type that is written as text in Graph's JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `types::deserialize`",
    label = "no type that stands as text in the JSON",
    note = "it reads durations, bytes (`Vec<u8>`) and, by the features `chrono`, `time` and `jiff` of `graph-resource`, the types of these crates; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmText: Sized {
    /// What it is, for messages: `an Edm.Duration`.
    const EXPECTED: &'static str;

    /// Reads it; `None` for a text that is none.
    fn from_text(text: &str) -> Option<Self>;
}

/// A type that [`read`] reads: an [`EdmText`], an `Option` or a `Vec` of one, one within the other as it comes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `types::deserialize`",
    label = "no type that stands as text in the JSON",
    note = "it reads durations, bytes (`Vec<u8>`) and, by the features `chrono`, `time` and `jiff` of `graph-resource`, the types of these crates, also in an `Option` or a `Vec`; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmField: Sized {
    #[doc(hidden)]
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a text as one of the types above, for `#[serde(deserialize_with = "graph_resource::types::deserialize")]`.
///
/// # Errors
///
/// A text that is no value of the type.
pub fn deserialize<'de, D: Deserializer<'de>, T: EdmField>(deserializer: D) -> Result<T, D::Error> {
    T::read_field(deserializer)
}

/// What a field within an `Option` or a `Vec` is read as.
struct Within<T>(T);

impl<'de, T: EdmField> Deserialize<'de> for Within<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_field(deserializer).map(Within)
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: EdmText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

impl<T: EdmText> EdmField for T {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

impl<T: EdmField> EdmField for Option<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Within<T>>::deserialize(deserializer)?.map(|within| within.0))
    }
}

impl<T: EdmField> EdmField for Vec<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Within<T>>::deserialize(deserializer)?
            .into_iter()
            .map(|within| within.0)
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn options_and_lists_are_read_as_well() {
        #[derive(serde::Deserialize)]
        struct Fields {
            #[serde(default, deserialize_with = "deserialize")]
            none: Option<Duration>,
            #[serde(default, deserialize_with = "deserialize")]
            null: Option<Duration>,
            #[serde(deserialize_with = "deserialize")]
            many: Vec<Duration>,
            #[serde(default, deserialize_with = "deserialize")]
            perhaps_many: Option<Vec<Duration>>,
            #[serde(default, deserialize_with = "deserialize")]
            gaps: Vec<Option<Vec<u8>>>,
        }
        let json = r#"{"null": null, "many": ["PT1S", "PT2S"], "perhaps_many": ["PT3S"], "gaps": [null, "AQ=="]}"#;
        let read: Fields = serde_json::from_str(json).unwrap();
        assert_eq!((read.none, read.null, read.many.len()), (None, None, 2));
        assert_eq!(read.perhaps_many, Some(vec![Duration::from_secs(3)]));
        assert_eq!(read.gaps, [None, Some(vec![1])]);
        let error = serde_json::from_str::<Fields>(r#"{"many": ["soon"]}"#)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("PT1H"), "{error}");
    }
}
