//! Names in expressions.

use super::check_types;
use crate::data::Store;
use crate::failure::Failure;
use crate::odata::{Expr, Path, Predicate, Segment};

/// What is known of the thing that a path has come to.
#[derive(Debug, Clone)]
struct Place {
    /// The kinds of entity that it is or is inside of.
    kinds: Vec<String>,
    /// The properties from there on.
    inside: Vec<String>,
}

/// Checks every name in an expression on entities of `kinds`.
pub(super) fn check(store: &Store, kinds: &[String], expr: &Expr) -> Result<(), Failure> {
    let it = Place {
        kinds: kinds.to_vec(),
        inside: Vec::new(),
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
    it: Place,
    variables: Vec<(String, Place)>,
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
                let place = self.path(collection)?;
                predicate
                    .as_deref()
                    .map_or(Ok(()), |predicate| self.lambda(place, predicate))
            }
        }
    }

    fn lambda(&mut self, place: Place, predicate: &Predicate) -> Result<(), Failure> {
        self.variables.push((predicate.variable.clone(), place));
        let checked = self.expr(&predicate.body);
        self.variables.pop();
        checked
    }

    fn path(&self, path: &Path) -> Result<Place, Failure> {
        check_types(self.store, path)?;
        let mut segments = path.0.as_slice();
        let mut place = self.it.clone();
        if let Some((first, rest)) = segments.split_first() {
            if let Some(start) = self.start(first) {
                (place, segments) = (start.clone(), rest);
            }
        }
        for segment in segments {
            if let Segment::Name(name) = segment {
                place = self.step(place, name)?;
            }
        }
        Ok(place)
    }

    /// What the first segment means, if it is no property.
    fn start(&self, first: &Segment) -> Option<&Place> {
        match first {
            Segment::It => Some(&self.it),
            Segment::Name(name) => self
                .variables
                .iter()
                .rev()
                .find(|(known, _)| known == name)
                .map(|(_, place)| place),
            _ => None,
        }
    }

    fn step(&self, mut place: Place, name: &str) -> Result<Place, Failure> {
        if place.inside.is_empty() {
            let kinds: Vec<_> = place
                .kinds
                .iter()
                .flat_map(|kind| self.store.navigation_kinds(kind, name))
                .collect();
            if !kinds.is_empty() {
                return Ok(Place {
                    kinds,
                    inside: Vec::new(),
                });
            }
        }
        place.inside.push(name.to_owned());
        let path = || place.inside.iter().map(String::as_str);
        match place
            .kinds
            .iter()
            .any(|kind| self.store.has_property(kind, path()))
        {
            true => Ok(place),
            false => Err(Failure::bad_request(format!(
                "`{}` is no property of {}",
                place.inside.join("/"),
                place.kinds.join(", ")
            ))),
        }
    }
}
