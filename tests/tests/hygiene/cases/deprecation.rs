//! Deprecated items in a crate that denies their use.

/// A struct with a deprecated field.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thing {
    /// Its key.
    pub id: ::std::string::String,
    /// A deprecated name.
    #[deprecated(note = "use `id`")]
    pub old_id: ::std::option::Option<::std::string::String>,
}

/// A deprecated type.
#[deprecated(note = "it is gone")]
#[allow(deprecated)]
#[::graph_resource::graph_resource(path = "/old/<oldId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Old {
    /// Its key.
    pub id: ::std::string::String,
}

/// An enum with a deprecated member.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Names {
    /// A deprecated name.
    #[deprecated]
    Old,
    /// A current member.
    New,
    /// An unknown value.
    #[serde(untagged)]
    Unknown(::std::string::String),
}
