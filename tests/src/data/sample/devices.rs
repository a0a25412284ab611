//! Devices that Intune manages.

use serde_json::{Value, json};

use super::user;
use crate::data::{Data, Kind};

const COUNT: usize = 12;

/// Adds the devices.
pub(super) fn add(data: Data) -> Data {
    data.entity_set(
        "deviceManagement/managedDevices",
        (1..=COUNT).map(device).collect(),
    )
    .kind(
        "deviceManagement/managedDevices",
        Kind::new("microsoft.graph.managedDevice"),
    )
}

fn device(number: usize) -> Value {
    let (system, version) = [
        ("Windows", "10.0.22631.3296"),
        ("iOS", "17.4"),
        ("Android", "14"),
        ("macOS", "14.4"),
    ][number % 4];
    json!({
        "id": format!("705c034c-034c-705c-4c03-{number:012}"),
        "deviceName": format!("CONTOSO-{number:03}"),
        "userId": user(number),
        "userPrincipalName": format!("user{number}@contoso.com"),
        "operatingSystem": system,
        "osVersion": version,
        "complianceState": if number % 5 == 0 { "noncompliant" } else { "compliant" },
        "managedDeviceOwnerType": if number % 3 == 0 { "personal" } else { "company" },
        "enrolledDateTime": format!("2023-{number:02}-01T08:00:00Z"),
        "lastSyncDateTime": format!("2024-03-{number:02}T06:00:00Z"),
        // More than an Int32 holds.
        "totalStorageSpaceInBytes": 256_060_514_304_u64,
        "freeStorageSpaceInBytes": 100_000_000_000_u64 + number as u64,
        "isEncrypted": number % 5 != 0,
        "serialNumber": format!("SN{number:06}"),
    })
}
