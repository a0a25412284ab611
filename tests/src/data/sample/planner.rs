//! A plan and its tasks.

use serde_json::{Value, json};

use super::{GROUP, ME, PLAN, user};
use crate::data::{Data, Kind};

/// Title, percentage complete, due date, and the numbers of the users that each task is assigned to.
const TASKS: [(&str, u8, Option<&str>, &[usize]); 5] = [
    ("Write the guide", 50, Some("2024-04-01T00:00:00Z"), &[1]),
    ("Review the guide", 0, Some("2024-04-08T00:00:00Z"), &[1, 2]),
    ("Order cake", 100, None, &[3]),
    ("Invite everyone", 0, Some("2024-03-29T00:00:00Z"), &[2]),
    ("Clean up", 0, None, &[]),
];

/// Adds the plan.
pub(super) fn add(data: Data) -> Data {
    let plan = json!({
        "id": PLAN,
        "title": "Launch",
        "createdDateTime": "2024-02-01T08:00:00Z",
        "container": {"containerId": GROUP, "type": "group"},
    });
    let tasks: Vec<_> = TASKS.iter().enumerate().map(task).collect();
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

fn task((number, task): (usize, &(&str, u8, Option<&str>, &[usize]))) -> Value {
    let (title, percent, due, assignees) = task;
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
        "title": title,
        "percentComplete": percent,
        "priority": 5,
        "createdDateTime": "2024-02-02T08:00:00Z",
        "dueDateTime": due,
        "assignments": Value::Object(assignees.iter().map(assignment).collect()),
    })
}
