use std::collections::HashMap;
use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(__arguments(path = "/me/extensions/<extensionId>", select = false))]
#[derive(Debug, Deserialize)]
pub struct Extension {
    pub id: String,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[graph(skip)]
    pub cached: Option<String>,
    #[serde(flatten)]
    pub rest: HashMap<String, serde_json::Value>,
}
///The properties of [`Extension`](type@Extension), to write queries with: what `Extension::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct ExtensionFields<__P: ::graph_resource::Place> {
    ///OData: `id`.
    pub id: &'static ::graph_resource::Field<__P, Extension, 0, String>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Extension)>,
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
impl Extension {
    ///The properties of `Extension`, to write queries with: those of `ExtensionFields`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /me/extensions/{extensionId}`.

- `extension_id`: `{extensionId}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(extension_id: impl ::graph_resource::Key) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/me/extensions/<extensionId>",
            pieces: &[
                __graph::Piece::Literal("/me/extensions/"),
                __graph::Piece::Key(__graph::Place::Segment, "extensionId"),
            ],
            version: __graph::None,
        };
        __graph::Get::new(ENDPOINT, &[&extension_id])
    }
    /**Reads the collection: `GET /me/extensions`.

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list() -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/me/extensions",
            pieces: &[__graph::Piece::Literal("/me/extensions")],
            version: __graph::None,
        };
        __graph::List::new(ENDPOINT, &[])
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
    impl __graph::Shape for Extension {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.extension",
            select: __graph::None,
            properties: &[__graph::property::<String>("id")],
        };
        type Fields<__P: __graph::AnyPlace> = ExtensionFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static ExtensionFields<__P> {
            const {
                &ExtensionFields {
                    id: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Extension {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Extension {}
    #[automatically_derived]
    impl __graph::Entity for Extension {}
};
