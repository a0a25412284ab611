//! Nested structs become a nested query: a user, the user's manager and the people who report to the user.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    #[graph(expand)]
    pub manager: Option<Person>,
    #[graph(expand)]
    #[serde(default)]
    pub direct_reports: Vec<Person>,
}

/// Another view of a user, with fewer properties.
#[graph_resource(type = "microsoft.graph.user")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
    pub job_title: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let f = User::FIELDS;

    let managed = User::list().top(3);
    println!("GET {managed}");
    for user in managed.page(&setup.client).await? {
        println!(
            "  {:?} reports to {:?}",
            user.display_name,
            user.manager.and_then(|manager| manager.display_name)
        );
    }

    // One expansion gets its own options; the other stays as the struct declares it.
    let p = Person::FIELDS;
    let reports = f
        .direct_reports
        .expand()
        .order_by(p.display_name.desc())
        .top(2);
    let request = User::get(graph_resource_tests::sample::ME).expand(reports);
    println!("\nGET {request}\n{:#?}", request.send(&setup.client).await?);
    Ok(())
}
