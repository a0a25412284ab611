//! Keeps the derived `$expand` small: where in the tree of expansions a type is expanded further.

use std::any::TypeId;

use crate::query::type_info::TypeInfo;

/// The position in a tree of expansions that is being written.
///
/// Types navigate to each other: a `User` has a manager, who is a `User`, and is a member of groups with members. So a type
/// is expanded only where it is closest to the root. Further away it is selected, but not expanded further. All positions
/// at the same distance are treated alike, since nothing tells which one the program needs.
#[derive(Debug, Default)]
pub(crate) struct ExpansionTree {
    /// The smallest distance of each type from the root.
    distances: Vec<(TypeId, usize)>,
    /// The distance of the current position.
    distance: usize,
}

impl ExpansionTree {
    /// Whether the type is expanded at the current position. If the type is new, the types that it leads to count as well.
    pub(crate) fn expands(&mut self, info: &'static TypeInfo) -> bool {
        self.include(info);
        let distance = self.distance_of(info);
        distance.is_some_and(|distance| self.distance <= distance)
    }

    /// Counts the type without the types that it leads to.
    pub(crate) fn include_alone(&mut self, info: &'static TypeInfo) {
        if self.distance_of(info).is_none() {
            self.distances.push(((info.id)(), self.distance));
        }
    }

    /// Calls `write` at the positions one step further away.
    pub(crate) fn descend(&mut self, write: impl FnOnce(&mut Self)) {
        self.distance += 1;
        write(self);
        self.distance -= 1;
    }

    /// Adds the type and those that it leads to, breadth first.
    fn include(&mut self, info: &'static TypeInfo) {
        let mut distance = self.distance;
        let mut level = vec![info];
        while !level.is_empty() {
            let mut next = Vec::new();
            for info in level {
                if self.distance_of(info).is_none() {
                    self.distances.push(((info.id)(), distance));
                    let expansions = info.expansions();
                    next.extend(expansions.iter().map(|expansion| (expansion.info)()));
                }
            }
            level = next;
            distance += 1;
        }
    }

    fn distance_of(&self, info: &TypeInfo) -> Option<usize> {
        let id = (info.id)();
        let mut distances = self.distances.iter();
        distances
            .find(|(other, _)| *other == id)
            .map(|(_, distance)| *distance)
    }
}
