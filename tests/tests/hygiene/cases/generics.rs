//! Types with parameters.

/// Parameters of every kind.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[serde(bound = "T: ::serde::de::DeserializeOwned, U: ::serde::de::DeserializeOwned")]
pub struct Generic<T = ::std::string::String, U = u8, const N: usize = 4>
where
    T: ::core::clone::Clone + ::core::marker::Send,
    ::std::vec::Vec<U>: ::core::fmt::Debug,
{
    /// The first.
    pub first: T,
    /// All others.
    pub others: ::std::vec::Vec<U>,
    /// Those ahead, which no query names.
    #[serde(skip, default = "ahead")]
    pub ahead: [(); N],
    /// Itself.
    #[graph(expand)]
    pub again: ::std::option::Option<::std::boxed::Box<Self>>,
}

/// As many as there are.
const fn ahead<const N: usize>() -> [(); N] {
    [(); N]
}

/// A struct in it.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
pub struct Part {
    /// A number.
    pub number: u8,
}

/// Their fields are reached.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Generic::<Part, i64, 2>::FIELDS;
    let list = Generic::<Part, i64, 2>::list().filter(f.first.number.eq(1).and(f.others.any(|x| x.gt(2))));
    let other = <Generic>::list().filter(<Generic>::FIELDS.first.eq("x"));
    ::std::format!("{list}{other}")
}

/// Of a field with a default, serde asks more than of the others: that its parameters have one too.
#[::graph_resource::graph_resource(path = "/boxes/<boxId>", delta(changes = "/boxes/delta"))]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Defaulted<T> {
    /// All of them, or none.
    #[serde(default)]
    pub all: ::std::vec::Vec<T>,
    /// Not read.
    #[serde(skip)]
    pub mine: ::std::option::Option<T>,
}

/// It is read, and a part of another.
#[must_use]
pub fn defaulted() -> ::std::string::String {
    let f = Defaulted::<u8>::FIELDS;
    let request = Defaulted::<u8>::list().filter(f.all.any(|x| x.eq(1)));
    ::std::format!("{request}{}", Defaulted::<u8>::changes())
}
