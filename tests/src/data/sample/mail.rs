//! Messages.

use serde_json::{Value, json};

use super::ME;
use crate::data::Data;

/// Adds the messages of two users.
pub(super) fn add(data: Data) -> Data {
    let other = ME.replace("0001", "0002");
    data.entity_set(&format!("users/{ME}/messages"), messages("AAMkAGI1AAA", 25))
        .entity_set(
            &format!("users/{other}/messages"),
            messages("AAMkAGI2BBB", 3),
        )
}

fn messages(prefix: &str, count: usize) -> Vec<Value> {
    (1..=count).map(|number| message(prefix, number)).collect()
}

fn message(prefix: &str, number: usize) -> Value {
    let subject = [
        "let's meet for lunch?",
        "Re: 50% off + more",
        "Quarterly report",
        "Ünïcode: \u{1F600}",
    ][number % 4];
    let sender = ["Adele Vance", "Zoë Müller", "Brian O'Neill"][number % 3];
    let importance = ["low", "normal", "high"][number % 3];
    json!({
        "@odata.etag": format!("W/\"CQAAABYAAAB{number:04}\""),
        // Outlook's ids contain characters that are easily damaged.
        "id": format!("{prefix}{number:04}_-="),
        "subject": subject,
        "bodyPreview": format!("This is message {number}."),
        "importance": importance,
        "isRead": number % 2 == 0,
        "hasAttachments": number % 5 == 0,
        "receivedDateTime": format!("2024-03-{:02}T10:{:02}:30.{:07}Z", number % 28 + 1, number, number * 1_234_567 % 10_000_000),
        "from": {"emailAddress": {"name": sender, "address": format!("sender{}@contoso.com", number % 3)}},
        "toRecipients": [{"emailAddress": {"name": "Adele Vance", "address": "user1@contoso.com"}}],
        "categories": if number % 4 == 0 { json!(["Red category", "Travel"]) } else { json!([]) },
        "body": {"contentType": "html", "content": format!("<p>Message {number}</p>")},
        "conversationId": format!("AAQkAGI1{}", number / 5),
        "size": 1024 * number as u64,
    })
}
