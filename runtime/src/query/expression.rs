//! Expression trees: what the typed layer builds, and what is rendered to OData.
//!
//! Nothing here is generic, so further entities and fields add no code. Nothing here is recursive either: a program may
//! join conditions in a loop, and a tree of any depth is built, copied, searched and dropped without a deep stack.

use std::any::TypeId;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::query::literal::Literal;

const EMPTY_LAMBDA: &str =
    "the closure of `any` or `all` returned `None`: return a filter, or call `is_not_empty()`";

/// A node of an expression tree.
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Clone)]
pub struct Node {
    pub(crate) form: Form,
    pub(crate) operands: Operands,
}

/// What a node is, apart from its operands.
#[derive(Clone)]
pub(crate) enum Form {
    /// OData text that the caller wrote.
    Raw(String),
    /// A literal as OData writes it.
    Literal(String),
    /// A string that is not a literal of the type that the property has.
    Invalid { text: String, fault: &'static str },
    /// A property.
    Path(PropertyPath),
    /// A function call: `name(operands)`.
    Call(&'static str),
    /// A left-associative chain of one operator: `operand operator operand operator operand …`.
    Infix(Operator),
    /// `operand in (operands)`
    In,
    /// `not operand`
    Not,
    /// `-operand`
    Minus,
    /// `collection/any(x:operand)`
    Lambda(Lambda),
}

/// The collection that a lambda tests, and its variable.
#[derive(Clone)]
pub(crate) struct Lambda {
    pub(crate) collection: PropertyPath,
    /// `any` or `all`
    pub(crate) name: &'static str,
    pub(crate) variable: LambdaVariable,
    /// Whether its condition can only be about its own items: it was not built in a closure that gets items of the same
    /// collection, whose variables have the same type.
    pub(crate) is_independent: bool,
}

/// Identifies the variable of a lambda. It gets its name when the expression is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LambdaVariable {
    /// The type of the path to the items.
    Typed(TypeId),
    /// A number, for a collection that is only known by its name.
    Numbered(u64),
}

impl LambdaVariable {
    /// Returns a variable that is different from all others.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        LambdaVariable::Numbered(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// An infix operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
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

/// Where a path starts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) enum Start {
    #[default]
    Entity,
    /// The entity, by a name without fields. In a lambda it would be unclear whose property it is.
    Unscoped,
    Variable(LambdaVariable),
}

/// The path of a property, relative to the entity or to the variable of a lambda.
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PropertyPath {
    pub(crate) start: Start,
    /// The segments, separated by slashes.
    pub(crate) segments: String,
}

impl PropertyPath {
    /// Whether the path leads to the entity itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.start == Start::Entity && self.segments.is_empty()
    }

    /// The first property, if the path does not start at a variable.
    pub(crate) fn first_of_entity(&self) -> Option<&str> {
        match self.start {
            Start::Entity | Start::Unscoped => self.segments.split('/').next(),
            Start::Variable(_) => None,
        }
    }

    /// Appends a name that the caller gave. An empty one leaves a slash at the end, which is an error: it is not the object
    /// itself.
    pub(crate) fn push_name(&mut self, name: &str) {
        if name.is_empty() {
            self.segments.push('/');
        }
        self.push(name);
    }

    /// Appends a segment. The empty segment is the plain value that a variable stands for.
    pub(crate) fn push(&mut self, segment: &str) {
        if !self.segments.is_empty() && !segment.is_empty() {
            self.segments.push('/');
        }
        self.segments.push_str(segment);
    }
}

impl Node {
    fn leaf(form: Form) -> Self {
        Node {
            form,
            operands: Operands::default(),
        }
    }

    fn with_operands(form: Form, operands: Vec<Node>) -> Self {
        Node {
            form,
            operands: Operands::new(operands),
        }
    }

    pub(crate) fn raw(odata: impl Into<String>) -> Self {
        Node::leaf(Form::Raw(odata.into()))
    }

    pub(crate) fn path(path: PropertyPath) -> Self {
        Node::leaf(Form::Path(path))
    }

