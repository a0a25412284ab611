//! Requests by hand: write, upload, and send mail through the client of the reads.

use graph_resource::{Error, Method, graph_resource};
use graph_resource_examples::setup;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[graph_resource(list(members_of = "/groups/<groupId>/members/microsoft.graph.user"))]
#[derive(Debug, Deserialize)]
pub struct Member {
    pub id: String,
}

#[derive(Debug, Serialize)]
pub struct Seat {
    pub floor: u8,
}

#[derive(Debug, Deserialize)]
pub struct Item {
    pub name: String,
    pub size: u64,
}

const GROUP: &str = "10000000-0000-4000-8000-000000000001";
const USER: &str = "00000000-0000-4000-8000-000000000004";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    if setup.service.is_none() {
        println!("this example changes data, so it only runs against the local service");
        return Ok(());
    }
    let client = &setup.client;

    // Add a member to a group, and read the members after that, both in one batch.
    let link = format!("https://graph.microsoft.com/v1.0/directoryObjects/{USER}");
    let add = client
        .request(Method::POST, "/groups/<groupId>/members/$ref")
        .key(GROUP)
        .json(&json!({"@odata.id": link}));
    let (added, members) = client
        .batch((add.part_empty(), Member::members_of(GROUP).depends_on(0)))
        .await?;
    added?;
    println!("the group has {} members", members?.value.len());

    client
        .request(Method::DELETE, "/groups/<groupId>/members/<userId>/$ref")
        .key(GROUP)
        .key(USER)
        .send_empty()
        .await?;

    // Setting a property twice changes nothing more, so this may be sent again after any failure.
    client
        .request(Method::PATCH, "/users/<userId>/extensions/<name>")
        .key(USER)
        .key("com.contoso.seat")
        .json(&Seat { floor: 3 })
        .idempotent()
        .send_empty()
        .await?;

    let message = json!({
        "subject": "Lunch?",
        "toRecipients": [{"emailAddress": {"address": "grace@contoso.com"}}],
    });
    let sent = client
        .request(Method::POST, "/me/sendMail")
        .json(&json!({"message": message}))
        .send_empty()
        .await;
    match sent {
        Ok(()) => println!("mail sent"),
        Err(error) if error.may_have_been_carried_out() => {
            println!("look into the sent items before sending it again: {error}");
        }
        Err(error) => return Err(error),
    }

    let item: Item = client
        .request(Method::PUT, "/me/drive/root:/<itemPath..>:/content")
        .key("Reports/2024/January.txt")
        .bytes("text/plain", "all is well")
        .send()
        .await?;
    println!("{} has {} bytes", item.name, item.size);
    Ok(())
}
