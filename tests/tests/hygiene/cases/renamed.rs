//! The runtime crate under other names.

/// A module that re-exports the runtime crate.
pub mod shown {
    pub use ::graph_resource as graph;
}

/// Named as in the manifest.
#[::other_name::graph_resource(path = "/things/<thingId>", crate = ::other_name)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct ByManifest {
    /// Its key.
    pub id: ::std::string::String,
    /// Another type.
    #[graph(expand)]
    pub other: ::std::option::Option<ByModule>,
}

/// Named by a module.
#[crate::renamed::shown::graph::graph_resource(path = "/things/<thingId>", crate = crate::renamed::shown::graph)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct ByModule {
    /// Its key.
    pub id: ::std::string::String,
}

/// Named by a relative path.
#[shown::graph::graph_resource(crate = shown::graph, path = "/things/<thingId>", list(children = "/children"))]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct FromHere {
    /// Its key.
    pub id: ::std::string::String,
}

/// Named by a path from the parent module.
pub mod deeper {
    /// A struct.
    #[super::shown::graph::graph_resource(crate = super::shown::graph, path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct FromAround {
        /// Its key.
        pub id: ::std::string::String,
    }

    /// An enum of structs.
    #[super::shown::graph::graph_resource(crate = super::shown::graph, path = "/members", collection)]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub enum Member {
        /// A known type.
        Known(FromAround),
        /// An unknown value.
        #[serde(untagged)]
        Unknown(::serde_json::Value),
    }
}

/// Named by the crate of a macro.
macro_rules! by_macro {
    ($name:ident) => {
        /// A struct.
        #[$crate::renamed::shown::graph::graph_resource(path = "/things/<thingId>", crate = $crate::renamed::shown::graph)]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub struct $name {
            /// Its key.
            pub id: ::std::string::String,
        }
    };
}

by_macro!(ByMacro);
