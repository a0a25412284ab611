//! The first segment of a path.

use super::error::{PathErrorKind, ResolveError};
use super::key;
use super::operation::Overloads;
use super::segment::{Segment, SegmentKind};
use super::step::Step;
use super::walk::error;
use crate::index::error::SchemaError;
use crate::index::model::Model;
use crate::index::types::EntryPoint;
use crate::name::TypeRef;
use crate::nearest::nearest;

/// The entry points that the service has but the metadata of v1.0 does not declare, with their types.
const UNDECLARED: [(&str, &str); 1] = [("drive", "microsoft.graph.drive")];

pub(super) fn step<'s>(model: Model<'s>, segment: &Segment) -> Result<Step<'s>, ResolveError> {
    let SegmentKind::Name { name, arguments } = &segment.kind else {
        return Err(error(segment, 0, PathErrorKind::UnknownEntryPoint, None));
    };
    let arguments = arguments.as_deref();
    let entry_points = entry_points(model)?;
    let mut operations = Vec::new();
    for entry_point in &entry_points {
        if !entry_point.name().eq_ignore_ascii_case(name) {
            continue;
        }
        match entry_point {
            EntryPoint::Resource { ty, .. } => {
                return key::entry_point(model, segment, *ty, arguments);
            }
            EntryPoint::Operation(operation) => operations.push(operation.clone()),
        }
    }
    if let Some(overloads) = Overloads::of(operations, false) {
        return overloads.call(model, segment, 0, arguments);
    }
    let names = entry_points.iter().map(EntryPoint::name);
    let kind = PathErrorKind::UnknownEntryPoint;
    Err(error(segment, 0, kind, nearest(name, names)))
}

fn entry_points(model: Model<'_>) -> Result<Vec<EntryPoint<'_>>, SchemaError> {
    let mut entry_points = model.entry_points()?;
    for (name, ty) in UNDECLARED {
        let is_declared = entry_points.iter().any(|other| other.name() == name);
        if let (false, Some(ty)) = (is_declared, model.find_name(ty)) {
            let ty = TypeRef::one(ty);
            entry_points.push(EntryPoint::Resource { name, ty });
        }
    }
    Ok(entry_points)
}
