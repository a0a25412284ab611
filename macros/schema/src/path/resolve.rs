//! The walk along a path.

use super::error::{PathError, PathErrorKind, ResolveError};
use super::segment::{Path, Segment, SegmentKind};
use super::step::{Form, Resolution, Step, StepKind};
use super::walk::{Place, Position, dynamic, error};
use super::{collection, object, root, suffix};
use crate::index::model::Model;

/// The types whose objects have a path of their own, in which names are separated by slashes.
const WITH_ITEM_PATHS: [&str; 2] = ["driveItem", "site"];

impl<'s> Model<'s> {
    /// Follows a path, and returns what it leads to.
    ///
    /// Names are found in any letter case, and those of derived types without a cast, as the service does it.
    ///
    /// ```
    /// # use graph_resource_schema::{ApiVersion, Schema};
    /// use graph_resource_schema::path::Path;
    ///
    /// # let schema = Schema::parse("graph-schema 1\nversion v1.0\nsource x\ndate x\ncontainer g.c\n users user[]\n\
    /// #    namespace g\nentity message key id\n id\nentity user key id\n displayName\n id\n >>messages message[]\nend 13\n")?;
    /// # let model = schema.model(ApiVersion::V1).unwrap();
    /// let resolved = model.resolve(&Path::parse("/users/<userId>/messages")?)?;
    /// assert_eq!(resolved.target.ty.to_string(), "Collection(g.message)");
    ///
    /// let error = model.resolve(&Path::parse("/users/<userId>/mesages")?).unwrap_err();
    /// assert_eq!(error.to_string(), "`g.user` has no `mesages`: there is a similar name, `messages`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the segment at which the path leads nowhere, or an error if the index cannot be read.
    pub fn resolve(self, path: &Path) -> Result<Resolution<'s>, ResolveError> {
        let mut steps: Vec<Step<'s>> = Vec::new();
        let mut is_in_item_path = false;
        for (index, segment) in path.segments.iter().enumerate() {
            let step = match steps.last() {
                Some(before) if is_in_item_path => Step {
                    kind: StepKind::ItemPath,
                    target: before.target,
                },
                Some(before) => next(self, before, segment, index)?,
                None => root::step(self, segment)?,
            };
            if segment.ends_with_colon {
                is_in_item_path = !is_in_item_path;
                check_item_path(&step, segment, index)?;
            }
            steps.push(step);
        }
        match steps.last() {
            Some(last) => Ok(Resolution {
                target: last.target,
                steps,
            }),
            None => Err(ResolveError::Path(PathError {
                segment: 0,
                text: String::new(),
                kind: PathErrorKind::Empty,
                nearest: None,
            })),
        }
    }
}

fn next<'s>(
    model: Model<'s>,
    before: &Step<'s>,
    segment: &Segment,
    index: usize,
) -> Result<Step<'s>, ResolveError> {
    if before.target.form != Form::Json {
        let after = before_text(before);
        return Err(error(
            segment,
            index,
            PathErrorKind::NothingFollows { after },
            None,
        ));
    }
    if let SegmentKind::Placeholders = segment.kind {
        return Ok(dynamic(None));
    }
    if let Some(suffix) = suffix::step(model, before, segment, index)? {
        return Ok(suffix);
    }
    let Some(place) = Place::of(model, &before.target)? else {
        return after_value(before, segment, index);
    };
    let position = Position {
        model,
        segment,
        index,
        place: &place,
    };
    if place.is_collection {
        collection::step(&position)
    } else {
        object::step(&position)
    }
}

/// A value has no properties, unless the schema does not say what it is.
fn after_value<'s>(
    before: &Step<'s>,
    segment: &Segment,
    index: usize,
) -> Result<Step<'s>, ResolveError> {
    if before.target.is_open {
        return Ok(dynamic(None));
    }
    let after = before.target.ty.to_string();
    let kind = match segment.kind {
        SegmentKind::Name { .. } => PathErrorKind::NothingFollows { after },
        _ => PathErrorKind::KeyNotAllowed { on: after },
    };
    Err(error(segment, index, kind, None))
}

fn before_text(before: &Step<'_>) -> String {
    match &before.kind {
        StepKind::Count => "$count".to_owned(),
        StepKind::Value => "$value".to_owned(),
        StepKind::Reference => "$ref".to_owned(),
        StepKind::Operation { operation, .. } => operation.name.to_string(),
        _ => before.target.ty.to_string(),
    }
}

fn check_item_path(step: &Step<'_>, segment: &Segment, index: usize) -> Result<(), ResolveError> {
    let ty = step.target.ty;
    let has_paths = WITH_ITEM_PATHS.contains(&ty.name.name) && !ty.is_collection;
    if has_paths || ty.name.is("Edm.Untyped") {
        return Ok(());
    }
    let on = ty.to_string();
    Err(error(
        segment,
        index,
        PathErrorKind::ItemPathNotAllowed { on },
        None,
    ))
}
