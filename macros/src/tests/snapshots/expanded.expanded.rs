use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::__private::GraphResource)]
#[graph(__arguments(path = "/users/<userId>"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employee {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Box<Employee>>,
    #[graph(expand = "microsoft.graph.user/directReports")]
    #[serde(default)]
    pub direct_reports: Vec<Employee>,
}
///The properties of [`Employee`](type@Employee), to write queries with: what `Employee::FIELDS` leads to.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct EmployeeFields<__P: ::graph_resource::Place> {
    ///OData: `id`.
    pub id: &'static ::graph_resource::Field<__P, Employee, 0, String>,
    ///OData: the navigation property `manager`.
    pub manager: &'static ::graph_resource::Field<
        __P,
        ::graph_resource::__private::Navigation<Employee>,
        1,
        Option<Box<Employee>>,
    >,
    ///OData: the navigation property `directReports`.
    pub direct_reports: &'static ::graph_resource::Field<
        __P,
        ::graph_resource::__private::Navigation<Employee>,
        2,
        Vec<Employee>,
    >,
    #[doc(hidden)]
    __place: ::core::marker::PhantomData<fn() -> (__P, Employee)>,
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
impl Employee {
    ///The properties of `Employee`, to write queries with: those of `EmployeeFields`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::Fields::NEW;
    /**Reads one object: `GET /users/{userId}`.

- `user_id`: `{userId}`, one segment of the path

Nothing is sent before a method of [`Get`](::graph_resource::Get) does it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(user_id: impl ::graph_resource::Key) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users/<userId>",
            pieces: &[
                __graph::Piece::Literal("/users/"),
                __graph::Piece::Key(__graph::Place::Segment, "userId"),
            ],
            version: __graph::None,
        };
        __graph::Get::new(ENDPOINT, &[&user_id])
    }
    /**Reads the collection: `GET /users`.

Nothing is sent before a method of [`List`](::graph_resource::List) does it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list() -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint {
            template: "/users",
            pieces: &[__graph::Piece::Literal("/users")],
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
    impl __graph::Shape for Employee {
        const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
            id: ::core::any::TypeId::of::<Self>,
            odata_type: "microsoft.graph.employee",
            select: __graph::Some("id"),
            properties: &[
                __graph::property::<String>("id"),
                __graph::property::<Option<Box<Employee>>>("manager")
                    .expanded("manager", __graph::shape::<Option<Box<Employee>>>),
                __graph::optional("directReports")
                    .expanded(
                        "microsoft.graph.user/directReports",
                        __graph::shape::<Vec<Employee>>,
                    ),
            ],
        };
        type Fields<__P: __graph::AnyPlace> = EmployeeFields<__P>;
        fn fields<__P: __graph::AnyPlace>() -> &'static EmployeeFields<__P> {
            const {
                &EmployeeFields {
                    id: __graph::Field::REF,
                    manager: __graph::Field::REF,
                    direct_reports: __graph::Field::REF,
                    __place: __graph::PhantomData,
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Employee {
        type Shape = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Employee {}
    #[automatically_derived]
    impl __graph::Entity for Employee {}
};
