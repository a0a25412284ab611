//! An enum: its variants as serde sees them.

use serde_derive_internals::ast::{self, Style};

use crate::errors::Errors;
use crate::model::{Enum, Member, Unknown};

/// Reads the variants of an enum.
pub(crate) fn read(container: &ast::Container<'_>, errors: &mut Errors) -> Enum {
    let mut read = Enum { members: Vec::new(), unknown: None };
    let ast::Data::Enum(variants) = &container.data else { return read };
    for variant in variants {
        match variant.style {
            Style::Unit => {
                if variant.attrs.other() {
                    read.unknown = Some(Unknown::Other);
                }
                let name = variant.attrs.name().deserialize_name().value.clone();
                read.members.push(Member { ident: variant.ident.clone(), name });
            }
            Style::Newtype if variant.attrs.untagged() => read.unknown = Some(Unknown::Text(variant.ident.clone())),
            Style::Newtype | Style::Tuple | Style::Struct => errors.at(
                variant.original,
                "a variant with data is no member of an enum of names; the one for names that were not foreseen is `#[serde(untagged)] Unknown(String)`",
            ),
        }
    }
    read
}
