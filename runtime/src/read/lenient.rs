//! Reads that continue after an item that does not fit its type.

use std::fmt;

/// A [`List`](crate::List) or [`Delta`](crate::Delta) whose streams continue after an item that does not fit its type;
/// returned by [`List::lenient`](crate::List::lenient) and [`Delta::lenient`](crate::Delta::lenient).
///
/// It only has the reads that can report such an item next to the others: `stream` and `resume`. A read that returns all
/// items at once would have to drop it. Set the query options before.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Lenient<R>(pub(crate) R);

impl<R: fmt::Display> fmt::Display for Lenient<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
