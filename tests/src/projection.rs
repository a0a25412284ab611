//! Applies `$select` and `$expand` to entities.

use serde_json::{Map, Value, json};

use crate::collection::{self, Request};
use crate::data::{Node, Related, Store};
use crate::failure::Failure;
use crate::odata::{ExpandItem, Levels, Options, Path, Segment, SelectItem};
use crate::response::Success;
use crate::routing::{Entity, Property};
use crate::{etag, names};

/// The largest number of directory objects in an expansion. There is no link to the rest.
const EXPANDED_MAX: usize = 20;

/// The number of levels for `$levels=max`.
const LEVELS_MAX: u64 = 20;

type Object = Map<String, Value>;

/// The response to a read of one entity.
pub(crate) fn entity_response(
    request: &Request<'_>,
    target: &Entity<'_>,
) -> Result<Success, Failure> {
    let store = request.store;
    let options = &request.query.options;
    request.query.check_single()?;
    names::check(store, &target.kinds, options)?;
    let node = target
        .node
        .as_ref()
        .ok_or_else(|| target.missing(store, "of an empty navigation property"))?;
    let etag = etag::of(node.value);
    if etag::is_not_modified(request.headers, &etag) {
        return Ok(Success::NotModified(etag));
    }
    let mut body = entity(store, node, options, false)?;
    if request.shared.settings.envelope {
        return Ok(Success::Entity {
            body: json!({"value": body}),
            etag,
        });
    }
    body["@odata.context"] = json!(request.context(&context(&target.context, options)));
    Ok(Success::Entity { body, etag })
}

/// The response to a read of a property by its own path.
pub(crate) fn property_response(
    request: &Request<'_>,
    property: &Property<'_>,
) -> Result<Success, Failure> {
    request.query.check_single()?;
    if request.query.options != Options::default() {
        return Err(Failure::bad_request(
            "a property does not support `$select` and `$expand`",
        ));
    }
    let context = json!(request.context(&property.context));
    Ok(match property.value {
        Value::Null => Success::NoContent,
        Value::String(text) if property.raw => Success::Text(text.clone()),
        value if property.raw => Success::Text(value.to_string()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.insert("@odata.context".to_owned(), context);
            Success::Json(Value::Object(members))
        }
        value => Success::Json(json!({"@odata.context": context, "value": value})),
    })
}

/// The fragment of a context URL with the selected names in parentheses: `users(id,displayName)/$entity`.
pub(crate) fn context(path: &str, options: &Options) -> String {
    let names: Vec<_> = options
        .select
        .iter()
        .flatten()
        .map(select_text)
        .chain(options.expand.iter().map(expand_text))
        .collect();
    if names.is_empty() {
        return path.to_owned();
    }
    let (set, rest) = path
        .strip_suffix("/$entity")
        .map_or((path, ""), |set| (set, "/$entity"));
    format!("{set}({}){rest}", names.join(","))
}

fn select_text(item: &SelectItem) -> String {
    match item {
        SelectItem::All => "*".to_owned(),
        SelectItem::Path(path) => path_text(path),
    }
}

fn expand_text(item: &ExpandItem) -> String {
    format!("{}()", path_text(&item.path))
}

fn path_text(path: &Path) -> String {
    let names = path.0.iter().map(|segment| match segment {
        Segment::Name(name) | Segment::Type(name) => name.as_str(),
        Segment::Count => "$count",
        Segment::Ref => "$ref",
        Segment::It => "$it",
    });
    names.collect::<Vec<_>>().join("/")
}

/// One entity as JSON. In a collection of several types, each item has `@odata.type`.
pub(crate) fn entity(
    store: &Store,
    node: &Node<'_>,
    options: &Options,
    is_mixed: bool,
) -> Result<Value, Failure> {
    let mut object = Object::new();
    if let Some(type_name) = store.type_of(node).filter(|_| is_mixed) {
        object.insert(
            "@odata.type".to_owned(),
            json!(format!("#{}", type_name.trim_start_matches('#'))),
        );
    }
    if let Some(members) = node.value.as_object() {
        let on_request = &store.kind(&node.kind).on_request;
        let properties = members
            .iter()
            .filter(|(name, _)| !store.has_navigation(&node.kind, names::annotated(name)))
            .filter(|(name, _)| options.select.is_some() || !on_request.contains(name));
        properties.for_each(|(name, value)| {
            add_selected(&mut object, name, value, options.select.as_deref())
        });
    }
    for item in &options.expand {
        expand(store, node, item, &mut object)?;
    }
    Ok(Value::Object(object))
}

