//! The `Debug` output of every public type.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant};

use graph_resource::auth::TokenRequest;
use graph_resource::query::{Expr, Search, Value};
use graph_resource::testing::{Fake, Recorder};
use graph_resource::transport::{HttpRequest, HttpResponse, StaleConnections};
use graph_resource::{
    AccessToken, Action, ApiVersion, Client, Cloud, Continuation, DeltaLink, Field, Filter,
    TokenCredential, blocking,
};
use graph_resource_tests::{Canned, Service};
use http::{HeaderValue, Method, StatusCode};
use serde_json::json;

use crate::{PLANTED, User, client, planted};

/// Types that hold no user data, or show only what the user's own type shows.
const WITHOUT_SECRETS: [&str; 111] = [
    "Accepted",
    "Alias",
    "Annotation",
    "AnyItem",
    "AnyJson",
    "AnyOperand",
    "ApiVersion",
    "As",
    "AsIs",
    "BatchRequest",
    "BatchTuple",
    "BoxError",
    "Boxed",
    "BytesAreOneValue",
    "Change",
    "Cloud",
    "Collection",
    "CollectionItem",
    "ComparableTo",
    "CredentialError",
    "Decimal",
    "Decision",
    "Declared",
    "DeclaredItem",
    "DeclaredKind",
    "DeclaringType",
    "EdmField",
    "EdmText",
    "EntityTag",
    "EnumMember",
    "Enumeration",
    "ErrorDetail",
    "ErrorKind",
    "Expandable",
    "Extended",
    "Fetched",
    "Field",
    "FieldPath",
    "Fields",
    "Flags",
    "Flat",
    "Flattened",
    "FromText",
    "HasProperties",
    "HttpClient",
    "HttpError",
    "HttpFuture",
    "In",
    "Int64",
    "IntoCredential",
    "IntoEntityTag",
    "IntoFilter",
    "IntoTokenResult",
    "Item",
    "Key",
    "LambdaItem",
    "ListItem",
    "MaybeSent",
    "Method",
    "Named",
    "Navigates",
    "Navigation",
    "Nested",
    "Nullable",
    "Object",
    "OfCollection",
    "Operand",
    "OptionalEntityTag",
    "ParseDecimalError",
    "Permissions",
    "Plain",
    "Primitive",
    "Progress",
    "Qualified",
    "Recursive",
    "RelationChange",
    "RemovedReason",
    "Resource",
    "ResyncKind",
    "RetryPolicy",
    "Root",
    "Round",
    "Selectable",
    "SingleValue",
    "StructuralProperty",
    "Structured",
    "StructuredType",
    "ThrottleInfo",
    "ToMany",
    "ToOne",
    "TokenCredential",
    "TokenFuture",
    "Typed",
    "Value",
    "Variable",
    "Wait",
    "WithinEntity",
    "Workload",
    "WrittenAs",
    "__private",
    "batch",
    "conditional",
    "content",
    "delta",
    "deserialize",
    "edm",
    "graph_resource",
    "guide",
    "kind",
    "long_running",
    "paging",
];

/// The files that export what users see.
const PUBLIC_MODULES: [&str; 13] = [
    include_str!("../../../runtime/src/lib.rs"),
    include_str!("../../../runtime/src/auth/mod.rs"),
    include_str!("../../../runtime/src/error/mod.rs"),
    include_str!("../../../runtime/src/query/mod.rs"),
    include_str!("../../../runtime/src/read/batch/mod.rs"),
    include_str!("../../../runtime/src/read/conditional/mod.rs"),
    include_str!("../../../runtime/src/read/content/mod.rs"),
    include_str!("../../../runtime/src/read/delta/mod.rs"),
    include_str!("../../../runtime/src/read/long_running.rs"),
    include_str!("../../../runtime/src/read/paging/mod.rs"),
    include_str!("../../../runtime/src/retry.rs"),
    include_str!("../../../runtime/src/transport/mod.rs"),
    include_str!("../../../runtime/src/types/mod.rs"),
];

