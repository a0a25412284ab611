//! Advanced queries on directory objects: each request that needs the header and `$count=true` has them, and without them
//! the local service refuses it as Graph does.

#![allow(dead_code, reason = "the fields are only used in queries")]

use graph_resource::query::{Order, Search};
use graph_resource::testing::Fake;
use graph_resource::{Client, Field, Filter, List, RetryPolicy, graph_resource};
use graph_resource_tests::Service;
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    display_name: Option<String>,
    mail: Option<String>,
    user_principal_name: Option<String>,
    account_enabled: Option<bool>,
    #[serde(default)]
    business_phones: Vec<String>,
    #[graph(expand)]
    #[serde(default)]
    direct_reports: Vec<Person>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: String,
    display_name: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    id: String,
    display_name: Option<String>,
    mail: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>/members/microsoft.graph.user", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct UserInGroup {
    id: String,
    display_name: Option<String>,
}

#[graph_resource(path = "/me/messages/<messageId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    id: String,
    subject: Option<String>,
    is_read: Option<bool>,
}

async fn service() -> (Service, Client) {
    let service = Service::start().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    (service, client)
}

fn users() -> List<User> {
    User::list().without_expand()
}

fn advanced() -> Vec<(&'static str, List<User>)> {
    let f = User::FIELDS;
    let name = f.display_name;
    let at_path = |query: &str| List::at_path(format!("/users?{query}"));
    vec![
        ("ne", users().filter(f.account_enabled.ne(true))),
        ("not", users().filter(!name.starts_with("A"))),
        ("endswith", users().filter(f.mail.ends_with("com"))),
        ("not null", users().filter(f.mail.is_not_null())),
        (
            "an empty collection",
            users().filter(f.business_phones.is_empty()),
        ),
        (
            "$count in a filter",
            users().filter(f.business_phones.count().gt(0)),
        ),
        (
            "ne in a lambda",
            users().filter(f.business_phones.any(|phone| phone.ne("1"))),
        ),
        ("named: ne", users().filter(Field::named("mail").ne("a"))),
        (
            "$filter with $orderby",
            users().filter(name.ge("A")).order_by(name.asc()),
        ),
        ("$orderby by mail", users().order_by(f.mail.asc())),
        (
            "$orderby by a function",
            users().order_by(name.to_lower().desc()),
        ),
        (
            "$orderby by two keys",
            users().order_by(name.asc()).order_by(f.mail.desc()),
        ),
        (
            "a raw $orderby",
            users().order_by(Order::raw("displayName, mail desc")),
        ),
        (
            "a raw filter: ne",
            users().filter(Filter::raw("mail ne null")),
        ),
        (
            "a raw filter: not",
            users().filter(Filter::raw("not(accountEnabled)")),
        ),
        (
            "a raw filter: endswith",
            users().filter(Filter::raw("endsWith(mail,'com')")),
        ),
        (
            "a raw filter: $count",
            users().filter(Filter::raw("businessPhones/$count gt 0")),
        ),
        ("a filter by name", users().param("$filter", "mail ne null")),
        ("a filter in a path", at_path("$filter=mail%20ne%20null")),
        ("$orderby in a path", at_path("$orderby=mail%20desc")),
    ]
}

/// Advanced queries with an expansion, which the directory does not support.
fn advanced_with_expansion() -> Vec<(&'static str, List<User>)> {
    let f = User::FIELDS;
    let reports = f.direct_reports;
    let id = Person::FIELDS.id;
    vec![
        ("derived", User::list().filter(f.mail.ends_with("com"))),
        (
            "derived, with $search",
            User::list().search(f.display_name.search("Adele")),
        ),
        (
            "ne in an expansion",
            User::list().expand(reports.expand().filter(id.ne("1"))),
        ),
        (
            "not in an expansion",
            User::list().expand(reports.expand().filter(!id.eq("1"))),
        ),
    ]
}

