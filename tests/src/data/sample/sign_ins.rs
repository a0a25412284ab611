//! Sign-in logs.

use serde_json::{Value, json};

use super::{people, user};
use crate::data::{Data, Kind};

/// The first days of March 2024.
const DAYS: usize = 5;
/// One every three hours.
const PER_DAY: usize = 8;

const APPS: [&str; 3] = [
    "Microsoft Teams",
    "Office 365 Exchange Online",
    "Graph Explorer",
];

/// Adds the logs.
pub(super) fn add(data: Data) -> Data {
    // The newest first, as Graph lists them.
    let sign_ins = (0..DAYS * PER_DAY).rev().map(sign_in).collect();
    data.entity_set("auditLogs/signIns", sign_ins).kind(
        "auditLogs/signIns",
        Kind::new("microsoft.graph.signIn").pages(1000, 1000),
    )
}

fn sign_in(number: usize) -> Value {
    let who = number % 6 + 1;
    let failed = number % 7 == 3;
    let (day, hour) = (number / PER_DAY + 1, number % PER_DAY * 3);
    json!({
        "id": format!("66ea54eb-6301-4ee5-be62-ff5a7{number:07}"),
        "createdDateTime": format!("2024-03-{day:02}T{hour:02}:30:00Z"),
        "userId": user(who),
        "userDisplayName": people::display_name(who),
        "userPrincipalName": format!("user{who}@contoso.com"),
        "appDisplayName": APPS[number % APPS.len()],
        "ipAddress": format!("203.0.113.{}", number % 20 + 1),
        "isInteractive": number % 4 != 0,
        "clientAppUsed": "Browser",
        "conditionalAccessStatus": if failed { "failure" } else { "success" },
        "riskLevelDuringSignIn": if failed { "medium" } else { "none" },
        "status": {
            "errorCode": if failed { 50126 } else { 0 },
            "failureReason": if failed { json!("Invalid username or password.") } else { Value::Null },
        },
        "location": {"city": "Zürich", "countryOrRegion": "CH"},
    })
}
