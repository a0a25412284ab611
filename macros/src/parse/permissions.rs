//! The permissions of the reads: `permissions(delegated = "User.Read.All", application = "User.Read.All")`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use crate::errors::Errors;
use crate::model::{MethodPermissions, PermissionKind, PermissionRow, PermissionRows, Permissions};
use crate::names;
use crate::parse::value::{skip_to_comma, string};

/// The keys in the parentheses.
pub(super) const KEYS: &[&str] = &["delegated", "personal", "application"];

const EXAMPLE: &str = "\"User.Read.All\"";

/// `(delegated = "…", application = ["…", "…"], get(delegated = "…"))`. Invalid ones still generate the constant.
pub(super) fn permissions(
    input: ParseStream<'_>,
    key: &Ident,
    errors: &mut Errors,
) -> syn::Result<Permissions> {
    let mut permissions = Permissions {
        key: key.clone(),
        rows: PermissionRows::default(),
        methods: Vec::new(),
    };
    if !input.peek(syn::token::Paren) {
        errors.add(key, expected());
        skip_to_comma(input);
        return Ok(permissions);
    }
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        errors.add(key, expected());
    }
    while !inner.is_empty() {
        if is_method(&inner) {
            permissions.methods.push(method(&inner, errors)?);
            end_of_item(&inner, "rows", errors);
        } else {
            add_row(&inner, &mut permissions.rows, errors);
        }
    }
    Ok(permissions)
}

/// Whether `name(` is next, but not the key of a row.
fn is_method(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    match Ident::parse_any(&ahead) {
        Ok(name) => ahead.peek(syn::token::Paren) && !KEYS.contains(&name.to_string().as_str()),
        Err(_) => false,
    }
}

/// `get(delegated = "…")`
fn method(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<MethodPermissions> {
    let method = Ident::parse_any(input)?;
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        errors.add(
            &method,
            format!("expected `{method}(delegated = {EXAMPLE}, application = {EXAMPLE})`"),
        );
    }
    let mut rows = PermissionRows::default();
    while !inner.is_empty() {
        add_row(&inner, &mut rows, errors);
    }
    Ok(MethodPermissions { method, rows })
}

fn add_row(input: ParseStream<'_>, rows: &mut PermissionRows, errors: &mut Errors) {
    match row(input, rows, errors) {
        Ok(row) => rows.0.extend(row),
        Err(error) => {
            errors.push(error);
            skip_to_comma(input);
        }
    }
    end_of_item(input, "rows", errors);
}

fn expected() -> String {
    format!("expected `permissions(delegated = {EXAMPLE}, application = {EXAMPLE})`")
}

/// `delegated = "…"` or `delegated = ["…", "…"]`; `None` if the key is not close to any.
fn row(
    input: ParseStream<'_>,
    earlier: &PermissionRows,
    errors: &mut Errors,
) -> syn::Result<Option<PermissionRow>> {
    if let Ok(literal) = input.fork().parse::<LitStr>() {
        let name = literal.value();
        let message = format!(
            "missing kind of permission: write `delegated = {name:?}` or `application = {name:?}`"
        );
        return Err(syn::Error::new(literal.span(), message));
    }
    let key = Ident::parse_any(input).map_err(|error| {
        let message = format!("expected a kind of permission, one of {}", listed());
        syn::Error::new(error.span(), message)
    })?;
    let kind = kind(&key, errors);
    let alternatives = alternatives(input, &key, errors)?;
    let Some(kind) = kind else {
        return Ok(None);
    };
    if key.unraw() == kind.key() && earlier.0.iter().any(|row| row.kind == kind) {
        let message = format!("duplicate `{key}`: merge them, as in `{key} = [\"…\", \"…\"]`");
        errors.add(&key, message);
    }
    Ok(Some(PermissionRow { kind, alternatives }))
}

/// The kind, or the one whose key is misspelled.
fn kind(key: &Ident, errors: &mut Errors) -> Option<PermissionKind> {
    let name = key.unraw().to_string();
    if let Some(kind) = PermissionKind::of_key(&name) {
        return Some(kind);
    }
    let nearest = names::nearest(&name, KEYS);
    let message = match nearest {
        Some(known) => format!("unknown kind of permission `{name}`, did you mean `{known}`?"),
        None => format!(
            "unknown kind of permission `{name}`, expected one of {}",
            listed()
        ),
    };
    errors.add(key, message);
    nearest.and_then(PermissionKind::of_key)
}

fn listed() -> String {
    let keys: Vec<String> = KEYS.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

/// `= "…"` or `= ["…", "…"]`
fn alternatives(
    input: ParseStream<'_>,
    key: &Ident,
    errors: &mut Errors,
) -> syn::Result<Vec<LitStr>> {
    if !(input.peek(Token![=]) && input.peek2(syn::token::Bracket)) {
        return Ok(vec![string(input, key, EXAMPLE, errors)?]);
    }
    input.parse::<Token![=]>()?;
    let inner;
    syn::bracketed!(inner in input);
    if inner.is_empty() {
        errors.add(
            key,
            format!("expected a permission: write one, or leave out `{key}`"),
        );
    }
    let mut alternatives = Vec::new();
    while !inner.is_empty() {
        match inner.parse() {
            Ok(literal) => alternatives.push(literal),
            Err(_) => {
                let message = format!("expected a permission as a string, such as `{EXAMPLE}`");
                errors.push(inner.error(message));
                skip_to_comma(&inner);
            }
        }
        end_of_item(&inner, "permissions", errors);
    }
    Ok(alternatives)
}

/// The comma between two items.
fn end_of_item(input: ParseStream<'_>, items: &str, errors: &mut Errors) {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return;
    }
    errors.push(input.error(format!("expected `,` between two {items}")));
    // The next item may follow a missing comma.
    if !input.peek(Ident::peek_any) && !input.peek(LitStr) {
        skip_to_comma(input);
        let _ = input.parse::<Option<Token![,]>>();
    }
}
