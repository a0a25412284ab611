use std::collections::HashMap;

use chrono::{DateTime, Utc};
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;
use serde_json::Value;

#[graph_resource(
    list(in_plan = "/planner/plans/<planId>/tasks", mine = "/me/planner/tasks"),
    permissions(delegated = "Tasks.Read", application = "Tasks.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannerTask {
    pub id: String,
    pub title: Option<String>,
    pub percent_complete: Option<i32>,
    pub due_date_time: Option<DateTime<Utc>>,
    /// By the id of the user whom the task is assigned to.
    pub assignments: HashMap<String, Value>,
}

/// The tasks of a plan that are not complete.
pub async fn open_tasks(client: &Client, plan: &str) -> Result<Vec<PlannerTask>, Error> {
    let mut tasks = PlannerTask::in_plan(plan).all(client).await?;
    tasks.retain(|task| task.percent_complete.unwrap_or(0) < 100);
    Ok(tasks)
}

pub async fn my_tasks(client: &Client) -> Result<Vec<PlannerTask>, Error> {
    PlannerTask::mine().all(client).await
}
