//! Typed fields, from which queries are built.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::query::declaring_type::DeclaringType;
use crate::query::expression::{Node, PropertyPath};
use crate::query::field_path::FieldPath;
use crate::query::filter::{self, AnyOperand, Filter};
use crate::query::literal::Typed;
use crate::query::path_types::{self, As, In};
use crate::query::structured::{HasProperties, Nested, StructuredType};

/// The fields of `S`, from which queries are built: the type of `S::FIELDS`.
///
/// It dereferences to a generated struct (for `User`, `User_FIELDS`) with a [`Field`] for each field of `S`. `P` describes
/// the path to these fields. The type is zero-sized.
pub struct Fields<P, S>(PhantomData<fn() -> (P, S)>);

impl<P, S> Fields<P, S> {
    #[doc(hidden)]
    pub const NEW: Self = Fields(PhantomData);
}

impl<P: 'static, S: 'static> Fields<P, S> {
    const REF: &'static Self = &Fields(PhantomData);
}

impl<P: FieldPath, S: StructuredType> Fields<P, S> {
    /// Casts to a derived type, whose fields can then be used: `microsoft.graph.user/displayName`.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/directoryObjects/<id>")] #[derive(serde::Deserialize)]
    /// # struct DirectoryObject { id: String }
    /// # #[graph_resource] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String> }
    /// let user = DirectoryObject::FIELDS.cast::<User>();
    /// assert_eq!(user.display_name.eq("Ada").to_string(), "microsoft.graph.user/displayName eq 'Ada'");
    /// ```
    pub fn cast<D: StructuredType>(self) -> Fields<As<P, D>, D> {
        Fields::NEW
    }

    /// Matches entities of the type `D`: `isof('microsoft.graph.user')`. In a lambda it tests the item:
    /// `isof(x,'microsoft.graph.user')`.
    pub fn is_of<D: StructuredType>(self) -> Filter<P::Entity> {
        let path = path_types::property_path::<P>();
        if path.is_empty() {
            filter::entity_is_of::<_, D>()
        } else {
            filter::property_is_of::<_, D>(path)
        }
    }
}

impl<P, S> Copy for Fields<P, S> {}

impl<P, S> Clone for Fields<P, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: FieldPath, S: StructuredType> Deref for Fields<P, S> {
    type Target = S::Fields<P>;

    fn deref(&self) -> &Self::Target {
        S::fields()
    }
}

impl<P: FieldPath, S: StructuredType> fmt::Debug for Fields<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::INFO.odata_type)
    }
}

/// A property in a query, such as `User::FIELDS.display_name`.
///
/// `T` is the type of the field, `O` is the type that declares it, and `P` describes the path to it. The methods depend
/// on `T`, inside any `Option` or `Box`:
///
/// - A [`Value`](crate::query::Value) can be compared and, unless it is binary, sorted by. A Boolean is a condition itself.
/// - A string can be searched.
/// - A collection can be tested with [`any`](Self::any) and [`all`](Self::all).
/// - The fields of a nested struct are reached with a dot: `f.address.city`. The struct needs `#[graph_resource]`: without it,
///   the compiler says that there is no such field.
/// - Properties of a nested object for which there are no fields have names: `f.fields.named("Title")`.
///
/// The type is zero-sized.
#[allow(
    clippy::type_complexity,
    reason = "the parameters are all there is to the type"
)]
pub struct Field<P, O, const INDEX: usize, T>(PhantomData<fn() -> (P, O, T)>);

/// A field in a generated struct, which generated code names without its parameters.
///
/// The compiler finds it faster than a constant of the generic type itself, and there is one for each field.
#[doc(hidden)]
pub trait FieldReference {
    /// The only value.
    const REF: Self;
}

#[doc(hidden)]
impl<P: 'static, O: 'static, const INDEX: usize, T: 'static> FieldReference
    for &'static Field<P, O, INDEX, T>
{
    const REF: Self = &Field(PhantomData);
}

impl<P, O, const INDEX: usize, T> Field<P, O, INDEX, T> {
    pub(crate) const NEW: Self = Field(PhantomData);
}

impl<P, O, const INDEX: usize, T> Copy for Field<P, O, INDEX, T> {}

impl<P, O, const INDEX: usize, T> Clone for Field<P, O, INDEX, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> fmt::Debug for Field<P, O, INDEX, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Returns the property's path as OData writes it.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)]
    /// # struct Address { city: Option<String> }
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, address: Option<Address> }
    /// assert_eq!(User::FIELDS.address.city.path(), "address/city");
    /// ```
    pub fn path(&self) -> String {
        Node::path(self.property_path()).to_odata_in_scope()
    }

    pub(crate) fn property_path(self) -> PropertyPath {
        path_types::property_path::<In<P, O, INDEX>>()
    }

    /// Casts to a derived type, whose fields can then be used: `manager/microsoft.graph.user/displayName`.
    pub fn cast<D: StructuredType>(&self) -> Fields<As<In<P, O, INDEX>, D>, D>
    where
        T: Nested,
    {
        Fields::NEW
    }

    /// Matches if the property's value is of the type `D`: `isof(manager,'microsoft.graph.user')`.
    pub fn is_of<D: StructuredType>(&self) -> Filter<P::Entity>
    where
        T: Nested,
    {
        filter::property_is_of::<_, D>(self.property_path())
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: HasProperties> Deref
    for Field<P, O, INDEX, T>
{
    type Target = Fields<In<P, O, INDEX>, T::Of>;

    fn deref(&self) -> &Self::Target {
        Fields::REF
    }
}

#[diagnostic::do_not_recommend]
impl<P, O, const INDEX: usize, T> AnyOperand<P::Entity> for &Field<P, O, INDEX, T>
where
    P: FieldPath,
    O: DeclaringType,
    T: Typed,
{
    type Kind = T::Kind;

    fn into_operand(self) -> Node {
        Node::path(self.property_path())
    }
}
