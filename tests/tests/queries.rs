//! Queries, checked by their results: the local service parses and evaluates each query, and the expected result is
//! computed here from all the data of the service.

use graph_resource::{Client, ErrorKind, Filter, List, RetryPolicy, graph_resource};
use graph_resource_tests::{Service, sample};
use serde::Deserialize;
use uuid::Uuid;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
    pub account_enabled: Option<bool>,
    pub address: Option<Address>,
    pub business_phones: Vec<String>,
    pub assigned_licenses: Vec<License>,
    #[graph(expand)]
    pub manager: Option<Person>,
    #[graph(expand)]
    #[serde(default)]
    pub direct_reports: Vec<Person>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    pub city: Option<String>,
    pub postal_code: Option<String>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct License {
    pub sku_id: Uuid,
    pub disabled_plans: Vec<Uuid>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub display_name: Option<String>,
}

#[graph_resource(path = "/users/<userId>/messages/<messageId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub is_read: Option<bool>,
    pub received_date_time: Option<chrono::DateTime<chrono::Utc>>,
    pub categories: Vec<String>,
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

/// The users without their managers and reports: advanced queries do not support `$expand`.
fn users() -> List<User> {
    User::list().without_expand()
}

fn ids(users: &[User]) -> Vec<&str> {
    users.iter().map(|user| user.id.as_str()).collect()
}

/// Checks that the service returns exactly the users for which `holds` is true, and that there are users of both kinds.
async fn check(client: &Client, filter: Filter<User>, holds: impl Fn(&User) -> bool) {
    let text = filter.to_string();
    let all = User::list().all(client).await.unwrap();
    let expected: Vec<User> = all.iter().filter(|user| holds(user)).cloned().collect();
    assert!(
        !expected.is_empty() && expected.len() < all.len(),
        "`{text}` does not distinguish any users"
    );
    let found = users().filter(filter.clone()).all(client).await.unwrap();
    assert_eq!(ids(&found), ids(&expected), "{text}");
    let count = User::list().filter(filter).count(client).await.unwrap();
    assert_eq!(count, expected.len() as u64, "{text}");
}

fn name(user: &User) -> &str {
    user.display_name.as_deref().unwrap_or_default()
}

fn city(user: &User) -> Option<&str> {
    user.address.as_ref()?.city.as_deref()
}

#[tokio::test]
async fn filters_select_the_matching_entities() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let enabled = |user: &User| user.account_enabled == Some(true);
    check(&client, f.account_enabled.eq(true), enabled).await;
    check(&client, f.account_enabled.ne(true), |user| !enabled(user)).await;
    check(&client, !f.account_enabled.eq(true), |user| !enabled(user)).await;
    check(&client, f.display_name.starts_with("A"), |user| {
        name(user).starts_with('A')
    })
    .await;
    check(&client, f.display_name.contains("'"), |user| {
        name(user).contains('\'')
    })
    .await;
    check(&client, f.display_name.ends_with("1"), |user| {
        name(user).ends_with('1')
    })
    .await;
    check(&client, f.display_name.length().gt(12), |user| {
        name(user).chars().count() > 12
    })
    .await;
    check(
        &client,
        f.display_name.to_lower().contains("müller"),
        |user| name(user).contains("Müller"),
    )
    .await;
    check(&client, f.mail.is_null(), |user| user.mail.is_none()).await;
    check(&client, f.mail.is_not_null(), |user| user.mail.is_some()).await;
    check(&client, f.address.city.eq("Tulsa"), |user| {
        city(user) == Some("Tulsa")
    })
    .await;
    check(
        &client,
        f.address.city.in_(["São Paulo", "Bellevue"]),
        |user| matches!(city(user), Some("São Paulo" | "Bellevue")),
    )
    .await;
    check(&client, f.business_phones.is_empty(), |user| {
        user.business_phones.is_empty()
    })
    .await;
    check(&client, f.business_phones.is_not_empty(), |user| {
        !user.business_phones.is_empty()
    })
    .await;
    check(
        &client,
        f.business_phones.any(|phone| phone.ends_with("01")),
        |user| {
            user.business_phones
                .iter()
                .any(|phone| phone.ends_with("01"))
        },
    )
    .await;
}

