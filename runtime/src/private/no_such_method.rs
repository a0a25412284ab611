//! What is said where `get` or `list` is called on a type that has none.
//!
//! The attribute makes the missing one as well, bounded by a trait here that nothing implements: it cannot be called, a
//! user's own method of that name is not in its way, and the compiler says of it what the trait says. The lifetime is
//! there because a bound without parameters would be an error where it is written, and not where it is used.

/// The bound of `list` where the path ends in a name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `list`: its path ends in a name, which is taken for one object",
    label = "one object",
    note = "where the path leads to a collection, say so: `#[graph_resource(path = \"…\", collection)]`; where it leads to one of several, end it in their key: `path = \"/users/<userId>\"`"
)]
pub trait LeadsToACollection<'a> {}

/// The bound of `get` where the path is that of a collection.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `get`: its path leads to a collection",
    label = "a collection",
    note = "read it with `list`, and one of its items by a path that ends in their key: `path = \"/users/<userId>\"` makes `get` and `list`, without `collection`"
)]
pub trait LeadsToOneObject<'a> {}

/// The bound of both where there is no path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no path to be read from",
    label = "no `path`",
    note = "`get` and `list` are made from the path in the attribute: `#[graph_resource(path = \"/users/<userId>\")]`; a struct without one is read as a part of another, and filtered through its fields"
)]
pub trait HasAPath<'a> {}

/// The bound of both where the addresses have methods of their own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `path` that makes `get` or `list`",
    label = "no `path`",
    note = "its addresses have the names that the attribute gives them: `get(me = \"/me\")` is called as `me()`"
)]
pub trait HasAPathBesides<'a> {}
