use std::collections::HashMap;

use graph_resource::graph_resource;
use serde::Deserialize;

use super::{Case, case, group};

/// The properties that several entities share.
#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Base {
    pub id: String,
    pub created_date_time: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    pub mail: Option<String>,
    #[serde(flatten)]
    pub base: Base,
    #[graph(expand)]
    pub manager: Option<Base>,
    pub mobile_phone: Option<String>,
}

#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    #[serde(flatten)]
    pub base: Base,
    pub account_enabled: Option<bool>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub account_enabled: Option<bool>,
    #[serde(flatten)]
    pub contact: Option<Box<Contact>>,
    pub age: Option<i32>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
    #[graph(expand)]
    pub members: Option<Vec<Person>>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Place {
    pub city: String,
    #[serde(flatten)]
    pub position: Position,
    pub street: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Position {
    pub latitude: f64,
    pub longitude: Option<f64>,
}

#[graph_resource(path = "/rooms/<roomId>")]
#[derive(Deserialize)]
pub struct Room {
    pub id: Option<String>,
    pub address: Option<Place>,
    #[serde(default)]
    pub places: Vec<Place>,
}

/// A flattened struct of annotations, which need not be selected.
#[graph_resource]
#[derive(Deserialize)]
pub struct Annotations {
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct Tagged {
    #[serde(flatten)]
    pub annotations: Annotations,
    pub id: String,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct WithMap {
    #[serde(flatten)]
    pub base: Base,
    #[serde(flatten)]
    pub rest: HashMap<String, serde_json::Value>,
}

type Properties = std::collections::BTreeMap<String, serde_json::Value>;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct WithAlias {
    pub id: String,
    #[allow(deprecated)]
    #[serde(flatten)]
    pub rest: Properties,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct Unselected {
    pub id: String,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct OfUnselected {
    #[serde(flatten)]
    pub inner: Unselected,
    pub mail: Option<String>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct Wrapper<T> {
    pub mail: Option<String>,
    #[serde(flatten)]
    pub inner: Tag<T>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Tag<T> {
    pub tag: T,
}

#[graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>")]
#[derive(Deserialize)]
pub struct ListItem {
    pub id: String,
    #[graph(expand)]
    pub fields: Option<HashMap<String, serde_json::Value>>,
    #[graph(expand)]
    #[serde(default)]
    pub versions: Vec<serde_json::Value>,
}

pub fn cases() -> Vec<Case> {
    group(
        "flattened",
        selected()
            .into_iter()
            .chain(expanded_maps())
            .chain(queried()),
    )
}

fn selected() -> Vec<Case> {
    vec![
        case(
            "the properties are selected in the place of the field",
            User::list(),
            "/users?$select=id,createdDateTime,accountEnabled",
        ),
        case(
            "in a delta query",
            User::changes(),
            "/users/delta?$select=id,createdDateTime,accountEnabled",
        ),
        case(
            "nested and optional, with the expansions of the inner struct",
            Person::get("1"),
            "/users/1?$select=accountEnabled,mail,id,createdDateTime,mobilePhone,age&$expand=manager($select=id,createdDateTime)",
        ),
        case(
            "within an expansion",
            Group::get("1"),
            "/groups/1?$select=id&$expand=members($select=accountEnabled,mail,id,createdDateTime,mobilePhone,age;$expand=manager($select=id,createdDateTime))",
        ),
        case(
            "a struct of annotations adds nothing",
            Tagged::get("1"),
            "/users/1?$select=id",
        ),
        case(
            "a generic struct",
            Wrapper::<String>::get("1"),
            "/users/1?$select=mail,tag",
        ),
        case("a map beside a struct", WithMap::get("1"), "/users/1"),
        case("a map of another name", WithAlias::get("1"), "/users/1"),
        case(
            "a struct that sends no `$select`",
            OfUnselected::get("1"),
            "/users/1",
        ),
    ]
}

fn expanded_maps() -> Vec<Case> {
    vec![
        case(
            "maps are expanded without `$select`",
            ListItem::get("s", "l", 1),
            "/sites/s/lists/l/items/1?$select=id&$expand=fields,versions",
        ),
        case(
            "an expanded map with options",
            ListItem::get("s", "l", 1).expand(ListItem::FIELDS.versions.expand().top(1)),
            "/sites/s/lists/l/items/1?$select=id&$expand=fields,versions($top=1)",
        ),
    ]
}

fn queried() -> Vec<Case> {
    let (u, p, r) = (User::FIELDS, Person::FIELDS, Room::FIELDS);
    vec![
        case(
            "a filter and a sort order",
            User::list()
                .filter(u.base.id.eq("1"))
                .order_by(u.base.created_date_time.desc())
                .without_select(),
            "/users?$filter=id%20eq%20'1'&$orderby=createdDateTime%20desc&$count=true",
        ),
        case(
            "two levels, and a navigation property",
            Person::list()
                .filter(p.contact.base.id.eq("1") & p.contact.manager.id.eq("2"))
                .without_select()
                .without_expand(),
            "/users?$filter=id%20eq%20'1'%20and%20manager/id%20eq%20'2'",
        ),
        case(
            "options of an expansion",
            Person::get("1")
                .without_select()
                .expand(p.contact.manager.expand().select([Base::FIELDS.id])),
            "/users/1?$expand=manager($select=id)",
        ),
        case(
            "a narrower `$select` keeps the required properties",
            User::list().select([u.account_enabled]),
            "/users?$select=accountEnabled,id",
        ),
        case(
            "a property of the inner struct is selected",
            User::list().select([u.base.created_date_time]),
            "/users?$select=createdDateTime,id",
        ),
        case(
            "below a complex property, with what both structs require",
            Room::get("1").select([r.address.position.longitude]),
            "/rooms/1?$select=address/longitude,address/latitude,address/city",
        ),
        case(
            "beside the fields of a complex property",
            Room::get("1").select([r.address.street]),
            "/rooms/1?$select=address/street,address/city,address/latitude",
        ),
        case(
            "in a lambda",
            Room::list()
                .filter(r.places.any(|place| place.position.latitude.gt(60)))
                .without_select(),
            "/rooms?$filter=places/any(x:x/latitude%20gt%2060)",
        ),
    ]
}
