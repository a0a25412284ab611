//! An enum: its variants as serde sees them.

use serde_derive_internals::ast::{self, Style, Variant};
use syn::{Attribute, Fields, Type};

use crate::errors::Errors;
use crate::model::{Enum, Kind, Known, Member, Polymorphic, Unknown};
use crate::parse::serde::{self, is_renamed};

/// Reads the variants of an enum: of names, or of structs.
pub(super) fn read(container: &ast::Container<'_>, derived: bool, errors: &mut Errors) -> Kind {
    let variants = match &container.data {
        ast::Data::Enum(variants) => variants.as_slice(),
        ast::Data::Struct(..) => &[],
    };
    for variant in variants {
        no_options(variant.original, errors);
    }
    let holds_structs = variants
        .iter()
        .any(|variant| !variant.attrs.untagged() && held_struct(variant.original).is_some());
    if holds_structs {
        Kind::Polymorphic(structs(variants, derived, errors))
    } else {
        let converted = serde::of_struct(&container.original.attrs)
            .rename_all
            .is_some();
        Kind::Enum(names(variants, converted, errors))
    }
}

/// The struct that a variant holds; a text is none.
pub(crate) fn held_struct(variant: &syn::Variant) -> Option<&Type> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields
            .unnamed
            .first()
            .map(|field| &field.ty)
            .filter(|ty| !is_text(ty)),
        _ => None,
    }
}

/// Whether a type is one that a name which was not foreseen is kept in.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Path(ty) => ty
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "String" || last.ident == "str"),
        Type::Group(group) => is_text(&group.elem),
        _ => false,
    }
}

/// A variant is no property.
fn no_options(variant: &syn::Variant, errors: &mut Errors) {
    let fields = variant.fields.iter().flat_map(|field| &field.attrs);
    let is_option = |attr: &&Attribute| attr.path().is_ident("graph");
    for attr in variant.attrs.iter().chain(fields).filter(is_option) {
        errors.at(
            attr,
            "`#[graph(…)]` goes on the fields of a struct, which are properties; an enum has none",
        );
    }
}

fn names(variants: &[Variant<'_>], converted: bool, errors: &mut Errors) -> Enum {
    let mut read = Enum {
        members: Vec::new(),
        converted,
        unknown: None,
    };
    for variant in variants {
        let ident = variant.ident.clone();
        match variant.style {
            Style::Unit => {
                if variant.attrs.other() {
                    read.unknown = Some(Unknown::Other);
                }
                let name = variant.attrs.name().deserialize_name().value.clone();
                let attrs = &variant.attrs;
                let renamed = is_renamed(&variant.original.attrs)
                    || attrs.other()
                    || attrs.skip_deserializing();
                read.members.push(Member {
                    ident,
                    name,
                    renamed,
                });
            }
            Style::Newtype => {
                if read.unknown.is_some() {
                    let message = "one variant for names that were not foreseen is enough: take this one away";
                    errors.at(variant.original, message);
                }
                let untagged = variant.attrs.untagged();
                read.unknown = variant.fields.first().map(|field| Unknown::Text {
                    ident,
                    ty: Box::new(field.ty.clone()),
                    untagged,
                });
            }
            Style::Tuple | Style::Struct => {
                let message = "a variant with several fields is no member of an enum of names; the one for names that were not foreseen is `#[serde(untagged)] Unknown(String)`";
                errors.at(variant.original, message);
            }
        }
    }
    read
}

fn structs(variants: &[Variant<'_>], derived: bool, errors: &mut Errors) -> Polymorphic {
    let mut read = Polymorphic {
        known: Vec::new(),
        unknown: None,
        derived,
    };
    for variant in variants {
        let (Style::Newtype, Some(field)) = (variant.style, variant.fields.first()) else {
            let message = "every variant of an enum of structs holds one struct: `User(User)`";
            errors.at(variant.original, message);
            continue;
        };
        let (ident, ty) = (variant.ident.clone(), field.ty.clone());
        if variant.attrs.untagged() {
            read.unknown = Some((ident, ty));
        } else {
            let renamed = is_renamed(&variant.original.attrs);
            let name = renamed.then(|| variant.attrs.name().deserialize_name().value.clone());
            read.known.push(Known { ident, ty, name });
        }
    }
    read
}
