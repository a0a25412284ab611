//! Wraps what serde reads through.

use serde::de::{DeserializeSeed, Deserializer};

use crate::decode::reader::trace::Trace;

/// Wraps a deserializer, or a seed for the value of one, to follow what is read through it.
pub(super) struct Traced<'a, I> {
    pub(super) inner: I,
    pub(super) trace: &'a Trace,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Traced<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Traced {
            inner: deserializer,
            trace: self.trace,
        })
    }
}
