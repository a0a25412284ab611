//! An enum: its variants as serde sees them.

use serde_derive_internals::ast::{self, Style, Variant};

use crate::errors::Errors;
use crate::model::{Enum, Kind, Known, Member, Polymorphic, Unknown};
use crate::parse::structure::is_renamed;

/// Reads the variants of an enum: of names, or of structs.
pub(crate) fn read(container: &ast::Container<'_>, derived: bool, errors: &mut Errors) -> Kind {
    let variants = match &container.data {
        ast::Data::Enum(variants) => variants.as_slice(),
        ast::Data::Struct(..) => &[],
    };
    let holds_structs =
        variants.iter().any(|variant| matches!(variant.style, Style::Newtype) && !variant.attrs.untagged());
    if holds_structs {
        Kind::Polymorphic(structs(variants, derived, errors))
    } else {
        Kind::Enum(names(variants, errors))
    }
}

fn names(variants: &[Variant<'_>], errors: &mut Errors) -> Enum {
    let mut read = Enum { members: Vec::new(), unknown: None };
    for variant in variants {
        match variant.style {
            Style::Unit => {
                if variant.attrs.other() {
                    read.unknown = Some(Unknown::Other);
                }
                let name = variant.attrs.name().deserialize_name().value.clone();
                read.members.push(Member { ident: variant.ident.clone(), name });
            }
            Style::Newtype => read.unknown = Some(Unknown::Text(variant.ident.clone())),
            Style::Tuple | Style::Struct => errors.at(
                variant.original,
                "a variant with several fields is no member of an enum of names; the one for names that were not foreseen is `#[serde(untagged)] Unknown(String)`",
            ),
        }
    }
    read
}

fn structs(variants: &[Variant<'_>], derived: bool, errors: &mut Errors) -> Polymorphic {
    let mut read = Polymorphic { known: Vec::new(), unknown: None, derived };
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
