//! `date()` of a property that is a date.
use chrono::NaiveDate;
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub birthday: Option<NaiveDate>,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.birthday.date();
}
