//! The rules for endpoints.

use crate::errors::Errors;
use crate::model::{Endpoint, Item, ReadKind};

pub(super) fn check(item: &Item, errors: &mut Errors) {
    is_not_closed(item, errors);
    collection_has_path(item, errors);
    collection_ends_in_name(item, errors);
    lists_end_in_names(item, errors);
    deltas_end_in_the_function(item, errors);
    actions_end_in_names(item, errors);
    methods_have_distinct_names(item, errors);
}

fn is_not_closed(item: &Item, errors: &mut Errors) {
    if let Some(closed) = &item.arguments.closed {
        errors.add(closed, "`closed` only applies to enums: remove it");
    }
}

fn collection_has_path(item: &Item, errors: &mut Errors) {
    if let (Some(collection), None) = (&item.arguments.collection, &item.arguments.path) {
        errors.add(
            collection,
            "`collection` describes the `path`, which is missing: add `path = \"/…\"`",
        );
    }
}

fn collection_ends_in_name(item: &Item, errors: &mut Errors) {
    let (Some(collection), Some(path)) = (&item.arguments.collection, &item.arguments.path) else {
        return;
    };
    if path.is_valid && path.ends_in_key() {
        let message = "the path ends in a key, so it is not a collection: remove `collection` (`list` uses the path without its last key), or remove the key";
        errors.add(collection, message);
    }
}

/// The path of a collection has no key at its end.
fn lists_end_in_names(item: &Item, errors: &mut Errors) {
    for endpoint in endpoints_of(item, ReadKind::Collection) {
        let template = &endpoint.template;
        if !template.ends_in_key() {
            continue;
        }
        let name = &endpoint.method;
        let path = template.literal.value();
        let message = match collection_path(&path) {
            Some(collection) => format!(
                "the path ends in a key, so it is not a collection: write `get({name} = {path:?})` to read one object, or remove the key: `list({name} = {collection:?})`"
            ),
            None => format!(
                "the path is a key, so it is not a collection: write `get({name} = {path:?})` to read one object"
            ),
        };
        errors.add(&template.literal, message);
    }
}

/// Only the function `delta` returns changes and a link to the next ones.
fn deltas_end_in_the_function(item: &Item, errors: &mut Errors) {
    for endpoint in endpoints_of(item, ReadKind::Delta) {
        let template = &endpoint.template;
        let path = template.literal.value();
        let path = path.trim_end_matches('/');
        if is_delta_function(path) {
            continue;
        }
        let name = &endpoint.method;
        let collection = match collection_path(path) {
            Some(collection) if template.ends_in_key() => collection,
            _ => path,
        };
        let message = format!(
            "the path of a delta query ends in the function `delta`: write `delta({name} = \"{collection}/delta\")`, or `list({name} = {collection:?})` to read the collection"
        );
        errors.add(&template.literal, message);
    }
}

/// The path of an action ends in its name.
fn actions_end_in_names(item: &Item, errors: &mut Errors) {
    let endpoints = valid_endpoints(item);
    for endpoint in endpoints.filter(|endpoint| endpoint.reads.is_action()) {
        let template = &endpoint.template;
        if !template.ends_in_key() {
            continue;
        }
        let name = &endpoint.method;
        let path = template.literal.value();
        let message = format!(
            "the path ends in a key, so it is not an action: write `get({name} = {path:?})` to read one object, or end the path with the name of the action"
        );
        errors.add(&template.literal, message);
    }
}

fn endpoints_of(item: &Item, reads: ReadKind) -> impl Iterator<Item = &Endpoint> {
    valid_endpoints(item).filter(move |endpoint| endpoint.reads == reads)
}

fn valid_endpoints(item: &Item) -> impl Iterator<Item = &Endpoint> {
    let endpoints = item.arguments.endpoints.iter();
    endpoints.filter(|endpoint| endpoint.template.is_valid)
}

/// `/users('<upn>')/messages/delta`, `/users/microsoft.graph.delta()`, `/me/drive/root/delta(token='<token>')`
fn is_delta_function(path: &str) -> bool {
    let call = match path.rsplit_once('(') {
        Some((name, _)) if path.ends_with(')') => name,
        _ => path,
    };
    let last = call.rsplit('/').next().unwrap_or_default();
    let name = last.rsplit('.').next().unwrap_or_default();
    name.eq_ignore_ascii_case("delta")
}

/// The path without its last segment, or `None` if nothing is left.
fn collection_path(path: &str) -> Option<&str> {
    let (collection, _) = path.trim_end_matches('/').rsplit_once('/')?;
    if collection.is_empty() {
        None
    } else {
        Some(collection)
    }
}

/// Each endpoint becomes a method.
fn methods_have_distinct_names(item: &Item, errors: &mut Errors) {
    for endpoint in item.arguments.endpoints_with_taken_names() {
        let name = &endpoint.method;
        let message = if item.arguments.is_constant(name) {
            let content = name.to_string().to_lowercase();
            format!("`{name}` is the name of the constant with the {content}: choose another name")
        } else {
            format!("there is already a method `{name}`: choose another name")
        };
        errors.add(name, message);
    }
}
