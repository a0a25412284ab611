use graph_resource::graph_resource;
use serde::Deserialize;
#[derive(::graph_resource::GraphResource)]
#[graph(__arguments())]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Normal,
    High,
    #[serde(untagged)]
    Unknown(String),
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
    impl __graph::Enumeration for Importance {
        const ODATA_TYPE: &'static ::core::primitive::str = "microsoft.graph.importance";
        fn member(&self) -> &::core::primitive::str {
            match *self {
                Self::Low => "low",
                Self::Normal => "normal",
                Self::High => "high",
                Self::Unknown(ref __text) => {
                    ::core::convert::AsRef::<::core::primitive::str>::as_ref(__text)
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Value for Importance {
        type Kind = __graph::edm::Enum<Self>;
        fn literal(&self) -> __graph::Literal {
            __graph::Literal::text(__graph::Enumeration::member(self))
        }
    }
};
