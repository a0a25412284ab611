//! Distinguishes a property that was not sent from one that is `null`.

use serde::{Deserialize, Deserializer};

use crate::query::literal::Typed;
use crate::query::structured::{Collection, Nested};

/// A property that was not sent, is `null`, or has a value.
///
/// A delta query may send only the properties that changed. A missing property then means "unchanged", and `null` means
/// that the value was removed. Put `#[serde(default)]` on the field: without it, a missing property is read as
/// [`Null`](Self::Null).
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
/// let read = |json| serde_json::from_str::<User>(json).unwrap().job_title;
/// assert_eq!(read(r#"{"id": "1"}"#), MaybeSent::Absent);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": null}"#), MaybeSent::Null);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": "Engineer"}"#), MaybeSent::Value("Engineer".to_owned()));
/// ```
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
        Ok(match Option::deserialize(deserializer)? {
            Some(value) => MaybeSent::Value(value),
            None => MaybeSent::Null,
        })
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
