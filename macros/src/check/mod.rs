//! The rules, one a function. What is wrong is said at its own tokens; everything that is wrong, at once.

mod enumeration;
mod names;

use syn::GenericParam;

use crate::errors::Errors;
use crate::model::{Item, Kind, Struct};

/// Holds an item against the rules.
pub(crate) fn item(item: &Item, errors: &mut Errors) {
    owns_its_data(item, errors);
    qualified_type(item, errors);
    match &item.kind {
        Kind::Struct(read) => {
            addresses(item, errors);
            reads_what_is_sent(item, read, errors);
            names::of(read, errors);
            something_to_ask_for(item, read, errors);
        }
        Kind::Enum(read) => enumeration::of_names(item, read, errors),
        Kind::Polymorphic(read) => {
            addresses(item, errors);
            enumeration::of_structs(item, read, errors);
        }
    }
}

/// What is read outlives the answer it came in.
fn owns_its_data(item: &Item, errors: &mut Errors) {
    for parameter in &item.generics.params {
        if let GenericParam::Lifetime(lifetime) = parameter {
            let message = "what is read from the service owns its data: use `String` in the place of `&str`, `Vec` in the place of a slice";
            errors.at(&lifetime.lifetime, message);
        }
    }
}

/// The service knows its types by their qualified names only.
fn qualified_type(item: &Item, errors: &mut Errors) {
    let Some(literal) = &item.arguments.odata_type else {
        return;
    };
    let written = literal.value();
    let name = written.trim_start_matches('#');
    if let Some(c) = name
        .chars()
        .find(|c| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
    {
        errors.at(
            literal,
            format!(
                "`{name}` cannot be the name of a type: it holds `{}`, and names look like `microsoft.graph.user`",
                c.escape_debug()
            ),
        );
    } else if !name.contains('.') || name.split('.').any(str::is_empty) {
        let name = name.trim_matches('.');
        let name = if name.is_empty() { "user" } else { name };
        errors.at(
            literal,
            format!(
                "the name of a type has its namespace in front: write `\"microsoft.graph.{name}\"`"
            ),
        );
    }
}

/// What the attribute says of addresses.
fn addresses(item: &Item, errors: &mut Errors) {
    not_closed(item, errors);
    has_a_path_to_be_a_collection(item, errors);
    collection_ends_in_a_name(item, errors);
    each_method_once(item, errors);
}

fn not_closed(item: &Item, errors: &mut Errors) {
    if let Some(closed) = &item.arguments.closed {
        errors.at(
            closed,
            "`closed` is for enums that shall not grow: take it away",
        );
    }
}

fn has_a_path_to_be_a_collection(item: &Item, errors: &mut Errors) {
    if let (Some(collection), None) = (&item.arguments.collection, &item.arguments.path) {
        errors.at(
            collection,
            "`collection` says what the `path` leads to: add `path = \"/…\"`",
        );
    }
}

fn collection_ends_in_a_name(item: &Item, errors: &mut Errors) {
    if let (Some(collection), Some(path)) = (&item.arguments.collection, &item.arguments.path) {
        if path.ends_in_key() && path.sound {
            let message = "the path ends in a key, so it leads to one object: leave `collection` out (`list` is made from the path without its last key), or leave the key out";
            errors.at(collection, message);
        }
    }
}

/// Every address becomes a method, and methods have names of their own.
fn each_method_once(item: &Item, errors: &mut Errors) {
    for address in item
        .arguments
        .further
        .iter()
        .filter(|address| !item.arguments.is_first(address))
    {
        let name = &address.method;
        let message = match name == "FIELDS" {
            true => {
                "`FIELDS` is the constant with the fields: give the method another name".to_owned()
            }
            false => format!("there is a method `{name}` already: give this one another name"),
        };
        errors.at(name, message);
    }
}

/// What serde is told of the whole struct must leave room for what the service sends with every object.
fn reads_what_is_sent(item: &Item, read: &Struct, errors: &mut Errors) {
    if let Some(path) = &read.serde.transparent {
        let message = "serde reads this struct as the value of its only field, which has no properties: take `transparent` away, or `#[graph_resource]`";
        errors.at(path, message);
    }
    if let (Some(path), true) = (
        &read.serde.deny_unknown_fields,
        item.arguments.has_address(),
    ) {
        let message = "every answer holds `@odata.context`, and more with time, so this struct would never be read: take `deny_unknown_fields` away";
        errors.at(path, message);
    }
}

/// An entity without a single property could only be asked for everything, and keep nothing.
fn something_to_ask_for(item: &Item, read: &Struct, errors: &mut Errors) {
    if item.arguments.has_address() && read.properties.is_empty() && !read.open && !read.annotated {
        errors.at(
            &item.ident,
            "this struct has no property to ask for: give it the fields that you want to read",
        );
    }
}