/// Adds a property to an object if it is selected, completely or in part.
fn add_selected(object: &mut Object, name: &str, value: &Value, select: Option<&[SelectItem]>) {
    let Some(select) = select else {
        object.insert(name.to_owned(), value.clone());
        return;
    };
    // Annotations of the entity itself are sent whatever is selected.
    if name.starts_with("@odata.") || select.contains(&SelectItem::All) {
        object.insert(name.to_owned(), value.clone());
        return;
    }
    if name == names::DOWNLOAD_URL {
        if select.iter().any(names::is_download_url) {
            object.insert(name.to_owned(), value.clone());
        }
        return;
    }
    let paths = select.iter().filter_map(selected_path);
    let inner: Vec<_> = paths
        .filter_map(|path| nested_path(&path, names::annotated(name)))
        .collect();
    if inner.iter().any(Vec::is_empty) {
        object.insert(name.to_owned(), value.clone());
    } else if !inner.is_empty() {
        object.insert(name.to_owned(), narrow(value, &inner));
    }
}

/// The names of a selected path, without casts.
fn selected_path(item: &SelectItem) -> Option<Vec<&str>> {
    match item {
        SelectItem::All => None,
        SelectItem::Path(path) => Some(names::of(path)),
    }
}

/// The rest of a path that begins with `name`.
fn nested_path<'p>(path: &[&'p str], name: &str) -> Option<Vec<&'p str>> {
    let (first, rest) = path.split_first()?;
    if first.eq_ignore_ascii_case(name) {
        Some(rest.to_vec())
    } else {
        None
    }
}

/// Reduces a complex value, or each one in a collection, to these paths.
fn narrow(value: &Value, paths: &[Vec<&str>]) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter_map(|(name, value)| {
                let inner: Vec<_> = paths
                    .iter()
                    .filter_map(|path| nested_path(path, name))
                    .collect();
                if inner.is_empty() {
                    None
                } else if inner.iter().any(Vec::is_empty) {
                    Some((name.clone(), value.clone()))
                } else {
                    Some((name.clone(), narrow(value, &inner)))
                }
            });
            collection::object(kept)
        }
        Value::Array(items) => items.iter().map(|item| narrow(item, paths)).collect(),
        other => other.clone(),
    }
}

/// Adds the entities that an item of `$expand` requests.
fn expand(
    store: &Store,
    node: &Node<'_>,
    item: &ExpandItem,
    object: &mut Object,
) -> Result<(), Failure> {
    for segment in &item.path.0 {
        if let Segment::Type(name) = segment {
            if !store.is_of_type(node, name) {
                return Ok(());
            }
        }
    }
    for name in names::expanded(store, &node.kind, item) {
        let Some(related) = store.related(node, &name) else {
            continue;
        };
        let options = options_of(item);
        match related {
            Related::One(target) => {
                let value = target
                    .map(|target| expanded(store, &target, item, &options, false))
                    .transpose()?;
                object.insert(name, value.unwrap_or(Value::Null));
            }
            Related::Many { nodes, kinds } => {
                expand_many(store, &name, nodes, &kinds, item, &options, object)?
            }
        }
    }
    Ok(())
}

fn expand_many<'a>(
    store: &'a Store,
    name: &str,
    nodes: Vec<Node<'a>>,
    kinds: &[String],
    item: &ExpandItem,
    options: &Options,
    object: &mut Object,
) -> Result<(), Failure> {
    let found = collection::filter_and_sort(store, nodes, options)?;
    if options.count == Some(true) || item.path.0.contains(&Segment::Count) {
        object.insert(format!("{name}@odata.count"), json!(found.len()));
    }
    if item.path.0.contains(&Segment::Count) {
        return Ok(());
    }
    let is_directory = kinds.iter().any(|kind| store.kind(kind).directory);
    let limit = if is_directory {
        EXPANDED_MAX
    } else {
        usize::MAX
    };
    let size = options.top.map_or(limit, |top| {
        usize::try_from(top).unwrap_or(limit).min(limit)
    });
    let shown = collection::skip(found, options).into_iter().take(size);
    let is_mixed = kinds.len() > 1;
    let values = shown
        .map(|node| expanded(store, &node, item, options, is_mixed))
        .collect::<Result<Vec<_>, _>>()?;
    object.insert(name.to_owned(), Value::Array(values));
    Ok(())
}

fn expanded(
    store: &Store,
    node: &Node<'_>,
    item: &ExpandItem,
    options: &Options,
    is_mixed: bool,
) -> Result<Value, Failure> {
    if item.path.0.contains(&Segment::Ref) {
        return Ok(json!({"@odata.id": node.path}));
    }
    entity(store, node, options, is_mixed)
}

/// The options of an expansion. `$levels` nests the same expansion with one level less.
fn options_of(item: &ExpandItem) -> Options {
    let mut options = item.options.clone();
    let levels = match options.levels.take() {
        Some(Levels::Number(levels)) => levels.min(LEVELS_MAX),
        Some(Levels::Max) => LEVELS_MAX,
        None => 1,
    };
    if levels > 1 {
        let mut nested = item.clone();
        nested.options.levels = Some(Levels::Number(levels - 1));
        options.expand.push(nested);
    }
    options
}
