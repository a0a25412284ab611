//! The sample data and its well-known ids.

mod calendar;
mod devices;
mod drive;
mod extensions;
mod governance;
mod mail;
mod people;
mod photos;
mod planner;
mod reports;
mod sign_ins;
mod sites;
mod teams;

use serde_json::{Value, json};

use super::{Data, Kind};

/// The connection of the operations.
pub const CONNECTION: &str = "contosohr";
/// A failed operation with an error.
pub const FAILED_OPERATION: &str = "36b2d3a7-4d83-4ec5-8f5c-1c6f6c1b4b0e";
/// An operation in progress.
pub const RUNNING_OPERATION: &str = "5f0c1a52-90de-4e0f-9b53-2c2f5a1f7d11";
/// A completed operation.
pub const COMPLETED_OPERATION: &str = "8a4e7c19-7b1d-4d0a-a1c5-6c4c8a2b9e23";
/// An operation with the status `unspecified`.
pub const UNSPECIFIED_OPERATION: &str = "c1d9f2e4-2a6b-4c3d-8e7f-0a1b2c3d4e5f";
/// An operation with an undocumented status.
pub const UNKNOWN_STATUS_OPERATION: &str = "e7b8c9d0-1f2a-4b3c-9d4e-5f6a7b8c9d0e";
/// The user at `/me`.
pub const ME: &str = "00000000-0000-4000-8000-000000000001";
/// A group of users and one other group.
pub const GROUP: &str = "10000000-0000-4000-8000-000000000001";

/// The team of [`GROUP`].
pub const TEAM: &str = GROUP;
/// A channel of [`TEAM`].
pub const CHANNEL: &str = "19:561fbdbbfca848a484f0a6f00ce9dbbd@thread.tacv2";
/// The drive of [`ME`].
pub const DRIVE: &str = "b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME";
/// The site at `contoso.sharepoint.com:/sites/engineering`.
pub const SITE: &str = "contoso.sharepoint.com,da60e844-ba1d-49bc-b4d4-d5e36bae9019,712a596e-90a1-49e3-9b48-bfa80bee8740";
/// A list of [`SITE`], whose name is `Projects`.
pub const LIST: &str = "b0f9f5a1-6c3f-4a0e-9d2b-1f4e5c6d7a8b";
/// A plan of [`GROUP`].
pub const PLAN: &str = "xqQg5FS2LkCp935s-FIFm2QAFkHM";
/// An application with a certificate.
pub const APPLICATION: &str = "20000000-0000-4000-8000-000000000001";
/// A learning provider.
pub const LEARNING_PROVIDER: &str = "13727311-e7bb-470d-8b20-6a23d9030d70";
/// An extension property, which every user has.
pub const EXTENSION_PROPERTY: &str = "extension_d310d35a8cd04e4d9ef4c9c6c0d5a6f1_costCenter";

/// The sample data.
pub(crate) fn data() -> Data {
    let data = Data::new()
        .entity_set("external/connections", vec![connection()])
        .entity_set(
            &format!("external/connections/{CONNECTION}/operations"),
            operations(),
        )
        // The older path, which the reference still documents for beta.
        .entity_set("connections", vec![connection()])
        .entity_set(
            &format!("connections/{CONNECTION}/operations"),
            operations(),
        )
        .entity_set("users", people::users())
        .entity_set("groups", people::groups())
        .entity_set("organization", vec![organization()])
        .alias("me", &format!("users/{ME}"));
    let parts: [fn(Data) -> Data; 12] = [
        mail::add,
        calendar::add,
        sign_ins::add,
        drive::add,
        sites::add,
        planner::add,
        devices::add,
        teams::add,
        reports::add,
        photos::add,
        extensions::add,
        governance::add,
    ];
    kinds(parts.iter().fold(data, |data, add| add(data)))
}

/// The id of a user.
fn user(number: usize) -> String {
    people::user_id(number)
}

fn kinds(data: Data) -> Data {
    data.kind("users", people::user_kind())
        .kind("groups", people::group_kind())
        .kind(
            "organization",
            Kind::new("microsoft.graph.organization").directory(),
        )
        .kind(
            "external/connections",
            Kind::new("microsoft.graph.externalConnectors.externalConnection"),
        )
        .kind("external/connections/operations", operation_kind())
        .kind(
            "connections",
            Kind::new("microsoft.graph.externalConnectors.externalConnection"),
        )
        .kind("connections/operations", operation_kind())
        .kind("users/messages", Kind::new("microsoft.graph.message"))
}

fn operation_kind() -> Kind {
    Kind::new("microsoft.graph.externalConnectors.connectionOperation")
        .property("error/code")
        .property("error/target")
}

fn connection() -> Value {
    json!({
        "id": CONNECTION,
        "name": "Contoso HR",
        "description": "Tickets of the people department",
        "state": "ready",
        "configuration": {"authorizedAppIds": ["d310d35a-8cd0-4e4d-9ef4-c9c6c0d5a6f1"]},
    })
}

fn operations() -> Vec<Value> {
    vec![
        json!({
            "id": FAILED_OPERATION,
            "status": "failed",
            "error": {"message": "The schema was refused: a label is used by two properties."},
        }),
        json!({"id": RUNNING_OPERATION, "status": "inprogress", "error": null}),
        json!({"id": COMPLETED_OPERATION, "status": "completed", "error": null}),
        json!({"id": UNSPECIFIED_OPERATION, "status": "unspecified", "error": null}),
        json!({
            "id": UNKNOWN_STATUS_OPERATION,
            "status": "awaitingApproval",
            "error": {"code": "Pending", "message": "An administrator has to agree.", "target": "schema"},
        }),
    ]
}

fn organization() -> Value {
    json!({
        "id": "84841066-274d-4ec0-a5c1-276be684bdd3",
        "displayName": "Contoso",
        "city": "Zürich",
        "countryLetterCode": "CH",
        "verifiedDomains": [{"name": "contoso.com", "isDefault": true, "type": "Managed"}],
    })
}
