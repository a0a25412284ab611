//! `Debug` of every public type.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use graph_resource::{
    AccessToken, ApiVersion, Client, Cloud, Continuation, DeltaLink, Expr, Field, Filter, Search,
    TokenCredential, TokenRequest, Value, blocking,
};
use graph_resource_tests::{Canned, Service};
use serde_json::json;

use crate::{PLANTED, User, client, planted};

/// Types that hold nothing of anybody's, or only what a type of the user's own shows: their `Debug` is as good as its.
const HARMLESS: [&str; 47] = [
    "Accepted",
    "ApiVersion",
    "BatchRequest",
    "BatchTuple",
    "BoxError",
    "Change",
    "Cloud",
    "Collection",
    "Decision",
    "Enumeration",
    "IntoExpand",
    "IntoFilter",
    "IntoOrder",
    "ErrorDetail",
    "ErrorKind",
    "Expandable",
    "Fetched",
    "Field",
    "Fields",
    "IntoCredential",
    "Key",
    "Named",
    "Nested",
    "Operand",
    "Place",
    "Primitive",
    "Progress",
    "Qualified",
    "RelationChange",
    "RemovedReason",
    "Resource",
    "ResyncKind",
    "RetryPolicy",
    "Round",
    "Selectable",
    "Sent",
    "Shape",
    "ThrottleInfo",
    "TokenCredential",
    "TokenFuture",
    "Typed",
    "Value",
    "Wait",
    "__private",
    "edm",
    "graph_resource",
    "guide",
];

/// The types whose `Debug` was looked at.
#[derive(Default)]
struct Shown(BTreeSet<&'static str>);

impl Shown {
    fn look(&mut self, name: &'static str, value: &dyn Debug) {
        for shown in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(!shown.contains(PLANTED), "{name}: {shown}");
            assert!(!shown.is_empty(), "{name}");
        }
        self.0.insert(name);
    }
}

#[tokio::test]
async fn debug_output_never_shows_planted_secrets() {
    let service = Service::start().await;
    let page = json!({
        "value": [{"id": "1"}, {"id": "2"}],
        "@odata.nextLink": format!("{}/v1.0/users?$skiptoken={}", service.base_url(), planted("link")),
    });
    service.answer_with("/v1.0/users", Canned::json(200, page.to_string()));
    let round = json!({"value": [], "@odata.deltaLink": format!("{}/v1.0/{}", service.base_url(), planted("link"))});
    service.answer_with("/v1.0/users/delta", Canned::json(200, round.to_string()));
    service.answer_with(
        "/v1.0/users/x/photo",
        Canned::new(200, "image/png", planted("body")),
    );
    let client = client(&service);
    let mut shown = Shown::default();
    requests(&mut shown);
    credentials(&mut shown);

    shown.look("Client", &client);
    shown.look(
        "ClientBuilder",
        &Client::builder()
            .credential(planted("token"))
            .base_url(planted("base")),
    );
    let request = User::list().filter(User::FIELDS.display_name.eq(planted("filter")));
    shown.look("Page", &request.page(&client).await.unwrap());
    shown.look("PageStream", &request.pages(&client));
    let mut items = request.stream(&client);
    items.next().await.unwrap();
    shown.look("ItemStream", &items);
    shown.look("Continuation", &items.continuation().unwrap());
    let mut changes = User::changes()
        .param("token", planted("param"))
        .stream(&client);
    assert!(changes.next().await.unwrap().is_none());
    shown.look("DeltaStream", &changes);
    shown.look("DeltaLink", &changes.delta_link().unwrap());
    shown.look("BatchAll", &client.batch_all([User::get(planted("key"))]));
    shown.look("Download", &User::photo("x").send(&client).await.unwrap());
    of_blocking(&mut shown, &client);
    let gone = json!({"error": {"code": "resyncRequired"}}).to_string();
    service.answer_with(
        "/v1.0/users/y",
        Canned::json(410, gone).header("location", &planted("location")),
    );
    let error = User::get("y")
        .header("x-planted", planted("header"))
        .send(&client)
        .await
        .unwrap_err();
    shown.look("Resync", &error.resync().unwrap());
    shown.look("Error", &error);
    every_type_was_looked_at(&shown);
}

