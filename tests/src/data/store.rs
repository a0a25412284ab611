//! Finds entities and metadata in the data.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::paths::{is_child, kind_of};
use super::{Data, File, Generated, Kind, PropertyTree, Source, calendar_view};

/// The data, and the metadata derived from it.
#[derive(Debug)]
pub(crate) struct Store {
    data: Data,
    /// The kind of each set, by the set's path.
    kinds: BTreeMap<String, String>,
    properties: BTreeMap<String, PropertyTree>,
    undeclared: Kind,
}

/// An entity in the data.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    pub(crate) kind: String,
    /// The canonical path of the entity, which is empty if it is nested in another one.
    pub(crate) path: String,
    pub(crate) value: &'a Value,
}

/// The target of a navigation property.
#[derive(Debug, Clone)]
pub(crate) enum Related<'a> {
    One(Option<Node<'a>>),
    Many {
        nodes: Vec<Node<'a>>,
        kinds: Vec<String>,
    },
}

impl Store {
    pub(crate) fn new(mut data: Data) -> Self {
        calendar_view::derive(&mut data);
        let paths = data.sets.keys().chain(data.singletons.keys());
        let kinds = paths
            .map(|path| (path.clone(), kind_of(&data, path)))
            .collect();
        let mut store = Self {
            data,
            kinds,
            properties: BTreeMap::new(),
            undeclared: Kind::default(),
        };
        store.collect_properties();
        store
    }

    pub(crate) fn data(&self) -> &Data {
        &self.data
    }

    /// A copy of the data after an edit.
    pub(crate) fn edited<T>(&self, edit: impl FnOnce(&mut Data) -> T) -> (Self, T) {
        let mut data = self.data.clone();
        let result = edit(&mut data);
        (Self::new(data), result)
    }

    fn collect_properties(&mut self) {
        let mut properties: BTreeMap<String, PropertyTree> = BTreeMap::new();
        let sets = self
            .data
            .sets
            .iter()
            .map(|(path, set)| (self.kinds[path].clone(), set.as_slice()));
        let singletons = self
            .data
            .singletons
            .iter()
            .map(|(path, entity)| (self.kinds[path].clone(), std::slice::from_ref(entity)));
        for (kind, values) in sets.chain(singletons) {
            let declared = self.kind(&kind);
            let tree = properties.entry(kind).or_default();
            let skip = |name: &str| declared.find_navigation(name).is_some();
            values.iter().for_each(|value| tree.add(value, &skip));
            for navigation in &declared.navigation {
                let embedded = values
                    .iter()
                    .filter_map(|value| value.get(&navigation.name));
                for target in &navigation.targets {
                    let tree = properties.entry(target.clone()).or_default();
                    embedded
                        .clone()
                        .for_each(|value| tree.add(value, &|_| false));
                }
            }
        }
        // All generated items have the properties of the first.
        for (path, items) in self
            .data
            .generated
            .iter()
            .filter(|(_, items)| items.count > 0)
        {
            properties
                .entry(path.clone())
                .or_default()
                .add(&items.item(0), &|_| false);
        }
        for (kind, declared) in &self.data.kinds {
            let tree = properties.entry(kind.clone()).or_default();
            declared
                .properties
                .iter()
                .for_each(|path| tree.declare(path));
        }
        self.properties = properties;
    }

    pub(crate) fn kind(&self, name: &str) -> &Kind {
        self.data.kinds.get(name).unwrap_or(&self.undeclared)
    }

