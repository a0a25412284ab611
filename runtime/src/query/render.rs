//! Renders expression trees to OData text: sets parentheses and names the variables of lambdas.

use std::any::TypeId;

use crate::query::expression::{Node, Operator, PropertyPath};

/// The precedence of an expression, weakest first ([OData 4.01, URL Conventions, section 5.1.1.17]).
///
/// OData ranks `not` above the comparisons. Here it is below them, since services disagree on `not a eq b`: this way
/// `not` never stands next to a comparison without parentheses. For the same reason, `in` and `has` rank with the
/// comparisons, and a minus sign with the sums.
///
/// [OData 4.01, URL Conventions, section 5.1.1.17]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Raw,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Primary,
}

impl Operator {
    fn precedence(self) -> Precedence {
        match self {
            Operator::Or => Precedence::Or,
            Operator::And => Precedence::And,
            Operator::Eq
            | Operator::Ne
            | Operator::Gt
            | Operator::Ge
            | Operator::Lt
            | Operator::Le
            | Operator::Has => Precedence::Comparison,
            Operator::Add | Operator::Sub => Precedence::Sum,
            Operator::Mul | Operator::Div | Operator::Mod => Precedence::Product,
        }
    }

    /// Returns the operator with the spaces around it.
    fn token(self) -> &'static str {
        match self {
            Operator::Or => " or ",
            Operator::And => " and ",
            Operator::Eq => " eq ",
            Operator::Ne => " ne ",
            Operator::Gt => " gt ",
            Operator::Ge => " ge ",
            Operator::Lt => " lt ",
            Operator::Le => " le ",
            Operator::Has => " has ",
            Operator::Add => " add ",
            Operator::Sub => " sub ",
            Operator::Mul => " mul ",
            Operator::Div => " div ",
            Operator::Mod => " mod ",
        }
    }
}

impl Node {
    fn precedence(&self) -> Precedence {
        match self {
            Node::Raw(_) => Precedence::Raw,
            Node::Infix { operator, .. } => operator.precedence(),
            Node::In { .. } => Precedence::Comparison,
            Node::Not(_) => Precedence::Not,
            Node::Minus(_) => Precedence::Sum,
            Node::Literal(_)
            | Node::Invalid { .. }
            | Node::Path(_)
            | Node::Call { .. }
            | Node::Lambda { .. } => Precedence::Primary,
        }
    }

    /// Renders the expression as OData, not yet encoded for a URL.
    pub(crate) fn to_odata(&self) -> String {
        let mut renderer = Renderer {
            out: String::new(),
            lambdas: Vec::new(),
        };
        renderer.expression(self);
        renderer.out
    }
}

impl PropertyPath {
    /// Renders the path on its own.
    pub(crate) fn to_odata(&self) -> String {
        Node::Path(self.clone()).to_odata()
    }
}

struct Renderer {
    out: String,
    /// The items of the lambdas around the current expression, outermost first. The position decides the variable's name.
    lambdas: Vec<TypeId>,
}

impl Renderer {
    fn expression(&mut self, node: &Node) {
        match node {
            Node::Raw(odata) | Node::Literal(odata) => self.out.push_str(odata),
            Node::Invalid { text, .. } => self.out.push_str(text),
            Node::Path(path) => self.property_path(path),
            Node::Call { name, arguments } => {
                self.out.push_str(name);
                self.list(arguments);
            }
            Node::Infix {
                operator,
                first,
                rest,
            } => self.infix(*operator, first, rest),
            Node::In { left, items } => {
                self.operand(left, left.precedence() <= Precedence::Comparison);
                self.out.push_str(" in ");
                self.list(items);
            }
            Node::Not(operand) => {
                self.out.push_str("not ");
                self.operand(operand, operand.precedence() < Precedence::Primary);
            }
            Node::Minus(operand) => {
                self.out.push('-');
                self.operand(operand, !can_follow_minus(operand));
            }
            Node::Lambda {
                collection,
                name,
                item,
                body,
            } => self.lambda(collection, name, *item, body),
        }
    }

    /// Renders a chain of one operator. A right operand of the same precedence is put in parentheses, so that the text
    /// keeps the structure of the tree; so is a left one if the operator is a comparison.
    fn infix(&mut self, operator: Operator, first: &Node, rest: &[Node]) {
        let precedence = operator.precedence();
        let is_weaker = first.precedence() < precedence;
        let compares_comparison =
            precedence == Precedence::Comparison && first.precedence() == Precedence::Comparison;
        self.operand(first, is_weaker || compares_comparison);
        for right in rest {
            self.out.push_str(operator.token());
            self.operand(right, right.precedence() <= precedence);
        }
    }

    fn lambda(&mut self, collection: &PropertyPath, name: &str, item: TypeId, body: &Node) {
        self.property_path(collection);
        self.out.push('/');
        self.out.push_str(name);
        self.out.push('(');
        self.lambdas.push(item);
        self.variable(self.lambdas.len());
        self.out.push(':');
        self.expression(body);
        self.lambdas.pop();
        self.out.push(')');
    }

    fn property_path(&mut self, path: &PropertyPath) {
        if let Some(item) = path.variable {
            let position = self.lambdas.iter().rposition(|other| *other == item);
            self.variable(position.map_or(1, |position| position + 1));
            if !path.segments.is_empty() {
                self.out.push('/');
            }
        }
        self.out.push_str(&path.segments);
    }

    /// Writes `x`, `x2`, `x3`, …: the variable of the lambda at this depth, counted from 1. Graph has no properties with
    /// these names.
    fn variable(&mut self, depth: usize) {
        self.out.push('x');
        if depth > 1 {
            self.out.push_str(&depth.to_string());
        }
    }

    fn list(&mut self, items: &[Node]) {
        self.out.push('(');
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push(',');
            }
            self.expression(item);
        }
        self.out.push(')');
    }

    fn operand(&mut self, node: &Node, in_parentheses: bool) {
        if in_parentheses {
            self.out.push('(');
        }
        self.expression(node);
        if in_parentheses {
            self.out.push(')');
        }
    }
}

/// Whether an operand of a minus sign needs no parentheses. Before a number the minus would be its sign, and `-INF` is a
/// literal.
fn can_follow_minus(operand: &Node) -> bool {
    match operand {
        Node::Path(path) => path.segments != "INF",
        Node::Call { .. } => true,
        _ => false,
    }
}
