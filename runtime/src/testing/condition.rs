//! A closure that checks a request.

use std::fmt;
use std::sync::Arc;

use crate::testing::recorded::RecordedRequest;

/// A closure. Two are the same if one is a clone of the other.
#[derive(Clone)]
pub(super) struct Condition(Arc<dyn Fn(&RecordedRequest) -> bool + Send + Sync>);

impl Condition {
    pub(super) fn new(
        condition: impl Fn(&RecordedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        Condition(Arc::new(condition))
    }

    pub(super) fn holds(&self, sent: &RecordedRequest) -> bool {
        (self.0)(sent)
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Condition {}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Condition(..)")
    }
}
