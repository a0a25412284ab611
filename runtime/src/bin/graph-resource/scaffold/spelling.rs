//! Names as the schema spells them: the service accepts any letter case, but code should not have several.

use graph_resource_schema::Model;
use graph_resource_schema::path::{Step, StepKind};

use super::error::ScaffoldError;

/// Returns the name of a segment. A key, the path of a file, and what the schema does not have are as they are written.
pub(crate) fn of_segment(
    model: Model<'_>,
    written: &str,
    step: &Step<'_>,
) -> Result<String, ScaffoldError> {
    let declared = match &step.kind {
        StepKind::EntryPoint { .. } => {
            let entry_points = model.entry_points()?;
            let mut names = entry_points.iter().map(|entry_point| entry_point.name());
            let found = names.find(|name| name.eq_ignore_ascii_case(written));
            found.unwrap_or(written).to_owned()
        }
        StepKind::Property { property, .. } => property.name.to_owned(),
        StepKind::Operation { operation, .. } => {
            let namespace = written.rfind('.').map_or("", |dot| &written[..=dot]);
            format!("{namespace}{}", operation.name.name)
        }
        StepKind::Cast => step.target.ty.name.to_string(),
        StepKind::Count => "$count".to_owned(),
        StepKind::Value => "$value".to_owned(),
        StepKind::Reference => "$ref".to_owned(),
        _ => return Ok(written.to_owned()),
    };
    Ok(if declared.eq_ignore_ascii_case(written) {
        declared
    } else {
        written.to_owned()
    })
}
