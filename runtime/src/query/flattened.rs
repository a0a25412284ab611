//! The fields of a struct that is flattened into another one.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::query::declaring_type::StructuralProperty;
use crate::query::field::FieldReference;
use crate::query::field_path::FieldPath;
use crate::query::path_types::Flat;
use crate::query::structured::{Nested, StructuredType};

/// The fields of a struct with `#[serde(flatten)]`, in queries: `User::FIELDS.base` with the fields of `Base`.
///
/// It dereferences to the fields of `T`, inside any `Option` or `Box`. Their paths do not contain the flattened field.
/// A flattened map has no fields.
///
/// ```
/// # use graph_resource::graph_resource;
/// # use serde::Deserialize;
/// #[graph_resource]
/// #[derive(Deserialize)]
/// struct Base { id: String }
///
/// #[graph_resource(path = "/users/<userId>")]
/// #[derive(Deserialize)]
/// struct User {
///     #[serde(flatten)]
///     base: Base,
///     mail: Option<String>,
/// }
///
/// let request = User::list().filter(User::FIELDS.base.id.eq("1"));
/// assert_eq!(request.to_string(), "/users?$select=id,mail&$filter=id%20eq%20'1'");
/// ```
///
/// The type is zero-sized.
#[allow(
    clippy::type_complexity,
    reason = "the parameters are all there is to the type"
)]
pub struct Flattened<P, O, T>(PhantomData<fn() -> (P, O, T)>);

#[doc(hidden)]
impl<P: 'static, O: 'static, T: 'static> FieldReference for &'static Flattened<P, O, T> {
    const REF: Self = &Flattened(PhantomData);
}

impl<P, O, T> Copy for Flattened<P, O, T> {}

impl<P, O, T> Clone for Flattened<P, O, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: FieldPath, O: StructuralProperty, T: Nested> Deref for Flattened<P, O, T> {
    type Target = <T::Type as StructuredType>::Fields<Flat<P, O>>;

    fn deref(&self) -> &Self::Target {
        <T::Type as StructuredType>::fields()
    }
}

impl<P, O, T> fmt::Debug for Flattened<P, O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flattened")
    }
}
