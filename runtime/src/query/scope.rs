//! The lambdas whose closures are running on this thread, so that a path or a filter that is shown in a closure names the
//! variable as the whole filter will.

use std::cell::RefCell;

use crate::query::expression::LambdaVariable;

thread_local! {
    static VARIABLES: RefCell<Vec<LambdaVariable>> = const { RefCell::new(Vec::new()) };
}

/// The time in which the closure of a lambda runs.
pub(crate) struct Scope(());

impl Scope {
    pub(crate) fn enter(variable: LambdaVariable) -> Self {
        VARIABLES.with_borrow_mut(|variables| variables.push(variable));
        Scope(())
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        VARIABLES.with_borrow_mut(Vec::pop);
    }
}

/// Whether the closure of a lambda with this variable is running.
pub(crate) fn contains(variable: LambdaVariable) -> bool {
    VARIABLES.with_borrow(|variables| variables.contains(&variable))
}

/// Returns the variables of the lambdas whose closures are running, outermost first.
pub(crate) fn variables() -> Vec<LambdaVariable> {
    VARIABLES.with_borrow(Vec::clone)
}
