//! The runtime crate by other names.

/// A module that shows the runtime crate.
pub mod shown {
    pub use ::graph_resource as graph;
}

/// By the name in the manifest.
#[::other_name::graph_resource(path = "/things/<thingId>", crate = ::other_name)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct ByManifest {
    /// Its key.
    pub id: ::std::string::String,
    /// Elsewhere.
    #[graph(expand)]
    pub other: ::std::option::Option<ByModule>,
}

/// By a module.
#[crate::renamed::shown::graph::graph_resource(path = "/things/<thingId>", crate = crate::renamed::shown::graph)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct ByModule {
    /// Its key.
    pub id: ::std::string::String,
}

/// By a path from here.
#[shown::graph::graph_resource(crate = shown::graph, path = "/things/<thingId>", list(children = "/children"))]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct FromHere {
    /// Its key.
    pub id: ::std::string::String,
}

/// By a path from the module around.
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
        /// One that is known.
        Known(FromAround),
        /// Any other.
        #[serde(untagged)]
        Unknown(::serde_json::Value),
    }
}

/// By the crate that a macro comes from.
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
