//! A custom struct: a user with a nested address and an enum, and only the properties that this program needs.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::sample;
use serde::Deserialize;

/// The struct is the query: its fields become `$select`.
#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub user_type: Option<UserType>,
    pub address: Option<Address>,
}

/// A complex type needs no path.
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// Graph's enums grow, so this one keeps unknown members.
#[graph_resource]
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum UserType {
    Member,
    Guest,
    #[serde(untagged)]
    Unknown(String),
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;

    let one = User::get(sample::ME);
    println!("GET {one}\n{:#?}\n", one.send(&setup.client).await?);

    let none = User::get("nobody@contoso.com");
    println!("GET {none}\n{:?}\n", none.send_opt(&setup.client).await?);

    // Nested fields are reached with a dot, and a misspelled field does not compile.
    let f = User::FIELDS;
    let some = User::list()
        .filter(f.address.city.eq("Tulsa"))
        .select([f.display_name]);
    println!("GET {some}");
    for user in some.all(&setup.client).await? {
        println!("  {:?}", user.display_name);
    }
    Ok(())
}
