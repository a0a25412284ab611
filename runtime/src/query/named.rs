//! Properties that the struct does not declare.

use std::fmt;

use crate::query::edm::{self, EnumKind, OrderedKind};
use crate::query::expression::{Lambda, LambdaVariable, Node, PropertyPath, Start};
use crate::query::field::{Field, Fields};
use crate::query::field_path::{FieldPath, Root};
use crate::query::filter::{AnyOperand, Expr, Filter, IntoFilter};
use crate::query::list_item::ListItem;
use crate::query::literal::Value;
use crate::query::order::Order;
use crate::query::path_types;
use crate::query::scope::Scope;
use crate::query::search::Search;
use crate::query::select::Selectable;

/// A property that the struct does not declare, such as an extension, addressed by its name.
///
/// [`Field::named`] and [`Fields::named`] make one. Its type is unknown, so it can be compared with any [`Value`], field
/// or expression, and has the methods of strings, of enums and of collections.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Named(PropertyPath);

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Named").field(&self.0.segments).finish()
    }
}

impl Field<Root<()>, Named, 0, ()> {
    /// Addresses a property that the struct does not declare by its name or path in OData.
    ///
    /// A request with anything but a name or a path of names fails before it is sent, so a name may come from outside of
    /// the program. Whether the property exists is not checked.
    ///
    /// The path starts at the entity, or at the expanded item in an expansion. In a closure of `any` or `all` it would be
    /// unclear where it starts, so a request fails before anything is sent: call [`Fields::named`] there, as in
    /// `item.named("extra")`, or `f.named("extra")` for a property of the entity.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, Field};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, #[graph(expand)] #[serde(default)] direct_reports: Vec<User> }
    /// let center = Field::named("extension_costCenter");
    /// let request = User::list().filter(center.eq("4711")).order_by(center.desc()).select([&center]);
    /// assert_eq!(
    ///     request.to_string(),
    ///     "/users?$select=extension_costCenter,id&$expand=directReports($select=id)\
    ///      &$filter=extension_costCenter%20eq%20'4711'&$orderby=extension_costCenter%20desc&$count=true",
    /// );
    ///
    /// let reports = User::FIELDS.direct_reports.expand().filter(center.is_null()).order_by(center.asc());
    /// assert!(User::get("1").expand(reports).to_string().contains("($select=id;$filter=extension_costCenter%20eq%20null"));
    /// ```
    pub fn named(path: impl Into<String>) -> Named {
        let mut named = PropertyPath {
            start: Start::Unscoped,
            segments: String::new(),
        };
        named.push_name(&path.into());
        Named(named)
    }
}

impl<P: FieldPath, S> Fields<P, S> {
    /// Addresses a property that the struct does not declare by its name or path in OData, as [`Field::named`] does.
    ///
    /// The path starts at what these fields belong to: the entity, the item in a closure of `any` or `all`, or the value of
    /// a property, such as the columns of a list item.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource] #[derive(serde::Deserialize)]
    /// # struct Phone { number: String }
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String, phones: Vec<Phone> }
    /// let f = User::FIELDS;
    /// let filter = f.phones.any(|phone| phone.named("region").eq("NO")) & f.named("extension_x").eq(1);
    /// assert_eq!(filter.to_string(), "phones/any(x:x/region eq 'NO') and extension_x eq 1");
    ///
    /// # use std::collections::HashMap;
    /// # use serde_json::Value;
    /// # #[graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>")] #[derive(serde::Deserialize)]
    /// # struct ListItem { id: String, #[graph(expand)] fields: Option<HashMap<String, Value>> }
    /// let title = ListItem::FIELDS.fields.named("Title");
    /// let request = ListItem::list("s", "l").filter(title.eq("Plan")).order_by(title.asc());
    /// assert!(request.to_string().contains("$filter=fields/Title%20eq%20'Plan'&$orderby=fields/Title"));
    /// ```
    pub fn named(self, path: impl AsRef<str>) -> Named {
        Named(path_types::property_path::<P>()).named(path)
    }
}