fn simple() -> Vec<(&'static str, List<User>)> {
    let f = User::FIELDS;
    vec![
        ("eq", users().filter(f.account_enabled.eq(true))),
        (
            "$orderby by displayName",
            users().order_by(f.display_name.desc()),
        ),
        (
            "$orderby by the two names",
            users()
                .order_by(f.user_principal_name.asc())
                .order_by(f.display_name.asc()),
        ),
        (
            "a raw $orderby",
            users().order_by(Order::raw("displayName desc")),
        ),
        (
            "operators in a string",
            users().filter(Filter::raw(
                "mail eq 'a ne b' or mail eq 'it''s not /$count'",
            )),
        ),
        (
            "$orderby in a path",
            List::at_path("/users?$orderby=displayName%20desc"),
        ),
        (
            "a simple filter in an expansion",
            User::list().expand(f.direct_reports.expand().filter(Person::FIELDS.id.eq("1"))),
        ),
    ]
}

/// The query and the header `ConsistencyLevel` of the request, as a fake service sees them.
async fn sent<T: serde::de::DeserializeOwned>(request: &List<T>) -> (String, Option<String>) {
    let fake = Fake::new();
    fake.on(request).json(json!({"value": []}));
    request.page(&fake.client()).await.unwrap();
    let sent = fake.requests();
    let headers = &sent[0].headers;
    let header = headers.iter().find(|(name, _)| name == "consistencylevel");
    (request.to_string(), header.map(|(_, value)| value.clone()))
}

#[tokio::test]
async fn what_needs_an_advanced_query_is_one_and_is_refused_otherwise() {
    let (_service, client) = service().await;
    for (name, request) in advanced() {
        let (url, header) = sent(&request).await;
        assert!(url.contains("$count=true"), "{name}: {url}");
        assert_eq!(header.as_deref(), Some("eventual"), "{name}");
        request
            .page(&client)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));

        let refused = request.consistency_level_default().page(&client).await;
        let error = refused
            .err()
            .unwrap_or_else(|| panic!("{name} was accepted"));
        assert_eq!(
            error.code(),
            Some("Request_UnsupportedQuery"),
            "{name}: {error}"
        );
    }
}

#[tokio::test]
async fn an_advanced_query_with_an_expansion_is_sent_as_one_and_its_refusal_is_reported() {
    let (_service, client) = service().await;
    for (name, request) in advanced_with_expansion() {
        let (url, header) = sent(&request).await;
        assert!(url.contains("$expand="), "{name}: {url}");
        assert_eq!(header.as_deref(), Some("eventual"), "{name}");
        let refused = request.page(&client).await;
        let error = refused
            .err()
            .unwrap_or_else(|| panic!("{name} was accepted"));
        assert_eq!(error.code(), Some("Request_UnsupportedQuery"), "{name}");
    }
    let f = User::FIELDS;
    let without = users().filter(f.mail.ends_with("com"));
    without.page(&client).await.unwrap();
}

