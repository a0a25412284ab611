//! A type, a function and a macro with the same name.

/// The type.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[allow(non_camel_case_types)]
pub struct thing {
    /// Its key.
    pub id: ::std::string::String,
}

/// The function.
#[allow(clippy::missing_const_for_fn)]
pub fn thing() {}

/// The macro.
#[macro_export]
macro_rules! thing {
    () => {};
}
