//! Looking things up in the data.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Data, Generated, Kind, Shape};

/// The data with what was learnt from it.
#[derive(Debug)]
pub(crate) struct Store {
    data: Data,
    /// The kind of each set, by the set's path.
    kinds: BTreeMap<String, String>,
    shapes: BTreeMap<String, Shape>,
    undeclared: Kind,
}

/// An entity in the data.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    pub(crate) kind: String,
    /// The canonical path of the entity; empty if it stands inside another one.
    pub(crate) path: String,
    pub(crate) value: &'a Value,
}

/// What a navigation property leads to.
#[derive(Debug, Clone)]
pub(crate) enum Related<'a> {
    One(Option<Node<'a>>),
    Many {
        nodes: Vec<Node<'a>>,
        kinds: Vec<String>,
    },
}

impl Store {
    pub(crate) fn new(data: Data) -> Self {
        let paths = data.sets.keys();
        let kinds = paths
            .map(|path| (path.clone(), kind_of(&data, path)))
            .collect();
        let mut store = Self {
            data,
            kinds,
            shapes: BTreeMap::new(),
            undeclared: Kind::default(),
        };
        store.learn_shapes();
        store
    }

    /// The same data with something done to it.
    pub(crate) fn edited<T>(&self, edit: impl FnOnce(&mut Data) -> T) -> (Self, T) {
        let mut data = self.data.clone();
        let done = edit(&mut data);
        (Self::new(data), done)
    }

    fn learn_shapes(&mut self) {
        let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
        let sets = self
            .data
            .sets
            .iter()
            .map(|(path, set)| (self.kinds[path].clone(), set.as_slice()));
        let singletons = self
            .data
            .singletons
            .iter()
            .map(|(path, it)| (path.clone(), std::slice::from_ref(it)));
        for (kind, values) in sets.chain(singletons) {
            let declared = self.kind(&kind);
            let shape = shapes.entry(kind).or_default();
            let skip = |name: &str| declared.find_navigation(name).is_some();
            values.iter().for_each(|value| shape.learn(value, &skip));
        }
        // Items that are made all have the properties of the first.
        for (path, items) in self
            .data
            .generated
            .iter()
            .filter(|(_, items)| items.count > 0)
        {
            shapes
                .entry(path.clone())
                .or_default()
                .learn(&items.item(0), &|_| false);
        }
        for (kind, declared) in &self.data.kinds {
            let shape = shapes.entry(kind.clone()).or_default();
            declared
                .properties
                .iter()
                .for_each(|path| shape.declare(path));
        }
        self.shapes = shapes;
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
        self.shapes.get(kind).is_some_and(|shape| shape.has(path))
    }

    /// Whether `name` is a navigation property of `kind`, declared or by containment.
    pub(crate) fn has_navigation(&self, kind: &str, name: &str) -> bool {
        self.kind(kind).find_navigation(name).is_some() || self.contained_kind(kind, name).is_some()
    }

    /// The kinds of what `name` leads to from `kind`.
    pub(crate) fn navigation_kinds(&self, kind: &str, name: &str) -> Vec<String> {
        match self.kind(kind).find_navigation(name) {
            Some(navigation) => navigation.targets.clone(),
            None => self.contained_kind(kind, name).into_iter().collect(),
        }
    }

    /// Whether any entity that could be here is of the type `type_name`.
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

    /// The type of an entity: what it says itself, else what its kind says.
    pub(crate) fn type_of<'a>(&'a self, node: &Node<'a>) -> Option<&'a str> {
        odata_type(node.value).or(self.kind(&node.kind).type_name.as_deref())
    }

    /// Whether the metadata says that entities of `kind` are of the type `type_name`.
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

    /// The set called `name` below `parent`, with its true path; names are compared without regard to case.
    pub(crate) fn set(&self, parent: &str, name: &str) -> Option<(&str, &[Value])> {
        let found = self
            .data
            .sets
            .iter()
            .find(|(path, _)| is_below(path, parent, name))?;
        Some((found.0.as_str(), found.1.as_slice()))
    }

    /// The set whose changes the drive at that path lists.
    pub(crate) fn drive(&self, path: &[String]) -> Option<&str> {
        let direct = path.join("/");
        let alias = path.split_first().and_then(|(first, rest)| {
            let target = self.alias("", first)?;
            Some(
                rest.iter()
                    .fold(target.to_owned(), |path, segment| path + "/" + segment),
            )
        });
        let is_asked =
            |root: &str| root.eq_ignore_ascii_case(&direct) || alias.as_deref() == Some(root);
        self.data
            .drives
            .iter()
            .find(|(root, _)| is_asked(root))
            .map(|(_, items)| items.as_str())
    }

