//! The trees that the rendered text should parse to.

use graph_resource_tests::odata::{
    Expr, Literal, Method, Operator, Path, Predicate, Quantifier, Segment,
};

use crate::conditions::{Arithmetic, Comparison, Cond, Num, Txt};

fn path(names: &[&str]) -> Path {
    Path(
        names
            .iter()
            .map(|name| {
                if *name == "$count" {
                    Segment::Count
                } else {
                    Segment::Name((*name).to_owned())
                }
            })
            .collect(),
    )
}

fn literal(literal: Literal) -> Expr {
    Expr::Literal(literal)
}

fn binary(operator: Operator, left: Expr, right: Expr) -> Expr {
    Expr::Binary {
        operator,
        left: Box::new(left),
        right: Box::new(right),
    }
}

fn call(method: Method, arguments: Vec<Expr>) -> Expr {
    Expr::Call { method, arguments }
}

fn string(text: &str) -> Expr {
    literal(Literal::String(text.to_owned()))
}

fn float(value: f64) -> Literal {
    if value.is_nan() {
        Literal::NaN
    } else if value.is_infinite() {
        if value > 0.0 {
            Literal::Infinity
        } else {
            Literal::NegativeInfinity
        }
    } else {
        let text = value.to_string();
        let has_point = text.contains('.');
        Literal::Decimal(if has_point { text } else { text + ".0" })
    }
}

fn number(number: &Num) -> Expr {
    match number {
        Num::Whole(value) => literal(Literal::Integer(*value)),
        Num::Float(value) => literal(float(*value)),
        Num::Field => Expr::Path(path(&["size"])),
        Num::Nested => Expr::Path(path(&["inner", "inner", "size"])),
        Num::Parts => Expr::Path(path(&["parts", "$count"])),
        Num::Length(inner) => call(Method::Length, vec![text(inner)]),
        Num::Minus(inner) => Expr::Negate(Box::new(self::number(inner))),
        Num::Infix(op, a, b) => {
            let operator = match op {
                Arithmetic::Add => Operator::Add,
                Arithmetic::Sub => Operator::Sub,
                Arithmetic::Mul => Operator::Mul,
                Arithmetic::Div => Operator::Div,
                Arithmetic::Mod => Operator::Mod,
            };
            binary(operator, self::number(a), self::number(b))
        }
    }
}

fn text(text: &Txt) -> Expr {
    match text {
        Txt::Literal(value) => string(value),
        Txt::Field => Expr::Path(path(&["name"])),
        Txt::Lower(inner) => call(Method::ToLower, vec![self::text(inner)]),
        Txt::Trim(inner) => call(Method::Trim, vec![self::text(inner)]),
    }
}

fn comparison(op: Comparison) -> Operator {
    match op {
        Comparison::Eq => Operator::Eq,
        Comparison::Ne => Operator::Ne,
        Comparison::Gt => Operator::Gt,
        Comparison::Ge => Operator::Ge,
        Comparison::Lt => Operator::Lt,
        Comparison::Le => Operator::Le,
    }
}

fn any(collection: &str, variable: &str, body: Expr) -> Expr {
    let predicate = Some(Box::new(Predicate {
        variable: variable.to_owned(),
        body,
    }));
    Expr::Lambda {
        collection: path(&[collection]),
        quantifier: Quantifier::Any,
        predicate,
    }
}

/// The tree of a condition inside `depth` lambdas.
pub fn condition(condition: &Cond, depth: usize) -> Expr {
    let variable = if depth == 0 {
        "x".to_owned()
    } else {
        format!("x{}", depth + 1)
    };
    match condition {
        Cond::Numbers(op, a, b) => binary(comparison(*op), number(a), number(b)),
        Cond::Texts(op, a, b) => binary(comparison(*op), text(a), text(b)),
        Cond::Hidden(value) => binary(
            Operator::Eq,
            Expr::Path(path(&["hidden"])),
            literal(Literal::Boolean(*value)),
        ),
        Cond::NoName => binary(
            Operator::Eq,
            Expr::Path(path(&["name"])),
            literal(Literal::Null),
        ),
        Cond::OneOf(names) => {
            let list = Expr::List(names.iter().map(|name| string(name)).collect());
            binary(Operator::In, Expr::Path(path(&["name"])), list)
        }
        Cond::Starts(a, b) => call(Method::StartsWith, vec![text(a), text(b)]),
        Cond::AnyTag(tag) => any(
            "tags",
            &variable,
            binary(Operator::Eq, Expr::Path(path(&[&variable])), string(tag)),
        ),
        Cond::AnyPart(size, inner) => {
            let size = literal(Literal::Integer(*size));
            let larger = binary(Operator::Gt, Expr::Path(path(&[&variable, "size"])), size);
            any(
                "parts",
                &variable,
                binary(Operator::And, larger, self::condition(inner, depth + 1)),
            )
        }
        Cond::NoTag => Expr::Not(Box::new(Expr::Lambda {
            collection: path(&["tags"]),
            quantifier: Quantifier::Any,
            predicate: None,
        })),
        Cond::And(a, b) => binary(
            Operator::And,
            self::condition(a, depth),
            self::condition(b, depth),
        ),
        Cond::Or(a, b) => binary(
            Operator::Or,
            self::condition(a, depth),
            self::condition(b, depth),
        ),
        Cond::Not(a) => Expr::Not(Box::new(self::condition(a, depth))),
    }
}
