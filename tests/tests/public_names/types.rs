//! A program that stores a value of every exported type, and shares it between threads.

#![allow(dead_code, reason = "it only has to compile")]

use std::sync::Arc;

use graph_resource::auth::{self, Permissions, TokenFuture, TokenRequest, kind};
use graph_resource::query::item_kind::{
    AnyItem, AnyJson, Boxed, BytesAreOneValue, DeclaredItem, Nullable, Plain, Structured,
};
use graph_resource::query::path::{Alias, As, Flat, In, Item, LambdaItem, Navigation, Root};
use graph_resource::query::{
    Annotation, Declared, DeclaredKind, Expand, Expr, Fields, Flattened, Literal, Named, Order,
    Qualified, Search, ToOne, edm, edm_types,
};
use graph_resource::types::{Decimal, Flags, Int64, MaybeSent, ParseDecimalError, form};
use graph_resource::{
    AccessToken, Action, ApiVersion, Change, Client, ClientBuilder, ClientSettings, Cloud, Content,
    Continuation, Delta, DeltaLink, Error, ErrorKind, Field, Filter, Get, ItemStream, List, Method,
    Page, PageStream, RequestBuilder, Response, RetryPolicy, TokenCredential, Workload, batch,
    blocking, conditional, content, delta, error, graph_resource, guide, long_running, paging,
    retry, testing, transport,
};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct User {
    pub id: String,
    pub mail: Option<String>,
    pub address: Option<Address>,
    #[graph(expand)]
    pub manager: Option<Box<User>>,
    pub phones: Vec<String>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Address {
    pub city: Option<String>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    Member,
    Guest,
    #[serde(untagged)]
    Unknown(String),
}

struct Clients<'a> {
    client: Client,
    builder: ClientBuilder,
    settings: ClientSettings,
    version: ApiVersion,
    method: Method,
    by_hand: RequestBuilder,
    cloud: Cloud,
    workload: Workload,
    policy: RetryPolicy,
    decision: retry::Decision,
    wait: retry::Wait<'a>,
    throttle: retry::ThrottleInfo,
    credential: Arc<dyn TokenCredential>,
    token: AccessToken,
    token_request: TokenRequest,
    permissions: Permissions,
    credential_kinds: (
        kind::Token,
        kind::Credential,
        kind::Closure,
        kind::ClosureOfRequest,
        kind::AsyncClosure,
        kind::AsyncClosureOfRequest,
    ),
    response: Response<User>,
    error: Error,
    error_kind: ErrorKind,
    detail: error::ErrorDetail,
    source: error::BoxError,
}

struct Http<'a> {
    client: Arc<dyn transport::HttpClient>,
    request: transport::HttpRequest,
    stale: transport::StaleConnections<'a>,
    response: transport::HttpResponse,
    body: transport::HttpBody,
    error: transport::HttpError,
}

/// What a credential and an HTTP client return.
struct Futures<'a> {
    token: TokenFuture<'a>,
    response: transport::HttpFuture<'a>,
}

struct Requests {
    get: Get<User>,
    list: List<User>,
    action: Action<User>,
    delta: Delta<User>,
    lenient: paging::Lenient<List<User>>,
    content: Content,
    conditional: conditional::Conditional<User>,
    conditional_content: conditional::ConditionalContent,
    filter: Filter<User>,
    order: Order<User>,
    search: Search<User>,
    expand: Expand<User, User>,
    expand_one: Expand<User, User, ToOne>,
    sum: Expr<User, edm::Number>,
    named: Named,
    literal: Literal,
    qualified: Qualified<Role>,
}

/// The types that `FIELDS` has, and those that a path through it has.
struct Paths {
    fields: Fields<Root<User>, User>,
    id: &'static Field<Root<User>, User, 0, String>,
    manager: &'static Field<Root<User>, Navigation<User>, 3, Option<Box<User>>>,
    city: &'static Field<In<Root<User>, User, 2>, Address, 0, Option<String>>,
    cast: Fields<As<Root<User>, Address>, Address>,
    phones: Field<Alias<Root<User>>, User, 4, Vec<String>>,
    phone: &'static Field<Item<In<Root<User>, User, 4>>, LambdaItem, 0, String>,
}

fn paths() -> Paths {
    let f = User::FIELDS;
    let mut phone = None;
    let _ = f.phones.any(|item| {
        phone = Some(item);
        item.eq("1")
    });
    Paths {
        fields: f,
        id: f.id,
        manager: f.manager,
        city: f.address.city,
        phones: f.phones.alias(),
        cast: f.cast(),
        phone: phone.unwrap(),
    }
}

/// The kinds of items, which have no values.
type ItemKinds = (
    Structured,
    Plain,
    Nullable<Plain>,
    Boxed,
    AnyItem,
    AnyJson,
    BytesAreOneValue,
);

