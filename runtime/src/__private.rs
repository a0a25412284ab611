pub use graph_resource_macros::GraphResource;

pub use crate::path::{Piece, Place};
pub use crate::query::field::{Itself, Navigation};
pub use crate::query::place::Root;
pub use serde::de::{Deserialize, DeserializeOwned, Deserializer};

pub use crate::polymorphic::Polymorphic;
pub use crate::request::Endpoint;
pub use crate::shape::{Expansion, Property, Required, ShapeInfo};

/// Whether serde fails where a field of the type `T` is absent: serde's own rule, which asks the type for an option.
pub fn required<T: serde::de::DeserializeOwned>() -> bool {
    T::deserialize(crate::missing::Missing).is_err()
}

/// The properties of the struct that a navigation property leads to.
pub fn shape<T: crate::Expandable>() -> &'static ShapeInfo {
    <T::Shape as crate::Shape>::SHAPE
}

/// The name of the OData type of a struct.
pub fn odata_type<T: crate::Nested>() -> &'static str {
    <T::Shape as crate::Shape>::SHAPE.odata_type
}
