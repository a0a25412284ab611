//! A piece of an expression: its text, and how strongly it holds together.

use crate::query::value::Literal;

/// How strongly an expression binds, weakest first ([OData 4.01, URL conventions 5.1.1.17]).
///
/// `not` stands below the comparisons although it binds more strongly than they do: parsers differ on `not a eq b`, so
/// it never stands next to one without parentheses. For the same reason `in` and `has` are taken for comparisons.
///
/// [OData 4.01, URL conventions 5.1.1.17]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Text that somebody else wrote: it always gets parentheses.
    Raw,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Primary,
}

/// An expression that has been written, and what is known of it. It is not generic: the types above it are.
#[derive(Debug, Clone)]
pub struct Node {
    pub(crate) text: String,
    level: Level,
    /// Whether directory objects need an advanced query for it.
    pub(crate) advanced: bool,
    /// Why it cannot be sent.
    pub(crate) fault: Option<&'static str>,
}

impl Node {
    fn new(text: String, level: Level) -> Self {
        Node { text, level, advanced: false, fault: None }
    }

    pub(crate) fn raw(text: String) -> Self {
        Node::new(text, Level::Raw)
    }

    pub(crate) fn path(text: String) -> Self {
        Node::new(text, Level::Primary)
    }

    pub(crate) fn literal(literal: Literal) -> Self {
        Node::new(literal.0, Level::Primary)
    }

    pub(crate) fn null() -> Self {
        Node::new("null".to_owned(), Level::Primary)
    }

    /// `self op right`. The right operand gets parentheses at the same level too, so that the text has the shape of
    /// the tree it was built from.
    pub(crate) fn infix(self, op: &str, right: Node, level: Level) -> Self {
        let left_wraps = self.level < level || (level == Level::Comparison && self.level == level);
        let right_wraps = right.level <= level;
        let known = Known::of(&[&self, &right]);
        let mut text = String::with_capacity(self.text.len() + op.len() + right.text.len() + 6);
        push(&mut text, &self.text, left_wraps);
        text.push(' ');
        text.push_str(op);
        text.push(' ');
        push(&mut text, &right.text, right_wraps);
        known.mark(Node::new(text, level))
    }

    /// `self in (items)`
    pub(crate) fn in_list(self, items: Vec<Node>) -> Self {
        let mut known = Known::of(&[&self]);
        if items.is_empty() {
            known.fault = known.fault.or(Some("`in_` was given no value; nothing can be in an empty list"));
        }
        let mut text = String::new();
        push(&mut text, &self.text, self.level <= Level::Comparison);
        text.push_str(" in (");
        list(&mut text, items.iter());
        text.push(')');
        known.mark(Node::new(text, Level::Comparison))
    }

    /// `not self`
    pub(crate) fn negated(self) -> Self {
        let known = Known::of(&[&self]);
        let mut text = String::with_capacity(self.text.len() + 6);
        text.push_str("not ");
        push(&mut text, &self.text, self.level < Level::Primary);
        known.mark(Node::new(text, Level::Not)).needs_advanced()
    }

    /// `self,other`
    pub(crate) fn listed(self, other: Node) -> Self {
        let known = Known::of(&[&self, &other]);
        known.mark(Node::new(self.text + "," + &other.text, Level::Raw))
    }

    /// `-self`
    pub(crate) fn minus(self) -> Self {
        let known = Known::of(&[&self]);
        // A minus before a sign would be two signs.
        let bare = self.level == Level::Primary && self.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let mut text = String::from("-");
        push(&mut text, &self.text, !bare || self.text == "INF");
        // `-x/y` is read differently by different parsers inside of a product.
        known.mark(Node::new(text, Level::Sum))
    }

    /// `name(arguments)`
    pub(crate) fn call(name: &str, arguments: &[Node]) -> Self {
        let known = Known::of(&arguments.iter().collect::<Vec<_>>());
        let mut text = String::from(name);
        text.push('(');
        list(&mut text, arguments.iter());
        text.push(')');
        known.mark(Node::new(text, Level::Primary))
    }

    /// `path/any(x:body)`
    pub(crate) fn lambda(mut path: String, name: &str, variable: &str, body: Node) -> Self {
        let known = Known::of(&[&body]);
        path.push('/');
        path.push_str(name);
        path.push('(');
        path.push_str(variable);
        path.push(':');
        path.push_str(&body.text);
        path.push(')');
        known.mark(Node::new(path, Level::Primary))
    }

    pub(crate) fn needs_advanced(mut self) -> Self {
        self.advanced = true;
        self
    }
}

/// What a whole inherits from its parts.
struct Known {
    advanced: bool,
    fault: Option<&'static str>,
}

impl Known {
    fn of(parts: &[&Node]) -> Self {
        Known {
            advanced: parts.iter().any(|part| part.advanced),
            fault: parts.iter().find_map(|part| part.fault),
        }
    }

    fn mark(self, node: Node) -> Node {
        Node { advanced: self.advanced, fault: self.fault, ..node }
    }
}

fn push(out: &mut String, text: &str, parentheses: bool) {
    if parentheses {
        out.push('(');
        out.push_str(text);
        out.push(')');
    } else {
        out.push_str(text);
    }
}

fn list<'a>(out: &mut String, items: impl Iterator<Item = &'a Node>) {
    for (i, item) in items.enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&item.text);
    }
}
