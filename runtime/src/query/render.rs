//! From a tree to OData's text: parentheses, and the names of lambda variables.

use std::any::TypeId;

use crate::query::expression::{Node, Op, Path};

/// How strongly an expression binds, weakest first ([OData 4.01, URL conventions 5.1.1.17]).
///
/// `not` stands below the comparisons although it binds more strongly than they do: parsers differ on `not a eq b`, so
/// it never stands next to one without parentheses. For the same reason `in` and `has` are taken for comparisons, and a
/// minus for a sum.
///
/// [OData 4.01, URL conventions 5.1.1.17]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Raw,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Primary,
}

impl Op {
    fn level(self) -> Level {
        match self {
            Op::Or => Level::Or,
            Op::And => Level::And,
            Op::Eq | Op::Ne | Op::Gt | Op::Ge | Op::Lt | Op::Le | Op::Has => Level::Comparison,
            Op::Add | Op::Sub => Level::Sum,
            Op::Mul | Op::Div | Op::Mod => Level::Product,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Op::Or => " or ",
            Op::And => " and ",
            Op::Eq => " eq ",
            Op::Ne => " ne ",
            Op::Gt => " gt ",
            Op::Ge => " ge ",
            Op::Lt => " lt ",
            Op::Le => " le ",
            Op::Has => " has ",
            Op::Add => " add ",
            Op::Sub => " sub ",
            Op::Mul => " mul ",
            Op::Div => " div ",
            Op::Mod => " mod ",
        }
    }
}

impl Node {
    fn level(&self) -> Level {
        match self {
            Node::Raw(_) => Level::Raw,
            Node::Infix { op, .. } => op.level(),
            Node::In { .. } => Level::Comparison,
            Node::Not(_) => Level::Not,
            Node::Minus(_) => Level::Sum,
            Node::Literal(_) | Node::Path(_) | Node::Call { .. } | Node::Lambda { .. } => {
                Level::Primary
            }
        }
    }

    /// The text as OData has it, not encoded.
    pub(crate) fn text(&self) -> String {
        let mut text = Text {
            out: String::new(),
            scope: Vec::new(),
        };
        text.write(self);
        text.out
    }
}

impl Path {
    /// The text of a path by itself.
    pub(crate) fn text(&self) -> String {
        Node::Path(self.clone()).text()
    }
}

struct Text {
    out: String,
    /// The lambdas around, outermost first: the one at `n` has the `n`th name.
    scope: Vec<TypeId>,
}

impl Text {
    fn write(&mut self, node: &Node) {
        match node {
            Node::Raw(text) | Node::Literal(text) => self.out.push_str(text),
            Node::Path(path) => self.path(path),
            Node::Call { name, arguments } => {
                self.out.push_str(name);
                self.list(arguments);
            }
            Node::Infix { op, first, rest } => self.infix(*op, first, rest),
            Node::In { left, items } => {
                self.within(left, left.level() <= Level::Comparison);
                self.out.push_str(" in ");
                self.list(items);
            }
            Node::Not(operand) => {
                self.out.push_str("not ");
                self.within(operand, operand.level() < Level::Primary);
            }
            Node::Minus(operand) => {
                self.out.push('-');
                self.within(operand, !is_bare_behind_minus(operand));
            }
            Node::Lambda {
                collection,
                name,
                item,
                body,
            } => self.lambda(collection, name, *item, body),
        }
    }

    /// The right operand gets parentheses at the same level too, so that the text has the shape of the tree.
    fn infix(&mut self, op: Op, first: &Node, rest: &[Node]) {
        let level = op.level();
        let equal_is_too_weak = level == Level::Comparison;
        self.within(
            first,
            first.level() < level || (equal_is_too_weak && first.level() == level),
        );
        for operand in rest {
            self.out.push_str(op.word());
            self.within(operand, operand.level() <= level);
        }
    }

    fn lambda(&mut self, collection: &Path, name: &str, item: TypeId, body: &Node) {
        self.path(collection);
        self.out.push('/');
        self.out.push_str(name);
        self.out.push('(');
        self.scope.push(item);
        self.variable(self.scope.len());
        self.out.push(':');
        self.write(body);
        self.scope.pop();
        self.out.push(')');
    }

    fn path(&mut self, path: &Path) {
        if let Some(item) = path.variable {
            let depth = self
                .scope
                .iter()
                .rposition(|other| *other == item)
                .map_or(1, |at| at + 1);
            self.variable(depth);
            if !path.text.is_empty() {
                self.out.push('/');
            }
        }
        self.out.push_str(&path.text);
    }

    /// `x`, `x2`, `x3`: each lambda within another needs a name of its own. No property of Graph's is called so.
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
            self.write(item);
        }
        self.out.push(')');
    }

    fn within(&mut self, node: &Node, parentheses: bool) {
        if parentheses {
            self.out.push('(');
        }
        self.write(node);
        if parentheses {
            self.out.push(')');
        }
    }
}

/// A minus before a number would be its sign, and before `INF` another literal.
fn is_bare_behind_minus(node: &Node) -> bool {
    matches!(node, Node::Path(path) if path.text != "INF") || matches!(node, Node::Call { .. })
}
