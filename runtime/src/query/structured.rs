//! What the attribute knows of a struct, as data, and the traits through which a field's type is seen.

use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::query::place::FieldPath;
use crate::query::type_info::TypeInfo;

/// A struct with `#[graph_resource]`: its properties, and the fields that queries are written with.
///
/// The attribute implements it; it cannot usefully be implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `#[graph_resource]` struct",
    label = "needs `#[graph_resource]` on its definition",
    note = "a struct whose fields are selected, expanded or filtered carries the attribute; without a `path` it is a complex type"
)]
pub trait StructuredType: Sized + 'static {
    /// The struct's properties.
    #[doc(hidden)]
    const INFO: &'static TypeInfo;

    /// A struct with a [`Field`](crate::Field) for each property, reached from `P`.
    type Fields<P: FieldPath>: 'static;

    /// The fields reached from `P`.
    #[doc(hidden)]
    fn fields<P: FieldPath>() -> &'static Self::Fields<P>;
}

/// A [`StructuredType`] with an address: a type that [`Get`](crate::Get) and [`List`](crate::List) can read.
///
/// The attribute implements it for structs with a `path`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no address to be read from",
    label = "needs `#[graph_resource(path = \"…\")]` on its definition"
)]
pub trait Resource: StructuredType + serde::de::DeserializeOwned {}

/// A type that leads to one nested [`StructuredType`], so that its fields can be reached with a dot: the struct, an `Option` or
/// a `Box` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields to reach",
    note = "fields are reached through a `#[graph_resource]` struct, an `Option` or a `Box` of one; through a collection with `any` and `all`"
)]
pub trait Nested: 'static {
    /// The struct that it leads to.
    type Type: StructuredType;
}

/// A type that a navigation property may have: a [`StructuredType`], an `Option`, a `Box` or a collection of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded",
    label = "not a `#[graph_resource]` type",
    note = "`#[graph(expand)]` goes on a field whose type carries `#[graph_resource]` (seen through `Option`, `Box` and `Vec`), so that its properties can be selected"
)]
pub trait Expandable: 'static {
    /// The struct that it leads to.
    type Type: StructuredType;
}

#[diagnostic::do_not_recommend]
impl<T: Nested> Expandable for T {
    type Type = T::Type;
}

/// A collection of items: what `any` and `all` run over.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "a single value has no `any`, `all` or `is_empty`",
    note = "compare a single value directly: `f.name.eq(…)`"
)]
pub trait Collection: 'static {
    /// What it holds.
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
        }

        // A collection that is not there where it was not expanded.
        #[diagnostic::do_not_recommend]
        impl<T: Expandable> Expandable for Option<$outer<T>> {
            type Type = T::Type;
        }
    )*};
}

seen_through!(Option Box);
collections!(Vec VecDeque BTreeSet HashSet);

#[cfg(test)]
mod tests {
    use crate::graph_resource;

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
    fn a_collection_that_may_not_be_there_is_expanded() {
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
