use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::GraphResource)]
#[graph(__arguments())]
#[derive(Debug, Deserialize)]
pub struct User {
    pub id: String,
}
///The properties of [`User`](type@User), for use in queries through `User::FIELDS`.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct User_FIELDS<__P: ::graph_resource::query::FieldPath> {
    ///The OData property `id`.
    pub id: &'static ::graph_resource::Field<__P, User, 0, String>,
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
    ///The properties of `User`, for use in queries: the fields of `User_FIELDS`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::query::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::query::Fields::NEW;
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
    impl __graph::StructuredType for User {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo::new::<
            Self,
        >(
            "microsoft.graph.user",
            __graph::Some("id"),
            &[__graph::property::<String>("id")],
        );
        type Fields<__P: __graph::FieldPath> = User_FIELDS<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static User_FIELDS<__P> {
            &User_FIELDS {
                id: __graph::FieldReference::REF,
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for User {
        type Type = Self;
    }
    #[doc(hidden)]
    impl User
    where
        for<'a> Self: __graph::HasAPath<'a>,
    {
        pub fn get() {}
        pub fn list() {}
    }
};
#[derive(::graph_resource::GraphResource)]
#[graph(__arguments(path = "/groups/<groupId>/members", collection))]
#[graph(__derived)]
#[derive(Debug, Deserialize)]
#[serde(from = "__MemberByType")]
pub enum Member {
    User(User),
    #[serde(rename = "#microsoft.graph.group")]
    Other(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}
#[doc(hidden)]
#[allow(missing_debug_implementations)]
pub struct __MemberByType(Member);
#[automatically_derived]
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
impl Member {
    ///The types of `Member`, for use in queries: `Member::FIELDS.cast::<…>()` has the properties of one of them. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::query::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::query::Fields::NEW;
    /**Reads the collection: `GET /groups/{groupId}/members`.

- `group_id`: `{groupId}`, one path segment

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list(group_id: impl ::graph_resource::Key) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
            "/groups/<groupId>/members",
            &[
                __graph::Piece::Literal("/groups/"),
                __graph::Piece::Key(__graph::PlaceholderKind::Segment, "groupId"),
                __graph::Piece::Literal("/members"),
            ],
        );
        __graph::List::new(ENDPOINT, &[&group_id])
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
    impl __graph::StructuredType for Member {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo::new::<
            Self,
        >("microsoft.graph.member", __graph::None, &[])
            .with_variants(
                &[
                    {
                        #[allow(unused_imports)]
                        use __graph::NoVariantInfo as _;
                        __graph::VariantInfo::<User>::INFO
                    },
                    {
                        #[allow(unused_imports)]
                        use __graph::NoVariantInfo as _;
                        __graph::VariantInfo::<User>::INFO
                    },
                ],
                false,
            );
        type Fields<__P: __graph::FieldPath> = __graph::PhantomData<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static __graph::PhantomData<__P> {
            &__graph::PhantomData
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Member {
        type Type = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Member {}
    #[doc(hidden)]
    impl Member
    where
        for<'a> Self: __graph::LeadsToOneObject<'a>,
    {
        pub fn get() {}
    }
    #[automatically_derived]
    impl ::core::convert::From<__MemberByType> for Member {
        fn from(proxy: __MemberByType) -> Self {
            proxy.0
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for __MemberByType {
        fn deserialize<D: __graph::Deserializer<'de>>(
            deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            let object = __graph::TaggedObject::deserialize(deserializer)?;
            match object
                .variant(&[__graph::odata_type::<User>(), "#microsoft.graph.group"])
            {
                ::core::option::Option::Some(0usize) => {
                    object.into::<User, D::Error>().map(Member::User).map(__MemberByType)
                }
                ::core::option::Option::Some(1usize) => {
                    object
                        .into::<User, D::Error>()
                        .map(Member::Other)
                        .map(__MemberByType)
                }
                _ => {
                    object
                        .into::<serde_json::Value, D::Error>()
                        .map(Member::Unknown)
                        .map(__MemberByType)
                }
            }
        }
    }
};
