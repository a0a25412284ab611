//! Query options that the service requires.

use graph_resource_schema::path::{Resolution, StepKind};

/// The navigation properties whose objects are computed for a period, and the query options for it. The metadata does not
/// say so.
///
/// <https://learn.microsoft.com/graph/api/user-list-calendarview>,
/// <https://learn.microsoft.com/graph/api/event-list-instances>
const READS_OF_A_PERIOD: [&str; 2] = ["calendarView", "instances"];
const PERIOD: [&str; 2] = ["startDateTime", "endDateTime"];

/// Returns the options, among them the parameters of functions that are called without parentheses.
pub(crate) fn of<'s>(resolution: &Resolution<'s>) -> Vec<&'s str> {
    let mut required: Vec<&str> = resolution.missing_parameters().collect();
    if is_read_of_a_period(resolution) {
        required.extend(PERIOD);
    }
    required.sort_by_key(|option| *option == PERIOD[1]);
    required.dedup();
    required
}

fn is_read_of_a_period(resolution: &Resolution<'_>) -> bool {
    let last = resolution.steps.last();
    last.is_some_and(|step| match &step.kind {
        StepKind::Property { property, .. } => {
            let ty = step.target.ty;
            let is_events = ty.is_collection && ty.name.name == "event";
            is_events && READS_OF_A_PERIOD.contains(&property.name)
        }
        _ => false,
    })
}
