//! Properties that the struct does not have.

use crate::query::expression::{Node, Op};
use crate::query::field::Field;
use crate::query::filter::Filter;
use crate::query::literal::Value;
use crate::query::order::Order;
use crate::query::place::Root;
use crate::query::select::Selectable;

/// A property that the struct does not have, by its name on the wire: an extension, a new property, an odd one.
///
/// Its type is not known, so it can be compared with any [`Value`]. Made by [`Field::named`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(String);

impl Field<Root<()>, Named, 0, ()> {
    /// A property that the struct does not have, by its name or path on the wire. Nothing of it is checked.
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
    ($($(#[$doc:meta])* $name:ident $op:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<E>(&self, value: impl Value) -> Filter<E> {
            Filter::new(self.node().infix(Op::$op, Node::literal(value.literal())))
        }
    )*};
}

macro_rules! searches {
    ($($(#[$doc:meta])* $name:ident $function:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name<E>(&self, text: impl AsRef<str>) -> Filter<E> {
            Filter::new(Node::call($function, [self.node(), Node::literal(text.as_ref().literal())]))
        }
    )*};
}

impl Named {
    fn node(&self) -> Node {
        Node::path(self.0.clone())
    }

    comparisons! {
        /// `eq`: equal to the value.
        eq Eq;
        /// `gt`: greater than the value.
        gt Gt;
        /// `ge`: greater than or equal to the value.
        ge Ge;
        /// `lt`: less than the value.
        lt Lt;
        /// `le`: less than or equal to the value.
        le Le;
    }

    searches! {
        /// `startswith`: the text starts so.
        starts_with "startswith";
        /// `contains`: the text holds it.
        contains "contains";
    }

    /// `endswith`: the text ends so. An advanced query on directory objects.
    pub fn ends_with<E>(&self, text: impl AsRef<str>) -> Filter<E> {
        let text = Node::literal(text.as_ref().literal());
        Filter::new(Node::call("endswith", [self.node(), text]))
    }

    /// `ne`: not equal to the value. An advanced query on directory objects.
    pub fn ne<E>(&self, value: impl Value) -> Filter<E> {
        Filter::new(self.node().infix(Op::Ne, Node::literal(value.literal())))
    }

    /// `in`: equal to one of the values. With none, the request is an error before anything is sent.
    pub fn in_<E>(&self, values: impl IntoIterator<Item = impl Value>) -> Filter<E> {
        let values = values
            .into_iter()
            .map(|value| Node::literal(value.literal()))
            .collect();
        Filter::new(self.node().in_list(values))
    }

    /// `eq null`: the property has no value.
    pub fn is_null<E>(&self) -> Filter<E> {
        Filter::new(self.node().infix(Op::Eq, Node::null()))
    }

    /// `ne null`: the property has a value. An advanced query on directory objects.
    pub fn is_not_null<E>(&self) -> Filter<E> {
        Filter::new(self.node().infix(Op::Ne, Node::null()))
    }

    /// `$orderby`: smallest first.
    pub fn asc<E>(&self) -> Order<E> {
        Order::new(self.node(), false)
    }

    /// `$orderby`: greatest first.
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
