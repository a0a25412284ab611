//! The rules, one a function. What is wrong is said at its own tokens; everything that is wrong, at once.

use syn::GenericParam;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Enum, Item, Kind, Polymorphic, Property, Struct};
use crate::names;

/// Holds an item against the rules.
pub(crate) fn item(item: &Item, errors: &mut Errors) {
    owns_its_data(item, errors);
    match &item.kind {
        Kind::Struct(read) => {
            not_closed(item, errors);
            has_a_path_to_be_a_collection(item, errors);
            collection_ends_in_a_name(item, errors);
            each_method_once(item, errors);
            for property in &read.properties {
                wire_name(property, errors);
                digits(property, errors);
            }
            each_name_once(read, errors);
            something_to_ask_for(item, read, errors);
        }
        Kind::Enum(read) => {
            no_address_on_an_enum(item, errors);
            knows_what_it_does_not_know(item, read, errors);
        }
        Kind::Polymorphic(read) => {
            not_closed(item, errors);
            has_a_path_to_be_a_collection(item, errors);
            collection_ends_in_a_name(item, errors);
            each_method_once(item, errors);
            no_parameters(item, errors);
            read_through_our_type(item, read, errors);
            foresees_what_it_does_not_foresee(item, read, errors);
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

fn not_closed(item: &Item, errors: &mut Errors) {
    if let Some(closed) = &item.arguments.closed {
        errors.at(closed, "`closed` is for enums that shall not grow");
    }
}

fn has_a_path_to_be_a_collection(item: &Item, errors: &mut Errors) {
    if let (Some(collection), None) = (&item.arguments.collection, &item.arguments.path) {
        errors.at(collection, "`collection` says what the `path` leads to: add `path = \"/…\"`");
    }
}

fn collection_ends_in_a_name(item: &Item, errors: &mut Errors) {
    if let (Some(collection), Some(path)) = (&item.arguments.collection, &item.arguments.path) {
        if path.ends_in_key() {
            let message = "the path ends in a key, so it leads to one object: leave `collection` out (`list` is made from the path without its last key), or leave the key out";
            errors.at(collection, message);
        }
    }
}

/// Every address becomes a method, and methods have names of their own.
fn each_method_once(item: &Item, errors: &mut Errors) {
    for address in item.arguments.further.iter().filter(|address| !item.arguments.is_first(address)) {
        let name = &address.method;
        errors.at(name, format!("there is a method `{name}` already: give this one another name"));
    }
    for address in item.arguments.further.iter().filter(|address| address.method == "FIELDS") {
        errors.at(&address.method, "`FIELDS` is the constant with the fields: give the method another name");
    }
}

/// A name that serde derives but that cannot be one of Graph's, which are lower camel case.
fn wire_name(property: &Property, errors: &mut Errors) {
    let Property { name, ident, .. } = property;
    if let Some(c) = name.chars().find(|c| !is_name_char(*c)) {
        errors.at(ident, format!("`{name}` cannot be a property's name: it holds `{}`", c.escape_debug()));
    } else if name.is_empty() {
        errors.at(ident, "a property's name cannot be empty: give it with `#[serde(rename = \"…\")]`");
    } else if !property.renamed && (name.contains(['_', '-']) || name.starts_with(|c: char| c.is_ascii_uppercase())) {
        errors.at(
            ident,
            format!(
                "this would ask Graph for `{name}`, but its names are lower camel case: put `#[serde(rename_all = \"camelCase\")]` on the struct, or `#[serde(rename = \"{}\")]` on this field (`#[serde(rename = \"{name}\")]` if it is right as it is)",
                names::camel(name)
            ),
        );
    }
}

/// `v10_0` is a name of Graph's; camel case makes `v100` of it.
fn digits(property: &Property, errors: &mut Errors) {
    let Property { name, ident, renamed, .. } = property;
    let written = ident.unraw().to_string();
    let parts: Vec<&str> = written.split('_').collect();
    let joined = parts.windows(2).any(|pair| {
        pair[0].ends_with(|c: char| c.is_ascii_digit()) && pair[1].starts_with(|c: char| c.is_ascii_digit())
    });
    if joined && !renamed && *name != written {
        let message = format!(
            "serde makes `{name}` of `{written}`, and Graph has names with an underscore between digits: say which it is, `#[serde(rename = \"{written}\")]` or `#[serde(rename = \"{name}\")]`"
        );
        errors.at(ident, message);
    }
}

/// Names of OData's are identifiers; some of Graph's have hyphens or dots.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// One property asked for twice is an error of the service's.
fn each_name_once(read: &Struct, errors: &mut Errors) {
    for (i, property) in read.properties.iter().enumerate() {
        if let Some(other) = read.properties[..i].iter().find(|other| other.name == property.name) {
            errors.at(
                &property.ident,
                format!("`{}` and `{}` are both `{}` on the wire", other.ident, property.ident, property.name),
            );
        }
    }
}

/// An entity without a single property could only be asked for everything, and keep nothing.
fn something_to_ask_for(item: &Item, read: &Struct, errors: &mut Errors) {
    if item.arguments.has_address() && read.properties.is_empty() && !read.open {
        errors.at(&item.ident, "this struct has no property to ask for: give it the fields that you want to read");
    }
}

fn no_address_on_an_enum(item: &Item, errors: &mut Errors) {
    if let Some(path) = &item.arguments.path {
        errors.at(&path.literal, "an enum of names has no address: put the `path` on the struct that holds it");
    }
    if let Some(collection) = &item.arguments.collection {
        errors.at(collection, "`collection` is for structs with a `path`");
    }
    for address in &item.arguments.further {
        errors.at(&address.method, "an enum of names has no address: put it on the struct that holds it");
    }
}

fn no_parameters(item: &Item, errors: &mut Errors) {
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "an enum of structs has no parameters: the structs have names");
    }
}

/// Serde's derive has to see what the shell adds for it.
fn read_through_our_type(item: &Item, read: &Polymorphic, errors: &mut Errors) {
    if !read.derived {
        let message = "an enum of structs is told apart by `@odata.type`: put `#[graph_resource]` above `#[derive(Deserialize)]`, which has to be there";
        errors.at(&item.ident, message);
    }
}

/// New types come, and one that is not foreseen must not fail the whole answer.
fn foresees_what_it_does_not_foresee(item: &Item, read: &Polymorphic, errors: &mut Errors) {
    if read.unknown.is_none() {
        let message = "Graph answers with types that are not foreseen here: add `#[serde(untagged)] Unknown(serde_json::Value)` as the last variant";
        errors.at(&item.ident, message);
    }
}

/// Graph's enums grow: one that does not foresee it fails on the day on which one does.
fn knows_what_it_does_not_know(item: &Item, read: &Enum, errors: &mut Errors) {
    match (&read.unknown, &item.arguments.closed) {
        (None, None) => errors.at(
            &item.ident,
            "Graph's enums grow, and a name that was not foreseen would fail the whole answer: add `#[serde(untagged)] Unknown(String)` as the last variant, or say `#[graph_resource(closed)]`",
        ),
        (Some(_), Some(closed)) => errors.at(closed, "this enum has a variant for names that were not foreseen, so it is not closed"),
        _ => {}
    }
}
