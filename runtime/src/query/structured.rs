//! Structured types, and the traits that see a structured type through `Option`, `Box` and collections.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use serde_json::Value;

use crate::query::field_path::FieldPath;
use crate::query::type_info::{NO_PROPERTIES, TypeInfo};

/// A struct, or an enum of several object types, with `#[graph_resource]`. It has typed fields for queries.
///
/// The attribute implements this trait. Do not implement it by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `#[graph_resource]` struct",
    label = "put `#[graph_resource]` on its definition",
    note = "a struct whose properties are selected, expanded or filtered needs the attribute; the `path` is optional"
)]
pub trait StructuredType: Sized + 'static {
    /// The properties of the struct.
    #[doc(hidden)]
    const INFO: &'static TypeInfo;

    /// The generated struct with a [`Field`](crate::Field) for each property, reached through `P`.
    type Fields<P: FieldPath>: 'static;

    /// Returns the fields reached through `P`.
    #[doc(hidden)]
    fn fields<P: FieldPath>() -> &'static Self::Fields<P>;
}

/// A [`StructuredType`] with endpoints, which [`Get`](crate::Get) and [`List`](crate::List) can read.
///
/// The attribute implements this trait for structs and enums with a `path` or another endpoint that returns them. An
/// endpoint in `content(…)` does not count, because it returns bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no path to read it from",
    label = "put `#[graph_resource(path = \"…\")]` on its definition"
)]
pub trait Resource: StructuredType + serde::de::DeserializeOwned {}

/// A type that contains one [`StructuredType`]: the struct itself, or an `Option` or `Box` of it.
///
/// The fields of the nested struct are reached with a dot: `f.address.city`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields that a query can reach",
    note = "a query reaches the fields of a `#[graph_resource]` struct, directly or in an `Option` or `Box`; for the items of a collection, use `any` and `all`"
)]
pub trait Nested: 'static {
    /// The nested struct.
    type Type: StructuredType;
}

/// A type that a navigation property can have: a [`StructuredType`], or an `Option`, `Box` or collection of it.
///
/// A map or a [`Value`] can be expanded too, without a `$select`: it takes whatever the service sends, such as the custom
/// columns of a list item.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded",
    label = "not a `#[graph_resource]` type",
    note = "`#[graph(expand)]` selects the properties of the field's type, so that type (inside any `Option`, `Box` or `Vec`) needs `#[graph_resource]`, unless it is a map or a `serde_json::Value`"
)]
pub trait Expandable: 'static {
    /// The struct that the property leads to.
    type Type: 'static;

    /// The properties of the struct.
    #[doc(hidden)]
    const INFO: &'static TypeInfo;

    /// How many objects the property leads to: [`ToOne`] or [`ToMany`].
    type Multiplicity;
}

/// A type whose properties a query can reach through a field: a [`Nested`] struct, whose fields are known, or a map or a
/// [`Value`], whose properties only have names: `f.fields.named("Title")`.
pub trait HasProperties: 'static {
    /// The struct, or [`Value`].
    type Of: 'static;
}

#[diagnostic::do_not_recommend]
impl<T: Nested> HasProperties for T {
    type Of = T::Type;
}

/// Marks an expansion that leads to one object at most.
#[derive(Debug)]
pub enum ToOne {}

/// Marks an expansion that leads to a collection.
#[derive(Debug)]
pub enum ToMany {}

#[diagnostic::do_not_recommend]
impl<T: Nested> Expandable for T {
    type Type = T::Type;
    const INFO: &'static TypeInfo = <T::Type as StructuredType>::INFO;
    type Multiplicity = ToOne;
}

/// A collection of items, which `any` and `all` test.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "only collections have this method",
    note = "compare a single value directly: `f.name.eq(…)`"
)]
pub trait Collection: 'static {
    /// The type of the items.
    type Item: 'static;
}

