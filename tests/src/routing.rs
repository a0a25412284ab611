//! From the path of a request to the data that it means.

use serde_json::Value;

use crate::data::{Node, Related, Store};
use crate::failure::Failure;
use crate::generated;
use crate::odata::literal::parse_key;

/// What a path leads to.
#[derive(Debug, Clone)]
pub(crate) enum Target<'a> {
    Collection(Collection<'a>),
    /// The number of items of a collection, `…/$count`.
    Count(Collection<'a>),
    Entity(Entity<'a>),
    Property(Property<'a>),
    Generated(generated::Target<'a>),
    GeneratedCount(generated::Target<'a>),
}

/// A collection of entities.
#[derive(Debug, Clone)]
pub(crate) struct Collection<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// The kinds of the items; several where items can be of several types.
    pub(crate) kinds: Vec<String>,
    /// What the context URL says of it.
    pub(crate) context: String,
    /// The path of the set, where the collection is one.
    pub(crate) set: Option<String>,
}

/// A single entity; none behind an empty navigation property.
#[derive(Debug, Clone)]
pub(crate) struct Entity<'a> {
    pub(crate) node: Option<Node<'a>>,
    pub(crate) kinds: Vec<String>,
    pub(crate) context: String,
}

/// A property, addressed by its own path.
#[derive(Debug, Clone)]
pub(crate) struct Property<'a> {
    pub(crate) value: &'a Value,
    /// Whether `/$value` asks for the bare text.
    pub(crate) raw: bool,
    pub(crate) context: String,
}

impl Collection<'_> {
    /// Whether the directory's rules hold, advanced queries among them.
    pub(crate) fn is_directory(&self, store: &Store) -> bool {
        self.kinds.iter().any(|kind| store.kind(kind).directory)
    }
}

/// A place on the way along the path.
enum Place<'a> {
    /// Names that lead to a set and mean nothing by themselves, in the spelling of the data.
    Prefix(&'a str),
    Target(Target<'a>),
}

/// Follows the segments of a path, the version first.
pub(crate) fn resolve<'a>(store: &'a Store, segments: &[String]) -> Result<Target<'a>, Failure> {
    let (version, rest) = segments
        .split_first()
        .ok_or_else(|| Failure::bad_request("the path is empty"))?;
    if version != "v1.0" && version != "beta" {
        return Err(Failure::bad_request(format!(
            "the path begins with `{version}`, not with `v1.0` or `beta`"
        )));
    }
    let mut place = Place::Prefix("");
    for segment in rest {
        place = step(store, place, segment)?;
    }
    match place {
        Place::Target(target) => Ok(target),
        Place::Prefix(_) => Err(unknown(rest.last().map_or("", String::as_str))),
    }
}

fn step<'a>(store: &'a Store, place: Place<'a>, segment: &str) -> Result<Place<'a>, Failure> {
    // Behind a collection a segment is a key whatever it looks like; elsewhere it may carry one in parentheses.
    let parenthesised = if is_keyed(&place) {
        None
    } else {
        split_key(segment)
    };
    let Some((name, key)) = parenthesised else {
        return step_name(store, place, segment);
    };
    match step_name(store, place, name)? {
        Place::Target(Target::Collection(collection)) => by_key(store, &collection, &key),
        _ => Err(unknown(segment)),
    }
}

fn is_keyed(place: &Place<'_>) -> bool {
    matches!(place, Place::Target(Target::Collection(_)))
}

fn step_name<'a>(store: &'a Store, place: Place<'a>, name: &str) -> Result<Place<'a>, Failure> {
    match place {
        Place::Prefix(prefix) => root(store, prefix, name),
        Place::Target(Target::Collection(collection)) => in_collection(store, collection, name),
        Place::Target(Target::Entity(entity)) => in_entity(store, entity, name),
        Place::Target(Target::Property(property)) => in_property(property, name),
        Place::Target(Target::Generated(it)) if name == "$count" => {
            Ok(Place::Target(Target::GeneratedCount(it)))
        }
        Place::Target(_) => Err(unknown(name)),
    }
}

