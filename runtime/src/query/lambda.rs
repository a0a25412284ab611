//! Collections: `any`, `all` and what else is asked of them.

use std::any::TypeId;
use std::marker::PhantomData;

use crate::query::edm;
use crate::query::expression::Node;
use crate::query::field::{Field, Fields};
use crate::query::filter::{Expr, Filter};
use crate::query::literal::Value;
use crate::query::owner::{DeclaringType, LambdaItem};
use crate::query::path_types::In;
use crate::query::place::{FieldPath, Item};
use crate::query::structured::{Collection, StructuredType};

/// What the variable of a lambda is: the fields of a struct, or a plain value.
#[diagnostic::on_unimplemented(
    message = "the items of this collection, `{Self}`, have nothing to compare",
    note = "they are `#[graph_resource]` structs or values (`graph_resource::query::Value`)"
)]
pub trait Variable<Kind = Structured> {
    /// The variable, over a collection whose items stand at `P`.
    type At<P: FieldPath>: Copy + 'static;

    #[doc(hidden)]
    fn at<P: FieldPath>() -> Self::At<P>;
}

/// Items that are structs.
#[derive(Debug)]
pub enum Structured {}

/// Items that are plain values.
#[derive(Debug)]
pub enum Plain {}

impl<S: StructuredType> Variable<Structured> for S {
    type At<P: FieldPath> = Fields<P, S>;

    fn at<P: FieldPath>() -> Self::At<P> {
        Fields::NEW
    }
}

impl<V: Value + 'static> Variable<Plain> for V {
    type At<P: FieldPath> = &'static Field<P, LambdaItem, 0, V>;

    fn at<P: FieldPath>() -> Self::At<P> {
        Field::REF
    }
}

/// Items that may be null: `Vec<Option<T>>`.
#[derive(Debug)]
pub struct Nullable<Kind>(PhantomData<fn() -> Kind>);

/// Structs in boxes: `Vec<Box<T>>`.
#[derive(Debug)]
pub enum Boxed {}

impl<Kind, V: Variable<Kind>> Variable<Nullable<Kind>> for Option<V> {
    type At<P: FieldPath> = V::At<P>;

    fn at<P: FieldPath>() -> Self::At<P> {
        V::at()
    }
}

impl<S: StructuredType> Variable<Boxed> for Box<S> {
    type At<P: FieldPath> = Fields<P, S>;

    fn at<P: FieldPath>() -> Self::At<P> {
        Fields::NEW
    }
}

type Over<P, O, const INDEX: usize> = Item<In<P, O, INDEX>>;

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// `any`: the condition holds for at least one item.
    ///
    /// The closure is given the item: its fields where it is a struct, itself where it is a plain value.
    pub fn any<M, C>(self, condition: C) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: Variable<M>,
        C: FnOnce(<T::Item as Variable<M>>::At<Over<P, O, INDEX>>) -> Filter<P::Entity>,
    {
        self.lambda("any", condition(T::Item::at()))
    }

    /// `all`: the condition holds for every item.
    pub fn all<M, C>(self, condition: C) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: Variable<M>,
        C: FnOnce(<T::Item as Variable<M>>::At<Over<P, O, INDEX>>) -> Filter<P::Entity>,
    {
        self.lambda("all", condition(T::Item::at()))
    }

    /// `any()`: there is at least one item.
    pub fn is_not_empty(self) -> Filter<P::Entity>
    where
        T: Collection,
    {
        Filter::new(self.under("any()"))
    }

    /// `not any()`: there is no item. An advanced query on directory objects.
    pub fn is_empty(self) -> Filter<P::Entity>
    where
        T: Collection,
    {
        self.is_not_empty().not()
    }

    /// `$count`: the number of items. An advanced query on directory objects.
    pub fn count(self) -> Expr<P::Entity, edm::Number>
    where
        T: Collection,
    {
        Expr::new(self.under("$count"))
    }

    fn lambda(self, name: &'static str, condition: Filter<P::Entity>) -> Filter<P::Entity> {
        Filter::new(Node::Lambda {
            collection: self.steps(),
            name,
            item: TypeId::of::<Over<P, O, INDEX>>(),
            body: Box::new(condition.node),
        })
    }

    fn under(self, segment: &str) -> Node {
        let mut path = self.steps();
        path.step(segment);
        Node::Path(path)
    }
}
