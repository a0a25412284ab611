//! The operators `+`, `-`, `*`, `/` and `%`, which call the methods of the same names.

use std::ops::{Add, Div, Mul, Neg, Rem, Sub};

use crate::query::declaring_type::DeclaringType;
use crate::query::edm::Number;
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Expr, Operand};
use crate::query::literal::Typed;

macro_rules! operators {
    ($($operator:ident $method:ident;)*) => {$(
        impl<P, O, const INDEX: usize, T, V> $operator<V> for &Field<P, O, INDEX, T>
        where
            P: FieldPath,
            O: DeclaringType,
            T: Typed<Kind = Number>,
            V: Operand<P::Entity, Number>,
        {
            type Output = Expr<P::Entity, Number>;

            fn $method(self, other: V) -> Self::Output {
                Field::$method(*self, other)
            }
        }

        impl<E, V: Operand<E, Number>> $operator<V> for Expr<E, Number> {
            type Output = Expr<E, Number>;

            fn $method(self, other: V) -> Self::Output {
                Expr::$method(self, other)
            }
        }
    )*};
}

operators! {
    Add add;
    Sub sub;
    Mul mul;
    Div div;
    Rem rem;
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Typed<Kind = Number>> Neg
    for &Field<P, O, INDEX, T>
{
    type Output = Expr<P::Entity, Number>;

    fn neg(self) -> Self::Output {
        Field::neg(*self)
    }
}

impl<E> Neg for Expr<E, Number> {
    type Output = Expr<E, Number>;

    fn neg(self) -> Self::Output {
        Expr::neg(self)
    }
}
