//! The rules for endpoints.

use crate::errors::Errors;
use crate::model::Item;

pub(super) fn check(item: &Item, errors: &mut Errors) {
    is_not_closed(item, errors);
    collection_has_path(item, errors);
    collection_ends_in_name(item, errors);
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

/// Each endpoint becomes a method.
fn methods_have_distinct_names(item: &Item, errors: &mut Errors) {
    for endpoint in item.arguments.endpoints_with_taken_names() {
        let name = &endpoint.method;
        let message = if name == "FIELDS" {
            "`FIELDS` is the name of the constant with the fields: choose another name".to_owned()
        } else {
            format!("there is already a method `{name}`: choose another name")
        };
        errors.add(name, message);
    }
}
