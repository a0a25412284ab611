//! The paths that an expression mentions.

use super::ast::{Expr, Path, Segment};

impl Expr {
    /// The property paths of the expression in the order in which they appear, without those in lambdas.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        let mut paths = Vec::new();
        self.add_paths(&mut paths);
        paths
    }

    fn add_paths<'e>(&'e self, paths: &mut Vec<&'e Path>) {
        match self {
            Self::Literal(_) => {}
            Self::Path(path) => paths.push(path),
            Self::Lambda { collection, .. } => paths.push(collection),
            Self::Call {
                arguments: exprs, ..
            }
            | Self::List(exprs) => exprs.iter().for_each(|expr| expr.add_paths(paths)),
            Self::Cast { operand, .. } | Self::IsOf { operand, .. } => {
                operand.iter().for_each(|expr| expr.add_paths(paths));
            }
            Self::Not(operand) | Self::Negate(operand) => operand.add_paths(paths),
            Self::Binary { left, right, .. } => {
                left.add_paths(paths);
                right.add_paths(paths);
            }
        }
    }
}

impl Path {
    /// The names in the path, joined by slashes.
    pub(crate) fn joined(&self) -> String {
        let names = self.0.iter().filter_map(|segment| match segment {
            Segment::Name(name) => Some(name.as_str()),
            _ => None,
        });
        names.collect::<Vec<_>>().join("/")
    }
}
