//! Expressions as text again.

use std::fmt;

use super::filter::{Expr, Lambda, Literal, Operator};

impl Operator {
    fn word(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Has => "has",
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::Mod => "mod",
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Path(path) => f.write_str(&path.join("/")),
            Self::Call(name, arguments) => write!(f, "{name}({})", joined(arguments)),
            Self::Not(inner) => write!(f, "not {}", grouped(inner)),
            Self::Binary(operator, left, right) => {
                let word = operator.word();
                write!(f, "{} {word} {}", grouped(left), grouped(right))
            }
            Self::In(left, items) => write!(f, "{} in ({})", grouped(left), joined(items)),
            Self::Lambda(lambda) => lambda.fmt(f),
            Self::IsNotEmpty(path) => write!(f, "{}/any()", path.join("/")),
        }
    }
}

impl fmt::Display for Lambda {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let collection = self.collection.join("/");
        let name = if self.is_all { "all" } else { "any" };
        let (variable, condition) = (&self.variable, &self.condition);
        write!(f, "{collection}/{name}({variable}:{condition})")
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Typed(ty, text) => write!(f, "{ty}'{}'", text.replace('\'', "''")),
            Self::Bare(text) => f.write_str(text),
        }
    }
}

fn joined(items: &[Expr]) -> String {
    let items: Vec<String> = items.iter().map(Expr::to_string).collect();
    items.join(",")
}

/// In parentheses, unless it is a single term.
fn grouped(expr: &Expr) -> String {
    match expr {
        Expr::Not(_) | Expr::Binary(..) | Expr::In(..) => format!("({expr})"),
        _ => expr.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::filter::parse;

    #[test]
    fn the_text_of_an_expression_parses_to_the_same_one() {
        for text in [
            "a eq 'it''s' and (b gt 1 or not c/d lt -2.5)",
            "not (a in (1,2,null)) or x/any() and y/all(z:z/b eq true and startswith(z/c,'d'))",
            "a has microsoft.graph.scope'read' and b eq duration'PT1H' and c ne 2024-01-01T00:00:00+02:00",
            "a add 2 mul 3 sub 1 ge cast(b, Edm.Int32)",
            "id eq 2f6b1a3e-0000-4000-8000-00805f9b34fb",
        ] {
            let expr = parse(&text.replace("not c/d lt -2.5", "not (c/d lt -2.5)")).unwrap();
            assert_eq!(parse(&expr.to_string()).unwrap(), expr, "{expr}");
        }
    }

    #[test]
    fn a_filter_that_is_ambiguous_or_broken_is_not_parsed() {
        for text in [
            "not a eq 1",
            "a eq",
            "(a eq 1",
            "a eq 'b",
            "a eq ‘1’",
            "a eq 1 b",
            "x/any(y z)",
            "",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
