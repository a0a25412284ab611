//! The rules for permissions.

use syn::LitStr;
use syn::ext::IdentExt;

use crate::errors::Errors;
use crate::model::{Item, PermissionRow};
use crate::names;

/// The words of the reference for a row without permissions.
const NO_PERMISSION: &[&str] = &["not ", "none", "n/a"];
/// Scopes of the sign-in, which are no permissions of Graph.
const SIGN_IN_SCOPES: &[&str] = &["openid", "profile", "email", "offline_access"];

pub(super) fn check(item: &Item, errors: &mut Errors) {
    let Some(permissions) = &item.arguments.permissions else {
        return;
    };
    belong_to_endpoints(item, errors);
    belong_to_methods(item, errors);
    let methods = permissions.methods.iter().map(|method| &method.rows);
    for rows in std::iter::once(&permissions.rows).chain(methods) {
        for row in &rows.0 {
            are_valid(row, errors);
            are_distinct(row, errors);
        }
    }
}

/// Only reads require permissions.
fn belong_to_endpoints(item: &Item, errors: &mut Errors) {
    let arguments = &item.arguments;
    let Some(permissions) = &arguments.permissions else {
        return;
    };
    if arguments.path.is_none() && arguments.endpoints.is_empty() {
        let message = "permissions belong to reads, but this type has no endpoint: add a `path`, or move `permissions` to the type that has it";
        errors.add(&permissions.key, message);
    }
}

/// A method has its own permissions once, and exists.
fn belong_to_methods(item: &Item, errors: &mut Errors) {
    let Some(permissions) = &item.arguments.permissions else {
        return;
    };
    let methods = item.arguments.method_names();
    for (index, own) in permissions.methods.iter().enumerate() {
        let name = own.method.unraw();
        if !methods.is_empty() && !methods.contains(&name.to_string()) {
            errors.add(&own.method, no_method(&name.to_string(), &methods));
        }
        let mut earlier = permissions.methods[..index].iter();
        if earlier.any(|other| other.method.unraw() == name) {
            let message = format!("the permissions of `{name}` are given twice: merge them");
            errors.add(&own.method, message);
        }
    }
}

fn no_method(name: &str, methods: &[String]) -> String {
    let known: Vec<&str> = methods.iter().map(String::as_str).collect();
    if let Some(nearest) = names::nearest(name, &known) {
        return format!("there is no method `{name}`, did you mean `{nearest}`?");
    }
    let listed: Vec<String> = methods.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "there is no method `{name}`, expected one of {}",
        listed.join(", ")
    )
}

fn are_valid(row: &PermissionRow, errors: &mut Errors) {
    for literal in &row.alternatives {
        if let Some(message) = fault(&literal.value(), row) {
            errors.add(literal, message);
        }
    }
}

/// Scopes are compared without regard to case.
fn are_distinct(row: &PermissionRow, errors: &mut Errors) {
    for (index, literal) in row.alternatives.iter().enumerate() {
        let name = literal.value();
        let is_same = |earlier: &LitStr| earlier.value().eq_ignore_ascii_case(&name);
        if !name.trim().is_empty() && row.alternatives[..index].iter().any(is_same) {
            errors.add(
                literal,
                format!("the permission `{name}` is given twice: remove one"),
            );
        }
    }
}

/// What is wrong with an alternative, and what to write instead.
fn fault(written: &str, row: &PermissionRow) -> Option<String> {
    let key = row.kind.key();
    if written.trim().is_empty() {
        return Some(format!(
            "the name of the permission is empty: write one such as `User.Read.All`, or leave out `{key}`"
        ));
    }
    let lower = written.trim().to_ascii_lowercase();
    if NO_PERMISSION.iter().any(|words| lower.starts_with(words)) {
        return Some(format!(
            "no permission of this kind allows the read: leave out `{key}`"
        ));
    }
    if let Some(list) = as_list(written) {
        return Some(format!(
            "each alternative is a string of its own: write `{key} = [{list}]`"
        ));
    }
    written.split(" and ").find_map(fault_of_name)
}

/// `A, B or C` as the elements of an array; `None` for a single alternative.
fn as_list(written: &str) -> Option<String> {
    let separated = written.replace(" or ", ",").replace(';', ",");
    let names: Vec<String> = separated
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| format!("{name:?}"))
        .collect();
    if separated.contains(',') && names.len() > 1 {
        Some(names.join(", "))
    } else {
        None
    }
}

fn fault_of_name(name: &str) -> Option<String> {
    if is_permission(name) {
        return None;
    }
    if SIGN_IN_SCOPES.contains(&name) {
        return Some(format!(
            "`{name}` is a scope of the sign-in, not a permission to read from Graph: leave it out"
        ));
    }
    let last = name.rsplit('/').next().unwrap_or_default();
    let bare = last.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if is_permission(bare) {
        return Some(format!(
            "`{}` is not the name of a permission: write `{bare:?}`",
            name.escape_debug()
        ));
    }
    Some(format!(
        "`{}` is not the name of a permission, which has words separated by dots: write one such as `User.Read.All`",
        name.escape_debug()
    ))
}

/// `Resource.Operation` or `Resource.Operation.Constraint`
fn is_permission(name: &str) -> bool {
    name.contains('.') && name.split('.').all(is_word)
}

fn is_word(word: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    word.starts_with(|c: char| c.is_ascii_alphanumeric()) && word.chars().all(is_allowed)
}
