//! Edits of the data while the service runs.

use serde_json::Value;

use crate::data::{self, Data};
use crate::delta::{Change, Reason};

/// A change to the data, for [`Service::edit`](crate::Service::edit).
///
/// ```
/// use graph_resource_tests::{Edit, Reason};
/// use serde_json::json;
///
/// let edits = [
///     Edit::change("/users", "1", json!({"jobTitle": "Engineer"})),
///     Edit::remove("/users", "2", Reason::Deleted),
/// ];
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub(crate) set: String,
    pub(crate) id: String,
    action: Action,
}

#[derive(Debug, Clone, PartialEq)]
enum Action {
    Change(Value),
    Remove(Reason),
}

impl Edit {
    /// Sets properties of an entity in the set at `path`, or adds an entity with that id.
    ///
    /// Properties that are not in `members` keep their values.
    pub fn change(path: &str, id: &str, members: Value) -> Self {
        Self::new(path, id, Action::Change(members))
    }

    /// Removes an entity from the set at `path`.
    pub fn remove(path: &str, id: &str, reason: Reason) -> Self {
        Self::new(path, id, Action::Remove(reason))
    }

    fn new(path: &str, id: &str, action: Action) -> Self {
        Self {
            set: data::trim_slashes(path),
            id: id.to_owned(),
            action,
        }
    }

    /// Makes the change. Panics as [`Service::edit`](crate::Service::edit) does.
    pub(crate) fn apply(&self, data: &mut Data) -> Change {
        match &self.action {
            Action::Change(members) => data.update(&self.set, &self.id, members),
            Action::Remove(reason) => data.remove(&self.set, &self.id, *reason),
        }
    }
}
