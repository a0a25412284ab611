//! The operators `+`, `-`, `*`, `/` and `%`, which call the methods of the same names, and `!` for Booleans.

use std::ops::{Add, Div, Mul, Neg, Not, Rem, Sub};

use crate::query::declaring_type::DeclaringType;
use crate::query::edm::{Boolean, Number};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Expr, Filter, Operand};
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

/// Matches if the Boolean property is not true: `not isRead`.
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T: Typed<Kind = Boolean>> Not
    for &Field<P, O, INDEX, T>
{
    type Output = Filter<P::Entity>;

    fn not(self) -> Self::Output {
        Filter::new(Operand::<P::Entity, Boolean>::node(self).negated())
    }
}

#[cfg(test)]
mod tests {
    use crate::graph_resource;

    #[graph_resource(path = "/messages/<messageId>")]
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct Message {
        id: String,
        is_read: bool,
        is_draft: Option<bool>,
    }

    #[test]
    fn a_boolean_field_is_negated() {
        let f = Message::FIELDS;
        assert_eq!((!f.is_read).to_string(), "not isRead");
        assert_eq!(
            (!f.is_draft & f.id.ne("1")).to_string(),
            "not isDraft and id ne '1'"
        );
    }
}
