//! `$count`, `$value`, and `$ref`.

use super::error::{PathErrorKind, ResolveError};
use super::segment::{Segment, SegmentKind};
use super::step::{Form, Step, StepKind};
use super::walk::error;
use crate::index::model::Model;
use crate::index::types::Type;
use crate::name::{QualifiedName, TypeRef};
use crate::nearest::nearest;

/// The step for a segment that begins with `$`, or `None` for others.
pub(super) fn step<'s>(
    model: Model<'s>,
    before: &Step<'s>,
    segment: &Segment,
    index: usize,
) -> Result<Option<Step<'s>>, ResolveError> {
    let SegmentKind::Name { name, .. } = &segment.kind else {
        return Ok(None);
    };
    if !name.starts_with('$') {
        return Ok(None);
    }
    let expected = match name.to_ascii_lowercase().as_str() {
        "$count" => match count(before) {
            Some(step) => return Ok(Some(step)),
            None => "a collection",
        },
        "$value" => match value(model, before)? {
            Some(step) => return Ok(Some(step)),
            None => "a single object or value",
        },
        "$ref" => match reference(model, before)? {
            Some(step) => return Ok(Some(step)),
            None => "an object or a collection of them",
        },
        _ => {
            let on = before.target.ty.to_string();
            let known = ["$count", "$value", "$ref"];
            let nearest = nearest(name, known);
            return Err(error(
                segment,
                index,
                PathErrorKind::UnknownName { on },
                nearest,
            ));
        }
    };
    let on = before.target.ty.to_string();
    let kind = PathErrorKind::SuffixNotAllowed { on, expected };
    Err(error(segment, index, kind, None))
}

fn count<'s>(before: &Step<'s>) -> Option<Step<'s>> {
    let target = before.target;
    if !target.ty.is_collection && !target.ty.name.is("Edm.Untyped") {
        return None;
    }
    let mut counted = target.in_form(Form::Count);
    counted.ty = TypeRef::one(QualifiedName::edm("Int64"));
    counted.is_open = false;
    Some(Step {
        kind: StepKind::Count,
        target: counted,
    })
}

/// The `$value` of an object is a stream. That of a value is the value as text.
fn value<'s>(model: Model<'s>, before: &Step<'s>) -> Result<Option<Step<'s>>, ResolveError> {
    let mut target = before.target.in_form(Form::Raw);
    if target.ty.is_collection {
        return Ok(None);
    }
    let is_object = matches!(model.get(target.ty.name)?, Some(Type::Structured(_)));
    if is_object {
        target.ty = TypeRef::one(QualifiedName::edm("Stream"));
        target.is_open = false;
    }
    Ok(Some(Step {
        kind: StepKind::Value,
        target,
    }))
}

fn reference<'s>(model: Model<'s>, before: &Step<'s>) -> Result<Option<Step<'s>>, ResolveError> {
    let found = model.get(before.target.ty.name)?;
    let is_object = found.is_some_and(|ty| ty.structured().is_some());
    if !is_object && !before.target.ty.name.is("Edm.Untyped") {
        return Ok(None);
    }
    Ok(Some(Step {
        kind: StepKind::Reference,
        target: before.target.in_form(Form::Reference),
    }))
}
