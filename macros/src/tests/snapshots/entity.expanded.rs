use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::GraphResource)]
#[graph(
    __arguments(
        path = "/users/<userId>",
        get(me = "/me", by_name = "/users('<upn>')"),
        list(
            members_of = "/groups/<groupId>/members/microsoft.graph.user",
            children = "/drives/<driveId>/root:/<itemPath..>:/children"
        ),
        delta(changes = "/users/delta"),
        content(photo = "/users/<userId>/photo/$value"),
        permissions(
            delegated = ["User.Read",
            "User.ReadBasic.All"],
            personal = "User.Read",
            application = "AuditLog.Read.All and User.Read.All",
            members_of(delegated = "GroupMember.Read.All")
        ),
        version = "beta",
        type = "microsoft.graph.user"
    )
)]
/// A user, as this program sees one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employee {
    /// What [`Employee::get`] finds it by.
    pub id: String,
    /// The address.
    #[deprecated(note = "it moves")]
    pub web_url: Option<String>,
    pub(crate) r#type: Option<String>,
    #[serde(default)]
    business_phones: Vec<String>,
    #[graph(expand)]
    pub manager: Option<Box<Employee>>,
    #[graph(expand = "microsoft.graph.user/directReports")]
    #[serde(default)]
    pub direct_reports: Vec<Employee>,
    #[graph(skip)]
    pub cached: Option<String>,
}
///The properties of [`Employee`](type@Employee), for use in queries through `Employee::FIELDS`.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations, rustdoc::all)]
pub struct Employee_FIELDS<__P: ::graph_resource::query::FieldPath> {
    /// What [`Employee::get`] finds it by.
    /**
The OData property `id` of `microsoft.graph.user`.*/
    pub id: &'static ::graph_resource::Field<__P, Employee, 0, String>,
    /// The address.
    #[deprecated(note = "it moves")]
    /**
The OData property `webUrl` of `microsoft.graph.user`.*/
    pub web_url: &'static ::graph_resource::Field<__P, Employee, 1, Option<String>>,
    ///The OData property `type` of `microsoft.graph.user`.
    pub(crate) r#type: &'static ::graph_resource::Field<
        __P,
        Employee,
        2,
        Option<String>,
    >,
    ///The OData property `businessPhones` of `microsoft.graph.user`.
    business_phones: &'static ::graph_resource::Field<__P, Employee, 3, Vec<String>>,
    ///The OData navigation property `manager` of `microsoft.graph.user`.
    pub manager: &'static ::graph_resource::Field<
        __P,
        ::graph_resource::__private::Navigation<Employee>,
        4,
        Option<Box<Employee>>,
    >,
    ///The OData navigation property `directReports` of `microsoft.graph.user`.
    pub direct_reports: &'static ::graph_resource::Field<
        __P,
        ::graph_resource::__private::Navigation<Employee>,
        5,
        Vec<Employee>,
    >,
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
    ///The properties of `Employee`, for use in queries: the fields of `Employee_FIELDS`. OData type: `microsoft.graph.user`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::query::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::query::Fields::NEW;
    ///The permissions of which reads of `Employee` require one: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application). Some methods have their own.
    pub const PERMISSIONS: ::graph_resource::auth::Permissions = ::graph_resource::auth::Permissions::new(
        &["User.Read", "User.ReadBasic.All"],
        &["User.Read"],
        &["AuditLog.Read.All and User.Read.All"],
    );
    /**Reads one object: `GET /beta/users/{userId}`.

- `user_id`: `{userId}`, one path segment

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`Get`](::graph_resource::Get) sends it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(user_id: impl ::graph_resource::Key) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/users/<userId>",
                &[
                    __graph::Piece::Literal("/users/"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Segment, "userId"),
                ],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::Get::new(ENDPOINT, &[&user_id])
    }
    /**Reads the collection: `GET /beta/users`.

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list() -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/users",
                &[__graph::Piece::Literal("/users")],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::List::new(ENDPOINT, &[])
    }
    /**Reads one object: `GET /beta/me`.

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`Get`](::graph_resource::Get) sends it. [More on queries](::graph_resource::guide::queries).*/
    pub fn me() -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/me",
                &[__graph::Piece::Literal("/me")],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::Get::new(ENDPOINT, &[])
    }
    /**Reads one object: `GET /beta/users('{upn}')`.

- `upn`: `{upn}`, a quoted string

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`Get`](::graph_resource::Get) sends it. [More on queries](::graph_resource::guide::queries).*/
    pub fn by_name(upn: impl ::graph_resource::Key) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/users('<upn>')",
                &[
                    __graph::Piece::Literal("/users('"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Quoted, "upn"),
                    __graph::Piece::Literal("')"),
                ],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::Get::new(ENDPOINT, &[&upn])
    }
    /**Reads the collection: `GET /beta/groups/{groupId}/members/microsoft.graph.user`.

- `group_id`: `{groupId}`, one path segment

Permissions: `GroupMember.Read.All` (delegated).

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn members_of(
        group_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["GroupMember.Read.All"],
            &[],
            &[],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/groups/<groupId>/members/microsoft.graph.user",
                &[
                    __graph::Piece::Literal("/groups/"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Segment, "groupId"),
                    __graph::Piece::Literal("/members/microsoft.graph.user"),
                ],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::List::new(ENDPOINT, &[&group_id])
    }
    /**Reads the collection: `GET /beta/drives/{driveId}/root:/{itemPath..}:/children`.

- `drive_id`: `{driveId}`, one path segment
- `item_path`: `{itemPath}`, a path of several segments

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn children(
        drive_id: impl ::graph_resource::Key,
        item_path: impl ::graph_resource::Key,
    ) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/drives/<driveId>/root:/<itemPath..>:/children",
                &[
                    __graph::Piece::Literal("/drives/"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Segment, "driveId"),
                    __graph::Piece::Literal("/root:/"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Segments, "itemPath"),
                    __graph::Piece::Literal(":/children"),
                ],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::List::new(ENDPOINT, &[&drive_id, &item_path])
    }
    /**Reads the changes: `GET /beta/users/delta`.

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`Delta`](::graph_resource::Delta) sends it. [More on delta](::graph_resource::guide::delta).*/
    pub fn changes() -> ::graph_resource::Delta<Self> {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/users/delta",
                &[__graph::Piece::Literal("/users/delta")],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
        __graph::Delta::new(ENDPOINT, &[])
    }
    /**Reads the content: `GET /beta/users/{userId}/photo/$value`.

- `user_id`: `{userId}`, one path segment

Permissions: `User.Read` or `User.ReadBasic.All` (delegated), `User.Read` (delegated, personal account), `AuditLog.Read.All` and `User.Read.All` (application).

Returns the request; a method of [`Content`](::graph_resource::Content) sends it. [More on content](::graph_resource::guide::content).*/
    pub fn photo(user_id: impl ::graph_resource::Key) -> ::graph_resource::Content {
        use ::graph_resource::__private as __graph;
        const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &["User.Read"],
            &["AuditLog.Read.All and User.Read.All"],
        );
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
                "/users/<userId>/photo/$value",
                &[
                    __graph::Piece::Literal("/users/"),
                    __graph::Piece::Key(__graph::PlaceholderKind::Segment, "userId"),
                    __graph::Piece::Literal("/photo/$value"),
                ],
            )
            .with_version(__graph::ApiVersion::Beta)
            .with_permissions(PERMISSIONS);
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
    impl __graph::StructuredType for Employee {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo::new::<
            Self,
        >(
            "microsoft.graph.user",
            __graph::Some("id,webUrl,type,businessPhones"),
            &[
                __graph::property::<String>("id"),
                __graph::property::<Option<String>>("webUrl"),
                __graph::property::<Option<String>>("type"),
                __graph::optional("businessPhones"),
                __graph::property::<Option<Box<Employee>>>("manager")
                    .expanded("manager", __graph::type_info::<Option<Box<Employee>>>),
                __graph::optional("directReports")
                    .expanded(
                        "microsoft.graph.user/directReports",
                        __graph::type_info::<Vec<Employee>>,
                    ),
            ],
        );
        type Fields<__P: __graph::FieldPath> = Employee_FIELDS<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static Employee_FIELDS<__P> {
            &Employee_FIELDS {
                id: __graph::FieldReference::REF,
                web_url: __graph::FieldReference::REF,
                r#type: __graph::FieldReference::REF,
                business_phones: __graph::FieldReference::REF,
                manager: __graph::FieldReference::REF,
                direct_reports: __graph::FieldReference::REF,
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for Employee {
        type Type = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for Employee {}
    #[automatically_derived]
    impl __graph::Entity for Employee {}
};
