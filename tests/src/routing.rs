//! Resolves the path of a request to data.

use serde_json::Value;

use crate::advanced;
use crate::data::{File, Node, Related, Store};
use crate::failure::Failure;
use crate::generated;
use crate::odata::literal::parse_key;
use crate::path_address;

/// The target of a path.
#[derive(Debug, Clone)]
pub(crate) enum Target<'a> {
    Collection(Collection<'a>),
    /// The number of items of a collection, `…/$count`.
    Count(Collection<'a>),
    Entity(Entity<'a>),
    Property(Property<'a>),
    File(FileTarget<'a>),
    Generated(generated::Target<'a>),
    GeneratedCount(generated::Target<'a>),
}

/// A collection of entities.
#[derive(Debug, Clone)]
pub(crate) struct Collection<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// The kinds of the items: several if the items can be of several types.
    pub(crate) kinds: Vec<String>,
    /// Its fragment in the context URL.
    pub(crate) context: String,
    /// The path of the set, if the collection is a set.
    pub(crate) set: Option<String>,
}

/// A single entity, or `None` for a navigation property without a value.
#[derive(Debug, Clone)]
pub(crate) struct Entity<'a> {
    pub(crate) node: Option<Node<'a>>,
    pub(crate) kinds: Vec<String>,
    pub(crate) context: String,
}

/// A property addressed by its own path.
#[derive(Debug, Clone)]
pub(crate) struct Property<'a> {
    pub(crate) value: &'a Value,
    /// Whether the path ends in `/$value`, which returns plain text.
    pub(crate) raw: bool,
    pub(crate) context: String,
}

/// Bytes, and their path in the data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FileTarget<'a> {
    pub(crate) path: &'a str,
    pub(crate) file: &'a File,
}

impl Entity<'_> {
    /// The failure of a read of an entity that its parent does not have.
    pub(crate) fn missing(&self, store: &Store, name: &str) -> Failure {
        let mut failure = Failure::not_found(true, name);
        let codes = self.kinds.iter().map(|kind| store.kind(kind).missing_code);
        if let Some(code) = codes.flatten().next() {
            failure.code = code;
        }
        failure
    }
}

impl Collection<'_> {
    /// The properties by which the items can be sorted without an advanced query.
    pub(crate) fn sort_keys(&self, store: &Store) -> &'static [&'static str] {
        match self.kinds.as_slice() {
            [kind] => advanced::default_sort_keys(store.kind(kind).type_name.as_deref()),
            _ => &[],
        }
    }

    /// The size of a page without `$top`, which is at most that of the service.
    pub(crate) fn page_size(&self, store: &Store, service: usize) -> usize {
        let own = self
            .kinds
            .iter()
            .filter_map(|kind| store.kind(kind).page_size);
        own.min().map_or(service, |own| own.min(service))
    }

    /// Whether items can have the type `type_name`.
    pub(crate) fn has_type(&self, store: &Store, type_name: &str) -> bool {
        self.kinds
            .iter()
            .any(|kind| store.kind_is_of_type(kind, type_name))
    }

    /// Whether the directory's rules apply, such as those for advanced queries.
    pub(crate) fn is_directory(&self, store: &Store) -> bool {
        self.kinds.iter().any(|kind| store.kind(kind).directory)
    }
}

/// The resolution of the first segments of a path.
#[derive(Clone)]
pub(crate) enum Resolved<'a> {
    /// Names that lead to a set but have no meaning on their own, as spelled in the data.
    Prefix(&'a str),
    /// The path of a set, whose entities are only listed if no key follows.
    Set(&'a str),
    Target(Target<'a>),
}

/// Resolves the segments of a path, the first of which is the version.
pub(crate) fn resolve<'a>(store: &'a Store, segments: &[String]) -> Result<Target<'a>, Failure> {
    let (version, rest) = segments
        .split_first()
        .ok_or_else(|| Failure::bad_request("the path is empty"))?;
    if version != "v1.0" && version != "beta" {
        return Err(Failure::bad_request(format!(
            "the path begins with `{version}`, not with `v1.0` or `beta`"
        )));
    }
    match walk(store, Resolved::Prefix(""), rest)? {
        Resolved::Target(target) => Ok(target),
        Resolved::Set(path) => Ok(Target::Collection(set(store, path))),
        Resolved::Prefix(_) => Err(unknown(rest.last().map_or("", String::as_str))),
    }
}

