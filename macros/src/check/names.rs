//! The rules for names on the wire.

use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Property, Struct};
use crate::names;

/// The names of a struct's properties.
pub(super) fn of(read: &Struct, errors: &mut Errors) {
    let converted = camel_case(read, errors);
    for property in &read.properties {
        possible(property, errors);
        if converted {
            graphs(property, errors);
        }
        digits(property, errors);
    }
    each_once(read, errors);
}

/// Graph's names are lower camel case, and serde was told to make others: said once, where serde was told. Says whether
/// the names are worth a look one by one.
fn camel_case(read: &Struct, errors: &mut Errors) -> bool {
    let Some(rule) = &read.serde.rename_all else {
        return true;
    };
    let example = read.properties.iter().find(|property| is_foreign(property));
    let (Some(property), false) = (example, rule.value() == "camelCase") else {
        return true;
    };
    let (ident, name, right) = (property.ident.unraw(), &property.name, suggestion(property));
    let made = if ident == name {
        format!("this leaves `{name}` as it is")
    } else {
        format!("this makes `{name}` of `{ident}`")
    };
    errors.at(
        rule,
        format!("{made}, but Graph's names are lower camel case, `{right}`: write `\"camelCase\"`"),
    );
    false
}

/// A name that no service could have.
fn possible(property: &Property, errors: &mut Errors) {
    let Property { name, ident, .. } = property;
    if let Some(c) = name.chars().find(|c| !is_name_char(*c)) {
        errors.at(ident, format!("`{name}` cannot be a property's name, since it holds `{}`: give the name in the JSON with `#[serde(rename = \"…\")]`", c.escape_debug()));
    } else if name.is_empty() {
        errors.at(
            ident,
            "a property's name cannot be empty: give it with `#[serde(rename = \"…\")]`",
        );
    }
}

/// A name that serde derives but that cannot be one of Graph's.
fn graphs(property: &Property, errors: &mut Errors) {
    if !is_foreign(property) {
        return;
    }
    let (Property { name, ident, .. }, right) = (property, suggestion(property));
    let message = if has_capitals_at_its_end(name) {
        format!(
            "this would ask Graph for `{name}`, which it writes `{right}`: call the field `{}`, or say `#[serde(rename = \"{name}\")]` if it is right as it is",
            names::snake(&right)
        )
    } else {
        format!(
            "this would ask Graph for `{name}`, but its names are lower camel case: put `#[serde(rename_all = \"camelCase\")]` on the struct, or `#[serde(rename = \"{right}\")]` on this field (`#[serde(rename = \"{name}\")]` if it is right as it is)"
        )
    };
    errors.at(ident, message);
}

/// Whether a name is derived and looks like none of Graph's. What `rename` says is taken for right: there are some.
fn is_foreign(property: &Property) -> bool {
    let name = &property.name;
    let is_other_case =
        name.contains(['_', '-']) || name.starts_with(|c: char| c.is_ascii_uppercase());
    !property.renamed && (is_other_case || has_capitals_at_its_end(name))
}

/// `userID`, `webURL`
fn has_capitals_at_its_end(name: &str) -> bool {
    ["ID", "URL", "URI"].iter().any(|end| {
        name.strip_suffix(end)
            .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_lowercase()))
    })
}

/// The name that was probably meant.
fn suggestion(property: &Property) -> String {
    names::camel(&names::snake(&property.name))
}

/// `v10_0` is a name of Graph's; camel case makes `v100` of it.
fn digits(property: &Property, errors: &mut Errors) {
    let Property {
        name,
        ident,
        renamed,
        ..
    } = property;
    let written = ident.unraw().to_string();
    let parts: Vec<&str> = written.split('_').collect();
    let joined = parts.windows(2).any(|pair| {
        pair[0].ends_with(|c: char| c.is_ascii_digit())
            && pair[1].starts_with(|c: char| c.is_ascii_digit())
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
fn each_once(read: &Struct, errors: &mut Errors) {
    for (i, property) in read.properties.iter().enumerate() {
        if let Some(other) = read
            .properties
            .iter()
            .take(i)
            .find(|other| other.name == property.name)
        {
            errors.at(
                &property.ident,
                format!(
                    "`{}` and `{}` are both `{}` on the wire: rename one, or take it away",
                    other.ident, property.ident, property.name
                ),
            );
        }
    }
}
