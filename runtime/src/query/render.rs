//! Renders expression trees to OData text: sets parentheses and names the variables of lambdas.

use std::collections::BTreeSet;

use crate::query::expression::{Form, Lambda, LambdaVariable, Node, Operator, PropertyPath, Start};
use crate::query::scope;

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
        match &self.form {
            Form::Raw(_) => Precedence::Raw,
            Form::Infix(operator) => operator.precedence(),
            Form::In => Precedence::Comparison,
            Form::Not => Precedence::Not,
            Form::Minus => Precedence::Sum,
            Form::Literal(_)
            | Form::Invalid { .. }
            | Form::Path(_)
            | Form::Call(_)
            | Form::Lambda(_) => Precedence::Primary,
        }
    }

    /// Renders the expression as OData, not yet encoded for a URL.
    pub(crate) fn to_odata(&self) -> String {
        self.render(Vec::new())
    }

    /// Renders the expression to be shown, perhaps in the closure of a lambda.
    pub(crate) fn to_odata_in_scope(&self) -> String {
        self.render(scope::variables())
    }

    fn render(&self, variables: Vec<LambdaVariable>) -> String {
        let mut renderer = Renderer {
            out: String::new(),
            steps: Vec::new(),
            variables,
            reserved: self.reserved_variables(),
        };
        renderer.expression(self);
        renderer.out
    }

    /// Returns the numbers of the variables that would hide a property of the entity.
    pub(crate) fn reserved_variables(&self) -> BTreeSet<usize> {
        let paths = self.nodes().filter_map(Node::property_path);
        let names = paths.filter_map(PropertyPath::first_of_entity);
        names.filter_map(variable_number).collect()
    }
}

impl PropertyPath {
    /// Renders the path on its own.
    pub(crate) fn to_odata(&self) -> String {
        Node::path(self.clone()).to_odata()
    }
}

/// Something that is left to render.
enum Step<'a> {
    Expression(&'a Node),
    Text(&'static str),
    EndOfLambda,
}

struct Renderer<'a> {
    out: String,
    /// What is left to render, last step first. This is the stack, so that a deep tree needs none.
    steps: Vec<Step<'a>>,
    /// The variables of the lambdas around the current expression, outermost first. The position decides the name.
    variables: Vec<LambdaVariable>,
    /// The numbers of the variables that would hide a property, in ascending order.
    reserved: BTreeSet<usize>,
}

impl<'a> Renderer<'a> {
    fn expression(&mut self, node: &'a Node) {
        self.steps.push(Step::Expression(node));
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Expression(node) => self.node(node),
                Step::Text(text) => self.out.push_str(text),
                Step::EndOfLambda => {
                    self.variables.pop();
                    self.out.push(')');
                }
            }
        }
    }

    /// Renders the beginning of a node, and adds the steps for the rest.
    fn node(&mut self, node: &'a Node) {
        let start = self.steps.len();
        let operands = node.operands.as_slice();
        match &node.form {
            Form::Raw(odata) | Form::Literal(odata) => self.out.push_str(odata),
            Form::Invalid { text, .. } => self.out.push_str(text),
            Form::Path(path) => self.property_path(path),
            Form::Call(name) => {
                self.out.push_str(name);
                self.list(operands);
            }
            Form::Infix(operator) => self.infix(*operator, operands),
            Form::In => self.in_list(operands),
            Form::Not => {
                self.out.push_str("not ");
                self.operands(operands, |operand| {
                    operand.precedence() < Precedence::Primary
                });
            }
            Form::Minus => {
                self.out.push('-');
                self.operands(operands, |operand| !can_follow_minus(operand));
            }
            Form::Lambda(lambda) => {
                self.lambda(lambda);
                self.operands(operands, |_| false);
                self.steps.push(Step::EndOfLambda);
            }
        }
        self.steps[start..].reverse();
    }

    /// Adds the steps for a chain of one operator. A right operand of the same precedence is put in parentheses, so that
    /// the text keeps the structure of the tree; so is a left one if the operator is a comparison.
    fn infix(&mut self, operator: Operator, operands: &'a [Node]) {
        let Some((first, rest)) = operands.split_first() else {
            return;
        };
        let precedence = operator.precedence();
        let is_weaker = first.precedence() < precedence;
        let compares_comparison =
            precedence == Precedence::Comparison && first.precedence() == Precedence::Comparison;
        self.operand(first, is_weaker || compares_comparison);
        for right in rest {
            self.steps.push(Step::Text(operator.token()));
            self.operand(right, right.precedence() <= precedence);
        }
    }

    fn in_list(&mut self, operands: &'a [Node]) {
        let Some((left, items)) = operands.split_first() else {
            return;
        };
        self.operand(left, left.precedence() <= Precedence::Comparison);
        self.steps.push(Step::Text(" in "));
        self.list(items);
    }

    fn lambda(&mut self, lambda: &Lambda) {
        self.property_path(&lambda.collection);
        self.out.push('/');
        self.out.push_str(lambda.name);
        self.out.push('(');
        self.variables.push(lambda.variable);
        self.variable(self.variables.len());
        self.out.push(':');
    }

    fn property_path(&mut self, path: &PropertyPath) {
        if let Start::Variable(variable) = path.start {
            let position = self.variables.iter().rposition(|other| *other == variable);
            self.variable(position.map_or(1, |position| position + 1));
            if !path.segments.is_empty() {
                self.out.push('/');
            }
        }
        self.out.push_str(&path.segments);
    }

    /// Writes `x`, `x2`, `x3`, …: the variable of the lambda at this depth, counted from 1. A name that the expression
    /// uses for a property is skipped.
    fn variable(&mut self, depth: usize) {
        let mut number = depth;
        for reserved in &self.reserved {
            if *reserved <= number {
                number += 1;
            }
        }
        self.out.push('x');
        if number > 1 {
            self.out.push_str(&number.to_string());
        }
    }

    fn list(&mut self, items: &'a [Node]) {
        self.steps.push(Step::Text("("));
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.steps.push(Step::Text(","));
            }
            self.steps.push(Step::Expression(item));
        }
        self.steps.push(Step::Text(")"));
    }

    fn operands(&mut self, operands: &'a [Node], in_parentheses: impl Fn(&Node) -> bool) {
        for operand in operands {
            self.operand(operand, in_parentheses(operand));
        }
    }

    fn operand(&mut self, node: &'a Node, in_parentheses: bool) {
        if in_parentheses {
            self.steps.push(Step::Text("("));
        }
        self.steps.push(Step::Expression(node));
        if in_parentheses {
            self.steps.push(Step::Text(")"));
        }
    }
}

/// Returns the number of the variable that has this name: 1 for `x`, 2 for `x2`.
fn variable_number(name: &str) -> Option<usize> {
    match name.strip_prefix(['x', 'X'])? {
        "" => Some(1),
        number => number.parse().ok(),
    }
}

/// Whether an operand of a minus sign needs no parentheses. Before a number the minus would be its sign, and `-INF` is a
/// literal.
fn can_follow_minus(operand: &Node) -> bool {
    match &operand.form {
        Form::Path(path) => path.segments != "INF",
        Form::Call(_) => true,
        _ => false,
    }
}
