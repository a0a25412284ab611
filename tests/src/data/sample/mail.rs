//! Messages and their attachments.

use serde_json::{Value, json};

use super::ME;
use crate::data::{Data, File, Kind};

/// Adds the messages of two users.
pub(super) fn add(data: Data) -> Data {
    let other = ME.replace("0001", "0002");
    let set = format!("users/{ME}/messages");
    let mut data = data
        .entity_set(&set, messages("AAMkAGI1AAA", 25))
        .entity_set(
            &format!("users/{other}/messages"),
            messages("AAMkAGI2BBB", 3),
        );
    for number in (1..=25).filter(|&number| has_attachments(number)) {
        data = attach(
            data,
            &format!("{set}/{}", message_id("AAMkAGI1AAA", number)),
        );
    }
    data.kind(
        "users/messages/attachments",
        Kind::new("microsoft.graph.attachment"),
    )
}

fn has_attachments(number: usize) -> bool {
    number % 5 == 0
}

fn message_id(prefix: &str, number: usize) -> String {
    // Outlook's ids contain characters that are easily damaged.
    format!("{prefix}{number:04}_-=")
}

/// Adds a file and a message to the attachments of a message.
fn attach(data: Data, message: &str) -> Data {
    let file = json!({
        "@odata.type": "#microsoft.graph.fileAttachment",
        "@odata.mediaContentType": "text/csv",
        "id": "AAMkATT1=",
        "name": "figures.csv",
        "contentType": "text/csv",
        "size": 12,
        "isInline": false,
        "lastModifiedDateTime": "2024-03-01T10:00:00Z",
        "contentId": null,
        "contentBytes": "YSxiCjEsMgozLDQK",
    });
    let item = json!({
        "@odata.type": "#microsoft.graph.itemAttachment",
        "id": "AAMkATT2=",
        "name": "Re: figures",
        "contentType": null,
        "size": 2048,
        "isInline": false,
        "lastModifiedDateTime": "2024-03-01T10:00:00Z",
    });
    let attachments = format!("{message}/attachments");
    data.file(
        &format!("{attachments}/AAMkATT1=/$value"),
        File::new("text/csv", "a,b\n1,2\n3,4\n"),
    )
    .entity_set(&attachments, vec![file, item])
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
        "id": message_id(prefix, number),
        "subject": subject,
        "bodyPreview": format!("This is message {number}."),
        "importance": importance,
        "isRead": number % 2 == 0,
        "hasAttachments": has_attachments(number),
        "receivedDateTime": format!("2024-03-{:02}T10:{:02}:30.{:07}Z", number % 28 + 1, number, number * 1_234_567 % 10_000_000),
        "from": {"emailAddress": {"name": sender, "address": format!("sender{}@contoso.com", number % 3)}},
        "toRecipients": [{"emailAddress": {"name": "Adele Vance", "address": "user1@contoso.com"}}],
        "categories": if number % 4 == 0 { json!(["Red category", "Travel"]) } else { json!([]) },
        "body": {"contentType": "html", "content": format!("<p>Message {number}</p>")},
        "conversationId": format!("AAQkAGI1{}", number / 5),
        "size": 1024 * number as u64,
    })
}
