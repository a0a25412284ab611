//! Names that serde's reader cannot convert.

use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, parse_quote};

use crate::errors::Errors;
use crate::parse::serde;

/// Gives each name that begins with no ASCII letter itself as its name on the wire, and says whether serde's derive will
/// fail for one of them.
///
/// For `rename_all = "camelCase"`, serde takes the first byte of a name for its first letter, and panics where it is
/// none: `é`, `__`. So does its derive, which has nothing else to say of it.
pub(crate) fn shield(input: &mut DeriveInput, errors: &mut Errors) -> bool {
    let before = errors.count();
    let is_camel = serde::of_struct(&input.attrs)
        .rename_all
        .is_some_and(|rule| rule.value() == "camelCase");
    let mut name = |ident: &Ident, attrs: &mut Vec<Attribute>| {
        let written = ident.unraw().to_string();
        if written
            .trim_start_matches('_')
            .starts_with(|c: char| c.is_ascii())
        {
            return;
        }
        if is_camel && !serde::is_renamed(attrs) {
            let message = format!(
                "serde can make no camel case of `{written}`: give the name with `#[serde(rename = \"…\")]`"
            );
            errors.at(ident, message);
        }
        // Behind one of the user's, serde's reader passes over it.
        attrs.push(parse_quote!(#[serde(rename = #written)]));
    };
    match &mut input.data {
        Data::Struct(data) => fields(&mut data.fields, &mut name),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                name(&variant.ident, &mut variant.attrs);
                fields(&mut variant.fields, &mut name);
            }
        }
        Data::Union(_) => {}
    }
    errors.count() > before
}

fn fields(fields: &mut Fields, name: &mut impl FnMut(&Ident, &mut Vec<Attribute>)) {
    for Field { ident, attrs, .. } in fields {
        if let Some(ident) = ident {
            name(ident, attrs);
        }
    }
}
