//! The data that is served, as JSON, and what Graph's metadata would say of it.

mod generated;
mod kind;
mod property_tree;
pub mod sample;
mod store;

use std::collections::BTreeMap;

use serde_json::Value;

pub use generated::Generated;
pub use kind::Kind;
pub(crate) use property_tree::Shape;
pub(crate) use store::{Node, Related, Store, get, same_type};

/// The data of a service.
///
/// Paths are written without version and without a slash at the end; one at the beginning is allowed.
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
}

impl Data {
    /// No data at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sample: see [`sample`] for its well-known ids.
    pub fn sample() -> Self {
        sample::data()
    }

    /// Adds or replaces the collection at `path`: entities, told apart by `id`.
    ///
    /// A contained collection is one more set whose path goes through the key of its parent, as in
    /// `external/connections/contosohr/operations`.
    #[must_use]
    pub fn entity_set(mut self, path: &str, entities: Vec<Value>) -> Self {
        self.sets.insert(clean(path), entities);
        self
    }

    /// Adds or replaces a collection at `path` whose items are made as they are asked for.
    ///
    /// It takes the place of a set at the same path, and its [`kind`](Self::kind) is that of the path.
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
        self.generated.insert(clean(path), items);
        self
    }

    /// Adds or replaces the single entity at `path`.
    #[must_use]
    pub fn singleton(mut self, path: &str, entity: Value) -> Self {
        self.singletons.insert(clean(path), entity);
        self
    }

    /// Makes `path` another name of `target`, as `me` is of one of the `users`.
    #[must_use]
    pub fn alias(mut self, path: &str, target: &str) -> Self {
        self.aliases.insert(clean(path), clean(target));
        self
    }

    /// Lets `root/delta` list the changes of the set `items`, in the way of drives: `token`, and `deleted: {}`.
    ///
    /// Every other set has a delta query of its own, in the way of the directory: `$deltatoken`, and `@removed`.
    #[must_use]
    pub fn drive(mut self, root: &str, items: &str) -> Self {
        self.drives.insert(clean(root), clean(items));
        self
    }

    /// Says what metadata would say of the entities of a set or of a singleton.
    ///
    /// A kind is named by the path of its set with the keys left out: `users`, `external/connections/operations`.
    #[must_use]
    pub fn kind(mut self, name: &str, kind: Kind) -> Self {
        self.kinds.insert(clean(name), kind);
        self
    }

    /// The kind of a set, with nothing in it if nothing is said.
    pub(crate) fn kind_of(&self, set: &str) -> Kind {
        self.kinds
            .get(&store::kind_of(self, set))
            .cloned()
            .unwrap_or_default()
    }

    /// The entities of a set that must be there.
    pub(crate) fn entities(&mut self, set: &str) -> &mut Vec<Value> {
        self.sets
            .get_mut(set)
            .unwrap_or_else(|| panic!("there is no set `{set}`"))
    }
}

pub(crate) fn clean(path: &str) -> String {
    path.trim_matches('/').to_owned()
}
