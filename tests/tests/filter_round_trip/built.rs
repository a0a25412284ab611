//! The expressions as the builder makes them.

use graph_resource::Filter;
use graph_resource::query::Expr;
use graph_resource::query::edm::{Number, OrderedKind, Text};

use crate::Thing;
use crate::conditions::{Arithmetic, Comparison, Cond, Num, Txt};

pub fn number(number: &Num) -> Expr<Thing, Number> {
    let f = Thing::FIELDS;
    match number {
        Num::Whole(value) => Expr::of(*value),
        Num::Float(value) => Expr::of(*value),
        Num::Field => Expr::of(f.size),
        Num::Nested => Expr::of(f.inner.inner.size),
        Num::Parts => f.parts.count(),
        Num::Length(inner) => text(inner).length(),
        Num::Minus(inner) => -self::number(inner),
        Num::Infix(op, a, b) => match op {
            Arithmetic::Add => self::number(a) + self::number(b),
            Arithmetic::Sub => self::number(a) - self::number(b),
            Arithmetic::Mul => self::number(a) * self::number(b),
            Arithmetic::Div => self::number(a) / self::number(b),
            Arithmetic::Mod => self::number(a) % self::number(b),
        },
    }
}

fn text(text: &Txt) -> Expr<Thing, Text> {
    match text {
        Txt::Literal(value) => Expr::of(value),
        Txt::Field => Expr::of(Thing::FIELDS.name),
        Txt::Lower(inner) => self::text(inner).to_lower(),
        Txt::Trim(inner) => self::text(inner).trim(),
    }
}

fn compared<K: OrderedKind>(op: Comparison, a: Expr<Thing, K>, b: Expr<Thing, K>) -> Filter<Thing> {
    match op {
        Comparison::Eq => a.eq(b),
        Comparison::Ne => a.ne(b),
        Comparison::Gt => a.gt(b),
        Comparison::Ge => a.ge(b),
        Comparison::Lt => a.lt(b),
        Comparison::Le => a.le(b),
    }
}

pub fn condition(condition: &Cond) -> Filter<Thing> {
    let f = Thing::FIELDS;
    match condition {
        Cond::Numbers(op, a, b) => compared(*op, number(a), number(b)),
        Cond::Texts(op, a, b) => compared(*op, text(a), text(b)),
        Cond::Hidden(value) => f.hidden.eq(*value),
        Cond::NoName => f.name.is_null(),
        Cond::OneOf(names) => f.name.in_(names),
        Cond::Starts(a, b) => text(a).starts_with(text(b)),
        Cond::AnyTag(tag) => f.tags.any(|t| t.eq(tag)),
        Cond::AnyPart(size, inner) => f.parts.any(|p| p.size.gt(*size) & self::condition(inner)),
        Cond::NoTag => f.tags.is_empty(),
        Cond::And(a, b) => self::condition(a) & self::condition(b),
        Cond::Or(a, b) => self::condition(a) | self::condition(b),
        Cond::Not(a) => !self::condition(a),
    }
}
