//! Distinguishes a property that was not sent from one that is `null`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::query::literal::Typed;
use crate::query::structured::{Collection, Nested};

/// A property that was not sent, is `null`, or has a value.
///
/// A delta query may send only the properties that changed. A missing property then means "unchanged", and `null` means
/// that the value was removed. Put `#[serde(default)]` on the field: without it, a missing property is an error, and
/// `#[graph_resource]` asks for it.
///
/// ```
/// # use graph_resource::graph_resource;
/// # use graph_resource::types::MaybeSent;
/// # use serde::Deserialize;
/// #[graph_resource(delta(changes = "/users/delta"))]
/// #[derive(Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct User {
///     id: String,
///     #[serde(default)]
///     job_title: MaybeSent<String>,
/// }
///
/// let read = |json| serde_json::from_str(json).map(|user: User| user.job_title);
/// assert_eq!(read(r#"{"id": "1"}"#)?, MaybeSent::Absent);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": null}"#)?, MaybeSent::Null);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": "Engineer"}"#)?, MaybeSent::Value("Engineer".to_owned()));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A struct that is also serialized leaves the property out with
/// `#[serde(default, skip_serializing_if = "MaybeSent::is_absent")]`. Serializing `Absent` itself is an error.
// Exhaustive: JSON has no further case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MaybeSent<T> {
    /// The property was not sent: its value has not changed.
    #[default]
    Absent,
    /// The property is `null`: it has no value.
    Null,
    /// The property has this value.
    Value(T),
}

impl<T> MaybeSent<T> {
    /// Returns the value, if the property has one.
    pub fn value(self) -> Option<T> {
        match self {
            MaybeSent::Value(value) => Some(value),
            MaybeSent::Absent | MaybeSent::Null => None,
        }
    }

    /// Returns whether the property was not sent.
    pub fn is_absent(&self) -> bool {
        matches!(self, MaybeSent::Absent)
    }

    /// Updates `target` with what the service sent, and leaves it unchanged if the property was not sent.
    ///
    /// ```
    /// use graph_resource::types::MaybeSent;
    ///
    /// let mut job_title = Some("Engineer");
    /// MaybeSent::Absent.apply(&mut job_title);
    /// assert_eq!(job_title, Some("Engineer"));
    /// MaybeSent::Null.apply(&mut job_title);
    /// assert_eq!(job_title, None);
    /// ```
    pub fn apply(self, target: &mut Option<T>) {
        match self {
            MaybeSent::Absent => {}
            MaybeSent::Null => *target = None,
            MaybeSent::Value(value) => *target = Some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for MaybeSent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // serde reads an absent field as the `None` of an `Option`, which is also what `null` is. Of a newtype, it
        // reports the field as missing.
        deserializer.deserialize_newtype_struct("MaybeSent", Sent(PhantomData))
    }
}

impl<T: Serialize> Serialize for MaybeSent<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sent = match self {
            MaybeSent::Absent => {
                return Err(S::Error::custom(
                    "a property that was not sent cannot be serialized: put `#[serde(skip_serializing_if = \"MaybeSent::is_absent\")]` on its field",
                ));
            }
            MaybeSent::Null => None,
            MaybeSent::Value(value) => Some(value),
        };
        serializer.serialize_newtype_struct("MaybeSent", &sent)
    }
}

/// Reads a property that was sent.
struct Sent<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Sent<T> {
    type Value = MaybeSent<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        let sent: Option<T> = Option::deserialize(deserializer)?;
        Ok(sent.map_or(MaybeSent::Null, MaybeSent::Value))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Typed> Typed for MaybeSent<T> {
    type Kind = T::Kind;
}

impl<T: Nested> Nested for MaybeSent<T> {
    type Type = T::Type;
}

impl<T: Collection> Collection for MaybeSent<T> {
    type Item = T::Item;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Required {
        title: MaybeSent<String>,
    }

    #[derive(Debug, Deserialize)]
    struct Defaulted {
        #[serde(default)]
        title: MaybeSent<String>,
    }

    #[derive(Debug, Deserialize)]
    struct Flattening {
        #[serde(flatten)]
        inner: Defaulted,
    }

    #[test]
    fn a_property_that_was_not_sent_is_never_read_as_null() {
        let error = serde_json::from_str::<Required>("{}").unwrap_err();
        assert!(
            error.to_string().starts_with("missing field `title`"),
            "{error}"
        );
        let absent: Defaulted = serde_json::from_str("{}").unwrap();
        assert_eq!(absent.title, MaybeSent::Absent);
        let absent: Flattening = serde_json::from_str("{}").unwrap();
        assert_eq!(absent.inner.title, MaybeSent::Absent);
    }

    #[test]
    fn a_property_that_was_sent_is_null_or_has_its_value() {
        let engineer = MaybeSent::Value("Engineer".to_owned());
        for (json, expected) in [
            (r#"{"title":null}"#, MaybeSent::Null),
            (r#"{"title":"Engineer"}"#, engineer),
        ] {
            let required: Required = serde_json::from_str(json).unwrap();
            assert_eq!(required.title, expected, "{json}");
            let flattening: Flattening = serde_json::from_str(json).unwrap();
            assert_eq!(flattening.inner.title, expected, "{json}");
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            let defaulted: Defaulted = serde_json::from_value(value).unwrap();
            assert_eq!(defaulted.title, expected, "{json}");
        }
    }
}
