//! The user's own methods with the names of generated ones.

/// No path, and the user's own `get` and `list`.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Part {
    /// Its key.
    pub id: u32,
}

impl Part {
    /// A getter.
    #[must_use]
    pub const fn get(&self) -> u32 {
        self.id
    }

    /// A constructor.
    #[must_use]
    pub fn list(ids: &[u32]) -> ::std::vec::Vec<Self> {
        let part = |id: &u32| Self { id: *id };
        ::core::iter::Iterator::collect(::core::iter::Iterator::map(ids.iter(), part))
    }
}

/// A path that only generates `get`, and the user's own `list`.
#[::graph_resource::graph_resource(path = "/single")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Single<T: ::core::clone::Clone> {
    /// Its content.
    pub part: T,
}

impl<T: ::core::clone::Clone + ::core::marker::Copy> Single<T> {
    /// A list of one.
    pub const fn list(&self) -> [T; 1] {
        [self.part]
    }
}

/// A path that only generates `list`, and a trait's `get`.
#[::graph_resource::graph_resource(path = "/many", collection, list(all = "/all"))]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Many {
    /// Its key.
    pub id: u32,
}

/// A trait with a function of that name.
pub trait Gets {
    /// A getter.
    fn get(id: u32) -> Self;
}

impl Gets for Many {
    fn get(id: u32) -> Self {
        Self { id }
    }
}

/// Uses the types.
#[must_use]
pub fn queries() -> ::std::string::String {
    let parts: u32 = ::core::iter::Iterator::sum(::core::iter::Iterator::map(Part::list(&[1, 2]).iter(), Part::get));
    let [one] = Single { part: 3_u32 }.list();
    let four = Many::get(4);
    ::std::format!("{parts}{one}{}{}{}", four.id, Many::list(), Many::all())
}
