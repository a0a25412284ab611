//! Query options that the service requires.

use super::step::{Resolution, StepKind};

/// The navigation properties whose objects are computed for a period, and the query options for it. The metadata does not
/// say so.
///
/// <https://learn.microsoft.com/graph/api/user-list-calendarview>,
/// <https://learn.microsoft.com/graph/api/event-list-instances>
const READS_OF_A_PERIOD: [&str; 2] = ["calendarView", "instances"];
const PERIOD: [&str; 2] = ["startDateTime", "endDateTime"];

impl<'s> Resolution<'s> {
    /// Returns the query options without which the service refuses a read of this path. Among them are the required
    /// parameters of functions that the path calls without parentheses.
    pub fn required_options(&self) -> Vec<&'s str> {
        let mut required: Vec<&str> = self.missing_parameters().collect();
        if self.reads_a_period() {
            required.extend(PERIOD);
        }
        // The start comes first, however the metadata orders the two.
        required.sort_by_key(|option| *option == PERIOD[1]);
        required.dedup();
        required
    }

    fn reads_a_period(&self) -> bool {
        let Some(last) = self.steps.last() else {
            return false;
        };
        let StepKind::Property { property, .. } = &last.kind else {
            return false;
        };
        let ty = last.target.ty;
        let is_events = ty.is_collection && ty.name.name == "event";
        is_events && READS_OF_A_PERIOD.contains(&property.name)
    }
}
