//! The data that the service serves, as JSON, and its metadata.

mod calendar_view;
mod file;
mod generated;
mod inventory;
mod kind;
mod paths;
mod property_tree;
pub mod sample;
mod store;

use std::collections::BTreeMap;

use serde_json::Value;

pub use file::File;
pub use generated::Generated;
pub use inventory::Inventory;
pub use kind::Kind;
pub(crate) use kind::Source;
pub(crate) use property_tree::PropertyTree;
pub(crate) use store::{Node, Related, Store, get, same_type};

/// The data of a service.
///
/// Paths have no version and no trailing slash. A leading slash is optional.
///
/// ```
/// use graph_resource_tests::{Data, Kind};
/// use serde_json::json;
///
/// let data = Data::new()
///     .entity_set("/planets", vec![json!({"id": "earth", "mass": 5.97, "star": "sun"})])
///     .entity_set("/stars", vec![json!({"id": "sun", "name": "Sun"})])
///     .entity_set("/planets/earth/moons", vec![json!({"id": "moon"})])
///     .kind("planets", Kind::new("sample.planet").to_one("star", ["stars"]));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    sets: BTreeMap<String, Vec<Value>>,
    generated: BTreeMap<String, Generated>,
    singletons: BTreeMap<String, Value>,
    aliases: BTreeMap<String, String>,
    kinds: BTreeMap<String, Kind>,
    drives: BTreeMap<String, String>,
    files: BTreeMap<String, File>,
}

impl Data {
    /// No data.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sample data; see [`sample`] for its well-known ids.
    pub fn sample() -> Self {
        sample::data()
    }

    /// Adds or replaces the collection at `path`, whose entities are identified by `id`.
    ///
    /// A contained collection is a set whose path contains the key of its parent, such as
    /// `external/connections/contosohr/operations`.
    #[must_use]
    pub fn entity_set(mut self, path: &str, entities: Vec<Value>) -> Self {
        self.sets.insert(trim_slashes(path), entities);
        self
    }

    /// Adds or replaces a collection at `path` whose items are generated on request.
    ///
    /// It takes precedence over a set at the same path, and its [`kind`](Self::kind) is named by the path.
    ///
    /// ```
    /// use graph_resource_tests::{Data, Generated};
    /// use serde_json::json;
    ///
    /// let items = Generated::new(1_000_000, |index| json!({"id": index.to_string()}));
    /// let data = Data::new().generated("/items", items.page_sizes(100..=999, 7));
    /// ```
    #[must_use]
    pub fn generated(mut self, path: &str, items: Generated) -> Self {
        self.generated.insert(trim_slashes(path), items);
        self
    }

    /// Adds or replaces the single entity at `path`.
    #[must_use]
    pub fn singleton(mut self, path: &str, entity: Value) -> Self {
        self.singletons.insert(trim_slashes(path), entity);
        self
    }

    /// Makes `path` another name of `target`, as `me` is for one of the `users`.
    #[must_use]
    pub fn alias(mut self, path: &str, target: &str) -> Self {
        self.aliases
            .insert(trim_slashes(path), trim_slashes(target));
        self
    }

    /// Makes `root/delta` list the changes of the set `items` in the format of drives: `token`, and `deleted: {}`.
    ///
    /// Every other set has its own delta query in the format of the directory: `$deltatoken`, and `@removed`.
    #[must_use]
    pub fn drive(mut self, root: &str, items: &str) -> Self {
        self.drives.insert(trim_slashes(root), trim_slashes(items));
        self
    }

    /// Adds or replaces the bytes at `path`, such as `users/1/photo/$value` or `reports/getUsage(period='D7')`.
    #[must_use]
    pub fn file(mut self, path: &str, file: File) -> Self {
        self.files.insert(trim_slashes(path), file);
        self
    }

    /// Sets the metadata of the entities of a set or of a singleton.
    ///
    /// A kind is named by the path of its set without keys: `users`, `external/connections/operations`.
    #[must_use]
    pub fn kind(mut self, name: &str, kind: Kind) -> Self {
        self.kinds.insert(trim_slashes(name), kind);
        self
    }

    /// The kind of a set, which is empty if none was set.
    pub(crate) fn kind_of(&self, set: &str) -> Kind {
        self.kinds
            .get(&paths::kind_of(self, set))
            .cloned()
            .unwrap_or_default()
    }

    /// The entities of a set, which must exist.
    pub(crate) fn entities(&mut self, set: &str) -> &mut Vec<Value> {
        self.sets
            .get_mut(set)
            .unwrap_or_else(|| panic!("there is no set `{set}`"))
    }
}

pub(crate) fn trim_slashes(path: &str) -> String {
    path.trim_matches('/').to_owned()
}
