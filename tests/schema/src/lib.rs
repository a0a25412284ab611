//! The tests of this crate are in `tests/`.
