use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::GraphResource)]
#[graph(__arguments(path = "/drives/<driveId>/items/<itemId>"))]
/// A file with properties that other items have too.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// What all items have.
    #[serde(flatten)]
    pub base: Option<Base>,
    #[graph(type = "Edm.Guid")]
    pub owner_id: Option<String>,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub url: Option<String>,
    #[serde(rename = "@microsoft.graph.other")]
    pub other: Option<String>,
}
///The properties of [`File`](type@File), for use in queries through `File::FIELDS`.
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#[allow(missing_debug_implementations)]
pub struct File_FIELDS<__P: ::graph_resource::query::FieldPath> {
    ///The OData property `ownerId`.
    pub owner_id: &'static ::graph_resource::Field<
        __P,
        File,
        0,
        ::graph_resource::__private::Declared<
            Option<String>,
            ::graph_resource::query::edm_types::EdmGuid,
        >,
    >,
    ///The annotation `@microsoft.graph.downloadUrl`.
    pub url: &'static ::graph_resource::Field<
        __P,
        File,
        1,
        ::graph_resource::__private::Annotation<Option<String>>,
    >,
    /// What all items have.
    /**
The properties that are flattened into `File`.*/
    pub base: &'static ::graph_resource::__private::Flattened<__P, File, Option<Base>>,
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
impl File {
    ///The properties of `File`, for use in queries: the fields of `File_FIELDS`. [More on queries](::graph_resource::guide::queries).
    pub const FIELDS: ::graph_resource::query::Fields<
        ::graph_resource::__private::Root<Self>,
        Self,
    > = ::graph_resource::query::Fields::NEW;
    /**Reads one object: `GET /drives/{driveId}/items/{itemId}`.

- `drive_id`: `{driveId}`, one path segment
- `item_id`: `{itemId}`, one path segment

Returns the request; a method of [`Get`](::graph_resource::Get) sends it. [More on queries](::graph_resource::guide::queries).*/
    pub fn get(
        drive_id: impl ::graph_resource::Key,
        item_id: impl ::graph_resource::Key,
    ) -> ::graph_resource::Get<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
            "/drives/<driveId>/items/<itemId>",
            &[
                __graph::Piece::Literal("/drives/"),
                __graph::Piece::Key(__graph::PlaceholderKind::Segment, "driveId"),
                __graph::Piece::Literal("/items/"),
                __graph::Piece::Key(__graph::PlaceholderKind::Segment, "itemId"),
            ],
        );
        __graph::Get::new(ENDPOINT, &[&drive_id, &item_id])
    }
    /**Reads the collection: `GET /drives/{driveId}/items`.

- `drive_id`: `{driveId}`, one path segment

Returns the request; a method of [`List`](::graph_resource::List) sends it. [More on queries](::graph_resource::guide::queries). [More on paging](::graph_resource::guide::paging).*/
    pub fn list(drive_id: impl ::graph_resource::Key) -> ::graph_resource::List<Self> {
        use ::graph_resource::__private as __graph;
        const ENDPOINT: &__graph::Endpoint = &__graph::Endpoint::new(
            "/drives/<driveId>/items",
            &[
                __graph::Piece::Literal("/drives/"),
                __graph::Piece::Key(__graph::PlaceholderKind::Segment, "driveId"),
                __graph::Piece::Literal("/items"),
            ],
        );
        __graph::List::new(ENDPOINT, &[&drive_id])
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
    impl __graph::StructuredType for File {
        const INFO: &'static __graph::TypeInfo = &__graph::TypeInfo::new::<
            Self,
        >(
                "microsoft.graph.file",
                __graph::Some("ownerId,content.downloadUrl"),
                &[
                    __graph::property::<Option<String>>("ownerId"),
                    __graph::property::<Option<String>>("content.downloadUrl"),
                ],
            )
            .with_flattened({
                #[allow(unused_imports)]
                use __graph::FlattenedType as _;
                &[
                    __graph::FlattenedField {
                        position: 0,
                        info: __graph::FlattenedStruct::<Option<Base>>::INFO,
                    },
                ]
            });
        type Fields<__P: __graph::FieldPath> = File_FIELDS<__P>;
        fn fields<__P: __graph::FieldPath>() -> &'static File_FIELDS<__P> {
            &File_FIELDS {
                owner_id: __graph::FieldReference::REF,
                url: __graph::FieldReference::REF,
                base: __graph::FieldReference::REF,
            }
        }
    }
    #[automatically_derived]
    impl __graph::Nested for File {
        type Type = Self;
    }
    #[automatically_derived]
    impl __graph::Resource for File {}
    #[automatically_derived]
    impl __graph::Entity for File {}
    const _: () = __graph::check_type::<String, __graph::edm_types::EdmGuid>();
};
const _: () = assert!(
    < File as ::graph_resource::__private::StructuredType > ::INFO
    .has_distinct_properties(),
    "a property is in two structs, of which one is flattened into the other or both into a third: serde fills only one of the two fields, so remove the other",
);
const _: () = {
    #[allow(dead_code, unused_imports)]
    fn has_unknown_properties() {
        use ::graph_resource::__private::FlattenedType as _;
        ::graph_resource::__private::FlattenedStruct::<Option<Base>>::TYPE
            .has_unknown_properties();
    }
};
const _: () = {
    #[deprecated(
        note = "the derived `$select` cannot name the annotation `@microsoft.graph.other`, so the service may leave it out: add `select = false` to `#[graph_resource]`, or `#[allow(deprecated)]` to this field if the service sends it anyway"
    )]
    const UNSELECTED_ANNOTATION: () = ();
    UNSELECTED_ANNOTATION
};
