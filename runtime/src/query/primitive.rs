//! The primitive types that values can be cast to.

use crate::query::literal::Value;

/// A Rust type for a primitive type of OData, which values can be cast to.
pub trait Primitive: Value {
    /// The qualified name of the OData type: `Edm.Int32`.
    const EDM_TYPE: &'static str;
}

macro_rules! primitives {
    ($($ty:ty: $name:literal,)*) => {$(
        impl Primitive for $ty {
            const EDM_TYPE: &'static str = $name;
        }
    )*};
}

primitives! {
    bool: "Edm.Boolean",
    i8: "Edm.SByte",
    u8: "Edm.Byte",
    i16: "Edm.Int16",
    i32: "Edm.Int32",
    i64: "Edm.Int64",
    f32: "Edm.Single",
    f64: "Edm.Double",
    String: "Edm.String",
}
