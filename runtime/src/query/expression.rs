//! Expression trees: what the typed layer builds, and what is rendered to OData.
//!
//! Nothing here is generic, so further entities and fields add no code.

use std::any::TypeId;

use crate::query::literal::Literal;

const EMPTY_IN_LIST: &str = "`in_` was called without values: pass at least one";
const VARIABLE_OUT_OF_SCOPE: &str = "the variable of a lambda is used outside of its lambda";
const AMBIGUOUS_VARIABLE: &str =
    "a lambda is nested in another one over the same collection: use `Filter::raw`";

/// A node of an expression tree.
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Debug, Clone)]
pub enum Node {
    /// OData text that the caller wrote.
    Raw(String),
    /// A literal as OData writes it.
    Literal(String),
    /// A string that is not a literal of the type that the property has.
    Invalid { text: String, fault: &'static str },
    /// A property.
    Path(PropertyPath),
    /// A function call: `name(arguments)`.
    Call {
        name: &'static str,
        arguments: Vec<Node>,
    },
    /// A left-associative chain of one operator: `first operator rest[0] operator rest[1] …`.
    Infix {
        operator: Operator,
        first: Box<Node>,
        rest: Vec<Node>,
    },
    /// `left in (items)`
    In { left: Box<Node>, items: Vec<Node> },
    /// `not operand`
    Not(Box<Node>),
    /// `-operand`
    Minus(Box<Node>),
    /// `collection/name(x:body)`, where the type `item` identifies the variable `x`.
    Lambda {
        collection: PropertyPath,
        name: &'static str,
        item: TypeId,
        body: Box<Node>,
    },
}

/// An infix operator.
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
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

/// The path of a property, relative to the entity or to the variable of a lambda.
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Debug, Clone, Default)]
pub struct PropertyPath {
    /// The type that identifies the variable. The variable gets its name when the expression is rendered.
    pub(crate) variable: Option<TypeId>,
    /// The segments, separated by slashes.
    pub(crate) segments: String,
}

impl PropertyPath {
    /// Whether the path leads to the entity itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.variable.is_none() && self.segments.is_empty()
    }

    /// Appends a segment. The empty segment is the plain value that a variable stands for.
    pub(crate) fn push(&mut self, segment: &str) {
        if !self.segments.is_empty() && !segment.is_empty() {
            self.segments.push('/');
        }
        self.segments.push_str(segment);
    }

    fn is_out_of_scope(&self, lambdas: &[TypeId]) -> bool {
        match &self.variable {
            Some(item) => !lambdas.contains(item),
            None => false,
        }
    }
}

impl Node {
    pub(crate) fn property(segments: impl Into<String>) -> Self {
        Node::Path(PropertyPath {
            variable: None,
            segments: segments.into(),
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

    /// Returns `self operator right`.
    ///
    /// An operand with the same operator extends the chain, so a thousand conditions do not make a tree that is a
    /// thousand levels deep.
    pub(crate) fn infix(self, operator: Operator, right: Node) -> Self {
        match self {
            Node::Infix {
                operator: same,
                first,
                mut rest,
            } if same == operator && operator.is_chainable() => {
                rest.push(right);
                Node::Infix {
                    operator,
                    first,
                    rest,
                }
            }
            left => Node::Infix {
                operator,
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

    /// Whether directory objects need an advanced query for the expression: for `ne`, `not`, `endswith` and `$count`.
    pub(crate) fn is_advanced(&self) -> bool {
        let is_advanced_itself = match self {
            Node::Infix { operator, .. } => *operator == Operator::Ne,
            Node::Call { name, .. } => *name == "endswith",
            Node::Path(path) => path.segments.ends_with("$count"),
            Node::Not(_) => true,
            _ => false,
        };
        is_advanced_itself || self.children().any(Node::is_advanced)
    }

    /// Explains why the expression cannot be sent, or returns `None` if it can.
    ///
    /// `lambdas` are the items of the lambdas that contain the expression, outermost first.
    pub(crate) fn fault(&self, lambdas: &mut Vec<TypeId>) -> Option<&'static str> {
        match self {
            Node::Invalid { fault, .. } => Some(fault),
            Node::In { items, .. } if items.is_empty() => Some(EMPTY_IN_LIST),
            Node::Path(path) if path.is_out_of_scope(lambdas) => Some(VARIABLE_OUT_OF_SCOPE),
            // Both variables have the same type, so nothing tells them apart.
            Node::Lambda { item, .. } if lambdas.contains(item) => Some(AMBIGUOUS_VARIABLE),
            Node::Lambda { collection, .. } if collection.is_out_of_scope(lambdas) => {
                Some(VARIABLE_OUT_OF_SCOPE)
            }
            Node::Lambda { item, body, .. } => {
                lambdas.push(*item);
                let fault = body.fault(lambdas);
                lambdas.pop();
                fault
            }
            _ => self.children().find_map(|child| child.fault(lambdas)),
        }
    }

    /// Returns the operands and arguments.
    fn children(&self) -> impl Iterator<Item = &Node> {
        let (first, rest): (Option<&Node>, &[Node]) = match self {
            Node::Raw(_) | Node::Literal(_) | Node::Invalid { .. } | Node::Path(_) => (None, &[]),
            Node::Call { arguments, .. } => (None, arguments),
            Node::Infix { first, rest, .. } => (Some(first), rest),
            Node::In { left, items } => (Some(left), items),
            Node::Not(operand) | Node::Minus(operand) => (Some(operand), &[]),
            Node::Lambda { body, .. } => (Some(body), &[]),
        };
        first.into_iter().chain(rest)
    }
}

impl Operator {
    /// Whether `a op b op c` means `(a op b) op c`. A chain of comparisons has no meaning.
    fn is_chainable(self) -> bool {
        matches!(
            self,
            Operator::Or
                | Operator::And
                | Operator::Add
                | Operator::Sub
                | Operator::Mul
                | Operator::Div
                | Operator::Mod
        )
    }
}
