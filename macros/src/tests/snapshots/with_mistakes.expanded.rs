use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
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
    "placeholders are written `<name>`: \"/users/<userId>/messages/<\"\n\n    users/{user-id}/messages/<\n          ^^^^^^^^^\n"
}
::core::compile_error! {
    "the bracket is not closed: write `<id>`\n\n    /users/<userId>/messages/<\n                             ^\n"
}
::core::compile_error! {
    "unknown key `pth`, did you mean `path`?"
}
::core::compile_error! {
    "unknown option `expnd`, did you mean `expand`?"
}
::core::compile_error! {
    "what is read from the service owns its data: use `String` in the place of `&str`, `Vec` in the place of a slice"
}
::core::compile_error! {
    "this would ask Graph for `is_read`, but its names are lower camel case: put `#[serde(rename_all = \"camelCase\")]` on the struct, or `#[serde(rename = \"isRead\")]` on this field (`#[serde(rename = \"is_read\")]` if it is right as it is)"
}
///The properties of [`Message`](type@Message), to write queries with: what `Message::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct MessageFields<__P: ::graph_resource::Place> {
    ///OData: `id`.
    pub id: &'static ::graph_resource::Field<__P, Message<'static>, 0, &'static str>,
    ///OData: `is_read`.
    pub is_read: &'static ::graph_resource::Field<
        __P,
        Message<'static>,
        1,
        Option<bool>,
    >,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Message<'static>)>,
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
    ///The properties of `Message`, to write queries with: those of `MessageFields`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /users/{userId}/messages/{key}`.

- `user_id`: `{userId}`, one segment of the path
- `key`: `{key}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(
        user_id: impl ::graph_resource::Key,
        key: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        let _ = (user_id, key);
        loop {}
    }
    /**Reads the collection: `GET /users/{userId}/messages`.

- `user_id`: `{userId}`, one segment of the path

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
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
    impl __graph::Shape for Message<'static> {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.message",
            select: __graph::Some("id,is_read"),
            properties: &[__graph::optional("id"), __graph::optional("is_read")],
        };
        type Fields<__P: __graph::AnyPlace> = MessageFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static MessageFields<__P> {
            const {
                &MessageFields {
                    id: __graph::Field::REF,
                    is_read: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Message<'static> {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Entity for Message<'static> {}
};
