use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(__arguments(path = "/users/<userId>/messages/<messageId>"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub is_read: Option<bool>,
    pub r#type: Option<String>,
    #[serde(default)]
    pub categories: Vec<String>,
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
    pub id: &'static ::graph_resource::Field<__P, Message, 0, String>,
    ///OData: `subject`.
    pub subject: &'static ::graph_resource::Field<__P, Message, 1, Option<String>>,
    ///OData: `isRead`.
    pub is_read: &'static ::graph_resource::Field<__P, Message, 2, Option<bool>>,
    ///OData: `type`.
    pub r#type: &'static ::graph_resource::Field<__P, Message, 3, Option<String>>,
    ///OData: `categories`.
    pub categories: &'static ::graph_resource::Field<__P, Message, 4, Vec<String>>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Message)>,
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
impl Message {
    ///The properties of `Message`, to write queries with: those of `MessageFields`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /users/{userId}/messages/{messageId}`.

- `user_id`: `{userId}`, one segment of the path
- `message_id`: `{messageId}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(
        user_id: impl ::graph_resource::Key,
        message_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/<userId>/messages/<messageId>",
            pieces: &[
                __graph::Piece::Literal("/users/"),
                __graph::Piece::Key(__graph::Place::Segment, "userId"),
                __graph::Piece::Literal("/messages/"),
                __graph::Piece::Key(__graph::Place::Segment, "messageId"),
            ],
            version: __graph::None,
        };
        __graph::Get::new(ENDPOINT, &[&user_id, &message_id])
    }
    /**Reads the collection: `GET /users/{userId}/messages`.

- `user_id`: `{userId}`, one segment of the path

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list(user_id: impl ::graph_resource::Key) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/<userId>/messages",
            pieces: &[
                __graph::Piece::Literal("/users/"),
                __graph::Piece::Key(__graph::Place::Segment, "userId"),
                __graph::Piece::Literal("/messages"),
            ],
            version: __graph::None,
        };
        __graph::List::new(ENDPOINT, &[&user_id])
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
    impl __graph::Shape for Message {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.message",
            select: __graph::Some("id,subject,isRead,type,categories"),
            properties: &[
                __graph::property::<String>("id"),
                __graph::property::<Option<String>>("subject"),
                __graph::property::<Option<bool>>("isRead"),
                __graph::property::<Option<String>>("type"),
                __graph::optional("categories"),
            ],
        };
        type Fields<__P: __graph::AnyPlace> = MessageFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static MessageFields<__P> {
            const {
                &MessageFields {
                    id: __graph::Field::REF,
                    subject: __graph::Field::REF,
                    is_read: __graph::Field::REF,
                    r#type: __graph::Field::REF,
                    categories: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Message {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Message {}
    #[automatically_derived]
    impl __graph::Entity for Message {}
};
