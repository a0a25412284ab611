//! Reads values that JSON has no type for, and that Graph writes as strings.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

/// A type whose values Graph writes as strings in JSON.
///
/// Implement it for a type of your own to read it with [`deserialize`](crate::types::deserialize):
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
/// let item: Item = serde_json::from_str(r#"{"etag": "W/\"42\""}"#)?;
/// assert_eq!(item.etag, Etag(42));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait EdmText: Sized {
    /// What a value looks like, for error messages: "a duration, such as `PT1H`".
    const EXPECTED: &'static str;

    /// Parses a value. Returns `None` if `text` is not a value of the type.
    fn from_text(text: &str) -> Option<Self>;
}

pub(super) struct TextVisitor<T>(pub(super) PhantomData<T>);

impl<T: EdmText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}