fn walk<'a>(
    store: &'a Store,
    mut resolved: Resolved<'a>,
    mut segments: &[String],
) -> Result<Resolved<'a>, Failure> {
    while let Some((segment, rest)) = segments.split_first() {
        if let Some((found, rest)) = path_address::follow(store, &resolved, segments)? {
            (resolved, segments) = (found, rest);
        } else {
            resolved = step(store, resolved, segment)?;
            segments = rest;
        }
    }
    Ok(resolved)
}

pub(crate) fn step<'a>(
    store: &'a Store,
    resolved: Resolved<'a>,
    segment: &str,
) -> Result<Resolved<'a>, Failure> {
    if let Resolved::Prefix(prefix) = resolved {
        if let Some((path, file)) = store.file(prefix, segment) {
            return Ok(Resolved::Target(Target::File(FileTarget { path, file })));
        }
    }
    // After a collection, a segment is always a key. Elsewhere it may have a key in parentheses.
    let name_and_key = if is_collection(&resolved) {
        None
    } else {
        split_key(segment)
    };
    let Some((name, key)) = name_and_key else {
        return step_name(store, resolved, segment);
    };
    if let Some(found) = path_address::search(store, &resolved, name, &key) {
        return Ok(found);
    }
    match step_name(store, resolved, name)? {
        Resolved::Set(path) => by_key_in_set(store, path, &key),
        Resolved::Target(Target::Collection(collection)) => by_key(store, &collection, &key),
        _ => Err(unknown(segment)),
    }
}

fn is_collection(resolved: &Resolved<'_>) -> bool {
    matches!(
        resolved,
        Resolved::Set(_) | Resolved::Target(Target::Collection(_))
    )
}

fn step_name<'a>(
    store: &'a Store,
    resolved: Resolved<'a>,
    name: &str,
) -> Result<Resolved<'a>, Failure> {
    match resolved {
        Resolved::Prefix(prefix) => root(store, prefix, name),
        Resolved::Set(path) => in_set(store, path, name),
        Resolved::Target(Target::Collection(collection)) => in_collection(store, collection, name),
        Resolved::Target(Target::Entity(entity)) => in_entity(store, entity, name),
        Resolved::Target(Target::Property(property)) => in_property(property, name),
        Resolved::Target(Target::Generated(target)) if name == "$count" => {
            Ok(Resolved::Target(Target::GeneratedCount(target)))
        }
        Resolved::Target(_) => Err(unknown(name)),
    }
}

fn root<'a>(store: &'a Store, prefix: &'a str, name: &str) -> Result<Resolved<'a>, Failure> {
    if let Some((path, items)) = store.generated(prefix, name) {
        return Ok(Resolved::Target(Target::Generated(generated::Target {
            path,
            items,
        })));
    }
    if let Some((path, _)) = store.set(prefix, name) {
        return Ok(Resolved::Set(path));
    }
    if let Some(node) = store.singleton(prefix, name) {
        return Ok(Resolved::Target(single(Some(node), vec![], name)));
    }
    if let Some(target) = store.alias(prefix, name) {
        return follow_alias(store, target);
    }
    store
        .prefix(prefix, name)
        .map(Resolved::Prefix)
        .ok_or_else(|| unknown(name))
}

