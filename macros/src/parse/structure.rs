//! A struct: its fields as serde sees them.

use proc_macro2::Ident;
use serde_derive_internals::{ast, attr};
use syn::{GenericArgument, Member, PathArguments, Type};

use crate::errors::Errors;
use crate::model::{Expand, Flattened, Property, Required, Struct, UnselectableAnnotation};
use crate::parse::annotations::NameKind;
use crate::parse::field_options::FieldOptions;
use crate::parse::forwarded_attrs::forwarded;
use crate::parse::serde_attrs;

/// The types that serde deserializes if it can deserialize their arguments. Another type may not contain its argument.
const CONTAINERS: &[&str] = &[
    "Option", "Box", "Vec", "VecDeque", "BTreeSet", "HashSet", "BTreeMap", "HashMap",
];

/// Parses the fields of a struct.
pub(super) fn parse(container: &ast::Container<'_>, errors: &mut Errors) -> Struct {
    check_not_converted(container, errors);
    let ast::Data::Struct(_, fields) = &container.data else {
        return Struct::default();
    };
    let has_default = !container.attrs.default().is_none();
    let mut parsed = Struct {
        has_static_reference: fields.iter().any(is_static_reference),
        serde: serde_attrs::container(&container.original.attrs),
        ..Struct::default()
    };
    for field in fields {
        add_field(&mut parsed, field, has_default, errors);
    }
    parsed
}

/// With `from` or `try_from`, the JSON has the names of another type.
fn check_not_converted(container: &ast::Container<'_>, errors: &mut Errors) {
    let source = container.attrs.type_from();
    if let Some(ty) = source.or(container.attrs.type_try_from()) {
        let message = "serde deserializes this struct from another type: put `#[graph_resource]` on that type";
        errors.add(ty, message);
    }
}

/// Adds a field as what it holds: a property, an annotation, or a flattened type.
fn add_field(parsed: &mut Struct, field: &ast::Field<'_>, has_default: bool, errors: &mut Errors) {
    let options = FieldOptions::parse(&field.original.attrs, errors);
    let Member::Named(ident) = &field.member else {
        return;
    };
    let name = field.attrs.name().deserialize_name().value.as_str();
    let required = required(&field.attrs, has_default);
    check_expand(field, name, &options, errors);
    check_type(field, name, &options, errors);
    check_maybe_sent(field, &required, errors);
    check_owned(field, errors);
    let is_read = !field.attrs.skip_deserializing();
    let is_skipped = options.skip.is_some();
    if field.attrs.flatten() {
        // Without the properties of a skipped field, a `$select` would leave it empty.
        parsed.is_open |= !is_read || is_skipped;
        if is_read && !is_skipped {
            let position = parsed.properties.len();
            parsed.flattened.push(flattened(field, ident, position));
        }
        return;
    }
    parsed.has_skipped_field |= !is_read || is_skipped;
    let kind = NameKind::of(name);
    parsed.has_annotation |= is_read && kind != NameKind::Property;
    if !is_read || is_skipped {
        return;
    }
    match kind {
        NameKind::Property => {
            let expand = options.expand.map(|_| Expand { path: options.path });
            let property = property(field, ident, name, required);
            parsed.properties.push(Property {
                expand,
                edm_type: options.edm_type,
                is_unchecked: options.unchecked.is_some(),
                ..property
            });
        }
        NameKind::SelectedAnnotation(selected) => {
            let annotation = Some(name.to_owned());
            let property = property(field, ident, selected, required);
            parsed.properties.push(Property {
                annotation,
                ..property
            });
        }
        NameKind::AutomaticAnnotation => {}
        NameKind::OtherAnnotation => parsed.unselectable.push(UnselectableAnnotation {
            ident: ident.clone(),
            name: name.to_owned(),
            attrs: forwarded(&field.original.attrs, &[]),
        }),
    }
}

fn property(field: &ast::Field<'_>, ident: &Ident, name: &str, required: Required) -> Property {
    Property {
        vis: field.original.vis.clone(),
        ident: ident.clone(),
        ty: field.ty.clone(),
        name: name.to_owned(),
        annotation: None,
        edm_type: None,
        is_unchecked: false,
        has_own_deserializer: field.attrs.deserialize_with().is_some(),
        schema: None,
        is_renamed: serde_attrs::is_renamed(&field.original.attrs),
        expand: None,
        required,
        attrs: forwarded(&field.original.attrs, &["doc", "deprecated"]),
    }
}

