//! Compile errors about comparisons with operators: `f.age == 18` instead of `f.age.eq(18)`.
//!
//! The operators of Rust return a `bool`, so they cannot make a filter. Fields implement them for operands that do not
//! exist, so the compiler says what to write instead.
//!
//! The price: on a reference to `f.age`, which is a reference itself, `eq` is the method of `PartialEq`.

use std::cmp::Ordering;

use crate::query::field::Field;

/// Required of the other operand, in a tuple: no other crate can implement a trait for that.
#[diagnostic::on_unimplemented(
    message = "a field cannot be compared with an operator",
    label = "write a method: `.eq(…)` for `==`, `.ne(…)` for `!=`, `.gt(…)` for `>`, `.lt(…)` for `<`",
    note = "if this is a method of a reference to a field, dereference it: `(*field).eq(…)`"
)]
pub trait ComparedByOperator {}

/// With two implementations, the compiler does not infer the operand before it has seen it.
#[allow(unnameable_types, reason = "no operand has this type")]
#[derive(Debug)]
pub enum NoOperand {}

#[allow(unnameable_types, reason = "no operand has this type")]
#[derive(Debug)]
pub enum NoOtherOperand {}

#[diagnostic::do_not_recommend]
impl ComparedByOperator for (NoOperand,) {}

#[diagnostic::do_not_recommend]
impl ComparedByOperator for (NoOtherOperand,) {}

#[doc(hidden)]
impl<P, O, const INDEX: usize, T, V> PartialEq<V> for &Field<P, O, INDEX, T>
where
    (V,): ComparedByOperator,
{
    fn eq(&self, _: &V) -> bool {
        false
    }
}

#[doc(hidden)]
impl<P, O, const INDEX: usize, T, V> PartialOrd<V> for &Field<P, O, INDEX, T>
where
    (V,): ComparedByOperator,
{
    fn partial_cmp(&self, _: &V) -> Option<Ordering> {
        None
    }
}
