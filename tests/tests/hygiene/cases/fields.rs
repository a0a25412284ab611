//! Fields, placeholders and methods with names that generated code uses itself.

/// Fields with common names.
#[::graph_resource::graph_resource(
    path = "/a/<self>/b/<type>/c(client='<client>',query=<query>)/<gen>/<async>/<endpoint>/<ENDPOINT_>/<r>",
    get(r#type = "/type", fields = "/fields", default = "/default"),
    list(all = "/all", r#gen = "/gen/<key>/<keys>/<object>/<deserializer>/all")
)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fields {
    /// A field.
    pub self_: ::std::string::String,
    /// A field.
    pub r#type: ::std::string::String,
    /// A field.
    pub r#gen: ::std::string::String,
    /// A field.
    pub client: ::std::string::String,
    /// A field.
    pub query: ::std::string::String,
    /// A field.
    pub fields: ::std::string::String,
    /// A field.
    pub get: ::std::string::String,
    /// A field.
    pub list: ::std::string::String,
    /// A field.
    pub path: ::std::string::String,
    /// A field.
    pub eq: ::std::string::String,
    /// A field.
    pub count: ::std::string::String,
    /// A field.
    pub any: ::std::vec::Vec<::std::string::String>,
    /// A field.
    pub cast: ::std::string::String,
    /// A field.
    pub name: ::std::string::String,
    /// A field.
    pub shape: ::std::string::String,
}

/// Uses the fields, and the methods of the same names.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Fields::FIELDS;
    let filter = f.eq.eq("a").and(f.count.eq("b")).and(f.any.any(|x| x.eq("c"))).and(f.get.eq("d"));
    let filter = filter.and(f.r#type.eq("e")).and(f.self_.eq("f")).and(f.cast.eq("g")).and(f.path.eq("h"));
    let list = Fields::r#gen(1, 2, 3, 4).filter(filter).select([f.client, f.query]);
    ::std::string::ToString::to_string(&list)
}