// The methods of `Expr`, without a type that would have to fit: the value decides the kind of the property.
impl Named {
    /// Addresses a property of this one by its name or path in OData, as [`Field::named`] does.
    pub fn named(&self, path: impl AsRef<str>) -> Named {
        let mut longer = self.0.clone();
        longer.push_name(path.as_ref());
        Named(longer)
    }

    fn node(&self) -> Node {
        Node::path(self.0.clone())
    }

    /// Returns the property as an expression of the kind `K`, for the methods that it has in common with fields of that
    /// kind.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, Field, Filter, query::edm};
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String }
    /// let hired = Field::named("extension_hired");
    /// let filter: Filter<User> = hired.of_kind::<_, edm::DateTimeOffset>().year().ge(2020);
    /// assert_eq!(filter.to_string(), "year(extension_hired) ge 2020");
    /// ```
    pub fn of_kind<E, K>(&self) -> Expr<E, K> {
        Expr::new(self.node())
    }

    /// The property as an expression of the kind that `value` has.
    fn like<E, V: AnyOperand<E>>(&self, _value: &V) -> Expr<E, V::Kind> {
        self.of_kind()
    }

    /// Matches if the property is equal to the value, which can also be a field or an expression (`eq`).
    pub fn eq<E>(&self, value: impl AnyOperand<E>) -> Filter<E> {
        self.like(&value).eq(value)
    }

    /// Matches if the property is not equal to the value (`ne`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ne<E>(&self, value: impl AnyOperand<E>) -> Filter<E> {
        self.like(&value).ne(value)
    }

    /// Matches if the property is greater than the value (`gt`).
    pub fn gt<E>(&self, value: impl AnyOperand<E, Kind: OrderedKind>) -> Filter<E> {
        self.like(&value).gt(value)
    }

    /// Matches if the property is greater than or equal to the value (`ge`).
    pub fn ge<E>(&self, value: impl AnyOperand<E, Kind: OrderedKind>) -> Filter<E> {
        self.like(&value).ge(value)
    }

    /// Matches if the property is less than the value (`lt`).
    pub fn lt<E>(&self, value: impl AnyOperand<E, Kind: OrderedKind>) -> Filter<E> {
        self.like(&value).lt(value)
    }

    /// Matches if the property is less than or equal to the value (`le`).
    pub fn le<E>(&self, value: impl AnyOperand<E, Kind: OrderedKind>) -> Filter<E> {
        self.like(&value).le(value)
    }

    /// Matches if the property is equal to one of the values (`in`). A value that is `None` stands for null.
    ///
    /// A request with an empty list fails before anything is sent.
    pub fn in_<E>(&self, values: impl IntoIterator<Item = impl ListItem>) -> Filter<E> {
        let values = values.into_iter().map(ListItem::into_list_item).collect();
        Filter::new(self.node().in_list(values))
    }

    /// Matches if all of `flags` are set (`has`). A flag is a member of an enum with `#[graph_resource]`.
    pub fn has<E>(&self, flags: impl Value<Kind: EnumKind>) -> Filter<E> {
        self.like(&flags).has(flags)
    }

    /// Matches if the property has no value (`eq null`).
    pub fn is_null<E>(&self) -> Filter<E> {
        self.of_kind::<E, ()>().is_null()
    }

    /// Matches if the property has a value (`ne null`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_not_null<E>(&self) -> Filter<E> {
        self.of_kind::<E, ()>().is_not_null()
    }

    /// Matches strings that start with `text` (`startswith`).
    pub fn starts_with<E>(&self, text: impl AnyOperand<E, Kind = edm::Text>) -> Filter<E> {
        self.of_kind::<E, edm::Text>().starts_with(text)
    }

    /// Matches strings that end with `text` (`endswith`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn ends_with<E>(&self, text: impl AnyOperand<E, Kind = edm::Text>) -> Filter<E> {
        self.of_kind::<E, edm::Text>().ends_with(text)
    }

    /// Matches strings that contain `text` (`contains`).
    pub fn contains<E>(&self, text: impl AnyOperand<E, Kind = edm::Text>) -> Filter<E> {
        self.of_kind::<E, edm::Text>().contains(text)
    }

    /// Returns the string in lower case (`tolower`).
    pub fn to_lower<E>(&self) -> Expr<E, edm::Text> {
        self.of_kind::<E, edm::Text>().to_lower()
    }

    /// Returns the string in upper case (`toupper`).
    pub fn to_upper<E>(&self) -> Expr<E, edm::Text> {
        self.of_kind::<E, edm::Text>().to_upper()
    }

    /// Returns the string without leading and trailing spaces (`trim`).
    pub fn trim<E>(&self) -> Expr<E, edm::Text> {
        self.of_kind::<E, edm::Text>().trim()
    }

    /// Returns the number of characters (`length`).
    pub fn length<E>(&self) -> Expr<E, edm::Number> {
        self.of_kind::<E, edm::Text>().length()
    }

    /// Searches this property for `text`: the clause `"property:text"` of `$search`.
    pub fn search<E>(&self, text: impl AsRef<str>) -> Search<E> {
        Search::clause(&self.0, text.as_ref())
    }

    /// Matches if the condition holds for at least one item of a collection (`any`).
    ///
    /// The closure gets the item, which is compared if it is a plain value, and has properties if it is an object:
    ///
    /// ```
    /// # use graph_resource::{graph_resource, Field, Filter};
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String }
    /// let tagged: Filter<User> = Field::named("extension_tags").any(|tag| tag.eq("vip"));
    /// assert_eq!(tagged.to_string(), "extension_tags/any(x:x eq 'vip')");
    /// let call: Filter<User> = Field::named("extension_phones").any(|phone| phone.named("region").eq("NO"));
    /// assert_eq!(call.to_string(), "extension_phones/any(x:x/region eq 'NO')");
    /// ```
    pub fn any<E, R: IntoFilter<E>>(&self, condition: impl FnOnce(Named) -> R) -> Filter<E> {
        self.lambda("any", condition)
    }

    /// Matches if the condition holds for every item of a collection (`all`), as for [`any`](Self::any). An empty
    /// collection matches.
    pub fn all<E, R: IntoFilter<E>>(&self, condition: impl FnOnce(Named) -> R) -> Filter<E> {
        self.lambda("all", condition)
    }

    fn lambda<E, R: IntoFilter<E>>(
        &self,
        name: &'static str,
        condition: impl FnOnce(Named) -> R,
    ) -> Filter<E> {
        let variable = LambdaVariable::new();
        let lambda = Lambda {
            collection: self.0.clone(),
            name,
            variable,
            is_independent: true,
        };
        let item = Named(PropertyPath {
            start: Start::Variable(variable),
            segments: String::new(),
        });
        let scope = Scope::enter(variable);
        let condition = condition(item);
        drop(scope);
        Filter::new(Node::lambda(lambda, condition.into_condition()))
    }

    /// Matches if the collection has at least one item (`any()`).
    pub fn is_not_empty<E>(&self) -> Filter<E> {
        Filter::new(self.named("any()").node())
    }

    /// Matches if the collection has no items (`not any()`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_empty<E>(&self) -> Filter<E> {
        self.is_not_empty().not()
    }

    /// Returns the number of items of a collection, to be compared (`$count`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn count<E>(&self) -> Expr<E, edm::Number> {
        Expr::new(self.named("$count").node())
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
impl<E> AnyOperand<E> for &Named {
    type Kind = edm::Untyped;

    fn into_operand(self) -> Node {
        self.node()
    }
}

#[diagnostic::do_not_recommend]
impl<E> Selectable<E> for Named {
    fn select_path(&self) -> String {
        self.0.segments.clone()
    }
}
