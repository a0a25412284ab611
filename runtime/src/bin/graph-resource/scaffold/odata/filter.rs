//! `$filter`

use super::lexer::{self, Token};

/// An expression of a filter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Literal(Literal),
    /// `address/city`
    Path(Vec<String>),
    /// `startswith(displayName,'A')`, its name in lower case.
    Call(String, Vec<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    /// `phones/any(x:x/kind eq 'home')`
    Lambda(Box<Lambda>),
    /// `phones/any()`
    IsNotEmpty(Vec<String>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lambda {
    pub(crate) collection: Vec<String>,
    pub(crate) is_all: bool,
    pub(crate) variable: String,
    pub(crate) condition: Expr,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    Text(String),
    Typed(String, String),
    Bare(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Operator {
    fn parse(word: &str) -> Option<Self> {
        let operator = match word.to_ascii_lowercase().as_str() {
            "or" => Self::Or,
            "and" => Self::And,
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "gt" => Self::Gt,
            "ge" => Self::Ge,
            "lt" => Self::Lt,
            "le" => Self::Le,
            "has" => Self::Has,
            "add" => Self::Add,
            "sub" => Self::Sub,
            "mul" => Self::Mul,
            "div" => Self::Div,
            "mod" => Self::Mod,
            _ => return None,
        };
        Some(operator)
    }

    /// The weakest operators have the lowest number.
    fn precedence(self) -> u8 {
        match self {
            Self::Or => 0,
            Self::And => 1,
            Self::Eq | Self::Ne | Self::Gt | Self::Ge | Self::Lt | Self::Le | Self::Has => 2,
            Self::Add | Self::Sub => 3,
            Self::Mul | Self::Div | Self::Mod => 4,
        }
    }
}

/// Why a filter is not parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unparsed(pub(crate) String);

const COMPARISON: u8 = 2;

/// Parses an expression.
pub(crate) fn parse(text: &str) -> Result<Expr, Unparsed> {
    let tokens = lexer::tokens(text)
        .map_err(|c| Unparsed(format!("`{c}` begins neither a name nor a value")))?;
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
    };
    let expr = parser.binary(0)?;
    match parser.tokens.next() {
        None => Ok(expr),
        Some(_) => Err(Unparsed("the expression goes on after its end".to_owned())),
    }
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl Parser {
    /// Parses operators of at least this precedence.
    fn binary(&mut self, least: u8) -> Result<Expr, Unparsed> {
        let mut left = self.unary()?;
        loop {
            let Some(Token::Name(word)) = self.tokens.peek() else {
                return Ok(left);
            };
            if word.eq_ignore_ascii_case("in") && least <= COMPARISON {
                self.tokens.next();
                left = Expr::In(Box::new(left), self.list()?);
                continue;
            }
            let Some(operator) = Operator::parse(word) else {
                return Ok(left);
            };
            if operator.precedence() < least {
                return Ok(left);
            }
            self.tokens.next();
            let right = self.binary(operator.precedence() + 1)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
    }

    fn unary(&mut self) -> Result<Expr, Unparsed> {
        let is_not =
            |token: &Token| matches!(token, Token::Name(word) if word.eq_ignore_ascii_case("not"));
        if self.tokens.next_if(is_not).is_none() {
            return self.primary();
        }
        let operand = self.unary()?;
        if self.compares() {
            let reason =
                "services disagree on what `not` means before a comparison without parentheses";
            return Err(Unparsed(reason.to_owned()));
        }
        Ok(Expr::Not(Box::new(operand)))
    }

    /// Whether a comparison follows.
    fn compares(&mut self) -> bool {
        let Some(Token::Name(word)) = self.tokens.peek() else {
            return false;
        };
        let operator = Operator::parse(word);
        word.eq_ignore_ascii_case("in")
            || operator.is_some_and(|operator| operator.precedence() >= COMPARISON)
    }

    fn primary(&mut self) -> Result<Expr, Unparsed> {
        match self.tokens.next() {
            Some(Token::Open) => {
                let inner = self.binary(0)?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Some(Token::Text(text)) => Ok(Expr::Literal(Literal::Text(text))),
            Some(Token::Typed(ty, text)) => Ok(Expr::Literal(Literal::Typed(ty, text))),
            Some(Token::Bare(text)) => Ok(Expr::Literal(Literal::Bare(text))),
            Some(Token::Name(name)) => self.name(name),
            _ => Err(Unparsed("a value or a name is missing".to_owned())),
        }
    }

    /// A literal word, a call, a lambda, or a path.
    fn name(&mut self, name: String) -> Result<Expr, Unparsed> {
        if self.tokens.next_if_eq(&Token::Open).is_some() {
            return self.after_parenthesis(&name);
        }
        Ok(match name.as_str() {
            "null" => Expr::Literal(Literal::Null),
            "true" => Expr::Literal(Literal::Boolean(true)),
            "false" => Expr::Literal(Literal::Boolean(false)),
            "INF" | "NaN" => Expr::Literal(Literal::Bare(name)),
            _ => Expr::Path(segments(&name)),
        })
    }

    fn after_parenthesis(&mut self, name: &str) -> Result<Expr, Unparsed> {
        let Some((collection, last)) = name.rsplit_once('/') else {
            let arguments = self.rest_of_list()?;
            return Ok(Expr::Call(name.to_ascii_lowercase(), arguments));
        };
        let is_all = match last.to_ascii_lowercase().as_str() {
            "any" => false,
            "all" => true,
            _ => return Err(Unparsed(format!("`{name}` is not a known function"))),
        };
        if !is_all && self.tokens.next_if_eq(&Token::Close).is_some() {
            return Ok(Expr::IsNotEmpty(segments(collection)));
        }
        let Some(Token::Name(variable)) = self.tokens.next() else {
            return Err(Unparsed(format!("`{name}` has no variable")));
        };
        self.expect(&Token::Colon)?;
        let condition = self.binary(0)?;
        self.expect(&Token::Close)?;
        Ok(Expr::Lambda(Box::new(Lambda {
            collection: segments(collection),
            is_all,
            variable,
            condition,
        })))
    }

    fn list(&mut self) -> Result<Vec<Expr>, Unparsed> {
        self.expect(&Token::Open)?;
        self.rest_of_list()
    }

    fn rest_of_list(&mut self) -> Result<Vec<Expr>, Unparsed> {
        let mut items = Vec::new();
        if self.tokens.next_if_eq(&Token::Close).is_some() {
            return Ok(items);
        }
        loop {
            items.push(self.binary(0)?);
            if self.tokens.next_if_eq(&Token::Comma).is_none() {
                self.expect(&Token::Close)?;
                return Ok(items);
            }
        }
    }

    fn expect(&mut self, token: &Token) -> Result<(), Unparsed> {
        if self.tokens.next_if_eq(token).is_some() {
            return Ok(());
        }
        Err(Unparsed("a parenthesis is not closed".to_owned()))
    }
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

/// Visits every path of an expression that begins at the entity, with the conditions on a collection's items in it.
pub(crate) fn entity_paths(expr: &Expr, paths: &mut Vec<Vec<String>>) {
    collect(expr, &mut Vec::new(), paths);
}

/// `variables` has the names of the lambdas around the expression, and the paths of their collections.
fn collect(expr: &Expr, variables: &mut Vec<(String, Vec<String>)>, paths: &mut Vec<Vec<String>>) {
    match expr {
        Expr::Literal(_) => {}
        Expr::Path(path) | Expr::IsNotEmpty(path) => paths.push(absolute(path, variables)),
        Expr::Call(_, operands) => operands
            .iter()
            .for_each(|operand| collect(operand, variables, paths)),
        Expr::Not(operand) => collect(operand, variables, paths),
        Expr::Binary(_, left, right) => {
            collect(left, variables, paths);
            collect(right, variables, paths);
        }
        Expr::In(left, _) => collect(left, variables, paths),
        Expr::Lambda(lambda) => {
            let collection = absolute(&lambda.collection, variables);
            paths.push(collection.clone());
            variables.push((lambda.variable.clone(), collection));
            collect(&lambda.condition, variables, paths);
            variables.pop();
        }
    }
}

/// The path from the entity: a variable stands for the items of its collection.
fn absolute(path: &[String], variables: &[(String, Vec<String>)]) -> Vec<String> {
    let Some((first, rest)) = path.split_first() else {
        return Vec::new();
    };
    let variable = variables.iter().rev().find(|(name, _)| name == first);
    match variable {
        Some((_, collection)) => collection.iter().chain(rest).cloned().collect(),
        None => path.to_vec(),
    }
}
