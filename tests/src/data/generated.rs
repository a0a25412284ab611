//! Collections of which every item is made when it is asked for.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use fastrand::Rng;
use serde_json::Value;

/// A collection of any size that is held nowhere: each item is made from its index.
///
/// It is served by [`Data::generated`](super::Data::generated).
#[derive(Clone)]
pub struct Generated {
    pub(crate) count: usize,
    sizes: RangeInclusive<usize>,
    seed: u64,
    make: Arc<dyn Fn(usize) -> Value + Send + Sync>,
}

impl Generated {
    /// `count` items, each made from its index; pages hold 100 to 999 of them.
    pub fn new(count: usize, make: impl Fn(usize) -> Value + Send + Sync + 'static) -> Self {
        Self {
            count,
            sizes: 100..=999,
            seed: 0,
            make: Arc::new(make),
        }
    }

    /// How many items a page can hold; the seed chooses for each page.
    ///
    /// # Panics
    ///
    /// Panics if a page could be empty.
    #[must_use]
    pub fn page_sizes(mut self, sizes: RangeInclusive<usize>, seed: u64) -> Self {
        assert!(
            *sizes.start() > 0 && !sizes.is_empty(),
            "a page holds at least one item"
        );
        (self.sizes, self.seed) = (sizes, seed);
        self
    }

    /// The item of that index.
    pub(crate) fn item(&self, index: usize) -> Value {
        (self.make)(index)
    }

    /// How many items the page holds that begins there. It is the same however often the page is asked for.
    pub(crate) fn page_size(&self, offset: usize) -> usize {
        let offset = u64::try_from(offset).unwrap_or(u64::MAX);
        Rng::with_seed(self.seed ^ offset.wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .usize(self.sizes.clone())
    }
}

impl fmt::Debug for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            count,
            sizes,
            seed,
            make: _,
        } = self;
        f.debug_struct("Generated")
            .field("count", count)
            .field("sizes", sizes)
            .field("seed", seed)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Generated {
    fn eq(&self, other: &Self) -> bool {
        let same = (self.count, &self.sizes, self.seed) == (other.count, &other.sizes, other.seed);
        same && Arc::ptr_eq(&self.make, &other.make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_vary_by_seed_and_are_reproducible() {
        let generated = |seed| Generated::new(0, |_| Value::Null).page_sizes(100..=999, seed);
        let sizes = |seed| {
            (0..50)
                .map(|offset| generated(seed).page_size(offset * 7))
                .collect::<Vec<_>>()
        };
        assert_eq!(sizes(1), sizes(1));
        assert_ne!(sizes(1), sizes(2));
        assert!(sizes(1).iter().all(|size| (100..=999).contains(size)));
        assert!(sizes(1).iter().any(|&size| size < 400) && sizes(1).iter().any(|&size| size > 700));
    }
}