/// The types whose `Debug` output was checked.
#[derive(Default)]
struct Checked(BTreeSet<&'static str>);

impl Checked {
    fn check(&mut self, name: &'static str, value: &dyn Debug) {
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
    service.respond_with("/v1.0/users", Canned::json(200, page.to_string()));
    let delta_page = json!({"value": [], "@odata.deltaLink": format!("{}/v1.0/{}", service.base_url(), planted("link"))});
    service.respond_with(
        "/v1.0/users/delta",
        Canned::json(200, delta_page.to_string()),
    );
    service.respond_with(
        "/v1.0/users/x/photo",
        Canned::new(200, "image/png", planted("body"))
            .header("etag", &format!("\"{}\"", planted("etag")))
            .header("location", &planted("location")),
    );
    let client = client(&service);
    let mut checked = Checked::default();
    requests(&mut checked);
    untyped_requests(&mut checked);
    query_options(&mut checked);
    credentials(&mut checked);
    http_messages(&mut checked);

    checked.check("Client", &client);
    let _ = client.with(|settings| {
        let settings = settings.default_header("x-a", planted("header"));
        checked.check("ClientSettings", &settings);
        settings
    });
    checked.check(
        "ClientBuilder",
        &Client::builder()
            .credential(planted("token"))
            .base_url(planted("base")),
    );
    let request = User::list().filter(User::FIELDS.display_name.eq(planted("filter")));
    checked.check("Page", &request.page(&client).await.unwrap());
    checked.check("PageStream", &request.pages(&client));
    let mut items = request.stream(&client);
    items.next().await.unwrap();
    checked.check("ItemStream", &items);
    checked.check("Continuation", &items.continuation().unwrap());
    let mut changes = User::changes()
        .param("token", planted("param"))
        .stream(&client);
    assert!(changes.next().await.unwrap().is_none());
    checked.check("DeltaStream", &changes);
    checked.check("DeltaLink", &changes.delta_link().unwrap());
    checked.check("Batch", &client.batch((User::get(planted("key")),)));
    let path = std::path::PathBuf::from(planted("path"));
    checked.check("SaveTo", &User::photo("x").save_to(&client, path));
    checked.check("BatchAll", &client.batch_all([User::get(planted("key"))]));
    checked.check("WithResponse", &User::get(planted("key")).with_response());
    let photo = User::photo("x");
    checked.check("Download", &photo.send(&client).await.unwrap());
    let response = photo.response(&client).await.unwrap();
    checked.check("Response", &response.map(|bytes| bytes.len()));
    actions(&mut checked);
    requests_by_hand(&mut checked, &client);
    blocking_types(&mut checked, &client);
    let gone = json!({"error": {"code": "resyncRequired"}}).to_string();
    service.respond_with(
        "/v1.0/users/delta",
        Canned::json(410, gone).header("location", &planted("location")),
    );
    let error = User::changes()
        .header("x-planted", planted("header"))
        .all(&client)
        .await
        .unwrap_err();
    checked.check("Resync", &error.resync().unwrap());
    checked.check("Error", &error);
    assert_every_type_was_checked(&checked);
}

fn planted_link() -> DeltaLink {
    format!("https://x/{}", planted("link")).parse().unwrap()
}

fn requests(checked: &mut Checked) {
    let f = User::FIELDS;
    let lenient = User::list().filter(f.id.eq(planted("filter"))).lenient();
    checked.check("Lenient", &lenient);
    let get = User::get(planted("key"))
        .param("startDateTime", planted("param"))
        .header("x-a", planted("header"));
    let get = get.prefer(format!("outlook.timezone=\"{}\"", planted("prefer")));
    checked.check("Get", &get);
    checked.check(
        "Conditional",
        &get.clone()
            .if_none_match(format!("\"{}\"", planted("etag"))),
    );
    checked.check(
        "ConditionalContent",
        &User::photo(planted("key")).if_none_match(format!("\"{}\"", planted("etag"))),
    );
    let list = User::list()
        .filter(f.display_name.eq(planted("filter")))
        .search(planted("search"))
        .param("x", planted("param"));
    checked.check(
        "List",
        &list.expand(
            f.reports
                .expand()
                .filter(f.display_name.eq(planted("filter"))),
        ),
    );
    checked.check(
        "Delta",
        &User::changes()
            .filter(f.id.eq(planted("filter")))
            .since(planted_link()),
    );
    checked.check(
        "Content",
        &User::photo(planted("key"))
            .param("x", planted("param"))
            .header("x-a", planted("header")),
    );
}

fn actions(checked: &mut Checked) {
    let body = json!({planted("name"): planted("value")});
    let action = Action::<User>::at_path(format!("/{}", planted("path")), &body)
        .param("$x", planted("param"))
        .header("x-a", planted("header"));
    checked.check("Action", &action);
    checked.check("Action", &action.clone().with_response());
    checked.check("Action", &action.list());
}

fn requests_by_hand(checked: &mut Checked, client: &Client) {
    let request = client
        .request(Method::PATCH, format!("/{}/<key>", planted("path")))
        .key(planted("key"))
        .param("$x", planted("param"))
        .header("x-a", planted("header"))
        .if_match(planted("etag"))
        .json(&json!({planted("name"): planted("value")}));
    checked.check("RequestBuilder", &request);
    checked.check("Part", &request.clone().part::<serde_json::Value>());
    checked.check("DependsOn", &request.part_empty().depends_on(0));
}

/// Requests whose path or URL is only known at run time.
fn untyped_requests(checked: &mut Checked) {
    let path = format!(
        "/users/{}?$filter={}&{}",
        planted("key"),
        planted("filter"),
        planted("bare")
    );
    checked.check(
        "Get",
        &graph_resource::Get::<serde_json::Value>::at_path(path.clone()),
    );
    checked.check(
        "List",
        &graph_resource::List::<serde_json::Value>::at_url(format!(
            "https://{}{path}",
            planted("host")
        )),
    );
    checked.check(
        "Monitor",
        &format!("https://x/{}", planted("link"))
            .parse::<graph_resource::long_running::Monitor>()
            .unwrap(),
    );
    let stored = json!({
        "origin": planted("origin"), "request": 1, "at": {"Link": planted("link")}, "delivered": 3,
    });
    let stored: Continuation = stored.to_string().parse().unwrap();
    checked.check("Continuation", &stored);
}

fn query_options(checked: &mut Checked) {
    let f = User::FIELDS;
    checked.check("Filter", &f.display_name.eq(planted("filter")));
    checked.check("Filter", &Filter::<User>::raw(planted("raw")));
    checked.check("Expr", &Expr::<User, _>::of(planted("operand")));
    checked.check("Order", &f.display_name.desc());
    checked.check("Search", &Search::<User>::phrase(planted("search")));
    checked.check(
        "Expand",
        &f.reports
            .expand()
            .filter(f.display_name.eq(planted("filter"))),
    );
    checked.check("Literal", &planted("literal").literal());
    checked.check("Named", &Field::named("extension_x"));
}

/// The types of the blocking client.
fn blocking_types(checked: &mut Checked, client: &Client) {
    let blocking = blocking::Client::from_async(client.clone()).unwrap();
    let request = User::list().filter(User::FIELDS.id.eq(planted("filter")));
    checked.check("blocking::Client", &blocking);
    checked.check("blocking::Items", &blocking.iter(&request));
    checked.check("blocking::Pages", &blocking.pages(&request));
    checked.check(
        "blocking::Changes",
        &blocking.iter_changes(&User::changes().since(planted_link())),
    );
    checked.check(
        "blocking::Chunks",
        &blocking.chunks(&User::photo(planted("key"))),
    );
    // The service runs on this thread, so it cannot respond while it is blocked.
    let fake = Fake::new();
    fake.on(User::photo("x"))
        .bytes("image/png", planted("body"))
        .with_etag(&planted("etag"));
    checked.check("testing::Fake", &fake);
    checked.check(
        "testing::Recorder",
        &Recorder::new().replace(planted("original"), "x"),
    );
    let blocking = blocking::Client::from_async(fake.client()).unwrap();
    let reader = blocking.open(&User::photo("x")).unwrap();
    checked.check("blocking::Reader", &reader);
}

fn credentials(checked: &mut Checked) {
    let token = AccessToken::new(planted("token"))
        .with_expiry(std::time::SystemTime::now() + Duration::from_secs(60));
    checked.check("AccessToken", &token);
    let request = TokenRequest::new([Cloud::Global.scope()]).with_claims(planted("claims"));
    checked.check("TokenRequest", &request);
    let credential: Arc<dyn TokenCredential> = Arc::new(Fixed(token));
    checked.check(
        "ClientBuilder",
        &Client::builder()
            .credential(credential)
            .default_header("x-key", planted("header"))
            .version(ApiVersion::Beta),
    );
    let _ = Client::new("token").with(|settings| {
        let settings = settings.default_header("x-key", planted("header"));
        checked.check("ClientSettings", &settings);
        settings
    });
}

/// What an HTTP client receives and returns.
fn http_messages(checked: &mut Checked) {
    let url = format!("https://{}@graph.example/{0}?{0}#{0}", planted("url"));
    let mut request = HttpRequest::new(Method::POST, url.parse().unwrap());
    let header = HeaderValue::try_from(planted("header")).unwrap();
    request.headers.insert("x-a", header);
    request.body = Some(planted("body").into());
    checked.check("HttpRequest", &request);
    let stale = StaleConnections::new(&request.url, false, Instant::now());
    checked.check("StaleConnections", &stale);
    let mut response = HttpResponse::new(StatusCode::OK, request.headers, planted("body"));
    response.url = Some(request.url);
    checked.check("HttpResponse", &response);
    checked.check("HttpBody", &response.body);
}

struct Fixed(AccessToken);

impl TokenCredential for Fixed {
    fn get_token<'a>(&'a self, _: &'a TokenRequest) -> graph_resource::auth::TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A new public type must be checked here, or listed as one without secrets.
fn assert_every_type_was_checked(checked: &Checked) {
    let exported = PUBLIC_MODULES.concat();
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
    // A function whose result is another crate's type, and a macro.
    let foreign = ["azure_transport", "GraphResource"];
    let missing: Vec<_> = names
        .filter(|name| {
            !checked.0.contains(name) && !WITHOUT_SECRETS.contains(name) && !foreign.contains(name)
        })
        .collect();
    assert!(missing.is_empty(), "not checked: {missing:?}");
}
