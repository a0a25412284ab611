//! Properties that the struct does not declare.

use crate::query::expression::{Node, Operator};
use crate::query::field::Field;
use crate::query::field_path::Root;
use crate::query::filter::Filter;
use crate::query::literal::Value;
use crate::query::order::Order;
use crate::query::select::Selectable;

/// A property that the struct does not declare, such as an extension, addressed by its name.
///
/// [`Field::named`] makes one. Its type is unknown, so it can be compared with any [`Value`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(String);

impl Field<Root<()>, Named, 0, ()> {
    /// Addresses a property that the struct does not declare by its name or path in OData, which is not checked.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, Field};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String, #[graph(expand)] manager: Option<Box<User>> }
    /// let center = Field::named("extension_costCenter");
    /// let request = User::list().filter(center.eq("4711")).order_by(center.desc()).select([&center]);
    /// assert_eq!(
    ///     request.to_string(),
    ///     "/users?$select=extension_costCenter,id&$expand=manager($select=id)\
    ///      &$filter=extension_costCenter%20eq%20'4711'&$orderby=extension_costCenter%20desc&$count=true",
    /// );
    ///
    /// let manager = User::FIELDS.manager.expand().filter(center.is_null()).order_by(center.asc());
    /// assert!(User::get("1").expand(manager).to_string().contains("($select=id;$filter=extension_costCenter%20eq%20null"));
    /// ```
    pub fn named(path: impl Into<String>) -> Named {
        Named(path.into())
    }
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident $operator:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<E>(&self, value: impl Value) -> Filter<E> {
            let value = Node::literal(value.literal());
            Filter::new(self.node().infix(Operator::$operator, value))
        }
    )*};
}

macro_rules! null_comparisons {
    ($($(#[$doc:meta])* $name:ident $operator:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<E>(&self) -> Filter<E> {
            Filter::new(self.node().infix(Operator::$operator, Node::null()))
        }
    )*};
}

macro_rules! string_functions {
    ($($(#[$doc:meta])* $name:ident $function:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name<E>(&self, text: impl AsRef<str>) -> Filter<E> {
            let text = Node::literal(text.as_ref().literal());
            Filter::new(Node::call($function, [self.node(), text]))
        }
    )*};
}

// These are the untyped counterparts of the methods in `operators`: any value of any entity's property is accepted.
impl Named {
    fn node(&self) -> Node {
        Node::property(self.0.clone())
    }

    comparisons! {
        /// Matches if the property is equal to the value (`eq`).
        eq Eq;
        /// Matches if the property is not equal to the value (`ne`).
        ///
        /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
        ne Ne;
        /// Matches if the property is greater than the value (`gt`).
        gt Gt;
        /// Matches if the property is greater than or equal to the value (`ge`).
        ge Ge;
        /// Matches if the property is less than the value (`lt`).
        lt Lt;
        /// Matches if the property is less than or equal to the value (`le`).
        le Le;
    }

    null_comparisons! {
        /// Matches if the property has no value (`eq null`).
        is_null Eq;
        /// Matches if the property has a value (`ne null`).
        ///
        /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
        is_not_null Ne;
    }

    string_functions! {
        /// Matches strings that start with `text` (`startswith`).
        starts_with "startswith";
        /// Matches strings that end with `text` (`endswith`).
        ///
        /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
        ends_with "endswith";
        /// Matches strings that contain `text` (`contains`).
        contains "contains";
    }

    /// Matches if the property is equal to one of the values (`in`).
    ///
    /// A request with an empty list fails before anything is sent.
    pub fn in_<E>(&self, values: impl IntoIterator<Item = impl Value>) -> Filter<E> {
        let values = values.into_iter();
        let literals = values.map(|value| Node::literal(value.literal()));
        Filter::new(self.node().in_list(literals.collect()))
    }

    /// Sorts by the property, smallest first (`$orderby`).
    pub fn asc<E>(&self) -> Order<E> {
        Order::new(self.node(), false)
    }

    /// Sorts by the property, greatest first (`$orderby`).
    pub fn desc<E>(&self) -> Order<E> {
        Order::new(self.node(), true)
    }
}

#[diagnostic::do_not_recommend]
impl<E> Selectable<E> for Named {
    fn select_path(&self) -> String {
        self.0.clone()
    }
}
