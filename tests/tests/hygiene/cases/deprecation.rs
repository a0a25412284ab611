//! What is deprecated, where that is denied.

/// A field with an old name.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thing {
    /// Its key.
    pub id: ::std::string::String,
    /// An old name.
    #[deprecated(note = "use `id`")]
    pub old_id: ::std::option::Option<::std::string::String>,
}

/// An old type.
#[deprecated(note = "it is gone")]
#[allow(deprecated)]
#[::graph_resource::graph_resource(path = "/old/<oldId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Old {
    /// Its key.
    pub id: ::std::string::String,
}

/// Old names.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Names {
    /// An old name.
    #[deprecated]
    Old,
    /// A new name.
    New,
    /// Any other.
    #[serde(untagged)]
    Unknown(::std::string::String),
}
