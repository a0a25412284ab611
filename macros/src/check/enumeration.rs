//! The rules for enums.

use crate::errors::Errors;
use crate::model::{Enum, Item, Polymorphic, Unknown};

/// An enum of names.
pub(super) fn of_names(item: &Item, read: &Enum, errors: &mut Errors) {
    no_address(item, errors);
    no_select(item, errors);
    has_members(item, read, errors);
    foresees_other_names(item, read, errors);
    keeps_other_names(read, errors);
}

/// An enum of structs.
pub(super) fn of_structs(item: &Item, read: &Polymorphic, errors: &mut Errors) {
    if item.generics.params.is_empty() {
        read_through_our_type(item, read, errors);
    } else {
        errors.at(
            &item.generics,
            "an enum of structs has no parameters: the structs have names",
        );
    }
    foresees_other_types(item, read, errors);
}

fn no_address(item: &Item, errors: &mut Errors) {
    if let Some(path) = &item.arguments.path {
        errors.at(
            &path.literal,
            "an enum of names has no address: put the `path` on the struct that holds it",
        );
    }
    if let Some(collection) = &item.arguments.collection {
        errors.at(collection, "`collection` is for structs with a `path`");
    }
    for address in &item.arguments.further {
        errors.at(
            &address.method,
            "an enum of names has no address: put it on the struct that holds it",
        );
    }
}

fn no_select(item: &Item, errors: &mut Errors) {
    if let Some(select) = &item.arguments.select {
        errors.at(
            select,
            "an enum of names selects nothing: put `select` on the struct that holds it",
        );
    }
}

fn has_members(item: &Item, read: &Enum, errors: &mut Errors) {
    if read.members.is_empty() {
        errors.at(
            &item.ident,
            "this enum has no names: give it a variant for each that is known",
        );
    }
}

/// Graph's enums grow: one that does not foresee it fails on the day on which one does.
fn foresees_other_names(item: &Item, read: &Enum, errors: &mut Errors) {
    match (&read.unknown, &item.arguments.closed) {
        (None, None) => errors.at(
            &item.ident,
            "Graph's enums grow, and a name that was not foreseen would fail the whole answer: add `#[serde(untagged)] Unknown(String)` as the last variant, or say `#[graph_resource(closed)]`",
        ),
        (Some(_), Some(closed)) => {
            errors.at(closed, "this enum has a variant for names that were not foreseen, so it is not closed");
        }
        _ => {}
    }
}

/// Without `untagged`, serde would read the variant from an object with its name.
fn keeps_other_names(read: &Enum, errors: &mut Errors) {
    if let Some(Unknown::Text {
        ident,
        untagged: false,
        ..
    }) = &read.unknown
    {
        let message = format!(
            "serde reads this variant from `{{\"{ident}\": …}}` only: put `#[serde(untagged)]` on it, so that it keeps the names that were not foreseen"
        );
        errors.at(ident, message);
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
fn foresees_other_types(item: &Item, read: &Polymorphic, errors: &mut Errors) {
    if read.unknown.is_none() {
        let message = "Graph answers with types that are not foreseen here: add `#[serde(untagged)] Unknown(serde_json::Value)` as the last variant";
        errors.at(&item.ident, message);
    }
}
