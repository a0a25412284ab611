use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(__arguments(path = "/things/<thingId>"))]
#[derive(Debug, Deserialize)]
#[serde(bound = "T: serde::de::DeserializeOwned")]
pub struct Thing<T, const N: usize = 1>
where
    T: Clone,
{
    pub first: T,
    #[serde(deserialize_with = "read")]
    pub ahead: [T; N],
}
///The properties of [`Thing`](type@Thing), to write queries with: what `Thing::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct ThingFields<__P: ::graph_resource::Place, T, const N: usize>
where
    T: Clone,
    T: ::graph_resource::__private::DeserializeOwned + 'static,
{
    ///OData: `first`.
    pub first: &'static ::graph_resource::Field<__P, Thing<T, N>, 0, T>,
    ///OData: `ahead`.
    pub ahead: &'static ::graph_resource::Field<__P, Thing<T, N>, 1, [T; N]>,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Thing<T, N>)>,
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
impl<T, const N: usize> Thing<T, N>
where
    T: Clone,
    T: ::graph_resource::__private::DeserializeOwned + 'static,
    Self: ::graph_resource::__private::DeserializeOwned,
{
    ///The properties of `Thing`, to write queries with: those of `ThingFields`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /things/{thingId}`.

- `thing_id`: `{thingId}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(thing_id: impl ::graph_resource::Key) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/things/<thingId>",
            pieces: &[
                __graph::Piece::Literal("/things/"),
                __graph::Piece::Key(__graph::Place::Segment, "thingId"),
            ],
            version: __graph::None,
        };
        __graph::Get::new(ENDPOINT, &[&thing_id])
    }
    /**Reads the collection: `GET /things`.

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list() -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/things",
            pieces: &[__graph::Piece::Literal("/things")],
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
    impl<T, const N: usize> __graph::Shape for Thing<T, N>
    where
        T: Clone,
        T: ::graph_resource::__private::DeserializeOwned + 'static,
    {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.thing",
            select: __graph::Some("first,ahead"),
            properties: &[__graph::property::<T>("first"), __graph::always("ahead")],
        };
        type Fields<__P: __graph::AnyPlace> = ThingFields<__P, T, N>;
        fn fields<__P: __graph::AnyPlace>() -> &'static ThingFields<__P, T, N> {
            const {
                &ThingFields {
                    first: __graph::Field::REF,
                    ahead: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl<T, const N: usize> __graph::Nested for Thing<T, N>
    where
        T: Clone,
        T: ::graph_resource::__private::DeserializeOwned + 'static,
    {
        type Shape = Self;
    }
    #[automatically_derived]
    impl<T, const N: usize> __graph::Resource for Thing<T, N>
    where
        T: Clone,
        T: ::graph_resource::__private::DeserializeOwned + 'static,
        Self: ::graph_resource::__private::DeserializeOwned,
    {}
    #[automatically_derived]
    impl<T, const N: usize> __graph::Entity for Thing<T, N>
    where
        T: Clone,
        T: ::graph_resource::__private::DeserializeOwned + 'static,
    {}
};
fn read<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>, const N: usize>(
    from: D,
) -> Result<[T; N], D::Error> {
    let items = Vec::deserialize(from)?;
    items.try_into().map_err(|_| serde::de::Error::custom("another number of items"))
}
