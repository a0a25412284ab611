use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(
    __arguments(
        path = "/reports/getEmailActivityUserDetail(period='<period>',top=<top>)",
        collection,
        list(children = "/drives/<driveId>/root:/<itemPath..>:/children")
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activity {
    send_count: Option<i64>,
}
///The properties of [`Activity`](type@Activity), to write queries with: what `Activity::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
struct ActivityFields<__P: ::graph_resource::Place> {
    ///OData: `sendCount`.
    send_count: &'static ::graph_resource::Field<__P, Activity, 0, Option<i64>>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Activity)>,
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
impl Activity {
    ///The properties of `Activity`, to write queries with: those of `ActivityFields`. [More on queries](::graph_resource::guide::queries).
    const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads the collection: `GET /reports/getEmailActivityUserDetail(period='{period}',top={top})`.

- `period`: `{period}`, a text in quotes
- `top`: `{top}`, an argument as it is

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    fn list(
        period: impl ::graph_resource::Key,
        top: impl ::graph_resource::Key,
    ) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/reports/getEmailActivityUserDetail(period='<period>',top=<top>)",
            pieces: &[
                __graph::Piece::Literal("/reports/getEmailActivityUserDetail(period='"),
                __graph::Piece::Key(__graph::Place::Quoted, "period"),
                __graph::Piece::Literal("',top="),
                __graph::Piece::Key(__graph::Place::Bare, "top"),
                __graph::Piece::Literal(")"),
            ],
            version: __graph::None,
        };
        __graph::List::new(ENDPOINT, &[&period, &top])
    }
    /**Reads the collection: `GET /drives/{driveId}/root:/{itemPath..}:/children`.

- `drive_id`: `{driveId}`, one segment of the path
- `item_path`: `{itemPath}`, a path of several segments

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    fn children(
        drive_id: impl ::graph_resource::Key,
        item_path: impl ::graph_resource::Key,
    ) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/drives/<driveId>/root:/<itemPath..>:/children",
            pieces: &[
                __graph::Piece::Literal("/drives/"),
                __graph::Piece::Key(__graph::Place::Segment, "driveId"),
                __graph::Piece::Literal("/root:/"),
                __graph::Piece::Key(__graph::Place::Segments, "itemPath"),
                __graph::Piece::Literal(":/children"),
            ],
            version: __graph::None,
        };
        __graph::List::new(ENDPOINT, &[&drive_id, &item_path])
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
    impl __graph::Shape for Activity {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.activity",
            select: __graph::Some("sendCount"),
            properties: &[__graph::property::<Option<i64>>("sendCount")],
        };
        type Fields<__P: __graph::AnyPlace> = ActivityFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static ActivityFields<__P> {
            const {
                &ActivityFields {
                    send_count: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Activity {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Activity {}
    #[doc(hidden)]
    impl Activity
    where
        for<'__a> Self: __graph::LeadsToOneObject<'__a>,
    {
        fn get() {}
    }
};