fn requests(shown: &mut Shown) {
    let f = User::FIELDS;
    let filter = || f.display_name.eq(planted("filter"));
    let get = User::get(planted("key"))
        .param("startDateTime", planted("param"))
        .header("x-a", planted("header"));
    let get = get.prefer(format!("outlook.timezone=\"{}\"", planted("prefer")));
    shown.look("Get", &get);
    shown.look(
        "Conditional",
        &get.clone()
            .if_none_match(format!("\"{}\"", planted("etag"))),
    );
    let list = User::list()
        .filter(filter())
        .search(planted("search"))
        .param("x", planted("param"));
    shown.look(
        "List",
        &list.expand(
            f.manager
                .expand()
                .filter(f.manager.display_name.eq(planted("filter"))),
        ),
    );
    let written = format!(
        "/users/{}?$filter={}&{}",
        planted("key"),
        planted("filter"),
        planted("bare")
    );
    shown.look(
        "Get",
        &graph_resource::Get::<serde_json::Value>::path(written.clone()),
    );
    shown.look(
        "List",
        &graph_resource::List::<serde_json::Value>::url(format!(
            "https://{}{written}",
            planted("host")
        )),
    );
    shown.look(
        "Delta",
        &User::changes()
            .filter(f.id.eq(planted("filter")))
            .since(DeltaLink::new(planted("link"))),
    );
    shown.look(
        "Monitor",
        &graph_resource::Monitor::new(format!("https://x/{}", planted("link"))),
    );
    shown.look(
        "Content",
        &User::photo(planted("key"))
            .param("x", planted("param"))
            .header("x-a", planted("header")),
    );
    shown.look("Filter", &filter());
    shown.look("Filter", &Filter::<User>::raw(planted("raw")));
    shown.look("Expr", &Expr::<User, _>::of(planted("operand")));
    shown.look("Order", &f.display_name.desc());
    shown.look("Search", &Search::<User>::phrase(planted("search")));
    shown.look(
        "Expand",
        &f.manager
            .expand()
            .filter(f.manager.display_name.eq(planted("filter"))),
    );
    shown.look("Literal", &planted("literal").literal());
    shown.look("Named", &Field::named("extension_x"));
    let stored: Continuation = serde_json::from_value(json!({
        "origin": planted("origin"), "request": 1, "at": {"Link": planted("link")}, "delivered": 3,
    }))
    .unwrap();
    shown.look("Continuation", &stored);
}

/// Those of synchronous code.
fn of_blocking(shown: &mut Shown, client: &Client) {
    let blocking = blocking::Client::from_async(client.clone()).unwrap();
    let request = User::list().filter(User::FIELDS.id.eq(planted("filter")));
    shown.look("blocking::Client", &blocking);
    shown.look("blocking::Items", &blocking.iter(&request));
    shown.look("blocking::Pages", &blocking.pages(&request));
    shown.look(
        "blocking::Changes",
        &blocking.iter_changes(&User::changes().since(DeltaLink::new(planted("link")))),
    );
    shown.look(
        "blocking::Pieces",
        &blocking.pieces(&User::photo(planted("key"))),
    );
}

fn credentials(shown: &mut Shown) {
    let token = AccessToken::new(planted("token"))
        .with_expiry(std::time::SystemTime::now() + Duration::from_secs(60));
    shown.look("AccessToken", &token);
    let request = TokenRequest::new([Cloud::Global.scope()]).with_claims(planted("claims"));
    shown.look("TokenRequest", &request);
    let credential: Arc<dyn TokenCredential> = Arc::new(Fixed(token));
    shown.look(
        "ClientBuilder",
        &Client::builder()
            .credential(credential)
            .version(ApiVersion::Beta),
    );
}

struct Fixed(AccessToken);

impl TokenCredential for Fixed {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> graph_resource::TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// Whoever adds a public type has to add it here, or to the harmless ones.
fn every_type_was_looked_at(shown: &Shown) {
    let exported = include_str!("../../../runtime/src/lib.rs");
    let exports = exported
        .split("pub use ")
        .skip(1)
        .filter_map(|rest| rest.split(';').next());
    let names = exports.flat_map(|export| {
        let names = export.rsplit("::").next().unwrap_or(export);
        names
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
    });
    // The one that is made for another crate shows what that shows.
    let theirs = ["azure_transport"];
    let missing: Vec<_> = names
        .filter(|name| {
            !shown.0.contains(name) && !HARMLESS.contains(name) && !theirs.contains(name)
        })
        .collect();
    assert!(missing.is_empty(), "not looked at: {missing:?}");
}
