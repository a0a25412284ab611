//! Reads values that JSON has no type for, and that Graph writes as strings.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A type whose values Graph writes as strings in JSON.
///
/// Implement it for a type of your own to read it with [`deserialize`]:
///
/// ```
/// use graph_resource::types::EdmText;
///
/// #[derive(Debug, PartialEq)]
/// struct Etag(u64);
///
/// impl EdmText for Etag {
///     const EXPECTED: &'static str = "an ETag, such as `W/\"42\"`";
///
///     fn from_text(text: &str) -> Option<Self> {
///         let number = text.strip_prefix("W/\"")?.strip_suffix('"')?;
///         number.parse().ok().map(Etag)
///     }
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Item {
///     #[serde(deserialize_with = "graph_resource::types::deserialize")]
///     etag: Etag,
/// }
///
/// let item: Item = serde_json::from_str(r#"{"etag": "W/\"42\""}"#).unwrap();
/// assert_eq!(item.etag, Etag(42));
/// ```
#[diagnostic::on_unimplemented(
    message = "`types::deserialize` cannot read `{Self}`",
    label = "not a type that Graph writes as a string",
    note = "it reads durations, bytes (`Vec<u8>`), the date and time types of `chrono`, `time` and `jiff` (with the features of these names), and an `Option` or `Vec` of one of them; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmText: Sized {
    /// What a value looks like, for error messages: "a duration, such as `PT1H`".
    const EXPECTED: &'static str;

    /// Parses a value. Returns `None` if `text` is not a value of the type.
    fn from_text(text: &str) -> Option<Self>;
}

/// A type that [`deserialize`] reads: an [`EdmText`], or an `Option` or `Vec` of one, nested to any depth.
#[diagnostic::on_unimplemented(
    message = "`types::deserialize` cannot read `{Self}`",
    label = "not a type that Graph writes as a string",
    note = "it reads durations, bytes (`Vec<u8>`), the date and time types of `chrono`, `time` and `jiff` (with the features of these names), and an `Option` or `Vec` of one of them; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmField: Sized {
    #[doc(hidden)]
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a value that Graph writes as a string, for `#[serde(deserialize_with = "graph_resource::types::deserialize")]`.
///
/// See [the module](crate::types) for the types that it reads and an example.
///
/// # Errors
///
/// Fails if the JSON value is not a string (for a `Vec` of such values, an array of strings), or a string is not a
/// value of the type. `null` is only accepted by an `Option`.
pub fn deserialize<'de, D: Deserializer<'de>, T: EdmField>(deserializer: D) -> Result<T, D::Error> {
    T::read_field(deserializer)
}

/// Makes serde read the content of an `Option` or a `Vec` as an [`EdmField`].
struct Content<T>(T);

impl<'de, T: EdmField> Deserialize<'de> for Content<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_field(deserializer).map(Content)
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
        let content = Option::<Content<T>>::deserialize(deserializer)?;
        Ok(content.map(|content| content.0))
    }
}

impl<T: EdmField> EdmField for Vec<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let contents = Vec::<Content<T>>::deserialize(deserializer)?;
        Ok(contents.into_iter().map(|content| content.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn options_and_vectors_are_read_to_any_depth() {
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
