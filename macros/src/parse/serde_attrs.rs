//! The serde attributes that serde's own parser does not return as written.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Token};

use crate::model::SerdeAttrs;

/// Parses the attributes of a struct or an enum.
pub(super) fn container(attrs: &[Attribute]) -> SerdeAttrs {
    let mut parsed = SerdeAttrs::default();
    for_each_option(attrs, |meta| {
        if meta.path.is_ident("deny_unknown_fields") {
            parsed.deny_unknown_fields = Some(meta.path.clone());
        } else if meta.path.is_ident("transparent") {
            parsed.transparent = Some(meta.path.clone());
        } else if meta.path.is_ident("rename_all") {
            return parse_rename_all(meta, &mut parsed.rename_all);
        }
        skip_value(meta)
    });
    parsed
}

/// Whether a field or variant has a `rename`.
pub(super) fn is_renamed(attrs: &[Attribute]) -> bool {
    let mut is_renamed = false;
    for_each_option(attrs, |meta| {
        is_renamed |= meta.path.is_ident("rename");
        skip_value(meta)
    });
    is_renamed
}

/// `rename_all = "…"` or `rename_all(deserialize = "…")`
fn parse_rename_all(meta: &ParseNestedMeta<'_>, rule: &mut Option<LitStr>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        *rule = Some(meta.value()?.parse()?);
        return Ok(());
    }
    meta.parse_nested_meta(|meta| {
        let value = meta.value()?.parse()?;
        if meta.path.is_ident("deserialize") {
            *rule = Some(value);
        }
        Ok(())
    })
}

fn for_each_option(
    attrs: &[Attribute],
    mut parse: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        // Serde's derive reports the errors.
        let _ = attr.parse_nested_meta(|meta| parse(&meta));
    }
}

/// Skips `= value` or `(…)`.
pub(super) fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        meta.input.parse::<proc_macro2::Group>()?;
    }
    Ok(())
}