fn root<'a>(store: &'a Store, prefix: &'a str, name: &str) -> Result<Place<'a>, Failure> {
    if let Some((path, items)) = store.generated(prefix, name) {
        return Ok(Place::Target(Target::Generated(generated::Target {
            path,
            items,
        })));
    }
    if let Some((path, _)) = store.set(prefix, name) {
        return Ok(Place::Target(Target::Collection(set(store, path))));
    }
    if let Some(node) = store.singleton(prefix, name) {
        return Ok(Place::Target(single(Some(node), vec![], name)));
    }
    if let Some(target) = store.alias(prefix, name) {
        let segments = target.split('/');
        return segments
            .into_iter()
            .try_fold(Place::Prefix(""), |place, segment| {
                step(store, place, segment)
            });
    }
    store
        .prefix(prefix, name)
        .map(Place::Prefix)
        .ok_or_else(|| unknown(name))
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

/// `users/1/messages` as a context URL has it: `users('1')/messages`.
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

fn single<'a>(node: Option<Node<'a>>, kinds: Vec<String>, context: &str) -> Target<'a> {
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

fn in_collection<'a>(
    store: &'a Store,
    collection: Collection<'a>,
    name: &str,
) -> Result<Place<'a>, Failure> {
    if name == "$count" {
        return Ok(Place::Target(Target::Count(collection)));
    }
    if is_type_name(store, name) {
        return Ok(Place::Target(Target::Collection(cast(
            store, collection, name,
        ))));
    }
    by_key(store, &collection, name)
}

/// Dots are in keys too, so only a type that is known makes a segment a cast.
fn is_type_name(store: &Store, name: &str) -> bool {
    name.contains('.') && store.knows_type(name)
}

fn cast<'a>(store: &'a Store, mut collection: Collection<'a>, type_name: &str) -> Collection<'a> {
    collection
        .nodes
        .retain(|node| store.is_of_type(node, type_name));
    let named = |kind: &String| store.kind_is_of_type(kind, type_name);
    if collection.kinds.iter().any(named) {
        collection.kinds.retain(named);
    }
    collection
}

fn by_key<'a>(
    store: &'a Store,
    collection: &Collection<'a>,
    key: &str,
) -> Result<Place<'a>, Failure> {
    let found = match &collection.set {
        Some(set) => store.find(set, key),
        None => collection
            .nodes
            .iter()
            .find(|node| node.value.get("id").is_some_and(|id| id == key))
            .cloned(),
    };
    let node = found.ok_or_else(|| Failure::not_found(collection.is_directory(store), key))?;
    Ok(Place::Target(single(
        Some(node),
        vec![],
        &format!("{}/$entity", collection.context),
    )))
}

fn in_entity<'a>(store: &'a Store, entity: Entity<'a>, name: &str) -> Result<Place<'a>, Failure> {
    let Some(node) = entity.node else {
        return Err(Failure::not_found(true, name));
    };
    if is_type_name(store, name) {
        let fits = store.is_of_type(&node, name);
        let kinds = vec![node.kind.clone()];
        return match fits {
            true => Ok(Place::Target(single(Some(node), kinds, &entity.context))),
            false => Err(Failure::not_found(true, name)),
        };
    }
    if let Some(related) = store.related(&node, name) {
        return Ok(Place::Target(related_target(store, &node, name, related)));
    }
    let value = node
        .value
        .as_object()
        .and_then(|object| crate::data::get(object, name));
    let context = format!("{}/{name}", entity.context.trim_end_matches("/$entity"));
    match value {
        Some(value) => Ok(Place::Target(Target::Property(Property {
            value,
            raw: false,
            context,
        }))),
        None if store.has_property(&node.kind, [name]) => {
            Ok(Place::Target(Target::Property(Property {
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

fn in_property<'a>(property: Property<'a>, name: &str) -> Result<Place<'a>, Failure> {
    if name == "$value"
        && !property.raw
        && !property.value.is_object()
        && !property.value.is_array()
    {
        return Ok(Place::Target(Target::Property(Property {
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
    Ok(Place::Target(Target::Property(Property {
        value,
        raw: false,
        context,
    })))
}

/// `users('x')` is the name `users` and the key `x`; `users(userPrincipalName='x')` too.
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
