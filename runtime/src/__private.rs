pub use graph_resource_macros::GraphResource;

pub use crate::path::{Piece, Place};
pub use crate::query::field::{Itself, Navigation};
pub use crate::query::place::Root;
pub use serde::de::DeserializeOwned;
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
