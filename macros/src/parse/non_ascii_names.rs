//! Names that serde cannot convert to camel case.

use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, parse_quote};

use crate::errors::Errors;
use crate::parse::serde_attrs;

/// Renames each field and variant whose name does not start with an ASCII letter to itself, and returns whether
/// serde's derive can handle all of them.
///
/// For `rename_all = "camelCase"`, serde assumes that the first letter of a name is its first byte, and panics on `é`
/// and `__`. So does its derive, without a helpful message.
pub(super) fn keep(input: &mut DeriveInput, errors: &mut Errors) -> bool {
    let before = errors.count();
    let rename_all = serde_attrs::container(&input.attrs).rename_all;
    let is_camel_case = rename_all.is_some_and(|rule| rule.value() == "camelCase");
    let mut names = Names {
        is_camel_case,
        errors,
    };
    match &mut input.data {
        Data::Struct(data) => names.keep_fields(&mut data.fields),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                names.keep_name(&variant.ident, &mut variant.attrs);
                names.keep_fields(&mut variant.fields);
            }
        }
        Data::Union(_) => {}
    }
    errors.count() == before
}

struct Names<'a> {
    is_camel_case: bool,
    errors: &'a mut Errors,
}

impl Names<'_> {
    fn keep_fields(&mut self, fields: &mut Fields) {
        for field in fields {
            if let Some(ident) = &field.ident {
                self.keep_name(ident, &mut field.attrs);
            }
        }
    }

    fn keep_name(&mut self, ident: &Ident, attrs: &mut Vec<Attribute>) {
        let name = ident.unraw().to_string();
        if starts_with_ascii(&name) {
            return;
        }
        if self.is_camel_case && !serde_attrs::is_renamed(attrs) {
            let message = format!(
                "serde cannot convert `{name}` to camel case: rename it with `#[serde(rename = \"…\")]`"
            );
            self.errors.add(ident, message);
        }
        // Serde ignores this one if the user has written another before it.
        attrs.push(parse_quote!(#[serde(rename = #name)]));
    }
}

fn starts_with_ascii(name: &str) -> bool {
    name.trim_start_matches('_')
        .starts_with(|c: char| c.is_ascii())
}