#[tokio::test]
async fn conditions_combine_as_written() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let a = f.display_name.starts_with("A");
    let b = f.account_enabled.eq(true);
    let c = f.mail.is_null();
    type Holds = fn(&User) -> bool;
    let holds_a: Holds = |user| name(user).starts_with('A');
    let holds_b: Holds = |user| user.account_enabled == Some(true);
    let holds_c: Holds = |user| user.mail.is_none();
    check(&client, a.clone().and(b.clone()).or(c.clone()), |user| {
        holds_a(user) && holds_b(user) || holds_c(user)
    })
    .await;
    check(&client, a.clone().and(b.clone().or(c.clone())), |user| {
        holds_a(user) && (holds_b(user) || holds_c(user))
    })
    .await;
    check(&client, !(a.clone() | c.clone()) & b.clone(), |user| {
        !(holds_a(user) || holds_c(user)) && holds_b(user)
    })
    .await;
    check(&client, !a & !b, |user| !holds_a(user) && !holds_b(user)).await;
}

#[tokio::test]
async fn filters_reach_nested_collections_and_guids() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let all = User::list().all(&client).await.unwrap();
    let sku = all
        .iter()
        .flat_map(|user| &user.assigned_licenses)
        .next()
        .unwrap()
        .sku_id;
    check(
        &client,
        f.assigned_licenses.any(|license| license.sku_id.eq(sku)),
        |user| {
            user.assigned_licenses
                .iter()
                .any(|license| license.sku_id == sku)
        },
    )
    .await;
    check(
        &client,
        f.assigned_licenses
            .any(|license| license.disabled_plans.is_not_empty()),
        |user| {
            user.assigned_licenses
                .iter()
                .any(|license| !license.disabled_plans.is_empty())
        },
    )
    .await;
}

#[tokio::test]
async fn order_skip_and_top_choose_the_page() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let sorted = users()
        .order_by(f.address.city.asc())
        .order_by(f.display_name.desc())
        .all(&client)
        .await
        .unwrap();
    let mut expected = sorted.clone();
    expected.sort_by(|a, b| {
        (city(a), b.display_name.as_ref()).cmp(&(city(b), a.display_name.as_ref()))
    });
    assert_eq!(ids(&sorted), ids(&expected));
    let some = users()
        .order_by(f.id.asc())
        .top(3)
        .page(&client)
        .await
        .unwrap();
    assert_eq!(some.value.len(), 3);
    let counted = users().with_count().top(3).page(&client).await.unwrap();
    assert_eq!(counted.count, Some(sorted.len() as u64));
}

#[tokio::test]
async fn expansions_apply_their_options() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let p = Person::FIELDS;
    let me = User::get(sample::ME).send(&client).await.unwrap();
    assert!(me.direct_reports.len() > 2);
    let mut names: Vec<_> = me
        .direct_reports
        .iter()
        .filter_map(|report| report.display_name.clone())
        .collect();
    names.sort();
    let two = f
        .direct_reports
        .expand()
        .order_by(p.display_name.asc())
        .top(2);
    let narrowed = User::get(sample::ME)
        .expand(two)
        .send(&client)
        .await
        .unwrap();
    let found: Vec<_> = narrowed
        .direct_reports
        .iter()
        .filter_map(|report| report.display_name.clone())
        .collect();
    assert_eq!(found, names[..2]);
    let filtered = f
        .direct_reports
        .expand()
        .filter(p.display_name.eq(&names[0]));
    let filtered = User::get(sample::ME)
        .expand(filtered)
        .send(&client)
        .await
        .unwrap();
    assert!(
        filtered
            .direct_reports
            .iter()
            .all(|report| report.display_name.as_ref() == Some(&names[0]))
    );
    let managed = User::list().all(&client).await.unwrap();
    assert!(managed.iter().any(|user| {
        user.manager
            .as_ref()
            .is_some_and(|manager| manager.id == sample::ME)
    }));
}

#[tokio::test]
async fn searches_select_the_matching_entities() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    let all = User::list().all(&client).await.unwrap();
    let found = users()
        .search(f.display_name.search("Vance"))
        .all(&client)
        .await
        .unwrap();
    let expected: Vec<_> = all
        .iter()
        .filter(|user| name(user).contains("Vance"))
        .map(|user| user.id.as_str())
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(ids(&found), expected);
    let list: List<Message> = Message::list(sample::ME);
    let reports = list.clone().search("report").all(&client).await.unwrap();
    assert!(!reports.is_empty() && reports.len() < list.all(&client).await.unwrap().len());
}

