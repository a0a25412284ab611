//! What rounds have changed.

use std::ops::AddAssign;

/// What a round has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The objects that are new or have changed.
    pub updated: u64,
    /// The objects that were removed.
    pub removed: u64,
    /// How often everything was read once more.
    pub restarts: u32,
}

impl Counts {
    /// The number of changes.
    pub fn changes(&self) -> u64 {
        self.updated + self.removed
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.updated += other.updated;
        self.removed += other.removed;
        self.restarts += other.restarts;
    }
}
