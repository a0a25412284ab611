//! Not sent, or sent as nothing.

use serde::{Deserialize, Deserializer};

use crate::query::literal::Typed;
use crate::query::structured::{Collection, Nested};

/// A property of an item that need not come whole: it was not sent, or it is `null`, or it has a value.
///
/// The field has `#[serde(default)]`, so that serde does not ask for it.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MaybeSent<T> {
    /// It was not sent: it is as it was.
    #[default]
    Absent,
    /// It has no value.
    Null,
    /// It has this value.
    Value(T),
}

impl<T> MaybeSent<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            MaybeSent::Value(value) => Some(value),
            MaybeSent::Absent | MaybeSent::Null => None,
        }
    }

    /// Sets `target` to what was sent, and leaves it alone if nothing was.
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
        Ok(Option::deserialize(deserializer)?.map_or(MaybeSent::Null, MaybeSent::Value))
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
