//! Values with forms of their own: flags, durations, and binary data.

use serde_json::json;

use super::{APPLICATION, LEARNING_PROVIDER};
use crate::data::{Data, Kind};

/// Adds tasks of lifecycle workflows, learning contents, and an application with certificates.
pub(super) fn add(data: Data) -> Data {
    let data = data.entity_set(TASKS, tasks()).kind(
        TASKS,
        Kind::new("microsoft.graph.identityGovernance.taskDefinition"),
    );
    applications(learning(data))
}

const TASKS: &str = "identityGovernance/lifecycleWorkflows/taskDefinitions";

fn tasks() -> Vec<serde_json::Value> {
    let tasks = [
        (
            "70b29d51-b59a-4773-9280-8841dfd3f2ea",
            "Send welcome email to new hire",
            "joiner",
        ),
        (
            "22085229-5809-45e8-97fd-270d28d66910",
            "Add user to groups",
            "joiner,leaver,mover",
        ),
        (
            "1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950",
            "Disable user account",
            "joiner,leaver",
        ),
        (
            "8d18588d-9ad3-4c0f-99d0-ec215f0e3dff",
            "Delete user account",
            "leaver",
        ),
    ];
    let definition = |(id, name, category): (&str, &str, &str)| json!({"id": id, "displayName": name, "category": category, "version": 1, "continueOnError": false});
    tasks.map(definition).to_vec()
}

fn learning(data: Data) -> Data {
    let provider = json!({"id": LEARNING_PROVIDER, "displayName": "Contoso Academy"});
    let contents = [
        ("c1", "Git in an hour", "PT1H"),
        ("c2", "Rust", "P3DT4H30M"),
        ("c3", "Breaks", "PT15M0.5S"),
    ];
    let content = |(id, title, duration): (&str, &str, &str)| json!({"id": id, "title": title, "duration": duration, "languageTag": "en-us", "isActive": true});
    let providers = "employeeExperience/learningProviders";
    data.entity_set(providers, vec![provider])
        .entity_set(
            &format!("{providers}/{LEARNING_PROVIDER}/learningContents"),
            contents.map(content).to_vec(),
        )
        .kind(providers, Kind::new("microsoft.graph.learningProvider"))
        .kind(
            &format!("{providers}/learningContents"),
            Kind::new("microsoft.graph.learningContent"),
        )
}

fn applications(data: Data) -> Data {
    let application = json!({
        "id": APPLICATION,
        "appId": "d310d35a-8cd0-4e4d-9ef4-c9c6c0d5a6f1",
        "displayName": "Payroll",
        "createdDateTime": "2023-09-01T10:00:00Z",
        "keyCredentials": [{
            "keyId": "2f1a7c54-3b4d-4a7e-9f1c-6d5e4f3a2b10",
            "displayName": "CN=payroll",
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
            // The thumbprint of the certificate.
            "customKeyIdentifier": "3q2+7wEjRWeJq83v/////w==",
            "startDateTime": "2023-09-01T10:00:00Z",
            "endDateTime": "2025-09-01T10:00:00Z",
            "key": null,
        }],
    });
    data.entity_set("applications", vec![application]).kind(
        "applications",
        Kind::new("microsoft.graph.application").directory(),
    )
}