    /// Whether entities of `kind` have a property at `path` that is not a navigation property.
    pub(crate) fn has_property<'p>(
        &self,
        kind: &str,
        path: impl IntoIterator<Item = &'p str>,
    ) -> bool {
        self.properties.get(kind).is_some_and(|tree| tree.has(path))
    }

    /// Whether `name` is a navigation property of `kind`, by declaration or containment.
    pub(crate) fn has_navigation(&self, kind: &str, name: &str) -> bool {
        self.kind(kind).find_navigation(name).is_some() || self.contained_kind(kind, name).is_some()
    }

    /// The kinds that the navigation property `name` of `kind` leads to.
    pub(crate) fn navigation_kinds(&self, kind: &str, name: &str) -> Vec<String> {
        match self.kind(kind).find_navigation(name) {
            Some(navigation) => navigation.targets.clone(),
            None => self.contained_kind(kind, name).into_iter().collect(),
        }
    }

    /// Whether any kind or entity has the type `type_name`.
    pub(crate) fn knows_type(&self, type_name: &str) -> bool {
        let declared = self
            .data
            .kinds
            .values()
            .filter_map(|kind| kind.type_name.as_deref());
        let on_entities = self.data.sets.values().flatten().filter_map(odata_type);
        declared
            .chain(on_entities)
            .any(|known| same_type(known, type_name))
    }

    /// The type of an entity: its own annotation, or the type of its kind.
    pub(crate) fn type_of<'a>(&'a self, node: &Node<'a>) -> Option<&'a str> {
        odata_type(node.value).or(self.kind(&node.kind).type_name.as_deref())
    }

    /// Whether `kind` has the type `type_name`.
    pub(crate) fn kind_is_of_type(&self, kind: &str, type_name: &str) -> bool {
        self.kind(kind)
            .type_name
            .as_deref()
            .is_some_and(|known| same_type(known, type_name))
    }

    pub(crate) fn is_of_type(&self, node: &Node<'_>, type_name: &str) -> bool {
        self.type_of(node)
            .is_some_and(|known| same_type(known, type_name))
    }

    /// The set `name` in `parent`, with its exact path. The case of names is ignored.
    pub(crate) fn set(&self, parent: &str, name: &str) -> Option<(&str, &[Value])> {
        let found = self
            .data
            .sets
            .iter()
            .find(|(path, _)| is_child(path, parent, name))?;
        Some((found.0.as_str(), found.1.as_slice()))
    }

    /// The set whose changes the drive at this path lists.
    pub(crate) fn drive(&self, path: &[String]) -> Option<&str> {
        let direct = path.join("/");
        let alias = path.split_first().and_then(|(first, rest)| {
            let target = self.alias("", first)?;
            Some(
                rest.iter()
                    .fold(target.to_owned(), |path, segment| path + "/" + segment),
            )
        });
        let is_root =
            |root: &str| root.eq_ignore_ascii_case(&direct) || alias.as_deref() == Some(root);
        self.data
            .drives
            .iter()
            .find(|(root, _)| is_root(root))
            .map(|(_, items)| items.as_str())
    }

    /// The exact path of a set in the data.
    pub(crate) fn set_path(&self, path: &str) -> Option<&str> {
        self.data
            .sets
            .get_key_value(path)
            .map(|(path, _)| path.as_str())
    }

    /// The generated collection `name` in `parent`.
    pub(crate) fn generated(&self, parent: &str, name: &str) -> Option<(&str, &Generated)> {
        let found = self
            .data
            .generated
            .iter()
            .find(|(path, _)| is_child(path, parent, name))?;
        Some((found.0.as_str(), found.1))
    }

    pub(crate) fn set_kind<'a>(&'a self, path: &'a str) -> &'a str {
        self.kinds.get(path).map_or(path, String::as_str)
    }

    pub(crate) fn singleton(&self, parent: &str, name: &str) -> Option<Node<'_>> {
        let (path, value) = self
            .data
            .singletons
            .iter()
            .find(|(path, _)| is_child(path, parent, name))?;
        Some(Node {
            kind: self.set_kind(path).to_owned(),
            path: path.clone(),
            value,
        })
    }

    pub(crate) fn alias(&self, parent: &str, name: &str) -> Option<&str> {
        let found = self
            .data
            .aliases
            .iter()
            .find(|(path, _)| is_child(path, parent, name))?;
        Some(found.1)
    }

    /// The path `parent/name` as spelled in the data, if there is anything below it.
    pub(crate) fn prefix(&self, parent: &str, name: &str) -> Option<&str> {
        let data = &self.data;
        let paths = data
            .sets
            .keys()
            .chain(data.singletons.keys())
            .chain(data.aliases.keys())
            .chain(data.files.keys());
        let mut paths = paths.chain(data.generated.keys());
        paths.find_map(|path| {
            let end = path
                .match_indices('/')
                .map(|(end, _)| end)
                .find(|&end| is_child(&path[..end], parent, name))?;
            Some(&path[..end])
        })
    }

    /// All entities of a set.
    pub(crate) fn nodes(&self, path: &str) -> Vec<Node<'_>> {
        let set = self
            .data
            .sets
            .get(path)
            .map(Vec::as_slice)
            .unwrap_or_default();
        set.iter().map(|value| self.node(path, value)).collect()
    }

    fn node<'a>(&'a self, set: &str, value: &'a Value) -> Node<'a> {
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        Node {
            kind: self.set_kind(set).to_owned(),
            path: format!("{set}/{id}"),
            value,
        }
    }

    /// The entity of a set by its id or an alternate key.
    pub(crate) fn find(&self, set: &str, key: &str) -> Option<Node<'_>> {
        let kind = self.kind(self.set_kind(set));
        let entities = self.data.sets.get(set)?;
        let by_id = entities
            .iter()
            .find(|entity| string(entity, "id") == Some(key));
        let found = by_id.or_else(|| by_alternate_key(kind, entities, key))?;
        Some(self.node(set, found))
    }

    /// The target of the navigation property `name`, if the entity has that property.
    pub(crate) fn related<'a>(&'a self, node: &Node<'a>, name: &str) -> Option<Related<'a>> {
        let Some(navigation) = self.kind(&node.kind).find_navigation(name) else {
            return self.contained(node, name);
        };
        match &navigation.source {
            Source::Stored => {}
            Source::Closure(step) => {
                return Some(Related::Many {
                    nodes: self.reachable(node, step),
                    kinds: navigation.targets.clone(),
                });
            }
            Source::Inverse(path) => {
                return Some(self.inverse(node, path, navigation.targets.first()?));
            }
        }
        let value = node
            .value
            .as_object()
            .and_then(|object| get(object, &navigation.name));
        let values = match value {
            Some(Value::Array(values)) => values.iter().collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(value) => vec![value],
        };
        let mut nodes = values
            .into_iter()
            .filter_map(|value| self.reference(value, &navigation.targets));
        if navigation.many {
            Some(Related::Many {
                nodes: nodes.collect(),
                kinds: navigation.targets.clone(),
            })
        } else {
            Some(Related::One(nodes.next()))
        }
    }

    fn contained<'a>(&'a self, node: &Node<'a>, name: &str) -> Option<Related<'a>> {
        let kind = self.contained_kind(&node.kind, name)?;
        if self.kind(&kind).is_single {
            return Some(Related::One(self.singleton(&node.path, name)));
        }
        let nodes = self
            .set(&node.path, name)
            .map(|(path, _)| self.nodes(path))
            .unwrap_or_default();
        Some(Related::Many {
            nodes,
            kinds: vec![kind],
        })
    }

    /// The entities that repeated steps through the navigation property `step` lead to, each once.
    pub(crate) fn reachable<'a>(&'a self, node: &Node<'a>, step: &str) -> Vec<Node<'a>> {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut next = vec![node.clone()];
        while let Some(from) = next.pop() {
            let Some(Related::Many { nodes: found, .. }) = self.related(&from, step) else {
                continue;
            };
            for found in found {
                let is_known = nodes.iter().any(|known| known.path == found.path);
                if !is_known && found.path != node.path {
                    next.push(found.clone());
                    nodes.push(found);
                }
            }
        }
        nodes
    }

    /// The entities of `target` that refer to this one by the property at `path`.
    fn inverse<'a>(&'a self, node: &Node<'a>, path: &str, target: &str) -> Related<'a> {
        let own_set = node.path.rsplit_once('/').map_or("", |(set, _)| set);
        let set = if self.set_kind(own_set) == target {
            own_set
        } else {
            target
        };
        let id = node.value.get("id");
        let mut nodes = self.nodes(set);
        nodes.retain(|other| {
            let mut names = path.split('/');
            let value = names.try_fold(other.value, |value, name| value.get(name));
            value.is_some() && value == id
        });
        Related::Many {
            nodes,
            kinds: vec![target.to_owned()],
        }
    }

    /// The bytes at `parent/name`.
    pub(crate) fn file(&self, parent: &str, name: &str) -> Option<(&str, &File)> {
        let found = self
            .data
            .files
            .iter()
            .find(|(path, _)| is_child(path, parent, name))?;
        Some((found.0.as_str(), found.1))
    }

    /// The bytes at this exact path.
    pub(crate) fn file_at(&self, path: &str) -> Option<&File> {
        self.data.files.get(path)
    }

    fn contained_kind(&self, kind: &str, name: &str) -> Option<String> {
        let mut kinds = self.kinds.values().chain(self.data.kinds.keys());
        kinds.find(|path| is_child(path, kind, name)).cloned()
    }

    /// The entity that a reference by id leads to, or the entity that is embedded instead.
    fn reference<'a>(&'a self, value: &'a Value, targets: &[String]) -> Option<Node<'a>> {
        match value.as_str() {
            Some(id) => targets.iter().find_map(|set| self.find(set, id)),
            None => Some(Node {
                kind: targets.first()?.clone(),
                path: String::new(),
                value,
            }),
        }
    }
}

/// A property by name, ignoring case. An exact match takes precedence.
pub(crate) fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    object
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn by_alternate_key<'a>(kind: &Kind, entities: &'a [Value], key: &str) -> Option<&'a Value> {
    entities.iter().find(|entity| {
        kind.alternate_keys
            .iter()
            .any(|name| string(entity, name).is_some_and(|value| value.eq_ignore_ascii_case(key)))
    })
}

fn string<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

fn odata_type(value: &Value) -> Option<&str> {
    string(value, "@odata.type")
}

/// Whether two names mean the same type: with or without `#`, with the short or the full namespace.
pub(crate) fn same_type(left: &str, right: &str) -> bool {
    fn bare(name: &str) -> &str {
        let name = name.trim_start_matches('#');
        name.strip_prefix("microsoft.").unwrap_or(name)
    }
    bare(left).eq_ignore_ascii_case(bare(right))
}
