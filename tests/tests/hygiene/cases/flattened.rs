//! Flattened fields, annotations, and fields with a type.

/// What all files have.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Base<T = ::std::string::String> {
    /// The ID.
    pub id: T,
    /// A link, see <https://example.com> and [`Base::id`].
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub url: ::std::option::Option<::std::string::String>,
}

/// A file.
#[::graph_resource::graph_resource(path = "/files/<fileId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct File {
    /// See [`Self::kind`].
    #[serde(flatten)]
    pub base: ::std::option::Option<::std::boxed::Box<Base>>,
    /// A GUID.
    #[graph(type = "Edm.Guid")]
    pub kind: ::std::option::Option<::std::string::String>,
    /// Known to be sent.
    #[allow(deprecated)]
    #[serde(rename = "@microsoft.graph.other")]
    pub other: ::std::option::Option<::std::string::String>,
}

/// A generic file with everything else.
#[::graph_resource::graph_resource(path = "/files/<fileId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Open<T> {
    /// What all files have.
    #[serde(flatten)]
    pub base: Base<T>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: ::std::collections::HashMap<::std::string::String, ::std::string::String>,
}

/// Uses the fields.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = File::FIELDS;
    let filter = f.base.id.eq("1").and(f.kind.eq("00000000-0000-0000-0000-000000000000"));
    let list = File::list().filter(filter).select([f.base.url]);
    let open = Open::<::std::string::String>::list().filter(Open::<::std::string::String>::FIELDS.base.id.eq("x"));
    ::std::format!("{list}{open}")
}
