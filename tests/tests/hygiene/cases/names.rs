//! Types called what generated code might call something itself.

/// One type for each name.
macro_rules! called {
    ($($name:ident)*) => {$(
        /// A type of a common name.
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

/// Fields of those types.
#[::graph_resource::graph_resource(path = "/all/<id>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct All {
    /// One that is there.
    #[allow(deprecated)]
    pub option: Option,
    /// One that may be there.
    #[allow(deprecated)]
    pub result: ::std::option::Option<Result>,
    /// One elsewhere.
    #[graph(expand)]
    pub string: ::std::boxed::Box<String>,
    /// Several elsewhere.
    #[graph(expand)]
    pub vec: ::std::vec::Vec<Vec>,
}

/// Modules of the names of crates.
pub mod core {
    /// A module of the runtime's name.
    pub mod graph_resource {}

    /// A struct beside it.
    #[::graph_resource::graph_resource(path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct Thing {
        /// Its key.
        pub id: ::std::string::String,
    }
}

/// An enum of names with the names of variants.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Names {
    /// A name.
    Some,
    /// A name.
    None,
    /// A name.
    Self_,
    /// Any other.
    #[serde(untagged)]
    Ok(::std::string::String),
}
