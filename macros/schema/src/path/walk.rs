//! Where a walk along a path has arrived.

use super::error::{PathError, PathErrorKind, ResolveError};
use super::segment::Segment;
use super::step::{Form, Step, StepKind, Target};
use crate::index::error::SchemaError;
use crate::index::model::Model;
use crate::index::types::{StructuredType, Type};
use crate::name::{QualifiedName, TypeRef};

/// A segment, and the objects that the path leads to before it.
#[derive(Clone, Copy)]
pub(super) struct Position<'a, 's> {
    pub(super) model: Model<'s>,
    pub(super) segment: &'a Segment,
    pub(super) index: usize,
    pub(super) place: &'a Place<'s>,
}

/// One or many objects of a type.
pub(super) struct Place<'s> {
    pub(super) is_collection: bool,
    pub(super) is_open: bool,
    /// The type and its base types, the type itself first.
    pub(super) lineage: Vec<StructuredType<'s>>,
}

impl<'s> Place<'s> {
    /// The place that a target leads to, or `None` if its type has no properties.
    pub(super) fn of(model: Model<'s>, target: &Target<'s>) -> Result<Option<Self>, SchemaError> {
        let lineage = model.lineage(target.ty.name)?;
        if lineage.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            is_collection: target.ty.is_collection,
            is_open: target.is_open,
            lineage,
        }))
    }

    pub(super) fn ty(&self) -> QualifiedName<'s> {
        self.lineage[0].name
    }
}

impl<'s> Position<'_, 's> {
    pub(super) fn error(&self, kind: PathErrorKind, nearest: Option<&str>) -> ResolveError {
        error(self.segment, self.index, kind, nearest)
    }

    /// The name of the type, for messages.
    pub(super) fn on(&self) -> String {
        let name = self.place.ty();
        if self.place.is_collection {
            TypeRef::many(name).to_string()
        } else {
            name.to_string()
        }
    }

    /// The types derived from the one that the path leads to.
    pub(super) fn derived(&self) -> Result<Vec<StructuredType<'s>>, SchemaError> {
        let mut derived = Vec::new();
        for name in self.model.derived_types(self.place.ty())? {
            if let Some(ty) = self.model.get(name)?.and_then(Type::structured) {
                derived.push(ty);
            }
        }
        Ok(derived)
    }
}

pub(super) fn error(
    segment: &Segment,
    index: usize,
    kind: PathErrorKind,
    nearest: Option<&str>,
) -> ResolveError {
    ResolveError::Path(PathError {
        segment: index,
        text: segment.text.clone(),
        kind,
        nearest: nearest.map(str::to_owned),
    })
}

/// What a reference to a type leads to.
pub(super) fn target<'s>(model: Model<'s>, ty: TypeRef<'s>) -> Result<Target<'s>, SchemaError> {
    let is_open = ty.name.is("Edm.Untyped") || model.is_open(ty.name)?;
    Ok(Target {
        ty,
        is_open,
        form: Form::Json,
    })
}

/// A step to what a type reference leads to.
pub(super) fn step_to<'s>(
    model: Model<'s>,
    kind: StepKind<'s>,
    ty: TypeRef<'s>,
) -> Result<Step<'s>, ResolveError> {
    Ok(Step {
        kind,
        target: target(model, ty)?,
    })
}

/// A step to something that the schema does not describe.
pub(super) fn dynamic<'s>(similar: Option<String>) -> Step<'s> {
    Step {
        kind: StepKind::Dynamic { similar },
        target: Target::untyped(),
    }
}