#[tokio::test]
async fn messages_are_filtered_by_date_and_enum() {
    let (_service, client) = service().await;
    let f = Message::FIELDS;
    let all = Message::list(sample::ME).all(&client).await.unwrap();
    let mut dates: Vec<_> = all
        .iter()
        .filter_map(|message| message.received_date_time)
        .collect();
    dates.sort();
    let middle = dates[dates.len() / 2];
    let found = Message::list(sample::ME)
        .filter(f.received_date_time.ge(middle))
        .all(&client)
        .await
        .unwrap();
    let expected = all
        .iter()
        .filter(|message| message.received_date_time >= Some(middle))
        .count();
    assert!(expected > 0 && expected < all.len());
    assert_eq!(found.len(), expected);
    let unread = Message::list(sample::ME)
        .filter(f.is_read.eq(false))
        .skip(1)
        .all(&client)
        .await
        .unwrap();
    let expected = all
        .iter()
        .filter(|message| message.is_read == Some(false))
        .count();
    assert_eq!(unread.len(), expected - 1);
    let tagged = Message::list(sample::ME)
        .filter(f.categories.any(|category| category.length().gt(0)))
        .all(&client)
        .await
        .unwrap();
    assert_eq!(
        tagged.len(),
        all.iter()
            .filter(|message| !message.categories.is_empty())
            .count()
    );
}

#[graph_resource(path = "/things/<thingId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Declared {
    #[graph(type = "Edm.Guid")]
    guid: Option<String>,
    #[graph(type = "Edm.DateTimeOffset")]
    created: Option<String>,
    #[graph(type = "Edm.Int32")]
    size: Option<String>,
    #[graph(type = "Edm.Duration")]
    age: Option<String>,
}

#[tokio::test]
async fn a_string_that_is_not_of_the_declared_type_is_an_error_before_sending() {
    let client = Client::new("token");
    let f = Declared::FIELDS;
    let injected = "1 or true";
    for (filter, expected) in [
        (f.guid.eq(injected), "must be a GUID"),
        (f.created.ge(injected), "must be a date and time"),
        (f.size.in_(["1", injected]), "must be an integer"),
        (!(f.age.lt("P1D'") & f.size.eq("1")), "must be a duration"),
    ] {
        let text = filter.to_string();
        assert!(!text.contains("eq 1 or"), "{text}");
        let request = Declared::list().filter(filter);
        let error = request.all(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.to_string().contains("true"), "{error}");
    }
}
#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Aged {
    pub id: String,
    pub age: i64,
}

#[tokio::test]
async fn a_quotient_of_a_whole_float_has_a_fraction() {
    let (_service, client) = service().await;
    let f = Aged::FIELDS;
    let all = Aged::list().all(&client).await.unwrap();
    let even = all.iter().filter(|user| user.age % 2 == 0).count();
    assert!(even > 0 && even < all.len());
    let rounded = (f.age / 2 * 2).eq(f.age);
    let exact = (f.age / 2.0 * 2.0).eq(f.age);
    let count = async |filter| Aged::list().filter(filter).count(&client).await.unwrap();
    assert_eq!(count(rounded).await, even as u64);
    assert_eq!(count(exact).await, all.len() as u64);
}

#[tokio::test]
async fn a_system_option_given_by_name_says_its_method() {
    let client = Client::new("token");
    let fault = async |request: List<User>| {
        let error = request.all(&client).await.unwrap_err();
        assert_eq!(error.kind(), graph_resource::ErrorKind::Request, "{error}");
        error.to_string()
    };
    let f = User::FIELDS;
    for (request, option, method) in [
        (User::list().top(5).param("$top", 5), "$top", "`top`"),
        (
            User::list().order_by(f.id.asc()).param("$orderBy", "id"),
            "$orderby",
            "`order_by`",
        ),
        (
            User::list().param("$filter", "a").param("$filter", "b"),
            "$filter",
            "`filter`",
        ),
        (User::list().param("top", 5), "`top`", "`$top`"),
        (
            User::list().param("orderby", "id"),
            "`orderby`",
            "`order_by`",
        ),
        (User::list().param("count", true), "`count`", "`with_count`"),
    ] {
        let message = fault(request).await;
        assert!(message.contains(option), "{option}: {message}");
        assert!(message.contains(method), "{option}: {message}");
    }
}

