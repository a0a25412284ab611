use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use graph_resource::{Filter, graph_resource};
use serde::Deserialize;
use uuid::Uuid;

use super::{Case, case, group};

#[graph_resource(path = "/applications/<applicationId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    #[graph(type = "Edm.String")]
    pub id: Uuid,
    #[graph(type = "Edm.String")]
    pub app_id: Option<Uuid>,
    #[graph(type = "Edm.Guid")]
    pub owner: Option<String>,
    #[graph(type = "Edm.DateTimeOffset")]
    pub created: String,
    #[graph(type = "Edm.Date")]
    pub day: Option<String>,
    #[graph(type = "Edm.TimeOfDay")]
    pub time: Option<String>,
    #[graph(type = "Edm.Duration")]
    pub age: Option<String>,
    #[graph(type = "Edm.Int64")]
    pub size: Option<String>,
    #[graph(type = "Edm.Boolean")]
    pub enabled: Option<String>,
    #[graph(type = "Edm.Binary")]
    pub key: Option<String>,
    #[graph(type = "Edm.String")]
    pub number: Option<u32>,
    #[graph(type = "Edm.String")]
    pub start: Option<DateTime<Utc>>,
    #[graph(type = "Edm.String")]
    pub birthday: Option<NaiveDate>,
    #[graph(type = "Edm.String")]
    #[serde(default)]
    pub tags: Vec<Uuid>,
    #[graph(type = "Edm.Guid")]
    pub name: Option<Uuid>,
    #[graph(type = "Edm.Double")]
    pub score: Option<f64>,
}

const ID: &str = "2f6b1a3e-0000-4000-8000-00805f9b34fb";

fn id() -> Uuid {
    ID.parse().unwrap()
}

fn filter(name: &'static str, filter: Filter<Application>, expected: &str) -> Case {
    let request = Application::list().without_select().filter(filter);
    case(name, request, &format!("/applications?$filter={expected}"))
}

pub fn cases() -> Vec<Case> {
    group("declared", in_quotes().into_iter().chain(bare()))
}

fn in_quotes() -> Vec<Case> {
    let f = Application::FIELDS;
    let moment = Utc.with_ymd_and_hms(2024, 2, 29, 9, 15, 0).unwrap();
    vec![
        filter(
            "a GUID in a string property",
            f.app_id.eq(id()),
            &format!("appId%20eq%20'{ID}'"),
        ),
        filter(
            "by reference, and beside a string",
            f.id.in_([&id()]) | f.id.starts_with("2f6b") | f.id.eq("it's"),
            &format!("id%20in%20('{ID}')%20or%20startswith(id,'2f6b')%20or%20id%20eq%20'it''s'"),
        ),
        filter("a number", f.number.eq(12), "number%20eq%20'12'"),
        filter(
            "a date and time",
            f.start.ge(moment),
            "start%20ge%20'2024-02-29T09:15:00Z'",
        ),
        filter(
            "a date",
            f.birthday.eq(moment.date_naive()),
            "birthday%20eq%20'2024-02-29'",
        ),
        filter(
            "the items of a collection",
            f.tags.any(|tag| tag.eq(id())),
            &format!("tags/any(x:x%20eq%20'{ID}')"),
        ),
    ]
}

fn bare() -> Vec<Case> {
    let f = Application::FIELDS;
    let moment = Utc.with_ymd_and_hms(2024, 2, 29, 9, 15, 0).unwrap();
    vec![
        filter("a GUID", f.owner.eq(ID), &format!("owner%20eq%20{ID}")),
        filter(
            "a GUID of the type `Uuid`",
            f.owner.eq(id()),
            &format!("owner%20eq%20{ID}"),
        ),
        filter(
            "a date and time, and its year",
            f.created.ge("2024-02-29T09:15:00+01:00") & f.created.year().eq(2024),
            "created%20ge%202024-02-29T09:15:00%2B01:00%20and%20year(created)%20eq%202024",
        ),
        filter(
            "the date of a date and time",
            f.created.date().eq(moment.date_naive()),
            "date(created)%20eq%202024-02-29",
        ),
        filter(
            "a date and time, and a date",
            f.created.ge("2024-02-29") & f.created.lt(moment.date_naive()) & f.day.lt(moment),
            "created%20ge%202024-02-29%20and%20created%20lt%202024-02-29%20and%20day%20lt%202024-02-29T09:15:00Z",
        ),
        filter(
            "a date and time of the type `DateTime`",
            f.created.lt(moment),
            "created%20lt%202024-02-29T09:15:00Z",
        ),
        filter(
            "an owned date, a time and a duration",
            f.day.eq(String::from("2024-02-29")) & f.time.lt("09:15") & f.age.gt("P1D"),
            "day%20eq%202024-02-29%20and%20time%20lt%2009:15%20and%20age%20gt%20duration'P1D'",
        ),
        filter(
            "numbers and Booleans",
            f.size.add(1).gt(5) & f.size.le("12") & f.size.ne(7_i64) & f.enabled.eq("true"),
            "size%20add%201%20gt%205%20and%20size%20le%2012%20and%20size%20ne%207%20and%20enabled%20eq%20true&$count=true",
        ),
        filter("bytes", f.key.eq("+/8="), "key%20eq%20binary'-_8='"),
        filter(
            "a type that is the Rust type's own",
            f.name.eq(id()) & f.score.gt(0.5),
            &format!("name%20eq%20{ID}%20and%20score%20gt%200.5"),
        ),
        filter(
            "another property of the same kind",
            f.id.eq(f.app_id),
            "id%20eq%20appId",
        ),
        case(
            "a sort order",
            Application::list()
                .without_select()
                .order_by(f.created.desc()),
            "/applications?$orderby=created%20desc&$count=true",
        ),
        case(
            "a sort order by a Boolean",
            Application::list()
                .without_select()
                .order_by(f.enabled.asc()),
            "/applications?$orderby=enabled&$count=true",
        ),
        case(
            "selected by name",
            Application::list().select([f.app_id]),
            "/applications?$select=appId,id,created",
        ),
    ]
}
