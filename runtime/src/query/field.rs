//! The fields that queries are written with.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::query::expression::{Node, Path};
use crate::query::filter::{self, Filter};
use crate::query::place::{self, As, In, Place};
use crate::query::structured::{Nested, Property, Shape};

/// The fields of `S`, reached from `P`: what `S::FIELDS` is.
///
/// It dereferences to the struct that the attribute has made for `S`, which has a [`Field`] for each field of `S`, and
/// takes no memory.
pub struct Fields<P, S>(PhantomData<fn() -> (P, S)>);

impl<P, S> Fields<P, S> {
    #[doc(hidden)]
    pub const NEW: Self = Fields(PhantomData);
}

impl<P: Place, S: Shape> Fields<P, S> {
    /// The fields of a derived type, behind a cast: `microsoft.graph.user/displayName`.
    pub fn cast<D: Shape>(self) -> Fields<As<P, D>, D> {
        Fields::NEW
    }

    /// Whether it is of the type `D`: `isof(x,'microsoft.graph.user')`.
    pub fn is_of<D: Shape>(self) -> Filter<P::Entity> {
        let path = place::path::<P>();
        filter::is_of::<_, D>((!path.is_empty()).then_some(Node::Path(path)))
    }
}

impl<P, S> Copy for Fields<P, S> {}

impl<P, S> Clone for Fields<P, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Place, S: Shape> Deref for Fields<P, S> {
    type Target = S::Fields<P>;

    fn deref(&self) -> &Self::Target {
        S::fields()
    }
}

impl<P: Place, S: Shape> fmt::Debug for Fields<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(S::SHAPE.odata_type)
    }
}

/// One property: of `O`, the one at `INDEX`, with the Rust type `T`, reached from `P`.
///
/// What can be asked of it is decided by `T`, seen through `Option` and `Box`: [`Value`](crate::Value)s can be compared,
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

impl<P: Place, O: Owner, const INDEX: usize, T> fmt::Debug for Field<P, O, INDEX, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl<P: Place, O: Owner, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// The property's path as OData writes it: `address/city`.
    pub fn path(&self) -> String {
        self.steps().text()
    }

    pub(crate) fn steps(self) -> Path {
        place::path::<In<P, O, INDEX>>()
    }

    /// The fields of a derived type, behind a cast: `x/microsoft.graph.user/displayName`.
    pub fn cast<D: Shape>(&self) -> Fields<As<In<P, O, INDEX>, D>, D>
    where
        T: Nested,
    {
        Fields::NEW
    }

    /// Whether it is of the type `D`: `isof(x,'microsoft.graph.user')`.
    pub fn is_of<D: Shape>(&self) -> Filter<P::Entity>
    where
        T: Nested,
    {
        filter::is_of::<_, D>(Some(Node::Path(self.steps())))
    }
}

impl<P: Place, O: Owner, const INDEX: usize, T: Nested> Deref for Field<P, O, INDEX, T> {
    type Target = <T::Shape as Shape>::Fields<In<P, O, INDEX>>;

    fn deref(&self) -> &Self::Target {
        <T::Shape as Shape>::fields()
    }
}

/// Where a field's name is written down: a [`Shape`], or one seen as the owner of its [`Navigation`] properties.
#[doc(hidden)]
pub trait Owner: 'static {
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
pub enum Itself {}

impl<S: Shape> Owner for S {
    fn name(index: usize) -> &'static str {
        property(S::SHAPE.properties, index)
    }
}

impl<S: Shape> Owner for Navigation<S> {
    fn name(index: usize) -> &'static str {
        property(S::SHAPE.properties, index)
    }

    fn expand_path(index: usize) -> &'static str {
        let expansion = S::SHAPE
            .properties
            .get(index)
            .and_then(|property| property.expand.as_ref());
        expansion.map_or_else(|| Self::name(index), |expansion| expansion.path)
    }
}

impl Owner for Itself {
    fn name(_: usize) -> &'static str {
        ""
    }
}

fn property(properties: &[Property], index: usize) -> &'static str {
    properties.get(index).map_or("", |property| property.name)
}
