//! How the pages of a listing are requested.

/// How the pages of a listing are requested.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PagingOptions {
    /// How many pages are requested ahead of the caller.
    pub(crate) prefetch: usize,
    /// How many pages the listing may have.
    pub(crate) max_pages: Option<u64>,
    /// Whether it is a round of a delta query, which ends with a link to the next one.
    pub(crate) is_round: bool,
}

impl PagingOptions {
    /// The default of listings.
    pub(crate) fn listing() -> Self {
        PagingOptions {
            prefetch: 1,
            max_pages: None,
            is_round: false,
        }
    }

    /// The default of delta queries.
    pub(crate) fn round() -> Self {
        PagingOptions {
            is_round: true,
            ..Self::listing()
        }
    }
}
