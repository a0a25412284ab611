//! What a type was reading when it failed: the containers around the value that does not fit.

use std::cell::RefCell;

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

/// Notes the containers as an error passes through them, so that reading costs nothing if there is none.
#[derive(Default)]
pub(super) struct Trace(RefCell<Vec<Container>>);

impl Trace {
    /// Notes a container. Those within it have been noted before.
    #[cold]
    pub(super) fn failed_in(&self, container: Container) {
        self.0.borrow_mut().push(container);
    }

    /// The containers, the outermost first.
    #[cold]
    pub(super) fn into_containers(self) -> Vec<Container> {
        let mut containers = self.0.into_inner();
        containers.reverse();
        containers
    }
}