    pub(crate) fn property(segments: impl Into<String>) -> Self {
        Node::path(PropertyPath {
            start: Start::Entity,
            segments: segments.into(),
        })
    }

    pub(crate) fn literal(literal: Literal) -> Self {
        Node::leaf(Form::Literal(literal.0))
    }

    pub(crate) fn null() -> Self {
        Node::leaf(Form::Literal("null".to_owned()))
    }

    pub(crate) fn call(name: &'static str, arguments: impl Into<Vec<Node>>) -> Self {
        Node::with_operands(Form::Call(name), arguments.into())
    }

    /// Returns `self operator right`.
    ///
    /// An operand with the same operator extends the chain.
    pub(crate) fn infix(mut self, operator: Operator, right: Node) -> Self {
        match self.form {
            Form::Infix(same) if same == operator && operator.is_chainable() => {
                self.operands.push(right);
                self
            }
            _ => Node::with_operands(Form::Infix(operator), vec![self, right]),
        }
    }

    pub(crate) fn in_list(self, items: Vec<Node>) -> Self {
        let mut operands = vec![self];
        operands.extend(items);
        Node::with_operands(Form::In, operands)
    }

    pub(crate) fn negated(self) -> Self {
        Node::with_operands(Form::Not, vec![self])
    }

    pub(crate) fn minus(self) -> Self {
        Node::with_operands(Form::Minus, vec![self])
    }

    /// Returns `collection/any(x:condition)`. Without a condition, the lambda cannot be sent.
    pub(crate) fn lambda(lambda: Lambda, condition: Option<Node>) -> Self {
        let condition = condition.unwrap_or_else(|| Node::raw("").invalid(EMPTY_LAMBDA));
        Node::with_operands(Form::Lambda(lambda), vec![condition])
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.form, Form::Literal(odata) if odata == "null")
    }

    /// The value of a literal, without the quotes that mark its type.
    pub(crate) fn literal_value(&self) -> Option<String> {
        match &self.form {
            Form::Literal(odata) => Some(Literal(odata.clone()).into_plain()),
            _ => None,
        }
    }

    /// The node, which cannot be sent.
    pub(crate) fn invalid(self, fault: &'static str) -> Self {
        let text = self.to_odata_in_scope();
        Node::leaf(Form::Invalid { text, fault })
    }

    /// The path of a property or of the collection of a lambda.
    pub(crate) fn property_path(&self) -> Option<&PropertyPath> {
        match &self.form {
            Form::Path(path) => Some(path),
            Form::Lambda(lambda) => Some(&lambda.collection),
            _ => None,
        }
    }

    /// Returns the node and all nodes below it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        let mut pending = vec![self];
        std::iter::from_fn(move || {
            let node = pending.pop()?;
            pending.extend(node.operands.as_slice());
            Some(node)
        })
    }
}

/// The operands of a node, or none. Trees share them, so that a copy is cheap, and they are dropped without recursion.
#[derive(Clone, Default)]
pub(crate) struct Operands(Option<Arc<Vec<Node>>>);

impl Operands {
    pub(crate) fn new(nodes: Vec<Node>) -> Self {
        Operands(Some(Arc::new(nodes)))
    }

    pub(crate) fn as_slice(&self) -> &[Node] {
        match &self.0 {
            Some(nodes) => nodes,
            None => &[],
        }
    }

    pub(crate) fn push(&mut self, node: Node) {
        Arc::make_mut(self.0.get_or_insert_default()).push(node);
    }

    /// Moves the nodes to `out`, unless another tree shares them.
    fn take_unshared(&mut self, out: &mut Vec<Node>) {
        if let Some(nodes) = self.0.take().and_then(Arc::into_inner) {
            out.extend(nodes);
        }
    }
}

impl Drop for Operands {
    fn drop(&mut self) {
        let mut pending = Vec::new();
        self.take_unshared(&mut pending);
        while let Some(mut node) = pending.pop() {
            node.operands.take_unshared(&mut pending);
        }
    }
}

/// Hides the expression, which may be personal data.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Node(..)")
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