#[tokio::test]
async fn what_needs_no_advanced_query_is_none() {
    let (_service, client) = service().await;
    for (name, request) in simple() {
        let (url, header) = sent(&request).await;
        assert!(!url.contains("$count=true"), "{name}: {url}");
        assert_eq!(header, None, "{name}");
        request
            .page(&client)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[tokio::test]
async fn a_search_and_a_count_only_need_the_header() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let search = users().search(f.display_name.search("Adele"));
    let (url, header) = sent(&search).await;
    assert!(!url.contains("$count"), "{url}");
    assert_eq!(header.as_deref(), Some("eventual"));
    search.page(&client).await.unwrap();
    users().count(&client).await.unwrap();
    let refused = users().consistency_level_default().count(&client).await;
    assert_eq!(refused.unwrap_err().code(), Some("Request_BadRequest"));
}

#[tokio::test]
async fn custom_security_attributes_need_an_advanced_query() {
    let attribute = "customSecurityAttributes/Engineering/Level";
    let requests = [
        users().filter(Field::named(attribute).eq(3)),
        users().filter(Filter::raw(format!("{attribute} eq 3"))),
        users().filter(Field::named(attribute).any(|item| item.eq("a"))),
    ];
    for request in requests {
        let (url, header) = sent(&request).await;
        assert!(url.ends_with("&$count=true"), "{url}");
        assert_eq!(header.as_deref(), Some("eventual"), "{url}");
    }
}

#[tokio::test]
async fn a_plus_sign_in_a_path_is_a_space() {
    let (_, header) = sent(&List::<User>::at_path("/users?$filter=mail+ne+null")).await;
    assert_eq!(header.as_deref(), Some("eventual"));
    let (_, header) = sent(&List::<User>::at_path("/users?$orderby=displayName+desc")).await;
    assert_eq!(header, None);
}

#[tokio::test]
async fn groups_and_cast_members_have_their_own_rules() {
    let g = Group::FIELDS;
    let m = UserInGroup::FIELDS;
    let by_name = Group::list().order_by(g.display_name.asc());
    assert_eq!(sent(&by_name).await.1, None);
    for order in [g.mail.asc(), g.id.desc(), Order::raw("userPrincipalName")] {
        let request = Group::list().order_by(order);
        assert_eq!(sent(&request).await.1.as_deref(), Some("eventual"));
    }
    let sorted = UserInGroup::list("1").order_by(m.display_name.asc());
    assert_eq!(sent(&sorted).await.1.as_deref(), Some("eventual"));
    assert_eq!(sent(&UserInGroup::list("1")).await.1, None);
}

#[tokio::test]
async fn other_resources_never_need_an_advanced_query() {
    let f = Message::FIELDS;
    let request = Message::list()
        .filter(f.subject.ne("a") & Filter::raw("not isRead"))
        .order_by(f.subject.asc());
    let (url, header) = sent(&request).await;
    assert!(!url.contains("$count"), "{url}");
    assert_eq!(header, None);
}

#[tokio::test]
async fn in_a_batch_the_header_belongs_to_the_part() {
    let (_service, client) = service().await;
    let requests: Vec<_> = advanced().into_iter().collect();
    let parts = requests.iter().map(|(_, request)| request);
    let pages = client.batch_all(parts).await.unwrap();
    for ((name, _), page) in requests.iter().zip(pages) {
        page.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[tokio::test]
async fn an_ampersand_in_a_search_has_the_preference_that_v1_needs() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let search = || users().search(f.display_name.search("Hiking&Recreation"));
    search().page(&client).await.unwrap();
    users()
        .param("$search", "\"displayName:a&b\"")
        .page(&client)
        .await
        .unwrap();
    search().count(&client).await.unwrap();

    let preferences = async |request: List<User>| {
        let fake = Fake::new();
        fake.on(&request).json(json!({"value": []}));
        request.page(&fake.client()).await.unwrap();
        let headers = fake.requests()[0].headers.clone();
        let prefer = headers.into_iter().filter(|(name, _)| name == "prefer");
        prefer.map(|(_, value)| value).collect::<Vec<_>>()
    };
    assert_eq!(preferences(search()).await, ["legacySearch=false"]);
    assert_eq!(
        preferences(search().prefer("odata.maxpagesize=5")).await,
        ["odata.maxpagesize=5, legacySearch=false"]
    );
    assert_eq!(
        preferences(search().prefer("legacySearch=true")).await,
        ["legacySearch=true"]
    );
    let without = users().search(Search::phrase("Hiking"));
    assert!(preferences(without).await.is_empty());
    let messages = Message::list().search("a&b");
    let fake = Fake::new();
    fake.on(&messages).json(json!({"value": []}));
    messages.page(&fake.client()).await.unwrap();
    let headers = &fake.requests()[0].headers;
    assert!(headers.iter().all(|(name, _)| name != "prefer"));
}
