//! A plan and its tasks.

use serde_json::{Value, json};

use super::{GROUP, ME, PLAN, user};
use crate::data::{Data, Kind};

struct Task {
    title: &'static str,
    percent_complete: u8,
    due: Option<&'static str>,
    /// The numbers of the users.
    assignees: &'static [usize],
}

const TASKS: [Task; 5] = [
    task("Write the guide", 50, Some("2024-04-01T00:00:00Z"), &[1]),
    task("Review the guide", 0, Some("2024-04-08T00:00:00Z"), &[1, 2]),
    task("Order cake", 100, None, &[3]),
    task("Invite everyone", 0, Some("2024-03-29T00:00:00Z"), &[2]),
    task("Clean up", 0, None, &[]),
];

const fn task(
    title: &'static str,
    percent_complete: u8,
    due: Option<&'static str>,
    assignees: &'static [usize],
) -> Task {
    Task {
        title,
        percent_complete,
        due,
        assignees,
    }
}

/// Adds the plan.
pub(super) fn add(data: Data) -> Data {
    let plan = json!({
        "id": PLAN,
        "title": "Launch",
        "createdDateTime": "2024-02-01T08:00:00Z",
        "container": {"containerId": GROUP, "type": "group"},
    });
    let tasks: Vec<_> = (1..).zip(&TASKS).map(entity).collect();
    let mine = tasks
        .iter()
        .filter(|task| task["assignments"].get(ME).is_some());
    let mine = mine.cloned().collect();
    let task_kind = || Kind::new("microsoft.graph.plannerTask");
    data.entity_set("planner/plans", vec![plan])
        .entity_set("planner/tasks", tasks)
        .singleton(&format!("users/{ME}/planner"), json!({"id": ME}))
        .entity_set(&format!("users/{ME}/planner/tasks"), mine)
        .kind(
            "planner/plans",
            Kind::new("microsoft.graph.plannerPlan").inverse("tasks", "planner/tasks", "planId"),
        )
        .kind("planner/tasks", task_kind())
        .kind(
            "users/planner",
            Kind::new("microsoft.graph.plannerUser").single(),
        )
        .kind("users/planner/tasks", task_kind())
}

fn entity((number, task): (usize, &Task)) -> Value {
    let assignment = |&number: &usize| {
        let value = json!({
            "@odata.type": "#microsoft.graph.plannerAssignment",
            "assignedDateTime": "2024-02-02T08:00:00Z",
            "orderHint": "",
        });
        (user(number), value)
    };
    json!({
        "@odata.etag": format!("W/\"JzEtVGFzayAgQEBAQEBAQEBAQEBAQEBAWC{number}=\""),
        "id": format!("01gzSlKkIUSUl6DF_EilrmQAKDh{number}"),
        "planId": PLAN,
        "bucketId": "hsOf2dhOJkqyYYZEtdzDe2QAIUCR",
        "title": task.title,
        "percentComplete": task.percent_complete,
        "priority": 5,
        "createdDateTime": "2024-02-02T08:00:00Z",
        "dueDateTime": task.due,
        "assignments": Value::Object(task.assignees.iter().map(assignment).collect()),
    })
}
