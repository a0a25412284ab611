//! What a type was reading when it failed: the containers around the value that does not fit.

use std::cell::{Cell, RefCell};

/// A container with the value that does not fit, as the type sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A struct with these fields.
    Struct(&'static [&'static str]),
    /// A struct whose fields are not known, because some of them are flattened.
    OpenStruct,
    Map,
    List,
    /// An enum with these variants.
    Enum(&'static [&'static str]),
}

/// The place of a value in its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) container: Container,
    /// How many values come before it.
    pub(super) index: usize,
}

/// Notes the containers as an error passes through them, so that reading costs next to nothing if there is none.
#[derive(Default)]
pub(super) struct Trace {
    has_places: Cell<bool>,
    /// The innermost first.
    places: RefCell<Vec<Place>>,
}

impl Trace {
    /// Notes a container. Those within it have been noted before.
    #[cold]
    pub(super) fn failed_in(&self, container: Container, index: usize) {
        self.has_places.set(true);
        self.places.borrow_mut().push(Place { container, index });
    }

    /// Forgets an error that a type has ignored.
    #[cold]
    fn forget(&self) {
        self.has_places.set(false);
        self.places.borrow_mut().clear();
    }

    /// The containers, the outermost first.
    #[cold]
    pub(super) fn into_places(self) -> Vec<Place> {
        let mut places = self.places.into_inner();
        places.reverse();
        places
    }
}

/// The values of a container, as far as they have been read.
#[derive(Default)]
pub(super) struct Progress {
    read: usize,
    /// How many had been read when one of them did not fit, with it; 0 if all do.
    failed_after: usize,
}

impl Progress {
    /// Counts a value. If it fits, an error within it has been ignored.
    #[inline]
    pub(super) fn after(&mut self, fits: bool, trace: &Trace) {
        self.read += 1;
        if !fits {
            self.failed_after = self.read;
        } else if trace.has_places.get() {
            trace.forget();
        }
    }

    /// Notes the container if its last value does not fit, as opposed to the container itself.
    #[inline]
    pub(super) fn note(&self, trace: &Trace, container: Container) {
        if self.failed_after != 0 && self.failed_after == self.read {
            trace.failed_in(container, self.read - 1);
        }
    }
}
