//! Checks the names in expressions.

use super::check_types;
use crate::data::Store;
use crate::failure::Failure;
use crate::odata::{Expr, Path, Predicate, Segment};

/// The position that the first segments of a path lead to.
#[derive(Debug, Clone)]
struct Position {
    /// The kinds of the entity at the position or around it.
    kinds: Vec<String>,
    /// The path of properties inside that entity.
    properties: Vec<String>,
}

/// Checks every name in an expression on entities of `kinds`.
pub(super) fn check(store: &Store, kinds: &[String], expr: &Expr) -> Result<(), Failure> {
    let it = Position {
        kinds: kinds.to_vec(),
        properties: Vec::new(),
    };
    Names {
        store,
        it,
        variables: Vec::new(),
    }
    .expr(expr)
}

struct Names<'s> {
    store: &'s Store,
    it: Position,
    variables: Vec<(String, Position)>,
}

impl Names<'_> {
    fn expr(&mut self, expr: &Expr) -> Result<(), Failure> {
        match expr {
            Expr::Literal(_) => Ok(()),
            Expr::Path(path) => self.path(path).map(|_| ()),
            Expr::Call {
                arguments: exprs, ..
            }
            | Expr::List(exprs) => exprs.iter().try_for_each(|expr| self.expr(expr)),
            Expr::Cast { operand, .. } | Expr::IsOf { operand, .. } => {
                operand.iter().try_for_each(|expr| self.expr(expr))
            }
            Expr::Not(operand) | Expr::Negate(operand) => self.expr(operand),
            Expr::Binary { left, right, .. } => self.expr(left).and_then(|()| self.expr(right)),
            Expr::Lambda {
                collection,
                predicate,
                ..
            } => {
                let position = self.path(collection)?;
                predicate
                    .as_deref()
                    .map_or(Ok(()), |predicate| self.lambda(position, predicate))
            }
        }
    }

    fn lambda(&mut self, position: Position, predicate: &Predicate) -> Result<(), Failure> {
        self.variables.push((predicate.variable.clone(), position));
        let checked = self.expr(&predicate.body);
        self.variables.pop();
        checked
    }

    fn path(&self, path: &Path) -> Result<Position, Failure> {
        check_types(self.store, path)?;
        let mut segments = path.0.as_slice();
        let mut position = self.it.clone();
        if let Some((first, rest)) = segments.split_first() {
            if let Some(start) = self.start(first) {
                position = start.clone();
                segments = rest;
            }
        }
        for segment in segments {
            if let Segment::Name(name) = segment {
                position = self.step(position, name)?;
            }
        }
        Ok(position)
    }

    /// The position of `$it` or of a lambda variable.
    fn start(&self, first: &Segment) -> Option<&Position> {
        match first {
            Segment::It => Some(&self.it),
            Segment::Name(name) => self
                .variables
                .iter()
                .rev()
                .find(|(known, _)| known == name)
                .map(|(_, position)| position),
            _ => None,
        }
    }

    fn step(&self, mut position: Position, name: &str) -> Result<Position, Failure> {
        if position.properties.is_empty() {
            let kinds: Vec<_> = position
                .kinds
                .iter()
                .flat_map(|kind| self.store.navigation_kinds(kind, name))
                .collect();
            if !kinds.is_empty() {
                return Ok(Position {
                    kinds,
                    properties: Vec::new(),
                });
            }
        }
        position.properties.push(name.to_owned());
        for kind in &position.kinds {
            let path = position.properties.iter().map(String::as_str);
            if self.store.has_property(kind, path) {
                return Ok(position);
            }
        }
        Err(Failure::bad_request(format!(
            "`{}` is not a property of {}",
            position.properties.join("/"),
            position.kinds.join(", ")
        )))
    }
}