/// How fields are read, which have no values either.
type Forms = (
    form::Extended,
    form::EnumMember,
    form::AsIs,
    form::Object,
    form::FromText,
);

/// The kinds of values, which have no values themselves.
struct Kinds(
    edm::Text,
    edm::Number,
    edm::Boolean,
    edm::Guid,
    edm::DateTimeOffset,
    edm::Date,
    edm::TimeOfDay,
    edm::Duration,
    edm::Binary,
    edm::Untyped,
    edm::Enum<Role>,
);

struct Results {
    page: Page<User>,
    same_page: paging::Page<User>,
    items: ItemStream<User>,
    pages: PageStream<User>,
    continuation: Continuation,
    change: Change<User>,
    relation: delta::RelationChange,
    reason: delta::RemovedReason,
    round: delta::Round<User>,
    changes: delta::DeltaStream<User>,
    link: DeltaLink,
    resync: delta::Resync,
    resync_kind: delta::ResyncKind,
    download: content::Download,
    progress: content::Progress,
    file: content::SaveTo,
    batch: batch::Batch<(Get<User>, List<User>)>,
    batch_all: batch::BatchAll<Get<User>>,
    with_response: batch::BatchAll<batch::WithResponse<Get<User>>>,
    part: batch::Part<User>,
    depends_on: batch::DependsOn<List<User>>,
    fetched: conditional::Fetched<User>,
    accepted: long_running::Accepted<User>,
    monitor: long_running::Monitor,
}

struct Values {
    number: Int64,
    decimal: Result<Decimal, ParseDecimalError>,
    flags: Flags<Role>,
    sent: MaybeSent<String>,
}

struct Blocking {
    client: blocking::Client,
    items: blocking::Items<User>,
    pages: blocking::Pages<User>,
    changes: blocking::Changes<User>,
    chunks: blocking::Chunks,
    reader: blocking::Reader,
}

struct Fakes<'a> {
    fake: testing::Fake,
    answers: testing::Answers<'a>,
    sent: testing::RecordedRequest,
    pattern: testing::RequestPattern,
    recorder: testing::Recorder,
}

#[allow(unused_imports, reason = "the guide has only pages")]
use guide::resources as _;

type SameCredential = dyn auth::TokenCredential;

#[graph_resource(path = "/files/<fileId>")]
#[derive(Debug, Deserialize)]
struct File {
    #[serde(flatten)]
    address: Address,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    url: Option<String>,
    #[graph(type = "Edm.Guid")]
    owner: String,
    #[graph(type = "Edm.Guid")]
    #[serde(default)]
    owners: Vec<String>,
}

type Guid = Declared<String, edm_types::EdmGuid>;

/// The fields of properties that differ from the fields of the struct.
struct Declarations {
    address: &'static Flattened<Root<File>, File, Address>,
    city: &'static Field<Flat<Root<File>, File>, Address, 0, Option<String>>,
    url: &'static Field<Root<File>, File, 0, Annotation<Option<String>>>,
    owner: &'static Field<Root<File>, File, 1, Guid>,
    owner_expr: Expr<File, DeclaredKind<edm_types::EdmGuid, edm::Text>>,
}

#[test]
fn the_fields_of_declared_properties_have_names() {
    use graph_resource::query::Variable;

    fn items<V: Variable<DeclaredItem>>() {}
    items::<Guid>();
    let f = File::FIELDS;
    let declarations = Declarations {
        address: f.address,
        city: f.address.city,
        url: f.url,
        owner: f.owner,
        owner_expr: Expr::of(f.owner),
    };
    assert_eq!(declarations.address.city.path(), "city");
    assert_eq!(declarations.city.path(), "city");
    assert_eq!(declarations.url.path(), "content.downloadUrl");
    assert_eq!(declarations.owner.path(), "owner");
    assert_eq!(declarations.owner_expr.to_string(), "owner");
    let filter = f.owners.is_empty();
    assert_eq!(filter.to_string(), "not owners/any()");
}

/// A value that threads can share, and that a future can move after it was polled.
const fn shared<T: Send + Sync + Unpin + 'static>() {}

/// A value that one thread can pass to another. Only the futures that a program's own types return need no more.
const fn sent<T: Send + Unpin + 'static>() {}

const _: () = {
    shared::<Clients<'static>>();
    shared::<Http<'static>>();
    shared::<Requests>();
    shared::<Paths>();
    shared::<Declarations>();
    shared::<ItemKinds>();
    shared::<Forms>();
    shared::<Kinds>();
    shared::<Results>();
    shared::<Values>();
    shared::<Blocking>();
    shared::<Fakes<'static>>();
    sent::<Futures<'static>>();
};
