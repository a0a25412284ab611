//! What serde's attributes say that its own reader does not hand out as it was written.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Token};

use crate::model::Serde;

/// Reads what is said of a whole struct.
pub(super) fn of_struct(attrs: &[Attribute]) -> Serde {
    let mut read = Serde::default();
    each(attrs, |meta| {
        if meta.path.is_ident("deny_unknown_fields") {
            read.deny_unknown_fields = Some(meta.path.clone());
        } else if meta.path.is_ident("transparent") {
            read.transparent = Some(meta.path.clone());
        } else if meta.path.is_ident("rename_all") {
            return rename_all(meta, &mut read.rename_all);
        }
        skip_value(meta)
    });
    read
}

/// Whether serde's name was given and not derived.
pub(super) fn is_renamed(attrs: &[Attribute]) -> bool {
    let mut renamed = false;
    each(attrs, |meta| {
        renamed |= meta.path.is_ident("rename");
        skip_value(meta)
    });
    renamed
}

/// `rename_all = "…"` or `rename_all(deserialize = "…")`
fn rename_all(meta: &ParseNestedMeta<'_>, rule: &mut Option<LitStr>) -> syn::Result<()> {
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

fn each(attrs: &[Attribute], mut read: impl FnMut(&ParseNestedMeta<'_>) -> syn::Result<()>) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        // Errors are serde's to report.
        let _ = attr.parse_nested_meta(|meta| read(&meta));
    }
}

/// Passes over `= value` or `(…)`.
pub(super) fn skip_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        meta.input.parse::<proc_macro2::Group>()?;
    }
    Ok(())
}
