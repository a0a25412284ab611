//! The check that the parts of a query are about the entity that the request reads.

/// A part of a query on `Found`, where a query on `Expected` is wanted: both must be the same entity. There is nothing to
/// implement.
///
/// It is a bound next to [`IntoFilter`](crate::query::IntoFilter) and its like, so that a field of another entity is
/// another mistake than something that is not a filter at all.
#[diagnostic::on_unimplemented(
    message = "expected a field of `{Expected}`, found a field of `{Found}`",
    label = "expected `{Expected}`, found `{Found}`"
)]
pub trait SameEntity<Expected, Found> {}

#[diagnostic::do_not_recommend]
impl<E, Part> SameEntity<E, E> for Part {}
