use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(__arguments())]
#[derive(Debug, Clone, Deserialize)]
pub struct PublicError {
    pub code: Option<String>,
    pub message: Option<String>,
}
///The properties of [`PublicError`](type@PublicError), to write queries with: what `PublicError::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct PublicErrorFields<__P: ::graph_resource::query::FieldPath> {
    ///OData: `code`.
    pub code: &'static ::graph_resource::Field<__P, PublicError, 0, Option<String>>,
    ///OData: `message`.
    pub message: &'static ::graph_resource::Field<__P, PublicError, 1, Option<String>>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, PublicError)>,
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
impl PublicError {
    ///The properties of `PublicError`, to write queries with: those of `PublicErrorFields`. [More on queries](::graph_resource::guide::queries).
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
    impl __graph::StructuredType for PublicError {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo {
            id: __graph::TypeId::of::<Self>,
            odata_type: "microsoft.graph.publicError",
            select: __graph::Some("code,message"),
            properties: &[
                __graph::property::<Option<String>>("code"),
                __graph::property::<Option<String>>("message"),
            ],
        };
        type Fields<__P: __graph::FieldPath> = PublicErrorFields<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static PublicErrorFields<__P> {
            const {
                &PublicErrorFields {
                    code: __graph::Field::REF,
                    message: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for PublicError {
        type Type = Self;
    }
    #[doc(hidden)]
    impl PublicError
    where
        for<'__a> Self: __graph::HasAPath<'__a>,
    {
        pub fn get() {}
        pub fn list() {}
    }
};
