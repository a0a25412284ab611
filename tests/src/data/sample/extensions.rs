//! What organizations add to users: open extensions, extension properties, and custom security attributes.

use serde_json::{Value, json};

use super::{EXTENSION_PROPERTY, ME};
use crate::data::{Data, Kind};

/// Adds open extensions of one user.
pub(super) fn add(data: Data) -> Data {
    let extensions = vec![
        json!({
            "@odata.type": "#microsoft.graph.openTypeExtension",
            "id": "com.contoso.roamingSettings",
            "extensionName": "com.contoso.roamingSettings",
            "theme": "dark",
            "lang": "Japanese",
        }),
        json!({
            "@odata.type": "#microsoft.graph.openTypeExtension",
            "id": "com.contoso.referral",
            "extensionName": "com.contoso.referral",
            "campaign": 7,
        }),
    ];
    data.entity_set(&format!("users/{ME}/extensions"), extensions)
        .kind(
            "users/extensions",
            Kind::new("microsoft.graph.openTypeExtension"),
        )
}

/// Adds properties to a user: the extension property to all, the security attributes to three of them.
pub(super) fn extend(user: &mut Value, number: usize) {
    user[EXTENSION_PROPERTY] = json!(format!("CC-{}", number % 4));
    if number <= 3 {
        let projects = [
            ["Baker", "Cascade"],
            ["Alpine", "Baker"],
            ["Alpine", "Cascade"],
        ];
        user["customSecurityAttributes"] = json!({
            "Engineering": {
                "@odata.type": "#microsoft.graph.customSecurityAttributeValue",
                "Project@odata.type": "#Collection(String)",
                "Project": projects[number - 1],
                "Level@odata.type": "#Int32",
                "Level": number,
                "Certification": number == 1,
            },
        });
    }
}
