//! Collections whose items are generated on request.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use fastrand::Rng;
use serde_json::Value;

/// A collection of any size that is not stored: each item is generated from its index.
///
/// [`Data::generated`](super::Data::generated) adds it to the data.
#[derive(Clone)]
pub struct Generated {
    pub(crate) count: usize,
    sizes: RangeInclusive<usize>,
    seed: u64,
    make: Arc<dyn Fn(usize) -> Value + Send + Sync>,
}

impl Generated {
    /// A collection of `count` items, each generated from its index, in pages of 100 to 999.
    pub fn new(count: usize, make: impl Fn(usize) -> Value + Send + Sync + 'static) -> Self {
        Self {
            count,
            sizes: 100..=999,
            seed: 0,
            make: Arc::new(make),
        }
    }

    /// Sets the range of page sizes, from which the seed chooses one for each page.
    ///
    /// # Panics
    ///
    /// Panics if a page could be empty.
    #[must_use]
    pub fn page_sizes(mut self, sizes: RangeInclusive<usize>, seed: u64) -> Self {
        assert!(
            *sizes.start() > 0 && !sizes.is_empty(),
            "a page has at least one item"
        );
        self.sizes = sizes;
        self.seed = seed;
        self
    }

    /// The item with this index.
    pub(crate) fn item(&self, index: usize) -> Value {
        (self.make)(index)
    }

    /// The size of the page that begins at this offset, which is the same for every request.
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
