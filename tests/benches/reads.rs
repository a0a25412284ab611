//! The cost of a read apart from the network: building the URL, decoding the response or the error.
//!
//! `cargo bench -p graph-resource-tests --features benches`. Responses come through the client of a fake, so that
//! the whole read is measured, next to the time that serde_json takes for the same bytes and type.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use graph_resource::testing::Fake;
use graph_resource::{Client, List, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};
use std::hint::black_box;
use tokio::runtime::{Builder, Runtime};

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct User {
    id: String,
    display_name: Option<String>,
    mail: Option<String>,
    job_title: Option<String>,
    account_enabled: Option<bool>,
    business_phones: Option<Vec<String>>,
    created_date_time: Option<String>,
    #[graph(expand)]
    manager: Option<Manager>,
}

#[graph_resource]
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Manager {
    id: String,
    display_name: Option<String>,
}

/// A page that serde decodes on its own.
#[derive(Deserialize)]
struct Plain {
    value: Vec<User>,
}

fn user(number: usize) -> Value {
    json!({
        "id": format!("87d349ed-44d7-43e1-9a83-5f2406dee{number:03}"),
        "displayName": format!("Ada Lovelace {number}"),
        "mail": format!("ada{number}@contoso.com"),
        "jobTitle": "Countess of \"Numbers\"",
        "accountEnabled": true,
        "businessPhones": ["+1 425 555 0109"],
        "createdDateTime": "2024-01-31T09:15:00Z",
        "manager": {"@odata.type": "#microsoft.graph.user", "id": "48d31887", "displayName": "Charles Babbage"},
    })
}

/// The largest page of users.
fn page() -> Value {
    json!({
        "@odata.context": "https://graph.fake/v1.0/$metadata#users(id,displayName)",
        "@odata.nextLink": "https://graph.fake/v1.0/users?$skiptoken=RFNwdAIAAQAAAB",
        "value": (0..999).map(user).collect::<Vec<_>>(),
    })
}

fn request() -> List<User> {
    let f = User::FIELDS;
    let active = f.account_enabled.eq(true).and(
        f.display_name
            .starts_with("O'Neil & co")
            .or(f.mail.is_not_null()),
    );
    User::list()
        .filter(active)
        .order_by(f.display_name.asc())
        .top(999)
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// A client of a fake with this one reply. The fake records requests, so each client is used once.
fn replying(url: &str, status: u16, body: &[u8]) -> Client {
    let fake = Fake::new();
    fake.on(url)
        .raw(status, &[("content-type", "application/json")], body);
    fake.client()
}

fn urls(criterion: &mut Criterion) {
    let list = request();
    criterion.bench_function(
        "url: a get with its derived $select and $expand",
        |bencher| {
            bencher.iter(|| User::get(black_box("ada@contoso.com")).to_string());
        },
    );
    criterion.bench_function("url: a list with a filter, an order and a top", |bencher| {
        bencher.iter(|| black_box(request()).to_string());
    });
    criterion.bench_function("url: the same list again", |bencher| {
        bencher.iter(|| black_box(&list).to_string())
    });
}

fn responses(criterion: &mut Criterion) {
    let runtime = runtime();
    let one = user(1).to_string();
    let many = page().to_string();
    let get = User::get("1");
    let list = User::list();

    let mut group = criterion.benchmark_group("an entity");
    group.throughput(Throughput::Bytes(one.len() as u64));
    group.bench_function("serde_json alone", |bencher| {
        bencher.iter_with_large_drop(|| {
            serde_json::from_str::<User>(black_box(&one)).expect("a user")
        });
    });
    group.bench_function("the whole read", |bencher| {
        let client = || replying(&get.to_string(), 200, one.as_bytes());
        let read = |client: Client| runtime.block_on(get.send(&client)).expect("a user");
        bencher.iter_batched(client, read, BatchSize::SmallInput);
    });
    group.finish();

    let mut group = criterion.benchmark_group("a page of 999 users");
    group.throughput(Throughput::Bytes(many.len() as u64));
    group.bench_function("serde_json alone", |bencher| {
        bencher.iter_with_large_drop(|| {
            serde_json::from_str::<Plain>(black_box(&many))
                .expect("a page")
                .value
        });
    });
    group.bench_function("the whole read", |bencher| {
        let client = || replying(&list.to_string(), 200, many.as_bytes());
        let read = |client: Client| runtime.block_on(list.page(&client)).expect("a page");
        bencher.iter_batched(client, read, BatchSize::LargeInput);
    });
    group.finish();
}

fn errors(criterion: &mut Criterion) {
    let runtime = runtime();
    let body = json!({"error": {
        "code": "Authorization_RequestDenied",
        "message": "Insufficient privileges to complete the operation.",
        "innerError": {"date": "2024-01-31T09:15:00", "request-id": "r", "client-request-id": "c"},
    }})
    .to_string();
    let get = User::get("1");
    criterion.bench_function("a service error: the whole read", |bencher| {
        let client = || replying(&get.to_string(), 403, body.as_bytes());
        let read = |client: Client| {
            runtime
                .block_on(get.send(&client))
                .expect_err("a service error")
        };
        bencher.iter_batched(client, read, BatchSize::SmallInput);
    });
}

criterion_group!(benches, urls, responses, errors);
criterion_main!(benches);
