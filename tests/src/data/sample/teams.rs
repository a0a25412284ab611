//! A team, its channel, the messages with their replies, and presences.

use serde_json::{Value, json};

use super::{CHANNEL, TEAM, people, user};
use crate::data::{Data, Kind};

/// More than one page.
const MESSAGES: usize = 25;

/// Adds the team and the presences.
pub(super) fn add(data: Data) -> Data {
    let channels = format!("teams/{TEAM}/channels");
    let messages = format!("{channels}/{CHANNEL}/messages");
    let channel = json!({
        "id": CHANNEL,
        "displayName": "General",
        "description": "Everything about the launch",
        "membershipType": "standard",
        "createdDateTime": "2024-02-01T08:00:00Z",
    });
    let team = json!({"id": TEAM, "displayName": "All Company", "isArchived": false});
    let mut data = data
        .entity_set("teams", vec![team])
        .entity_set(&channels, vec![channel])
        // The newest first, as Graph lists them.
        .entity_set(
            &messages,
            (1..=MESSAGES)
                .rev()
                .map(|number| message(number, None))
                .collect(),
        );
    for number in (1..=MESSAGES).step_by(4) {
        let id = message_id(number);
        let replies = (1..=2).map(|reply| message(number * 100 + reply, Some(&id)));
        data = data.entity_set(&format!("{messages}/{id}/replies"), replies.collect());
    }
    presences(kinds(data))
}

fn kinds(data: Data) -> Data {
    // Messages of a channel support no other options.
    let message = Kind::new("microsoft.graph.chatMessage")
        .supports(["$top", "$expand"])
        .pages(20, 50);
    data.kind("teams", Kind::new("microsoft.graph.team"))
        .kind("teams/channels", Kind::new("microsoft.graph.channel"))
        .kind("teams/channels/messages", message.clone())
        .kind("teams/channels/messages/replies", message)
}

fn message_id(number: usize) -> String {
    format!("17093{number:08}")
}

fn message(number: usize, reply_to: Option<&str>) -> Value {
    let who = number % 5 + 1;
    let content = match reply_to {
        Some(_) => format!("<p>Reply {number}</p>"),
        None => format!("<p>Message {number}</p>"),
    };
    json!({
        "id": message_id(number),
        "replyToId": reply_to,
        "messageType": "message",
        "createdDateTime": format!("2024-03-{:02}T{:02}:15:00.123Z", number % 25 + 1, number % 24),
        "deletedDateTime": null,
        "subject": null,
        "importance": if number % 6 == 0 { "high" } else { "normal" },
        "body": {"contentType": "html", "content": content},
        "from": {
            "application": null,
            "device": null,
            "user": {"id": user(who), "displayName": people::display_name(who), "userIdentityType": "aadUser"},
        },
    })
}

/// Adds the presences of five users, below the users and as a collection.
fn presences(data: Data) -> Data {
    let all: Vec<_> = (1..=5).map(presence).collect();
    let mut data = data
        .entity_set("communications/presences", all.clone())
        .kind(
            "communications/presences",
            Kind::new("microsoft.graph.presence"),
        )
        .kind(
            "users/presence",
            Kind::new("microsoft.graph.presence").single(),
        );
    for (number, presence) in (1..).zip(all) {
        data = data.singleton(&format!("users/{}/presence", user(number)), presence);
    }
    data
}

fn presence(number: usize) -> Value {
    let (availability, activity) = [
        ("Offline", "Offline"),
        ("Available", "Available"),
        ("Busy", "InAMeeting"),
        ("Away", "Away"),
        ("DoNotDisturb", "Presenting"),
    ][number % 5];
    json!({"id": user(number), "availability": availability, "activity": activity, "statusMessage": null})
}
