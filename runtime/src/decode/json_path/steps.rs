//! The steps to a value in JSON.

use std::cell::RefCell;

/// A step from a value into one that it contains.
pub(super) enum Step {
    Field { name: String, is_declared: bool },
    Key,
    Index(usize),
}

/// The steps to the value that is being read. After an error, they lead to the value that does not fit.
#[derive(Default)]
pub(super) struct Path(RefCell<Vec<Step>>);

impl Path {
    pub(super) fn depth(&self) -> usize {
        self.0.borrow().len()
    }

    /// Returns to the value at a depth. A type may ignore the error of a value that it contains, so there may be more than
    /// one step back.
    pub(super) fn return_to(&self, depth: usize) {
        self.0.borrow_mut().truncate(depth);
    }

    pub(super) fn enter(&self, step: Step) {
        self.0.borrow_mut().push(step);
    }

    pub(super) fn show(&self, with_undeclared: bool) -> String {
        let mut shown = String::new();
        for step in self.0.borrow().iter() {
            match step {
                Step::Index(index) => shown += &format!("[{index}]"),
                Step::Field { name, is_declared } if *is_declared || with_undeclared => {
                    if !shown.is_empty() {
                        shown.push('.');
                    }
                    shown += name;
                }
                Step::Field { .. } | Step::Key => shown += "[…]",
            }
        }
        shown
    }
}