fn follow_alias<'a>(store: &'a Store, target: &str) -> Result<Resolved<'a>, Failure> {
    let mut segments = target.split('/');
    segments.try_fold(Resolved::Prefix(""), |resolved, segment| {
        step(store, resolved, segment)
    })
}

fn set<'a>(store: &'a Store, path: &str) -> Collection<'a> {
    let kinds = vec![store.set_kind(path).to_owned()];
    Collection {
        nodes: store.nodes(path),
        kinds,
        context: context_of(store, path),
        set: Some(path.to_owned()),
    }
}

/// The fragment of a context URL: `users('1')/messages` for `users/1/messages`.
fn context_of(store: &Store, path: &str) -> String {
    let kind = store.set_kind(path);
    let mut names = kind.split('/').peekable();
    let mut context = String::new();
    for segment in path.split('/') {
        if names.next_if(|&name| name == segment).is_some() {
            context.push_str(if context.is_empty() { "" } else { "/" });
            context.push_str(segment);
        } else {
            context.push_str(&format!("('{}')", segment.replace('\'', "''")));
        }
    }
    context
}

pub(crate) fn single<'a>(node: Option<Node<'a>>, kinds: Vec<String>, context: &str) -> Target<'a> {
    let kinds = match &node {
        Some(node) => vec![node.kind.clone()],
        None => kinds,
    };
    Target::Entity(Entity {
        node,
        kinds,
        context: context.to_owned(),
    })
}

fn in_set<'a>(store: &'a Store, path: &'a str, name: &str) -> Result<Resolved<'a>, Failure> {
    if name == "$count" || is_type_name(store, name) {
        return in_collection(store, set(store, path), name);
    }
    if let Some(target) = store.alias(path, name) {
        return follow_alias(store, target);
    }
    by_key_in_set(store, path, name)
}

fn in_collection<'a>(
    store: &'a Store,
    collection: Collection<'a>,
    name: &str,
) -> Result<Resolved<'a>, Failure> {
    if name == "$count" {
        return Ok(Resolved::Target(Target::Count(collection)));
    }
    if is_type_name(store, name) {
        return Ok(Resolved::Target(Target::Collection(cast(
            store, collection, name,
        ))));
    }
    if let Some(target) = collection
        .set
        .as_deref()
        .and_then(|set| store.alias(set, name))
    {
        return follow_alias(store, target);
    }
    by_key(store, &collection, name)
}

/// Whether a segment is a cast. Keys may contain dots too, so the type must be known.
fn is_type_name(store: &Store, name: &str) -> bool {
    name.contains('.') && store.knows_type(name)
}

fn cast<'a>(store: &'a Store, mut collection: Collection<'a>, type_name: &str) -> Collection<'a> {
    collection
        .nodes
        .retain(|node| store.is_of_type(node, type_name));
    let is_of_type = |kind: &String| store.kind_is_of_type(kind, type_name);
    if collection.kinds.iter().any(is_of_type) {
        collection.kinds.retain(is_of_type);
    }
    collection
}

fn by_key<'a>(
    store: &'a Store,
    collection: &Collection<'a>,
    key: &str,
) -> Result<Resolved<'a>, Failure> {
    if let Some(path) = collection
        .set
        .as_deref()
        .and_then(|set| store.set_path(set))
    {
        return by_key_in_set(store, path, key);
    }
    let found = collection
        .nodes
        .iter()
        .find(|node| node.value.get("id").is_some_and(|id| id == key))
        .cloned();
    let found = found.or_else(|| {
        let collection = Resolved::Target(Target::Collection(collection.clone()));
        path_address::root_site(store, &collection, key)
    });
    let node = found.ok_or_else(|| Failure::not_found(collection.is_directory(store), key))?;
    Ok(entity_of(node, &collection.context))
}

fn by_key_in_set<'a>(store: &'a Store, path: &'a str, key: &str) -> Result<Resolved<'a>, Failure> {
    let is_directory = store.kind(store.set_kind(path)).directory;
    let found = store
        .find(path, key)
        .or_else(|| path_address::root_site(store, &Resolved::Set(path), key));
    let node = found.ok_or_else(|| Failure::not_found(is_directory, key))?;
    Ok(entity_of(node, &context_of(store, path)))
}

