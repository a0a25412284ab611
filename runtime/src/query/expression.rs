//! Expressions as trees, not generic: what the typed layer above them builds.

use std::any::TypeId;

use crate::query::literal::Literal;

/// An expression.
#[derive(Debug, Clone)]
pub enum Node {
    /// Text that somebody else wrote.
    Raw(String),
    /// A literal, as OData writes it.
    Literal(String),
    /// A property.
    Path(Path),
    /// `name(arguments)`
    Call {
        name: &'static str,
        arguments: Vec<Node>,
    },
    /// `first op rest op rest …`, to be read from the left.
    Infix {
        op: Op,
        first: Box<Node>,
        rest: Vec<Node>,
    },
    /// `left in (items)`
    In { left: Box<Node>, items: Vec<Node> },
    /// `not operand`
    Not(Box<Node>),
    /// `-operand`
    Minus(Box<Node>),
    /// `collection/name(x:body)`, where `item` is the type that stands for `x`.
    Lambda {
        collection: Path,
        name: &'static str,
        item: TypeId,
        body: Box<Node>,
    },
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Or,
    And,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Has,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

/// A property's path, perhaps from a lambda's variable.
#[derive(Debug, Clone, Default)]
pub struct Path {
    /// The type that stands for the variable; its name is found when the whole is written.
    pub(crate) variable: Option<TypeId>,
    pub(crate) text: String,
}

impl Path {
    /// Whether it leads nowhere: to the entity itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.variable.is_none() && self.text.is_empty()
    }

    /// Goes a step further.
    pub(crate) fn step(&mut self, name: &str) {
        if !self.text.is_empty() && !name.is_empty() {
            self.text.push('/');
        }
        self.text.push_str(name);
    }
}

impl Node {
    pub(crate) fn path(text: impl Into<String>) -> Self {
        Node::Path(Path {
            variable: None,
            text: text.into(),
        })
    }

    pub(crate) fn literal(literal: Literal) -> Self {
        Node::Literal(literal.0)
    }

    pub(crate) fn null() -> Self {
        Node::Literal("null".to_owned())
    }

    pub(crate) fn call(name: &'static str, arguments: impl Into<Vec<Node>>) -> Self {
        Node::Call {
            name,
            arguments: arguments.into(),
        }
    }

    /// `self op right`. A further operand of the same operator joins the row, which is read from the left: so a row of
    /// a thousand is no tree a thousand deep.
    pub(crate) fn infix(self, op: Op, right: Node) -> Self {
        match self {
            Node::Infix {
                op: same,
                first,
                mut rest,
            } if same == op && op.is_row() => {
                rest.push(right);
                Node::Infix { op, first, rest }
            }
            left => Node::Infix {
                op,
                first: Box::new(left),
                rest: vec![right],
            },
        }
    }

    pub(crate) fn in_list(self, items: Vec<Node>) -> Self {
        Node::In {
            left: Box::new(self),
            items,
        }
    }

    pub(crate) fn negated(self) -> Self {
        Node::Not(Box::new(self))
    }

    pub(crate) fn minus(self) -> Self {
        Node::Minus(Box::new(self))
    }

    /// Whether directory objects need an advanced query for it: `ne`, `not`, `endswith` and a count of a collection.
    pub(crate) fn is_advanced(&self) -> bool {
        let own = match self {
            Node::Infix { op, .. } => *op == Op::Ne,
            Node::Call { name, .. } => *name == "endswith",
            Node::Path(path) => path.text.ends_with("$count"),
            Node::Not(_) => true,
            _ => false,
        };
        own || self.parts().any(Node::is_advanced)
    }

    /// Why it cannot be sent. `scope` are the lambdas around it.
    pub(crate) fn fault(&self, scope: &mut Vec<TypeId>) -> Option<&'static str> {
        match self {
            Node::In { items, .. } if items.is_empty() => {
                return Some("`in_` was given no value: nothing is in an empty list");
            }
            Node::Path(Path {
                variable: Some(item),
                ..
            }) if !scope.contains(item) => {
                return Some("the variable of a lambda is used outside of it");
            }
            Node::Lambda { item, .. } if scope.contains(item) => {
                return Some(
                    "in a lambda within a lambda over the same collection the two items cannot be told apart: use `Filter::raw`",
                );
            }
            _ => {}
        }
        if let Node::Lambda {
            collection:
                Path {
                    variable: Some(item),
                    ..
                },
            ..
        } = self
        {
            if !scope.contains(item) {
                return Some("the variable of a lambda is used outside of it");
            }
        }
        let inside = scope.len();
        if let Node::Lambda { item, .. } = self {
            scope.push(*item);
        }
        let fault = self.parts().find_map(|part| part.fault(scope));
        scope.truncate(inside);
        fault
    }

    /// The expressions within.
    fn parts(&self) -> impl Iterator<Item = &Node> {
        let (one, many): (Option<&Node>, &[Node]) = match self {
            Node::Raw(_) | Node::Literal(_) | Node::Path(_) => (None, &[]),
            Node::Call { arguments, .. } => (None, arguments),
            Node::Infix { first, rest, .. } => (Some(first), rest),
            Node::In { left, items } => (Some(left), items),
            Node::Not(operand) | Node::Minus(operand) => (Some(operand), &[]),
            Node::Lambda { body, .. } => (Some(body), &[]),
        };
        one.into_iter().chain(many)
    }
}

impl Op {
    /// Whether `a op b op c` means `(a op b) op c` to everybody. Comparisons in a row mean nothing.
    fn is_row(self) -> bool {
        matches!(
            self,
            Op::Or | Op::And | Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Mod
        )
    }
}
