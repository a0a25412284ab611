//! Programs that have their own `…Fields` next to a struct with the attribute.

#![allow(clippy::wildcard_imports)]

/// A list item with custom columns, whose type has the natural name.
pub mod models {
    /// A list item.
    #[::graph_resource::graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct ListItem {
        /// Its key.
        pub id: ::std::string::String,
        /// Its columns.
        #[graph(expand)]
        pub fields: ::std::option::Option<ListItemFields>,
    }

    /// The columns of a list item.
    #[::graph_resource::graph_resource]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct ListItemFields {
        /// A column.
        #[serde(rename = "Title")]
        pub title: ::std::option::Option<::std::string::String>,
    }

    /// A list whose fields the program defines elsewhere.
    #[::graph_resource::graph_resource(path = "/sites/<siteId>/lists/<listId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct List {
        /// Its key.
        pub id: ::std::string::String,
    }
}

/// Types that are imported with globs, next to the models.
pub mod columns {
    /// A type of the program.
    #[derive(::core::fmt::Debug)]
    pub struct ListFields {
        /// How many.
        pub count: u64,
    }
}

use columns::*;
use models::*;

/// Uses all of them.
#[must_use]
pub fn queries(fields: &ListFields) -> ::std::string::String {
    let columns = ListItemFields::FIELDS;
    let read: fn(ListItem) -> ::std::option::Option<ListItemFields> = |item| item.fields;
    let _ = read;
    let items = ListItem::list("s", "l").top(fields.count);
    let items = items.expand(ListItem::FIELDS.fields.expand().select([columns.title]));
    let list = List::get("s", "l").select([List::FIELDS.id]);
    ::std::format!("{items} {list}")
}

/// The same names within a function.
#[must_use]
pub fn within_a_function() -> ::std::string::String {
    /// A generic struct.
    #[::graph_resource::graph_resource(path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    struct Thing<T> {
        /// Its value.
        value: T,
    }

    /// A type of the program.
    #[derive(::core::fmt::Debug)]
    struct ThingFields;

    let f = Thing::<::std::string::String>::FIELDS;
    let read: fn(Thing<::std::string::String>) -> ::std::string::String = |thing| thing.value;
    let _ = read;
    let list = Thing::list().filter(f.value.eq("x"));
    ::std::format!("{list} {ThingFields:?}")
}

/// A struct in snake case, which the program allows.
#[allow(non_camel_case_types)]
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct r#type {
    /// Its key.
    pub id: ::std::string::String,
}
