use chrono::{DateTime, Utc};
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/deviceManagement/managedDevices/<managedDeviceId>",
    permissions(
        delegated = "DeviceManagementManagedDevices.Read.All",
        application = "DeviceManagementManagedDevices.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ManagedDevice {
    pub id: String,
    pub device_name: Option<String>,
    pub operating_system: Option<String>,
    pub compliance_state: Option<ComplianceState>,
    pub last_sync_date_time: Option<DateTime<Utc>>,
    pub total_storage_space_in_bytes: Option<i64>,
}

#[graph_resource]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ComplianceState {
    Compliant,
    NonCompliant,
    #[serde(untagged)]
    Unknown(String),
}

pub async fn noncompliant(client: &Client) -> Result<Vec<ManagedDevice>, Error> {
    let f = ManagedDevice::FIELDS;
    let noncompliant = f.compliance_state.eq(ComplianceState::NonCompliant);
    ManagedDevice::list().filter(noncompliant).all(client).await
}
