use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(
    __arguments(path = "/sites/<host>:/<sitePath..>", type = "microsoft.graph.site")
)]
/// A site, as this program sees one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// What [`Site::get`] finds it by.
    pub id: String,
    /// The address.
    #[deprecated(note = "it moves")]
    pub web_url: Option<String>,
}
///The properties of [`Site`](type@Site), to write queries with: what `Site::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations, rustdoc::all)]
pub struct SiteFields<__P: ::graph_resource::Place> {
    /// What [`Site::get`] finds it by.
    /**
OData: `id` of `microsoft.graph.site`.*/
    pub id: &'static ::graph_resource::Field<__P, Site, 0, String>,
    /// The address.
    #[deprecated(note = "it moves")]
    /**
OData: `webUrl` of `microsoft.graph.site`.*/
    pub web_url: &'static ::graph_resource::Field<__P, Site, 1, Option<String>>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Site)>,
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
impl Site {
    ///The properties of `Site`, to write queries with: those of `SiteFields`. OData: `microsoft.graph.site`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /sites/{host}:/{sitePath..}`.

- `host`: `{host}`, one segment of the path
- `site_path`: `{sitePath}`, a path of several segments

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(
        host: impl ::graph_resource::Key,
        site_path: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/sites/<host>:/<sitePath..>",
            pieces: &[
                __graph::Piece::Literal("/sites/"),
                __graph::Piece::Key(__graph::Place::Closed, "host"),
                __graph::Piece::Literal(":/"),
                __graph::Piece::Key(__graph::Place::Segments, "sitePath"),
            ],
            version: __graph::None,
        };
        __graph::Get::new(ENDPOINT, &[&host, &site_path])
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
    impl __graph::Shape for Site {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.site",
            select: __graph::Some("id,webUrl"),
            properties: &[
                __graph::property::<String>("id"),
                __graph::property::<Option<String>>("webUrl"),
            ],
        };
        type Fields<__P: __graph::AnyPlace> = SiteFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static SiteFields<__P> {
            const {
                &SiteFields {
                    id: __graph::Field::REF,
                    web_url: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Site {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Site {}
    #[doc(hidden)]
    impl Site
    where
        for<'__a> Self: __graph::LeadsToACollection<'__a>,
    {
        pub fn list() {}
    }
};
