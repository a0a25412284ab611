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
pub struct PublicErrorFields<__P: ::graph_resource::Place> {
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
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
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
    impl __graph::Shape for PublicError {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.publicError",
            select: __graph::Some("code,message"),
            properties: &[
                __graph::property::<Option<String>>("code"),
                __graph::property::<Option<String>>("message"),
            ],
        };
        type Fields<__P: __graph::AnyPlace> = PublicErrorFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static PublicErrorFields<__P> {
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
        type Shape = Self;
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
