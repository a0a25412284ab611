//! Types with names that generated code uses itself.

/// Defines a type for each name.
macro_rules! called {
    ($($name:ident)*) => {$(
        /// A type with a common name.
        #[::graph_resource::graph_resource(path = "/things/<thingId>", get(me = "/me"), delta(changes = "/delta"))]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub struct $name {
            /// Its key.
            pub id: ::std::string::String,
        }
    )*};
}

called!(Option Result Some None Ok Err String Box Vec Client Get List Delta Content Field Fields Copy Clone);
called!(Key FieldPath Root Piece Endpoint StructuredType Nested Resource Value Literal Property Required PhantomData TypeId);
called!(Send Sync Sized Default Debug From Into AsRef Deserialize Deserializer DeserializeOwned Iterator);

/// Fields of these types.
#[::graph_resource::graph_resource(path = "/all/<id>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct All {
    /// A required value.
    #[allow(deprecated)]
    pub option: Option,
    /// An optional value.
    #[allow(deprecated)]
    pub result: ::std::option::Option<Result>,
    /// A value of another type.
    #[graph(expand)]
    #[allow(deprecated)]
    pub string: ::std::boxed::Box<String>,
    /// A collection of another type.
    #[graph(expand)]
    #[allow(deprecated)]
    pub vec: ::std::vec::Vec<Vec>,
}

/// Modules with the names of crates.
pub mod core {
    /// A module with the name of the runtime crate.
    pub mod graph_resource {}

    /// A struct next to it.
    #[::graph_resource::graph_resource(path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct Thing {
        /// Its key.
        pub id: ::std::string::String,
    }
}

/// An enum whose members have common names.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Names {
    /// A member.
    Some,
    /// A member.
    None,
    /// A member.
    Self_,
    /// An unknown value.
    #[serde(untagged)]
    Ok(::std::string::String),
}
