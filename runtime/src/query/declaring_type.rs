//! The type that declares a property: a structured type, the same type as the source of a navigation, or a lambda's item.

use std::marker::PhantomData;

use crate::query::structured::StructuredType;
use crate::query::type_info::{Property, TypeInfo};

/// Provides the names of properties by their index.
///
/// This is a [`StructuredType`] for the properties that are selected, and [`Navigation`] for those that are expanded.
/// There is nothing to implement.
pub trait DeclaringType: 'static {
    /// Returns the path of the property at `index`: its name, or what `#[graph(expand = "…")]` says, which may contain a
    /// cast.
    #[doc(hidden)]
    fn path(index: usize) -> &'static str;
}

/// Declares the fields of `S` with `#[graph(expand)]`, which are expanded instead of selected.
#[derive(Debug)]
pub struct Navigation<S>(PhantomData<fn() -> S>);

/// Declares the variable of a lambda over plain values, which has no property name.
#[derive(Debug)]
pub enum LambdaItem {}

impl<S: StructuredType> DeclaringType for S {
    fn path(index: usize) -> &'static str {
        property_name(S::INFO.properties, index)
    }
}

impl<S: StructuredType> DeclaringType for Navigation<S> {
    fn path(index: usize) -> &'static str {
        let property = S::INFO.properties.get(index);
        match property.and_then(|property| property.expand.as_ref()) {
            Some(expansion) => expansion.path,
            None => property_name(S::INFO.properties, index),
        }
    }
}

impl DeclaringType for LambdaItem {
    fn path(_: usize) -> &'static str {
        ""
    }
}

fn property_name(properties: &[Property], index: usize) -> &'static str {
    properties.get(index).map_or("", |property| property.name)
}

/// Declares structural properties, which can be selected. There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "a navigation property cannot be selected",
    label = "a field with `#[graph(expand)]`",
    note = "leave it out: `#[graph(expand)]` already adds it to `$expand`"
)]
pub trait StructuralProperty: DeclaringType {
    #[doc(hidden)]
    fn declaring_type() -> &'static TypeInfo;
}

#[diagnostic::do_not_recommend]
impl<S: StructuredType> StructuralProperty for S {
    fn declaring_type() -> &'static TypeInfo {
        S::INFO
    }
}

/// Declares navigation properties, which can be expanded. There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "expected a navigation property",
    label = "only a field with `#[graph(expand)]` can be expanded",
    note = "if it is a navigation property, put `#[graph(expand)]` on the field; any other property is selected"
)]
pub trait Navigates {
    #[doc(hidden)]
    fn declaring_type() -> &'static TypeInfo;
}

#[diagnostic::do_not_recommend]
impl<S: StructuredType> Navigates for Navigation<S> {
    fn declaring_type() -> &'static TypeInfo {
        S::INFO
    }
}
