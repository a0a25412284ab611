use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(
    __arguments(
        path = "/users/<userId>",
        get(me = "/me"),
        list(members_of = "/groups/<groupId>/members/microsoft.graph.user"),
        delta(changes = "/users/delta"),
        content(photo = "/users/<userId>/photo/$value"),
        version = "beta"
    )
)]
#[derive(Debug, Deserialize)]
pub(crate) struct User {
    id: String,
}
///The properties of [`User`](type@User), to write queries with: what `User::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub(crate) struct UserFields<__P: ::graph_resource::Place> {
    ///OData: `id`.
    id: &'static ::graph_resource::Field<__P, User, 0, String>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, User)>,
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
impl User {
    ///The properties of `User`, to write queries with: those of `UserFields`. [More on queries](::graph_resource::guide::queries).
    pub(crate) const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /beta/users/{userId}`.

- `user_id`: `{userId}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub(crate) fn get(
        user_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/<userId>",
            pieces: &[
                __graph::Piece::Literal("/users/"),
                __graph::Piece::Key(__graph::Place::Segment, "userId"),
            ],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::Get::new(ENDPOINT, &[&user_id])
    }
    /**Reads the collection: `GET /beta/users`.

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub(crate) fn list() -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users",
            pieces: &[__graph::Piece::Literal("/users")],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::List::new(ENDPOINT, &[])
    }
    /**Reads one object: `GET /beta/me`.

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub(crate) fn me() -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/me",
            pieces: &[__graph::Piece::Literal("/me")],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::Get::new(ENDPOINT, &[])
    }
    /**Reads the collection: `GET /beta/groups/{groupId}/members/microsoft.graph.user`.

- `group_id`: `{groupId}`, one segment of the path

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub(crate) fn members_of(
        group_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/groups/<groupId>/members/microsoft.graph.user",
            pieces: &[
                __graph::Piece::Literal("/groups/"),
                __graph::Piece::Key(__graph::Place::Segment, "groupId"),
                __graph::Piece::Literal("/members/microsoft.graph.user"),
            ],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::List::new(ENDPOINT, &[&group_id])
    }
    /**Reads what has changed: `GET /beta/users/delta`.

Nothing is sent before a method of [`Delta`](::graph_resource::Delta) does it. [More on delta](::graph_resource::guide::delta).*/
    pub(crate) fn changes() -> ::graph_resource::Delta<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/delta",
            pieces: &[__graph::Piece::Literal("/users/delta")],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::Delta::new(ENDPOINT, &[])
    }
    /**Reads the bytes: `GET /beta/users/{userId}/photo/$value`.

- `user_id`: `{userId}`, one segment of the path

Nothing is sent before a method of [`Content`](::graph_resource::Content) does it. [More on content](::graph_resource::guide::content).*/
    pub(crate) fn photo(
        user_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::Content {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/<userId>/photo/$value",
            pieces: &[
                __graph::Piece::Literal("/users/"),
                __graph::Piece::Key(__graph::Place::Segment, "userId"),
                __graph::Piece::Literal("/photo/$value"),
            ],
            version: __graph::Some(__graph::ApiVersion::Beta),
        };
        __graph::Content::new(ENDPOINT, &[&user_id])
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
    impl __graph::Shape for User {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.user",
            select: __graph::Some("id"),
            properties: &[__graph::property::<String>("id")],
        };
        type Fields<__P: __graph::AnyPlace> = UserFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static UserFields<__P> {
            const {
                &UserFields {
                    id: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for User {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for User {}
    #[automatically_derived]
    impl __graph::Entity for User {}
};