#[tokio::test]
async fn properties_and_conditions_are_chosen_at_run_time() {
    use graph_resource::Field;
    use graph_resource::query::Selectable;

    let (_service, client) = service().await;
    let f = User::FIELDS;
    let mut properties: Vec<&dyn Selectable<User>> = vec![f.id, f.address.city];
    properties.push(f.mail);
    let mut request = User::list().without_expand().select_each(properties);
    let wanted = [("accountEnabled", "true"), ("address/city", "'Oslo'")];
    for (name, value) in wanted {
        request = request.filter(Filter::raw(format!("{name} ne {value}")));
    }
    for (name, text) in [("displayName", "Z"), ("mail", "z")] {
        request = request.filter(!Field::named(name).starts_with(text));
    }
    assert_eq!(
        request.to_string(),
        "/users?$select=id,address/city,mail,businessPhones,assignedLicenses\
         &$filter=(accountEnabled%20ne%20true)%20and%20(address/city%20ne%20'Oslo')\
         %20and%20not%20startswith(displayName,'Z')%20and%20not%20startswith(mail,'z')&$count=true"
    );
    let any = ["a", "b"]
        .iter()
        .map(|name| Field::named(*name).eq(1))
        .reduce(Filter::or)
        .unwrap();
    assert_eq!(
        User::list()
            .without_select()
            .without_expand()
            .filter(any)
            .to_string(),
        "/users?$filter=a%20eq%201%20or%20b%20eq%201"
    );
    let boxed: Vec<Box<dyn Selectable<User>>> =
        vec![Box::new(*f.mail), Box::new(Field::named("age"))];
    let names: Vec<String> = vec!["mail".to_owned(), "age".to_owned()];
    let expected = User::list()
        .select([f.mail, &Field::named("age")])
        .to_string();
    assert_eq!(User::list().select_each(boxed).to_string(), expected);
    let named = names.iter().map(Field::named);
    assert_eq!(User::list().select_each(named).to_string(), expected);
    request.all(&client).await.unwrap();
}

#[tokio::test]
async fn the_service_understands_bare_booleans_nulls_in_lists_and_aliases() {
    let (_service, client) = service().await;
    let f = User::FIELDS;
    check(&client, Filter::from(f.account_enabled), |user| {
        user.account_enabled == Some(true)
    })
    .await;
    let all = User::list().all(&client).await.unwrap();
    let mail = all.iter().find_map(|user| user.mail.clone()).unwrap();
    check(&client, f.mail.in_([None, Some(&mail)]), |user| {
        user.mail.is_none() || user.mail.as_ref() == Some(&mail)
    })
    .await;
    check(&client, f.account_enabled & f.mail.is_not_null(), |user| {
        user.account_enabled == Some(true) && user.mail.is_some()
    })
    .await;
    check(&client, f.mail.is_null() | f.account_enabled, |user| {
        user.account_enabled == Some(true) || user.mail.is_none()
    })
    .await;
    let phones = f.business_phones;
    let long = phones.any(|phone| phone.length().gt(1));
    check(&client, phones.any(|phone| phone.ne("") & long), |user| {
        user.business_phones.iter().any(|phone| phone.len() > 1)
    })
    .await;
    let two_phones = phones.any(|one| phones.alias().any(|other| other.ne(one)));
    check(&client, two_phones, |user| {
        let phones = &user.business_phones;
        phones
            .iter()
            .any(|one| phones.iter().any(|other| other != one))
    })
    .await;
}

#[tokio::test]
async fn a_moment_is_compared_with_a_date() {
    let (_service, client) = service().await;
    let f = Message::FIELDS;
    let list = || Message::list(graph_resource_tests::sample::ME);
    let all = list().all(&client).await.unwrap();
    let moments: Vec<_> = all.iter().filter_map(|m| m.received_date_time).collect();
    let day = moments[moments.len() / 2].date_naive();
    let expected = moments
        .iter()
        .filter(|moment| moment.date_naive() >= day)
        .count();
    assert!(
        expected > 0 && expected < all.len(),
        "{expected} of {}",
        all.len()
    );
    let found = list()
        .filter(f.received_date_time.ge(day))
        .all(&client)
        .await
        .unwrap();
    assert_eq!(found.len(), expected);
}