fn flattened(field: &ast::Field<'_>, ident: &Ident, position: usize) -> Flattened {
    Flattened {
        vis: field.original.vis.clone(),
        ident: ident.clone(),
        ty: field.ty.clone(),
        position,
        attrs: forwarded(&field.original.attrs, &["doc", "deprecated"]),
    }
}

/// The expanded property must reach the field.
fn check_expand(field: &ast::Field<'_>, name: &str, options: &FieldOptions, errors: &mut Errors) {
    let Some(expand) = &options.expand else {
        return;
    };
    if let Some(message) = expand_conflict(field, name) {
        errors.add(expand, message);
    }
    if let Some(skip) = &options.skip {
        errors.add(
            skip,
            "`skip` and `expand` exclude each other: a skipped field is not part of the query",
        );
    }
}

/// Only a property that is selected has a primitive type.
fn check_type(field: &ast::Field<'_>, name: &str, options: &FieldOptions, errors: &mut Errors) {
    let Some(edm_type) = &options.edm_type else {
        return;
    };
    let reason = if options.expand.is_some() {
        "a navigation property has no primitive type"
    } else if options.skip.is_some() || field.attrs.skip_deserializing() {
        "a skipped field is not part of the query"
    } else if field.attrs.flatten() {
        "a flattened field has properties instead of a value"
    } else if name.contains('@') {
        "an annotation cannot be compared"
    } else {
        return;
    };
    errors.push(syn::Error::new(
        edm_type.span,
        format!("{reason}: remove `type`"),
    ));
}

fn expand_conflict(field: &ast::Field<'_>, name: &str) -> Option<&'static str> {
    if field.attrs.skip_deserializing() {
        Some(
            "serde skips this field, so the expanded property would be lost: remove `#[serde(skip)]`",
        )
    } else if field.attrs.flatten() {
        Some(
            "`$expand` cannot name a flattened field: remove `#[serde(flatten)]` or `#[graph(expand)]`",
        )
    } else if name.contains('@') {
        Some(
            "a name that contains `@` is an annotation, which cannot be expanded: remove `#[graph(expand)]`",
        )
    } else {
        None
    }
}

/// Only serde's default tells a property that was not sent from one that is `null`.
fn check_maybe_sent(field: &ast::Field<'_>, required: &Required, errors: &mut Errors) {
    let is_read = !field.attrs.skip_deserializing() && !field.attrs.flatten();
    if is_read && matches!(required, Required::ByType) && is_maybe_sent(field.ty) {
        let message = "a property that was not sent would be an error: add `#[serde(default)]`, which makes it `MaybeSent::Absent`";
        errors.add(field.ty, message);
    }
}

/// Serde borrows a `&'static str` from the response, which does not live that long.
fn check_owned(field: &ast::Field<'_>, errors: &mut Errors) {
    if is_static_reference(field) {
        let message = "types with `#[graph_resource]` must own their data: use `String` instead of `&'static str`, and `Vec` instead of a slice";
        errors.add(field.ty, message);
    }
}

/// Whether serde reads the field, and by the impl of a static reference, also inside an `Option`.
fn is_static_reference(field: &ast::Field<'_>) -> bool {
    let is_read = !field.attrs.skip_deserializing() && field.attrs.deserialize_with().is_none();
    is_read && holds_static_reference(field.ty)
}

fn holds_static_reference(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => {
            let lifetime = reference.lifetime.as_ref();
            lifetime.is_some_and(|lifetime| lifetime.ident == "static")
        }
        Type::Path(ty) => match ty.path.segments.last() {
            Some(last) if CONTAINERS.iter().any(|name| last.ident == name) => {
                holds_static_argument(&last.arguments)
            }
            _ => false,
        },
        _ => false,
    }
}

fn holds_static_argument(arguments: &PathArguments) -> bool {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return false;
    };
    arguments.args.iter().any(|argument| match argument {
        GenericArgument::Type(ty) => holds_static_reference(ty),
        _ => false,
    })
}

fn is_maybe_sent(ty: &Type) -> bool {
    let Type::Path(ty) = ty else {
        return false;
    };
    let last = ty.path.segments.last();
    last.is_some_and(|last| last.ident == "MaybeSent")
}

/// Serde's rule for an absent property.
fn required(attrs: &attr::Field, has_default: bool) -> Required {
    if has_default || !attrs.default().is_none() {
        Required::No
    } else if attrs.deserialize_with().is_some() {
        Required::Yes
    } else {
        Required::ByType
    }
}
