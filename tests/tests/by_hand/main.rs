//! Requests by hand: other methods than GET, through the same client as the reads.

mod batches;
mod fake;
mod redirects;
mod repetition;
mod requests;
