//! A struct: its fields as serde sees them.

use serde_derive_internals::{ast, attr};
use syn::{Attribute, LitStr, Member, Token};

use crate::errors::Errors;
use crate::model::{Expand, Property, Required, Struct};
use crate::names;

/// Reads the fields of a struct.
pub(crate) fn read(container: &ast::Container<'_>, errors: &mut Errors) -> Struct {
    let converted = container.attrs.type_from().or(container.attrs.type_try_from());
    if let Some(ty) = converted {
        let message = "serde reads this struct through another type, so its names are not those on the wire: put `#[graph_resource]` on that type";
        errors.at(ty, message);
    }
    let ast::Data::Struct(_, fields) = &container.data else {
        return Struct { properties: Vec::new(), open: false };
    };
    let has_default = !container.attrs.default().is_none();
    Struct {
        properties: fields.iter().filter_map(|field| property(field, has_default, errors)).collect(),
        open: fields.iter().any(|field| field.attrs.flatten()),
    }
}

/// The property that a field stands for; `None` for a field that is none.
fn property(field: &ast::Field<'_>, has_default: bool, errors: &mut Errors) -> Option<Property> {
    let options = Options::read(&field.original.attrs, errors);
    let Member::Named(ident) = &field.member else { return None };
    let name = field.attrs.name().deserialize_name().value.clone();
    if let (true, Some(expand)) = (field.attrs.skip_deserializing(), &options.expand) {
        errors.at(expand, "serde skips this field, so what `$expand` brings would be lost: take `#[serde(skip)]` away");
    }
    if let (Some(skip), Some(_)) = (&options.skip, &options.expand) {
        errors.at(skip, "`skip` and `expand` exclude each other: a skipped field is in no query");
    }
    let is_property =
        !options.is_skipped() && !field.attrs.skip_deserializing() && !field.attrs.flatten() && !name.contains('@');
    is_property.then(|| Property {
        vis: field.original.vis.clone(),
        ident: ident.clone(),
        ty: field.ty.clone(),
        name,
        renamed: is_renamed(&field.original.attrs),
        expand: options.expand.map(|_| Expand { path: options.path }),
        required: required(&field.attrs, has_default),
        attrs: field.original.attrs.iter().filter(|attr| is_carried(attr)).cloned().collect(),
    })
}

/// Serde's rule for a field that is absent.
fn required(attrs: &attr::Field, has_default: bool) -> Required {
    if has_default || !attrs.default().is_none() {
        Required::No
    } else if attrs.deserialize_with().is_some() {
        Required::Yes
    } else {
        Required::ByType
    }
}

/// What belongs to the field in the struct of fields as well.
fn is_carried(attr: &Attribute) -> bool {
    ["doc", "deprecated"].iter().any(|name| attr.path().is_ident(name))
}

/// Whether serde's name was given and not derived.
pub(crate) fn is_renamed(attrs: &[Attribute]) -> bool {
    let mut renamed = false;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        // Errors are serde's to report.
        let _ = attr.parse_nested_meta(|meta| {
            renamed |= meta.path.is_ident("rename");
            skip_value(&meta)
        });
    }
    renamed
}

/// Passes over `= value` or `(…)`.
fn skip_value(meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        meta.input.parse::<proc_macro2::Group>()?;
    }
    Ok(())
}

/// The options in `#[graph(…)]` on a field.
#[derive(Default)]
struct Options {
    expand: Option<syn::Path>,
    path: Option<LitStr>,
    skip: Option<syn::Path>,
}

const KNOWN: &[&str] = &["expand", "skip"];

impl Options {
    fn read(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Options::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("graph")) {
            let read = attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("expand") {
                    if options.expand.is_some() {
                        errors.at(&meta.path, "`expand` is given twice");
                    }
                    if meta.input.peek(Token![=]) {
                        options.path = Some(meta.value()?.parse()?);
                    }
                    options.expand = Some(meta.path);
                } else if meta.path.is_ident("skip") {
                    if options.skip.is_some() {
                        errors.at(&meta.path, "`skip` is given twice");
                    }
                    options.skip = Some(meta.path);
                } else {
                    errors.at(&meta.path, unknown(&meta.path));
                    skip_value(&meta)?;
                }
                Ok(())
            });
            if let Err(error) = read {
                errors.push(error);
            }
        }
        options
    }

    fn is_skipped(&self) -> bool {
        self.skip.is_some()
    }
}

fn unknown(path: &syn::Path) -> String {
    let name = path.get_ident().map(ToString::to_string).unwrap_or_default();
    match names::nearest(&name, KNOWN) {
        Some(known) => format!("unknown option `{name}`, did you mean `{known}`?"),
        None => format!("unknown option `{name}`: a field takes `#[graph(expand)]` or `#[graph(skip)]`"),
    }
}