macro_rules! seen_through {
    ($($outer:ident)*) => {$(
        impl<T: Nested> Nested for $outer<T> {
            type Type = T::Type;
        }

        impl<T: Collection> Collection for $outer<T> {
            type Item = T::Item;
        }
    )*};
}

macro_rules! collections {
    ($($outer:ident)*) => {$(
        impl<T: 'static> Collection for $outer<T> {
            type Item = T;
        }

        impl<T: Expandable> Expandable for $outer<T> {
            type Type = T::Type;
            const INFO: &'static TypeInfo = T::INFO;
            type Multiplicity = ToMany;
        }

        // The property is absent from a response that did not expand it.
        #[diagnostic::do_not_recommend]
        impl<T: Expandable> Expandable for Option<$outer<T>> {
            type Type = T::Type;
            const INFO: &'static TypeInfo = T::INFO;
            type Multiplicity = ToMany;
        }
    )*};
}

macro_rules! open_types {
    ($([$($generics:tt)*] $ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Expandable for $ty {
            type Type = Value;
            const INFO: &'static TypeInfo = &NO_PROPERTIES;
            type Multiplicity = ToOne;
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> HasProperties for $ty {
            type Of = Value;
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> HasProperties for Option<$ty> {
            type Of = Value;
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Expandable for Option<$ty> {
            type Type = Value;
            const INFO: &'static TypeInfo = &NO_PROPERTIES;
            type Multiplicity = ToOne;
        }
    )*};
}

seen_through!(Option Box);
collections!(Vec VecDeque BTreeSet HashSet);
open_types!(
    [] Value
    [] serde_json::Map<String, Value>
    [K: 'static, V: 'static] BTreeMap<K, V>
    [K: 'static, V: 'static, S: 'static] HashMap<K, V, S>
);

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde_json::Value;

    use crate::graph_resource;
    use crate::query::field::Field;

    #[graph_resource]
    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Member {
        id: String,
    }

    #[graph_resource(path = "/groups/<groupId>")]
    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Group {
        id: String,
        #[graph(expand)]
        members: Option<Vec<Member>>,
    }

    #[test]
    fn what_takes_all_properties_is_expanded_without_a_select() {
        #[graph_resource(path = "/lists/<listId>/items/<itemId>")]
        #[derive(serde::Deserialize)]
        #[allow(dead_code)]
        struct ListItem {
            id: String,
            #[graph(expand)]
            fields: Option<HashMap<String, Value>>,
            #[graph(expand)]
            versions: Option<Vec<BTreeMap<String, String>>>,
            #[graph(expand)]
            #[serde(rename = "driveItem")]
            drive_item: Value,
            #[graph(expand)]
            analytics: Option<serde_json::Map<String, Value>>,
        }

        let f = ListItem::FIELDS;
        let request = ListItem::get("l", "i");
        assert_eq!(
            request.to_string(),
            "/lists/l/items/i?$select=id&$expand=fields,versions,driveItem,analytics"
        );
        let title = Field::named("Title");
        let columns = f.fields.expand().select([&title]);
        assert_eq!(
            request.without_expand().expand(columns).to_string(),
            "/lists/l/items/i?$select=id&$expand=fields($select=Title)"
        );
    }

    #[test]
    fn an_optional_collection_is_expanded() {
        let (g, m) = (Group::FIELDS, Member::FIELDS);
        assert_eq!(
            Group::get("1").to_string(),
            "/groups/1?$select=id&$expand=members($select=id)"
        );
        assert_eq!(
            Group::list()
                .filter(g.members.any(|member| member.id.eq("2")))
                .without_select()
                .to_string(),
            "/groups?$expand=members($select=id)&$filter=members/any(x:x/id%20eq%20'2')"
        );
        assert_eq!(
            Group::get("1")
                .expand(g.members.expand().order_by(m.id.asc()).top(1))
                .to_string(),
            "/groups/1?$select=id&$expand=members($select=id;$orderby=id;$top=1)"
        );
    }
}
