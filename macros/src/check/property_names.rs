//! The rules for the names of properties in JSON.

use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Item, Property, Struct};
use crate::names;

pub(super) fn check(item: &Item, parsed: &Struct, errors: &mut Errors) {
    let rename_all_is_right = rename_all_is_camel_case(item, parsed, errors);
    for property in &parsed.properties {
        is_possible(property, errors);
        // What the schema has needs no guesses.
        if property.schema.is_none() {
            if rename_all_is_right {
                is_lower_camel_case(property, errors);
            }
            keeps_underscore_between_digits(property, errors);
        }
    }
    are_distinct(parsed, errors);
}

/// Graph's names are lower camel case. Returns false if the rule of `rename_all` is reported: an error for each of the
/// names would only repeat it.
fn rename_all_is_camel_case(item: &Item, parsed: &Struct, errors: &mut Errors) -> bool {
    let Some(rule) = &parsed.serde.rename_all else {
        return true;
    };
    let Some(example) = unlike_graph(parsed) else {
        return true;
    };
    if rule.value() == "camelCase" {
        return true;
    }
    if may_be_columns(item, parsed) {
        return false;
    }
    let ident = example.ident.unraw();
    let name = &example.name;
    let effect = if ident == name {
        format!("this rule leaves `{name}` as is")
    } else {
        format!("this rule converts `{ident}` to `{name}`")
    };
    let right = suggestion(example);
    let exceptions = if rule.value() == "PascalCase" {
        "columns of SharePoint and custom security attributes"
    } else {
        "custom columns and attributes"
    };
    errors.add(
        rule,
        format!(
            "{effect}, but Graph's names are lower camel case (`{right}`): write `\"camelCase\"`; if `{name}` is right, as for {exceptions}, add `#[serde(rename = \"{name}\")]` to the field, and the same to the others"
        ),
    );
    false
}

/// Whether the struct may hold columns of SharePoint or custom security attributes, which people give names in Pascal case.
/// Those are only read as part of an object. A warning is all that they get.
pub(crate) fn may_be_columns(item: &Item, parsed: &Struct) -> bool {
    let rule = parsed.serde.rename_all.as_ref();
    let is_pascal_case = rule.is_some_and(|rule| rule.value() == "PascalCase");
    is_pascal_case && !item.arguments.has_typed_endpoint()
}

/// The first property whose name the rule of the struct makes unlike Graph's.
pub(crate) fn unlike_graph(parsed: &Struct) -> Option<&Property> {
    parsed.properties.iter().find(|p| p.is_unlike_graph())
}

/// No service has such a name.
fn is_possible(property: &Property, errors: &mut Errors) {
    let name = &property.name;
    if let Some(c) = name.chars().find(|c| !is_name_char(*c)) {
        let message = format!(
            "`{name}` is not a valid property name, since it contains `{}`: rename it with `#[serde(rename = \"…\")]`",
            c.escape_debug()
        );
        errors.add(&property.ident, message);
    } else if name.is_empty() {
        errors.add(
            &property.ident,
            "a property name cannot be empty: rename it with `#[serde(rename = \"…\")]`",
        );
    }
}

/// A name that serde derives must look like one of Graph's.
fn is_lower_camel_case(property: &Property, errors: &mut Errors) {
    if !property.is_unlike_graph() {
        return;
    }
    let name = &property.name;
    let right = suggestion(property);
    let message = if names::ends_in_capitals(name) {
        let field = names::snake(&right);
        format!(
            "Graph would write `{name}` as `{right}`: call the field `{field}`, or add `#[serde(rename = \"{name}\")]` if the name is right"
        )
    } else {
        format!(
            "`{name}` does not look like a property of Graph, whose names are lower camel case: add `#[serde(rename_all = \"camelCase\")]` to the struct or `#[serde(rename = \"{right}\")]` to this field (`#[serde(rename = \"{name}\")]` if the name is right)"
        )
    };
    errors.add(&property.ident, message);
}

/// The name that was probably meant.
fn suggestion(property: &Property) -> String {
    names::camel(&names::snake(&property.name))
}

/// Graph has names such as `v10_0`, which camel case converts to `v100`.
fn keeps_underscore_between_digits(property: &Property, errors: &mut Errors) {
    let field = property.ident.unraw().to_string();
    let name = &property.name;
    if property.is_renamed || *name == field || !has_underscore_between_digits(&field) {
        return;
    }
    let message = format!(
        "serde converts `{field}` to `{name}`, but some of Graph's names keep an underscore between digits: add `#[serde(rename = \"{field}\")]` or `#[serde(rename = \"{name}\")]`"
    );
    errors.add(&property.ident, message);
}

fn has_underscore_between_digits(name: &str) -> bool {
    let parts: Vec<&str> = name.split('_').collect();
    parts.windows(2).any(|pair| {
        pair[0].ends_with(|c: char| c.is_ascii_digit())
            && pair[1].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// OData's names are identifiers; some of Graph's contain hyphens or dots.
fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The service rejects a `$select` that names a property twice.
fn are_distinct(parsed: &Struct, errors: &mut Errors) {
    for (index, property) in parsed.properties.iter().enumerate() {
        let mut earlier = parsed.properties[..index].iter();
        if let Some(other) = earlier.find(|other| other.name == property.name) {
            let message = format!(
                "`{}` and `{}` are both named `{}` in JSON: rename or remove one",
                other.ident, property.ident, property.name
            );
            errors.add(&property.ident, message);
        }
    }
}
