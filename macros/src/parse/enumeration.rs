//! An enum: its variants as serde sees them.

use serde_derive_internals::ast::{self, Style, Variant};
use syn::{Fields, Type};

use crate::errors::Errors;
use crate::model::{Enum, Kind, Member, TaggedEnum, TaggedVariant, UnknownMember};
use crate::parse::serde_attrs::{self, is_renamed};

/// Parses an enum of member names, or one of structs.
pub(super) fn parse(container: &ast::Container<'_>, has_proxy: bool, errors: &mut Errors) -> Kind {
    let variants = match &container.data {
        ast::Data::Enum(variants) => variants.as_slice(),
        ast::Data::Struct(..) => &[],
    };
    for variant in variants {
        check_no_options(variant.original, errors);
    }
    let originals: Vec<_> = variants.iter().map(|variant| variant.original).collect();
    if variants.iter().any(is_tagged) || has_inline_structs(originals) {
        return Kind::TaggedEnum(tagged_enum(variants, has_proxy, errors));
    }
    let serde = serde_attrs::container(&container.original.attrs);
    Kind::Enum(Enum {
        members: members(variants, errors),
        has_rename_all: serde.rename_all.is_some(),
        unknown: unknown_member(variants),
    })
}

fn is_tagged(variant: &Variant<'_>) -> bool {
    !variant.attrs.untagged() && held_struct(variant.original).is_some()
}

/// The struct that a variant holds; `None` if it holds a string, or anything else.
pub(crate) fn held_struct(variant: &syn::Variant) -> Option<&Type> {
    let Fields::Unnamed(fields) = &variant.fields else {
        return None;
    };
    let mut fields = fields.unnamed.iter();
    match (fields.next(), fields.next()) {
        (Some(field), None) if !is_string(&field.ty) => Some(&field.ty),
        _ => None,
    }
}

/// Whether the variants are structs that are written inline, in an enum that names no members.
pub(crate) fn has_inline_structs<'a>(
    variants: impl IntoIterator<Item = &'a syn::Variant, IntoIter: Clone>,
) -> bool {
    let mut variants = variants.into_iter();
    let has_members = variants
        .clone()
        .any(|variant| matches!(variant.fields, Fields::Unit));
    !has_members && variants.any(|variant| matches!(variant.fields, Fields::Named(_)))
}

/// Whether a type is written as one that keeps the name of an unknown member.
fn is_string(ty: &Type) -> bool {
    match ty {
        Type::Path(ty) => match ty.path.segments.last() {
            Some(last) => last.ident == "String" || last.ident == "str",
            None => false,
        },
        Type::Group(group) => is_string(&group.elem),
        _ => false,
    }
}

/// The options of fields are about properties, which a variant is not.
fn check_no_options(variant: &syn::Variant, errors: &mut Errors) {
    let field_attrs = variant.fields.iter().flat_map(|field| &field.attrs);
    for attr in variant.attrs.iter().chain(field_attrs) {
        if attr.path().is_ident("graph") {
            errors.add(
                attr,
                "`#[graph(…)]` only applies to the fields of a struct: remove it",
            );
        }
    }
}

fn members(variants: &[Variant<'_>], errors: &mut Errors) -> Vec<Member> {
    let mut members = Vec::new();
    let mut has_unknown = false;
    for variant in variants {
        match variant.style {
            Style::Unit => {
                has_unknown |= variant.attrs.other();
                members.push(member(variant));
            }
            Style::Newtype => {
                if has_unknown {
                    let message = "there is already a variant for unknown members: remove this one";
                    errors.add(variant.original, message);
                }
                has_unknown = true;
            }
            Style::Tuple | Style::Struct => {
                let message = "a member has no fields: remove them, or write `#[serde(untagged)] Unknown(String)` for unknown members";
                errors.add(variant.original, message);
            }
        }
    }
    members
}

fn member(variant: &Variant<'_>) -> Member {
    let attrs = &variant.attrs;
    let has_own_name = !attrs.other() && !attrs.skip_deserializing();
    Member {
        ident: variant.ident.clone(),
        name: attrs.name().deserialize_name().value.clone(),
        is_renamed: is_renamed(&variant.original.attrs) || !has_own_name,
        is_unknown: !has_own_name,
    }
}

/// The variant for unknown members: the last one, if there are several by mistake.
fn unknown_member(variants: &[Variant<'_>]) -> Option<UnknownMember> {
    let mut unknown = None;
    for variant in variants {
        match (variant.style, variant.fields.first()) {
            (Style::Unit, _) if variant.attrs.other() => unknown = Some(UnknownMember::Dropped),
            (Style::Newtype, Some(field)) => {
                unknown = Some(UnknownMember::Kept {
                    ident: variant.ident.clone(),
                    ty: Box::new(field.ty.clone()),
                    is_untagged: variant.attrs.untagged(),
                });
            }
            _ => {}
        }
    }
    unknown
}

fn tagged_enum(variants: &[Variant<'_>], has_proxy: bool, errors: &mut Errors) -> TaggedEnum {
    let mut parsed = TaggedEnum {
        known: Vec::new(),
        unknown: None,
        has_proxy,
    };
    let mut has_inline_struct = false;
    for variant in variants {
        let (Style::Newtype, Some(field)) = (variant.style, variant.fields.first()) else {
            let is_inline_struct = matches!(variant.style, Style::Struct);
            if !is_inline_struct || !has_inline_struct {
                errors.add(variant.original, must_hold_a_struct(variant));
            }
            has_inline_struct |= is_inline_struct;
            continue;
        };
        if variant.attrs.untagged() {
            parsed.unknown = Some((variant.ident.clone(), field.ty.clone()));
        } else {
            parsed.known.push(tagged_variant(variant, field));
        }
    }
    parsed
}

fn must_hold_a_struct(variant: &Variant<'_>) -> String {
    let name = &variant.ident;
    if matches!(variant.style, Style::Struct) {
        return format!(
            "each variant of an enum of structs holds one struct: move the fields of `{name}` to `#[graph_resource] struct {name}`, write `{name}({name})`, and the same for the others"
        );
    }
    "each variant of an enum of structs must hold one struct, as in `User(User)`".to_owned()
}

fn tagged_variant(variant: &Variant<'_>, field: &ast::Field<'_>) -> TaggedVariant {
    let odata_type = if is_renamed(&variant.original.attrs) {
        Some(variant.attrs.name().deserialize_name().value.clone())
    } else {
        None
    };
    TaggedVariant {
        ident: variant.ident.clone(),
        ty: field.ty.clone(),
        odata_type,
    }
}
