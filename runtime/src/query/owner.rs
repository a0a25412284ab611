//! What a property belongs to: a structured type, a navigation from one, or the item of a lambda.

use std::marker::PhantomData;

use crate::query::structured::StructuredType;
use crate::query::type_info::{Property, TypeInfo};

/// Where a field's name is written down: a [`StructuredType`], or one seen as the owner of its [`Navigation`] properties.
#[doc(hidden)]
pub trait DeclaringType: 'static {
    /// The name of the property at `index`.
    fn name(index: usize) -> &'static str;

    /// What `$expand` names, where that is not the property alone.
    fn expand_path(index: usize) -> &'static str {
        Self::name(index)
    }
}

/// The owner of a field with `#[graph(expand)]`: such a property is expanded, and not selected.
#[doc(hidden)]
#[derive(Debug)]
pub struct Navigation<S>(PhantomData<fn() -> S>);

/// The owner of a lambda variable over plain values, which is no property and has no name.
#[doc(hidden)]
#[derive(Debug)]
pub enum LambdaItem {}

impl<S: StructuredType> DeclaringType for S {
    fn name(index: usize) -> &'static str {
        property(S::INFO.properties, index)
    }
}

impl<S: StructuredType> DeclaringType for Navigation<S> {
    fn name(index: usize) -> &'static str {
        property(S::INFO.properties, index)
    }

    fn expand_path(index: usize) -> &'static str {
        let expansion = S::INFO
            .properties
            .get(index)
            .and_then(|property| property.expand.as_ref());
        expansion.map_or_else(|| Self::name(index), |expansion| expansion.path)
    }
}

impl DeclaringType for LambdaItem {
    fn name(_: usize) -> &'static str {
        ""
    }
}

fn property(properties: &[Property], index: usize) -> &'static str {
    properties.get(index).map_or("", |property| property.name)
}

/// The owners whose properties are selected.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a navigation property cannot be selected",
    label = "a field with `#[graph(expand)]`",
    note = "a navigation property is expanded, not selected: leave it out, `#[graph(expand)]` already puts it into `$expand`"
)]
pub trait StructuralProperty: DeclaringType {
    fn declaring_type() -> &'static TypeInfo;
}

#[diagnostic::do_not_recommend]
impl<S: StructuredType> StructuralProperty for S {
    fn declaring_type() -> &'static TypeInfo {
        S::INFO
    }
}

/// The owners whose properties are expanded.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this is not a navigation property",
    label = "only a field with `#[graph(expand)]` can be expanded",
    note = "a property is selected; if it is a navigation property, put `#[graph(expand)]` on the field"
)]
pub trait Navigates {}

#[diagnostic::do_not_recommend]
impl<S: StructuredType> Navigates for Navigation<S> {}
