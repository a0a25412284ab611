//! Compares an item with the service's metadata.
//!
//! The schema is a file that the program keeps beside its `Cargo.toml`. What it says goes into the model as
//! [`SchemaFacts`], from which `expand` takes what queries and documentation need.

mod content;
mod endpoints;
mod enumeration;
mod field_type;
mod findings;
mod loaded;
mod own_type;
mod properties;
mod rust_type;
mod shape;
mod structure;
#[cfg(test)]
mod tests;
mod variants;
mod versions;

use graph_resource_schema::{Model, Schema, SchemaError};
use proc_macro2::Span;

use crate::errors::Errors;
use crate::model::{Item, Kind};
use findings::Findings;
use loaded::Outcome;

/// Compares the item with the schema of the crate that is being compiled.
#[cfg_attr(
    not(feature = "schema"),
    allow(dead_code, reason = "the tests have schemas of their own")
)]
pub(crate) fn compared(mut item: Item, errors: &mut Errors) -> Item {
    if item.arguments.disables_schema() {
        return item;
    }
    match loaded::load() {
        Outcome::Unchecked => {}
        Outcome::Failed(reason) => errors.push(syn::Error::new(Span::call_site(), reason)),
        Outcome::Loaded { loaded, is_first } => {
            compare_with(&loaded.schema, &mut item, errors);
            if is_first {
                item.schema.watched_file = loaded.file.to_str().map(str::to_owned);
            }
        }
    }
    item
}

/// Compares the item with a schema.
pub(crate) fn compare_with(schema: &Schema, item: &mut Item, errors: &mut Errors) {
    let found = match versions::candidates(schema, item) {
        Ok(models) => best(&models, item),
        Err(error) => {
            errors.push(error);
            return;
        }
    };
    match found {
        Ok(found) => found.apply(item, errors),
        Err(error) => {
            let message = format!("{error}; the command `graph-resource schema` writes it again");
            errors.push(syn::Error::new(Span::call_site(), message));
        }
    }
}

/// The findings of the first version that has everything, or else those of the first one.
fn best(models: &[Model<'_>], item: &Item) -> Result<Findings, SchemaError> {
    let mut first = None;
    for model in models {
        let found = findings(*model, item)?;
        if found.errors.is_empty() {
            return Ok(found);
        }
        first.get_or_insert(found);
    }
    Ok(first.unwrap_or_default())
}

fn findings(model: Model<'_>, item: &Item) -> Result<Findings, SchemaError> {
    let mut found = Findings::default();
    let targets = endpoints::check(model, item, &mut found)?;
    let own_type = own_type::find(model, item, &targets, &mut found)?;
    match &item.kind {
        Kind::Struct(parsed) => structure::check(model, item, parsed, own_type, &mut found)?,
        Kind::Enum(parsed) => enumeration::check(model, item, parsed, own_type, &mut found)?,
        Kind::TaggedEnum(parsed) => variants::check(model, parsed, own_type, &mut found)?,
    }
    Ok(found)
}
