//! Not sent, or sent as nothing.

use serde::{Deserialize, Deserializer};

use crate::query::literal::Typed;
use crate::query::structured::{Collection, Nested};

/// A property of an item that need not come whole: it was not sent, or it is `null`, or it has a value.
///
/// The field has `#[serde(default)]`, so that serde does not ask for it.
///
/// ```
/// # use graph_resource::{graph_resource, Sent};
/// # use serde::Deserialize;
/// #[graph_resource(delta(changes = "/users/delta"))]
/// #[derive(Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct User {
///     id: String,
///     #[serde(default)]
///     job_title: Sent<String>,
/// }
///
/// let read = |json| serde_json::from_str::<User>(json).unwrap().job_title;
/// assert_eq!(read(r#"{"id": "1"}"#), Sent::No);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": null}"#), Sent::Null);
/// assert_eq!(read(r#"{"id": "1", "jobTitle": "Engineer"}"#), Sent::Value("Engineer".to_owned()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sent<T> {
    /// It was not sent: it is as it was.
    #[default]
    No,
    /// It has no value.
    Null,
    /// It has this value.
    Value(T),
}

impl<T> Sent<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Sent::Value(value) => Some(value),
            Sent::No | Sent::Null => None,
        }
    }

    /// Sets `target` to what was sent, and leaves it alone if nothing was.
    pub fn apply(self, target: &mut Option<T>) {
        match self {
            Sent::No => {}
            Sent::Null => *target = None,
            Sent::Value(value) => *target = Some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sent<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Sent::Null, Sent::Value))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Typed> Typed for Sent<T> {
    type Kind = T::Kind;
}

impl<T: Nested> Nested for Sent<T> {
    type Shape = T::Shape;
}

impl<T: Collection> Collection for Sent<T> {
    type Item = T::Item;
}
