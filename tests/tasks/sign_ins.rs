use chrono::{DateTime, Utc};
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/auditLogs/signIns/<signInId>",
    permissions(delegated = "AuditLog.Read.All", application = "AuditLog.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    pub id: String,
    pub created_date_time: DateTime<Utc>,
    pub user_principal_name: Option<String>,
    pub status: Option<SignInStatus>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignInStatus {
    pub error_code: Option<i32>,
    pub failure_reason: Option<String>,
}

pub async fn sign_ins_between(
    client: &Client,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<SignIn>, Error> {
    let f = SignIn::FIELDS;
    let day = f.created_date_time.ge(from).and(f.created_date_time.lt(to));
    SignIn::list().filter(day).top(1000).all(client).await
}