fn entity_of<'a>(node: Node<'a>, context: &str) -> Resolved<'a> {
    let context = format!("{context}/$entity");
    Resolved::Target(single(Some(node), vec![], &context))
}

fn in_entity<'a>(
    store: &'a Store,
    entity: Entity<'a>,
    name: &str,
) -> Result<Resolved<'a>, Failure> {
    let Some(node) = &entity.node else {
        return Err(entity.missing(store, name));
    };
    let node = node.clone();
    if is_type_name(store, name) {
        if !store.is_of_type(&node, name) {
            return Err(Failure::not_found(true, name));
        }
        let kinds = vec![node.kind.clone()];
        return Ok(Resolved::Target(single(Some(node), kinds, &entity.context)));
    }
    if let Some((path, file)) = store.file(&node.path, name) {
        return Ok(Resolved::Target(Target::File(FileTarget { path, file })));
    }
    if let Some(target) = store.alias(&node.path, name) {
        return follow_alias(store, target);
    }
    if let Some(related) = store.related(&node, name) {
        return Ok(Resolved::Target(related_target(
            store, &node, name, related,
        )));
    }
    let value = node
        .value
        .as_object()
        .and_then(|object| crate::data::get(object, name));
    let context = format!("{}/{name}", entity.context.trim_end_matches("/$entity"));
    match value {
        Some(value) => Ok(Resolved::Target(Target::Property(Property {
            value,
            raw: false,
            context,
        }))),
        None if store.has_property(&node.kind, [name]) => {
            Ok(Resolved::Target(Target::Property(Property {
                value: &Value::Null,
                raw: false,
                context,
            })))
        }
        None => Err(unknown(name)),
    }
}

fn related_target<'a>(
    store: &'a Store,
    node: &Node<'a>,
    name: &str,
    related: Related<'a>,
) -> Target<'a> {
    match related {
        Related::One(target) => single(
            target,
            store.navigation_kinds(&node.kind, name),
            "directoryObjects/$entity",
        ),
        Related::Many { nodes, kinds } => {
            let contained = store.set(&node.path, name).map(|(path, _)| path.to_owned());
            let context = match (&contained, kinds.as_slice()) {
                (Some(path), _) => context_of(store, path),
                (None, [kind]) => kind.clone(),
                (None, _) => "directoryObjects".to_owned(),
            };
            Target::Collection(Collection {
                nodes,
                kinds,
                context,
                set: contained,
            })
        }
    }
}

fn in_property<'a>(property: Property<'a>, name: &str) -> Result<Resolved<'a>, Failure> {
    if name == "$value"
        && !property.raw
        && !property.value.is_object()
        && !property.value.is_array()
    {
        return Ok(Resolved::Target(Target::Property(Property {
            raw: true,
            ..property
        })));
    }
    let value = property
        .value
        .as_object()
        .and_then(|object| crate::data::get(object, name));
    let value = value.ok_or_else(|| unknown(name))?;
    let context = format!("{}/{name}", property.context);
    Ok(Resolved::Target(Target::Property(Property {
        value,
        raw: false,
        context,
    })))
}

/// Splits `users('x')` and `users(userPrincipalName='x')` into the name `users` and the key `x`.
fn split_key(segment: &str) -> Option<(&str, String)> {
    let (name, key) = segment.strip_suffix(')')?.split_once('(')?;
    let key = match key.split_once('=') {
        Some((property, value)) if property.chars().all(char::is_alphanumeric) => value,
        _ => key,
    };
    Some((name, parse_key(key)?))
}

fn unknown(name: &str) -> Failure {
    Failure::bad_request(format!("there is no resource for the segment '{name}'"))
}
