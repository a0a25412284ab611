//! A resource with one property of each kind.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use graph_resource::graph_resource;
use graph_resource::query::{Literal, Primitive, Value, edm};
use serde::Deserialize;
use uuid::Uuid;

#[graph_resource(path = "/deviceManagement/managedDevices/<deviceId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    pub id: String,
    pub name: Option<String>,
    pub model: Option<String>,
    pub managed: Option<bool>,
    pub total_storage: Option<i64>,
    pub free_storage: Option<i64>,
    pub battery: Option<f64>,
    pub price: Option<Price>,
    pub tenant_id: Option<Uuid>,
    pub purchased: Option<NaiveDate>,
    pub enrolled: Option<DateTime<Utc>>,
    pub last_sync: Option<DateTime<Utc>>,
    pub backup_at: Option<NaiveTime>,
    #[serde(default, deserialize_with = "duration")]
    pub uptime: Option<TimeDelta>,
    pub certificate: Option<Bytes>,
    pub capabilities: Option<Capability>,
    pub risk: Option<Risk>,
    pub hardware: Option<Hardware>,
    pub parent: Option<Box<Device>>,
    #[serde(default)]
    pub children: Vec<Device>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub ports: Vec<i32>,
    #[serde(default)]
    pub risks: Vec<Risk>,
    #[serde(default)]
    pub disks: Vec<Disk>,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[serde(rename = "v10_0")]
    pub version_10: Option<bool>,
}

fn duration<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<TimeDelta>, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| None)
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hardware {
    pub serial: Option<String>,
    pub cores: Option<u8>,
    pub maker: Option<Maker>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Maker {
    pub name: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Disk {
    pub label: Option<String>,
    pub size: Option<i64>,
    #[serde(default)]
    pub volumes: Vec<Volume>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Volume {
    pub letter: Option<String>,
    pub size: Option<i64>,
}

/// A derived type of [`Device`].
#[graph_resource(type = "#microsoft.graph.windows.phone")]
#[derive(Deserialize)]
pub struct Phone {
    pub imei: Option<String>,
    pub roaming: Option<bool>,
    pub hardware: Option<Hardware>,
}

/// A derived type of [`Hardware`].
#[graph_resource]
#[derive(Deserialize)]
pub struct Board {
    pub chipset: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Capability {
    Wipe,
    Locate,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource(type = "microsoft.graph.riskLevel")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Risk {
    Low,
    Medium,
    #[serde(untagged)]
    Unknown(String),
}

/// A decimal that keeps its digits as written.
#[derive(Deserialize)]
pub struct Price(pub String);

impl Value for Price {
    type Kind = edm::Number;

    fn literal(&self) -> Literal {
        Literal::bare(&self.0)
    }
}

impl Primitive for Price {
    const EDM_TYPE: &'static str = "Edm.Decimal";
}

#[derive(Deserialize)]
pub struct Bytes(pub Vec<u8>);

impl Value for Bytes {
    type Kind = edm::Binary;

    fn literal(&self) -> Literal {
        Literal::binary(&self.0)
    }
}
