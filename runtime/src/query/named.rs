//! Properties that the struct does not declare.

use crate::query::edm::{self, OrderedKind};
use crate::query::expression::Node;
use crate::query::field::Field;
use crate::query::field_path::Root;
use crate::query::filter::{Expr, Filter};
use crate::query::literal::Value;
use crate::query::order::Order;
use crate::query::select::Selectable;

/// A property that the struct does not declare, such as an extension, addressed by its name.
///
/// [`Field::named`] makes one. Its type is unknown, so it can be compared with any [`Value`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Named(String);

impl Field<Root<()>, Named, 0, ()> {
    /// Addresses a property that the struct does not declare by its name or path in OData, which is not checked.
    ///
    /// The path starts at the entity, even in a closure of `any` or `all`. In an expansion it starts at the expanded
    /// item.
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

// The methods of `Expr`, without a type that would have to fit: the value decides the kind of the property.
impl Named {
    fn expression<E, K>(&self) -> Expr<E, K> {
        Expr::new(Node::property(self.0.clone()))
    }

    /// The property as an expression of the kind that `value` has.
    fn of_kind<E, V: Value>(&self, _value: &V) -> Expr<E, V::Kind> {
        self.expression()
    }

    /// Matches if the property is equal to the value (`eq`).
    pub fn eq<E>(&self, value: impl Value) -> Filter<E> {
        self.of_kind(&value).eq(value)
    }

    /// Matches if the property is not equal to the value (`ne`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ne<E>(&self, value: impl Value) -> Filter<E> {
        self.of_kind(&value).ne(value)
    }

    /// Matches if the property is greater than the value (`gt`).
    pub fn gt<E>(&self, value: impl Value<Kind: OrderedKind>) -> Filter<E> {
        self.of_kind(&value).gt(value)
    }

    /// Matches if the property is greater than or equal to the value (`ge`).
    pub fn ge<E>(&self, value: impl Value<Kind: OrderedKind>) -> Filter<E> {
        self.of_kind(&value).ge(value)
    }

    /// Matches if the property is less than the value (`lt`).
    pub fn lt<E>(&self, value: impl Value<Kind: OrderedKind>) -> Filter<E> {
        self.of_kind(&value).lt(value)
    }

    /// Matches if the property is less than or equal to the value (`le`).
    pub fn le<E>(&self, value: impl Value<Kind: OrderedKind>) -> Filter<E> {
        self.of_kind(&value).le(value)
    }

    /// Matches if the property is equal to one of the values (`in`).
    ///
    /// A request with an empty list fails before anything is sent.
    pub fn in_<E>(&self, values: impl IntoIterator<Item = impl Value>) -> Filter<E> {
        self.in_values(values.into_iter())
    }

    fn in_values<E, V: Value>(&self, values: impl Iterator<Item = V>) -> Filter<E> {
        self.expression::<E, V::Kind>().in_(values)
    }

    /// Matches if the property has no value (`eq null`).
    pub fn is_null<E>(&self) -> Filter<E> {
        self.expression::<E, ()>().is_null()
    }

    /// Matches if the property has a value (`ne null`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_not_null<E>(&self) -> Filter<E> {
        self.expression::<E, ()>().is_not_null()
    }

    /// Matches strings that start with `text` (`startswith`).
    pub fn starts_with<E>(&self, text: impl AsRef<str>) -> Filter<E> {
        self.expression::<E, edm::Text>().starts_with(text.as_ref())
    }

    /// Matches strings that end with `text` (`endswith`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ends_with<E>(&self, text: impl AsRef<str>) -> Filter<E> {
        self.expression::<E, edm::Text>().ends_with(text.as_ref())
    }

    /// Matches strings that contain `text` (`contains`).
    pub fn contains<E>(&self, text: impl AsRef<str>) -> Filter<E> {
        self.expression::<E, edm::Text>().contains(text.as_ref())
    }

    /// Sorts by the property, smallest first (`$orderby`).
    pub fn asc<E>(&self) -> Order<E> {
        self.expression::<E, edm::Text>().asc()
    }

    /// Sorts by the property, greatest first (`$orderby`).
    pub fn desc<E>(&self) -> Order<E> {
        self.expression::<E, edm::Text>().desc()
    }
}

#[diagnostic::do_not_recommend]
impl<E> Selectable<E> for Named {
    fn select_path(&self) -> String {
        self.0.clone()
    }
}
