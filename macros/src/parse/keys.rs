//! The keys of the attribute, and suggestions for misspelled ones.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use crate::errors::Errors;
use crate::names;

/// The keys of the attribute.
pub(super) const KEYS: &[&str] = &[
    "path",
    "collection",
    "get",
    "list",
    "delta",
    "content",
    "action",
    "version",
    "select",
    "crate",
    "type",
    "permissions",
    "closed",
    "schema",
];

/// The names of the path in other libraries.
const NAMES_OF_PATH: &[&str] = &["url", "uri", "endpoint", "route", "address", "resource"];

/// The key, or the one that it is a misspelling of. Reports an unknown key; `None` if it is not close to any.
pub(super) fn resolve(
    key: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<&'static str> {
    let name = key.unraw().to_string();
    if let Some(known) = KEYS.iter().find(|known| **known == name) {
        return Some(known);
    }
    if let Some(message) = belongs_elsewhere(&name) {
        errors.add(key, message);
        return None;
    }
    let nearest = if NAMES_OF_PATH.contains(&name.as_str()) {
        Some("path")
    } else {
        names::nearest(&name, KEYS)
    };
    errors.add(key, unknown_key(&name, nearest, following_path(input)));
    nearest
}

fn unknown_key(name: &str, nearest: Option<&str>, path: Option<String>) -> String {
    if let Some(known) = nearest {
        return format!("unknown key `{name}`, did you mean `{known}`?");
    }
    match path {
        Some(path) => format!(
            "unknown key `{name}`: to add a method, write `get({name} = {path:?})` for one object or `list({name} = {path:?})` for a collection"
        ),
        None => format!("unknown key `{name}`, expected one of {}", listed()),
    }
}

/// Where to write a key that exists in another form, or in another attribute.
fn belongs_elsewhere(name: &str) -> Option<String> {
    match name {
        "beta" => Some("unknown key `beta`: write `version = \"beta\"`".to_owned()),
        "post" => Some(
            "unknown key `post`: an action that returns data is `action(…)`; send other requests with `client.request(Method::POST, path)`"
                .to_owned(),
        ),
        "put" | "patch" | "delete" => Some(format!(
            "unknown key `{name}`: endpoints only read; send other requests with `client.request(Method::{}, path)`",
            name.to_uppercase()
        )),
        "method" => Some(
            "unknown key `method`: the kind of endpoint says it: write `get(…)`, `list(…)`, `delta(…)` or `content(…)`, or `action(…)` for an action that returns data"
                .to_owned(),
        ),
        "expand" | "skip" => Some(format!(
            "`{name}` belongs on a field: write `#[graph({name})]` there"
        )),
        "delegated" | "application" | "scope" | "scopes" => Some(format!(
            "unknown key `{name}`: write `permissions(delegated = \"…\", application = \"…\")`"
        )),
        "rename" | "rename_all" => Some(format!(
            "`{name}` belongs to serde: write `#[serde({name} = \"…\")]`"
        )),
        _ => None,
    }
}

/// The path, if `= "/path"` is next.
fn following_path(input: ParseStream<'_>) -> Option<String> {
    let ahead = input.fork();
    ahead.parse::<Token![=]>().ok()?;
    let path = ahead.parse::<LitStr>().ok()?.value();
    if path.starts_with('/') {
        Some(path)
    } else {
        None
    }
}

pub(super) fn duplicate_key(name: &str) -> String {
    match name {
        "get" | "list" | "delta" | "content" | "action" => {
            format!("duplicate `{name}`: merge them, as in `{name}(a = \"/…\", b = \"/…\")`")
        }
        "permissions" => {
            "duplicate `permissions`: merge them, as in `permissions(delegated = \"…\", application = \"…\")`".to_owned()
        }
        _ => format!("duplicate `{name}`: remove one"),
    }
}

/// All keys, for a message.
pub(super) fn listed() -> String {
    let keys: Vec<String> = KEYS.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}