    /// The path of a set as it stands in the data.
    pub(crate) fn set_path(&self, path: &str) -> Option<&str> {
        self.data
            .sets
            .get_key_value(path)
            .map(|(path, _)| path.as_str())
    }

    /// The generated collection called `name` below `parent`.
    pub(crate) fn generated(&self, parent: &str, name: &str) -> Option<(&str, &Generated)> {
        let found = self
            .data
            .generated
            .iter()
            .find(|(path, _)| is_below(path, parent, name))?;
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
            .find(|(path, _)| is_below(path, parent, name))?;
        Some(Node {
            kind: path.clone(),
            path: path.clone(),
            value,
        })
    }

    pub(crate) fn alias(&self, parent: &str, name: &str) -> Option<&str> {
        let found = self
            .data
            .aliases
            .iter()
            .find(|(path, _)| is_below(path, parent, name))?;
        Some(found.1)
    }

    /// The path `parent/name` as it is spelt in the data, if anything lies below it.
    pub(crate) fn prefix(&self, parent: &str, name: &str) -> Option<&str> {
        let data = &self.data;
        let paths = data
            .sets
            .keys()
            .chain(data.singletons.keys())
            .chain(data.aliases.keys());
        let mut paths = paths.chain(data.generated.keys());
        paths.find_map(|path| {
            let end = path
                .match_indices('/')
                .map(|(end, _)| end)
                .find(|&end| is_below(&path[..end], parent, name))?;
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
        let by_id = entities.iter().find(|it| text(it, "id") == Some(key));
        let found = by_id.or_else(|| {
            let same = |it: &Value, name: &str| {
                text(it, name).is_some_and(|it| it.eq_ignore_ascii_case(key))
            };
            entities
                .iter()
                .find(|it| kind.alternate_keys.iter().any(|name| same(it, name)))
        })?;
        Some(self.node(set, found))
    }

    /// What the navigation property `name` of an entity leads to; nothing if there is no such property.
    pub(crate) fn related<'a>(&'a self, node: &Node<'a>, name: &str) -> Option<Related<'a>> {
        let Some(navigation) = self.kind(&node.kind).find_navigation(name) else {
            return self.contained(node, name);
        };
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
        Some(match navigation.many {
            true => Related::Many {
                nodes: nodes.collect(),
                kinds: navigation.targets.clone(),
            },
            false => Related::One(nodes.next()),
        })
    }

    fn contained<'a>(&'a self, node: &Node<'a>, name: &str) -> Option<Related<'a>> {
        let kind = self.contained_kind(&node.kind, name)?;
        let nodes = self
            .set(&node.path, name)
            .map(|(path, _)| self.nodes(path))
            .unwrap_or_default();
        Some(Related::Many {
            nodes,
            kinds: vec![kind],
        })
    }

    fn contained_kind(&self, kind: &str, name: &str) -> Option<String> {
        let mut kinds = self.kinds.values().chain(self.data.kinds.keys());
        kinds.find(|it| is_below(it, kind, name)).cloned()
    }

    /// A reference by id to one of the target sets, or the entity in its place.
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

/// The path of a set without the keys in it.
pub(super) fn kind_of(data: &Data, path: &str) -> String {
    let (mut walked, mut kind) = (String::new(), String::new());
    let mut is_key = false;
    for segment in path.split('/') {
        push(&mut walked, segment);
        if !is_key {
            push(&mut kind, segment);
        }
        is_key = !is_key && data.sets.contains_key(&walked);
    }
    kind
}

fn push(path: &mut String, segment: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(segment);
}

fn is_below(path: &str, parent: &str, name: &str) -> bool {
    let rest = match parent {
        "" => Some(path),
        _ => path
            .strip_prefix(parent)
            .and_then(|rest| rest.strip_prefix('/')),
    };
    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name))
}

/// A property by its name without regard to case, the exact name first.
pub(crate) fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let other = || {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    object.get(name).or_else(other)
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

fn odata_type(value: &Value) -> Option<&str> {
    text(value, "@odata.type")
}

/// Whether two names of a type are the same: with or without `#`, with Graph's short namespace or in full.
pub(crate) fn same_type(left: &str, right: &str) -> bool {
    fn bare(name: &str) -> &str {
        let name = name.trim_start_matches('#');
        name.strip_prefix("microsoft.").unwrap_or(name)
    }
    bare(left).eq_ignore_ascii_case(bare(right))
}
