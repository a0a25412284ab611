//! The methods of fields that make conditions and sort keys.
//!
//! Written out for fields, as they are for expressions: in the compiler's messages about an argument, the methods of a macro
//! would look like the macro.

use crate::query::comparable::ComparableTo;
use crate::query::declaring_type::DeclaringType;
use crate::query::edm::{self, EnumKind, OrderedKind, SortableKind, TextKind};
use crate::query::expression::{Node, Operator};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Filter, Operand};
use crate::query::list_item::{ListItem, adapted_item};
use crate::query::literal::{Typed, Value};
use crate::query::order::Order;

// The comparisons take `&self`, so that method calls do not find those of `PartialEq` first, which `no_operators`
// implements.
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Matches if this is equal to `value`, which can also be a field or an expression (`eq`).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")]
    /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
    /// let f = User::FIELDS;
    /// assert_eq!(f.display_name.eq("Ada").to_string(), "displayName eq 'Ada'");
    /// ```
    pub fn eq<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Eq, value.node()))
    }

    /// Matches if this is not equal to `value` (`ne`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ne<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Ne, value.node()))
    }

    /// Matches if this is greater than `value` (`gt`).
    pub fn gt<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: OrderedKind,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Gt, value.node()))
    }

    /// Matches if this is greater than or equal to `value` (`ge`).
    pub fn ge<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: OrderedKind,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Ge, value.node()))
    }

    /// Matches if this is less than `value` (`lt`).
    pub fn lt<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: OrderedKind,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Lt, value.node()))
    }

    /// Matches if this is less than or equal to `value` (`le`).
    pub fn le<V>(&self, value: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: OrderedKind,
        V: Operand<P::Entity, T::Kind>,
    {
        Filter::new(self.into_node().infix(Operator::Le, value.node()))
    }

    /// Matches if this is equal to one of `values` (`in`). A value that is `None` stands for null.
    ///
    /// A request with an empty list fails before anything is sent.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")]
    /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
    /// let f = User::FIELDS;
    /// assert_eq!(f.age.in_([18, 21]).to_string(), "age in (18,21)");
    /// let filter = f.display_name.in_([None, Some("Ada")]);
    /// assert_eq!(filter.to_string(), "displayName in (null,'Ada')");
    /// ```
    pub fn in_<V>(self, values: impl IntoIterator<Item = V>) -> Filter<P::Entity>
    where
        T: Typed,
        V: ListItem<Kind: ComparableTo<T::Kind>>,
    {
        let values = values.into_iter().map(adapted_item::<V, T::Kind>).collect();
        Filter::new(self.into_node().in_list(values))
    }

    /// Matches if all of `flags` are set (`has`). A flag is a member of an enum with `#[graph_resource]`.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, types::Flags};
    /// #[graph_resource]
    /// #[derive(Debug, serde::Deserialize)]
    /// #[serde(rename_all = "camelCase")]
    /// enum Day { Monday, Tuesday, #[serde(untagged)] Unknown(String) }
    ///
    /// #[graph_resource(path = "/shifts/<shiftId>")]
    /// #[derive(serde::Deserialize)]
    /// struct Shift { id: String, days: Option<Flags<Day>> }
    ///
    /// assert_eq!(Shift::FIELDS.days.has(Day::Monday).to_string(), "days has 'monday'");
    /// ```
    pub fn has<V>(self, flags: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: EnumKind,
        V: Value<Kind = T::Kind>,
    {
        let flags = Node::literal(flags.literal());
        Filter::new(self.into_node().infix(Operator::Has, flags))
    }

    /// Matches strings that start with `text` (`startswith`).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")]
    /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
    /// let f = User::FIELDS;
    /// assert_eq!(f.display_name.starts_with("A").to_string(), "startswith(displayName,'A')");
    /// ```
    pub fn starts_with<V>(self, text: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: TextKind,
        V: Operand<P::Entity, edm::Text>,
    {
        Filter::new(Node::call("startswith", [self.into_node(), text.node()]))
    }

    /// Matches strings that end with `text` (`endswith`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ends_with<V>(self, text: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: TextKind,
        V: Operand<P::Entity, edm::Text>,
    {
        Filter::new(Node::call("endswith", [self.into_node(), text.node()]))
    }

    /// Matches strings that contain `text` (`contains`).
    pub fn contains<V>(self, text: V) -> Filter<P::Entity>
    where
        T: Typed,
        T::Kind: TextKind,
        V: Operand<P::Entity, edm::Text>,
    {
        Filter::new(Node::call("contains", [self.into_node(), text.node()]))
    }

    /// Sorts by this, smallest first (`$orderby`).
    pub fn asc(self) -> Order<P::Entity>
    where
        T: Typed,
        T::Kind: SortableKind,
    {
        Order::new(self.into_node(), false)
    }

    /// Sorts by this, greatest first (`$orderby`).
    pub fn desc(self) -> Order<P::Entity>
    where
        T: Typed,
        T::Kind: SortableKind,
    {
        Order::new(self.into_node(), true)
    }
}
