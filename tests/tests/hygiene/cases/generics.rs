//! Generic types.

/// Parameters of every kind.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
#[serde(bound = "T: ::serde::de::DeserializeOwned, U: ::serde::de::DeserializeOwned")]
pub struct Generic<T = ::std::string::String, U = u8, const N: usize = 4>
where
    T: ::core::clone::Clone + ::core::marker::Send,
    ::std::vec::Vec<U>: ::core::fmt::Debug,
{
    /// One value.
    pub first: T,
    /// Several values.
    pub others: ::std::vec::Vec<U>,
    /// A field that is not part of any query.
    #[serde(skip, default = "ahead")]
    pub ahead: [(); N],
    /// The type itself.
    #[graph(expand)]
    pub again: ::std::option::Option<::std::boxed::Box<Self>>,
}

/// The default of the array.
const fn ahead<const N: usize>() -> [(); N] {
    [(); N]
}

/// A type argument.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::serde::Deserialize)]
pub struct Part {
    /// A number.
    pub number: u8,
}

/// Uses the fields.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Generic::<Part, i64, 2>::FIELDS;
    let list = Generic::<Part, i64, 2>::list().filter(f.first.number.eq(1).and(f.others.any(|x| x.gt(2))));
    let other = <Generic>::list().filter(<Generic>::FIELDS.first.eq("x"));
    ::std::format!("{list}{other}")
}

/// A field with a default: serde requires that its parameter has one too.
#[::graph_resource::graph_resource(path = "/boxes/<boxId>", delta(changes = "/boxes/delta"))]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Defaulted<T> {
    /// A collection with a default.
    #[serde(default)]
    pub all: ::std::vec::Vec<T>,
    /// Not deserialized.
    #[serde(skip)]
    pub mine: ::std::option::Option<T>,
}

/// Uses the requests and fields.
#[must_use]
pub fn defaulted() -> ::std::string::String {
    let f = Defaulted::<i32>::FIELDS;
    let request = Defaulted::<i32>::list().filter(f.all.any(|x| x.eq(1)));
    ::std::format!("{request}{}", Defaulted::<i32>::changes())
}
