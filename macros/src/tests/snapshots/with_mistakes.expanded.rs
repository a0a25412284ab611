use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::GraphResource)]
#[graph(__arguments(path = "users/{user-id}/messages/<", pth = 5))]
#[derive(Deserialize)]
pub struct Message<'a> {
    pub id: &'a str,
    #[graph(expnd)]
    pub is_read: Option<bool>,
}
::core::compile_error! {
    "the path has no leading slash: write \"/users/<userId>/messages/<\"\n\n    users/{user-id}/messages/<\n    ^\n"
}
::core::compile_error! {
    "placeholders are written `<name>`: write \"/users/<userId>/messages/<\"\n\n    users/{user-id}/messages/<\n          ^^^^^^^^^\n"
}
::core::compile_error! {
    "unclosed `<`: write `<id>`\n\n    /users/<userId>/messages/<\n                             ^\n"
}
::core::compile_error! {
    "unknown key `pth`, did you mean `path`?"
}
::core::compile_error! {
    "unknown option `expnd`, did you mean `expand`?"
}
::core::compile_error! {
    "types with `#[graph_resource]` must own their data: use `String` instead of `&str`, and `Vec` instead of a slice"
}
::core::compile_error! {
    "`is_read` does not look like a property of Graph, whose names are lower camel case: add `#[serde(rename_all = \"camelCase\")]` to the struct or `#[serde(rename = \"isRead\")]` to this field (`#[serde(rename = \"is_read\")]` if the name is right)"
}
///The properties of [`Message`](type@Message), for use in queries through `Message::FIELDS`.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct Message_FIELDS<__P: ::graph_resource::query::FieldPath> {
    ///The OData property `id`.
    pub id: &'static ::graph_resource::Field<__P, Message<'static>, 0, &'static str>,
    ///The OData property `is_read`.
    pub is_read: &'static ::graph_resource::Field<
        __P,
        Message<'static>,
        1,
        Option<bool>,
    >,
}
#[automatically_derived]
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
impl Message<'static> {
    ///The properties of `Message`, for use in queries: the fields of `Message_FIELDS`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::query::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::query::Fields::NEW;
    /**Reads one object: `GET /users/{userId}/messages/{key}`.

- `user_id`: `{userId}`, one path segment
- `key`: `{key}`, one path segment

Returns the request; a method of [`Get`](::graph_resource::Get) sends it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(
        user_id: impl ::graph_resource::Key,
        key: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        let _ = (user_id, key);
        loop {}
    }
    /**Reads the collection: `GET /users/{userId}/messages`.

- `user_id`: `{userId}`, one path segment

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list(user_id: impl ::graph_resource::Key) -> ::graph_resource::List<Self> {
        let _ = (user_id,);
        loop {}
    }
}
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
const _: () = {
    use ::graph_resource::__private as __graph;
    #[automatically_derived]
    impl __graph::StructuredType for Message<'static> {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo::new::<
            Self,
        >(
            "microsoft.graph.message",
            __graph::Some("id,is_read"),
            &[__graph::optional("id"), __graph::optional("is_read")],
        );
        type Fields<__P: __graph::FieldPath> = Message_FIELDS<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static Message_FIELDS<__P> {
            &Message_FIELDS {
                id: __graph::FieldReference::REF,
                is_read: __graph::FieldReference::REF,
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Message<'static> {
        type Type = Self;
    }
    #[automatically_derived]
    impl __graph::Entity for Message<'static> {}
};
