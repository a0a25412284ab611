//! Conditions on collections: `any`, `all` and `$count`.

use std::marker::PhantomData;

use crate::query::declaring_type::{DeclaringType, LambdaItem};
use crate::query::edm;
use crate::query::expression::{Lambda, Node};
use crate::query::field::{Field, Fields};
use crate::query::field_path::{FieldPath, Item};
use crate::query::filter::{Expr, Filter, IntoFilter};
use crate::query::literal::Value;
use crate::query::path_types::{Alias, In};
use crate::query::scope::{self, Scope};
use crate::query::structured::{Collection, StructuredType};

/// A type that the items of a collection can have in a lambda: a structured type, or a plain value. `Kind` is one of the
/// types in [`item_kind`](crate::query::item_kind).
#[diagnostic::on_unimplemented(
    message = "a collection of `{Self}` cannot be tested with `any` or `all`",
    label = "its items cannot be compared",
    note = "put `#[graph_resource]` on the items' struct or enum, or implement `graph_resource::query::Value` for it"
)]
pub trait Variable<Kind = Structured> {
    /// The variable that the closure gets, for items that are reached through `P`.
    type At<P: FieldPath>: Copy + 'static;

    #[doc(hidden)]
    fn variable<P: FieldPath>() -> Self::At<P>;
}

/// The kind of items that are structs.
#[derive(Debug)]
pub enum Structured {}

/// The kind of items that are plain values.
#[derive(Debug)]
pub enum Plain {}

impl<S: StructuredType> Variable<Structured> for S {
    type At<P: FieldPath> = Fields<P, S>;

    fn variable<P: FieldPath>() -> Self::At<P> {
        Fields::NEW
    }
}

impl<V: Value + 'static> Variable<Plain> for V {
    type At<P: FieldPath> = &'static Field<P, LambdaItem, 0, V>;

    fn variable<P: FieldPath>() -> Self::At<P> {
        &Field::NEW
    }
}

/// The kind of items that may be null, as in `Vec<Option<T>>`.
#[derive(Debug)]
pub struct Nullable<Kind>(PhantomData<fn() -> Kind>);

/// The kind of items that are boxed structs, as in `Vec<Box<T>>`.
#[derive(Debug)]
pub enum Boxed {}

impl<Kind, V: Variable<Kind>> Variable<Nullable<Kind>> for Option<V> {
    type At<P: FieldPath> = V::At<P>;

    fn variable<P: FieldPath>() -> Self::At<P> {
        V::variable()
    }
}

impl<S: StructuredType> Variable<Boxed> for Box<S> {
    type At<P: FieldPath> = Fields<P, S>;

    fn variable<P: FieldPath>() -> Self::At<P> {
        Fields::NEW
    }
}

/// A type that the items of a collection can have: every type but `u8`, because bytes are one binary value.
///
/// Both implementations match `u8`, so the compiler cannot choose one.
pub trait CollectionItem<Is = AnyItem> {}

/// Marks any type of items.
#[derive(Debug)]
pub enum AnyItem {}

/// Marks the items of bytes, which are compared as one value: `f.key.eq(bytes)`.
#[derive(Debug)]
pub enum BytesAreOneValue {}

impl<T> CollectionItem<AnyItem> for T {}
impl CollectionItem<BytesAreOneValue> for u8 {}

/// The path of the items of the collection at `INDEX` of `O`.
type ItemPath<P, O, const INDEX: usize> = Item<In<P, O, INDEX>>;

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Matches if the condition holds for at least one item (`any`).
    ///
    /// The closure gets the fields of the item if the items are structs, and the item itself if they are plain values.
    /// A request fails before anything is sent if the item is used outside of the closure, or if the closure calls `any`
    /// or `all` on the same collection: see [`alias`](Self::alias). A filter over the same collection that was built
    /// before can be used in the closure.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)]
    /// # struct Phone { number: String }
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, tags: Vec<String>, phones: Vec<Phone> }
    /// let f = User::FIELDS;
    /// let filter = f.tags.any(|tag| tag.eq("vip"));
    /// assert_eq!(filter.to_string(), "tags/any(x:x eq 'vip')");
    /// let filter = f.phones.any(|phone| phone.number.starts_with("+47"));
    /// assert_eq!(filter.to_string(), "phones/any(x:startswith(x/number,'+47'))");
    /// ```
    pub fn any<M, I, C, R>(self, condition: C) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: Variable<M> + CollectionItem<I>,
        C: FnOnce(<T::Item as Variable<M>>::At<ItemPath<P, O, INDEX>>) -> R,
        R: IntoFilter<P::Entity>,
    {
        let scope = Scope::enter(ItemPath::<P, O, INDEX>::variable());
        let condition = condition(T::Item::variable());
        drop(scope);
        self.lambda("any", condition)
    }

    /// Matches if the condition holds for every item (`all`), as for [`any`](Self::any). An empty collection matches.
    pub fn all<M, I, C, R>(self, condition: C) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: Variable<M> + CollectionItem<I>,
        C: FnOnce(<T::Item as Variable<M>>::At<ItemPath<P, O, INDEX>>) -> R,
        R: IntoFilter<P::Entity>,
    {
        let scope = Scope::enter(ItemPath::<P, O, INDEX>::variable());
        let condition = condition(T::Item::variable());
        drop(scope);
        self.lambda("all", condition)
    }

    /// Returns the collection under another name, so that a lambda over it can be nested in another one over it.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)]
    /// # struct Phone { number: String, kind: String }
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, phones: Vec<Phone> }
    /// let f = User::FIELDS;
    /// let filter = f.phones.any(|a| f.phones.alias().any(|b| b.number.eq(a.number) & b.kind.ne(a.kind)));
    /// assert_eq!(
    ///     filter.to_string(),
    ///     "phones/any(x:phones/any(x2:x2/number eq x/number and x2/kind ne x/kind))"
    /// );
    /// ```
    pub fn alias(self) -> Field<Alias<P>, O, INDEX, T>
    where
        T: Collection,
    {
        Field::NEW
    }

    /// Matches if the collection has at least one item (`any()`).
    pub fn is_not_empty<I>(self) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: CollectionItem<I>,
    {
        Filter::new(self.segment("any()"))
    }

    /// Matches if the collection has no items (`not any()`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_empty<I>(self) -> Filter<P::Entity>
    where
        T: Collection,
        T::Item: CollectionItem<I>,
    {
        self.is_not_empty().not()
    }

    /// Returns the number of items, to be compared (`$count`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, licenses: Vec<String> }
    /// let filter = User::FIELDS.licenses.count().gt(0);
    /// assert_eq!(filter.to_string(), "licenses/$count gt 0");
    /// ```
    pub fn count<I>(self) -> Expr<P::Entity, edm::Number>
    where
        T: Collection,
        T::Item: CollectionItem<I>,
    {
        Expr::new(self.segment("$count"))
    }

    fn lambda(
        self,
        name: &'static str,
        condition: impl IntoFilter<P::Entity>,
    ) -> Filter<P::Entity> {
        let variable = ItemPath::<P, O, INDEX>::variable();
        let lambda = Lambda {
            collection: self.property_path(),
            name,
            variable,
            is_independent: !scope::contains(variable),
        };
        Filter::new(Node::lambda(lambda, condition.into_condition()))
    }

    /// Returns the path of a segment after the collection.
    fn segment(self, segment: &str) -> Node {
        let mut path = self.property_path();
        path.push(segment);
        Node::path(path)
    }
}
