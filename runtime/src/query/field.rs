//! The fields that queries are written with.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::query::expression::{Node, Path};
use crate::query::filter::{self, Filter, Operand};
use crate::query::literal::Typed;
use crate::query::owner::DeclaringType;
use crate::query::path_types::{self, As, In};
use crate::query::place::FieldPath;
use crate::query::structured::{Nested, StructuredType};

/// The fields of `S`, reached from `P`: what `S::FIELDS` is.
///
/// It dereferences to the struct that the attribute has made for `S`, which has a [`Field`] for each field of `S`, and
/// takes no memory.
pub struct Fields<P, S>(PhantomData<fn() -> (P, S)>);

impl<P, S> Fields<P, S> {
    #[doc(hidden)]
    pub const NEW: Self = Fields(PhantomData);
}

impl<P: FieldPath, S: StructuredType> Fields<P, S> {
    /// The fields of a derived type, behind a cast: `microsoft.graph.user/displayName`.
    pub fn cast<D: StructuredType>(self) -> Fields<As<P, D>, D> {
        Fields::NEW
    }

    /// Whether it is of the type `D`: `isof(x,'microsoft.graph.user')`.
    pub fn is_of<D: StructuredType>(self) -> Filter<P::Entity> {
        let path = path_types::path::<P>();
        filter::is_of::<_, D>((!path.is_empty()).then_some(Node::Path(path)))
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

/// One property: of `O`, the one at `INDEX`, with the Rust type `T`, reached from `P`.
///
/// What can be asked of it is decided by `T`, seen through `Option` and `Box`: [`Value`](crate::query::Value)s can be compared,
/// texts searched, collections run over with `any` and `all`, and a nested struct's own fields reached with a dot.
/// It takes no memory.
#[allow(clippy::type_complexity, reason = "it is the whole of the type")]
pub struct Field<P, O, const INDEX: usize, T>(PhantomData<fn() -> (P, O, T)>);

impl<P: 'static, O: 'static, const INDEX: usize, T: 'static> Field<P, O, INDEX, T> {
    #[doc(hidden)]
    pub const REF: &'static Self = &Field(PhantomData);
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
    /// The property's path as OData writes it: `address/city`.
    pub fn path(&self) -> String {
        self.steps().text()
    }

    pub(crate) fn steps(self) -> Path {
        path_types::path::<In<P, O, INDEX>>()
    }

    /// The fields of a derived type, behind a cast: `x/microsoft.graph.user/displayName`.
    pub fn cast<D: StructuredType>(&self) -> Fields<As<In<P, O, INDEX>, D>, D>
    where
        T: Nested,
    {
        Fields::NEW
    }

    /// Whether it is of the type `D`: `isof(x,'microsoft.graph.user')`.
    pub fn is_of<D: StructuredType>(&self) -> Filter<P::Entity>
    where
        T: Nested,
    {
        filter::is_of::<_, D>(Some(Node::Path(self.steps())))
    }
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Nested> Deref
    for Field<P, O, INDEX, T>
{
    type Target = <T::Type as StructuredType>::Fields<In<P, O, INDEX>>;

    fn deref(&self) -> &Self::Target {
        <T::Type as StructuredType>::fields()
    }
}

#[diagnostic::do_not_recommend]
impl<P, O, const INDEX: usize, T, K> Operand<P::Entity, K> for &Field<P, O, INDEX, T>
where
    P: FieldPath,
    O: DeclaringType,
    T: Typed<Kind = K>,
{
    fn node(self) -> Node {
        Node::Path(self.steps())
    }
}
