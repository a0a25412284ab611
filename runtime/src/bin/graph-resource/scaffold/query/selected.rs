//! `$select`

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Operand, Scope};
use crate::scaffold::download_url::{DOWNLOAD_URL, SELECTED_DOWNLOAD_URL};
use crate::scaffold::model::Kind;
use crate::scaffold::odata::list;

/// The call that makes `$select` name these properties, or `None` if the struct derives it so.
pub(super) fn select(scope: &Scope<'_>, text: Option<&str>) -> Option<TokenStream> {
    let derived = derived(scope);
    let names: Vec<&str> = match text {
        Some(text) => list::split(text, ','),
        None => derived.clone(),
    };
    let is_derived = names.len() == derived.len()
        && names
            .iter()
            .zip(&derived)
            .all(|(name, derived)| name.eq_ignore_ascii_case(derived));
    if names.is_empty() || (is_derived && !has_other_fields(scope)) {
        return None;
    }
    let properties = names.into_iter().map(|name| property(scope, name));
    Some(quote!(.select([#(#properties),*])))
}

/// The names that the struct derives `$select` from, without those that only the query needs.
fn derived<'i>(scope: &Scope<'i>) -> Vec<&'i str> {
    let fields = scope.items.fields(scope.entity).iter();
    let selected = fields.filter(|field| field.expand.is_none() && !field.only_in_query);
    selected
        .map(|field| match field.wire.as_str() {
            DOWNLOAD_URL => SELECTED_DOWNLOAD_URL,
            wire => wire,
        })
        .collect()
}

/// Whether the derived `$select` would name more. An enum of structs derives none.
fn has_other_fields(scope: &Scope<'_>) -> bool {
    let fields = scope.items.fields(scope.entity);
    let is_union = matches!(scope.items.get(scope.entity).kind, Kind::Union(..));
    is_union || fields.iter().any(|field| field.only_in_query)
}

fn property(scope: &Scope<'_>, name: &str) -> TokenStream {
    let name = match name {
        SELECTED_DOWNLOAD_URL => DOWNLOAD_URL,
        name => name,
    };
    let path: Vec<String> = name.split('/').map(str::to_owned).collect();
    match scope.resolve(&path) {
        Ok(Operand::Field { code, .. } | Operand::Json { field: code, .. }) => code,
        _ => quote!(&graph_resource::Field::named(#name)),
    }
}
