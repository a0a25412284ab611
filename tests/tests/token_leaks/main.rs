//! The token is sent only to the configured origin, wherever the service's links lead.

mod listener;
mod urls;

#[path = "../samples/mod.rs"]
mod samples;

use graph_resource::Get;
use std::time::Duration;

use graph_resource::long_running::Monitor;
use graph_resource::{Client, Continuation, Error, ErrorKind, List, RetryPolicy};
use serde_json::json;

use listener::{Listener, Response};
use samples::User;
use urls::Target;

const TOKEN: &str = "s3cret-token";

/// How a URL reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    NextLink,
    PageAfter,
    Stream,
    DeltaNextLink,
    DeltaLink,
    Resync,
    Continuation,
    GetUrl,
    ListUrl,
    Redirect(u16),
    DownloadRedirect,
    /// The monitor URL of a long-running job, which may be on another host.
    Monitor,
}

const SOURCES: [Source; 15] = [
    Source::NextLink,
    Source::PageAfter,
    Source::Stream,
    Source::DeltaNextLink,
    Source::DeltaLink,
    Source::Resync,
    Source::Continuation,
    Source::GetUrl,
    Source::ListUrl,
    Source::Redirect(301),
    Source::Redirect(302),
    Source::Redirect(307),
    Source::Redirect(308),
    Source::DownloadRedirect,
    Source::Monitor,
];

impl Source {
    fn is_redirect(self) -> bool {
        matches!(self, Source::Redirect(_) | Source::DownloadRedirect)
    }

    /// Whether the URL is sent in a `Location`, where it may be relative.
    fn is_location(self) -> bool {
        self.is_redirect() || self == Source::Resync
    }

    /// Whether the client may follow the URL to another origin.
    fn may_leave_origin(self) -> bool {
        self.is_redirect() || self == Source::Monitor
    }

    /// Whether the source can hold this URL. A header value is ASCII without line breaks.
    fn can_hold(self, url: &str) -> bool {
        !self.is_location() || (url.is_ascii() && !url.contains(['\r', '\n', '\0']))
    }

    /// The service's first response.
    fn response(self, url: &str) -> Option<Response> {
        match self {
            Source::NextLink | Source::Stream => Some(page_before("/v1.0/users", url)),
            Source::DeltaNextLink => Some(page_before("/v1.0/users/delta", url)),
            Source::Resync => Some(location("/v1.0/users/delta", 410, url)),
            Source::Redirect(status) => Some(location("/v1.0/users", status, url)),
            Source::DownloadRedirect => Some(location("/v1.0/users", 302, url)),
            Source::PageAfter
            | Source::DeltaLink
            | Source::Continuation
            | Source::GetUrl
            | Source::ListUrl
            | Source::Monitor => None,
        }
    }

    async fn follow(self, client: &Client, url: &str) -> Result<(), Error> {
        match self {
            Source::NextLink => User::list().all(client).await.map(drop),
            Source::Stream => {
                let mut users = User::list().stream(client);
                while users.next().await?.is_some() {}
                Ok(())
            }
            Source::PageAfter => {
                let mut page = User::list().page(client).await?;
                page.next_link = Some(url.to_owned());
                User::list().page_after(&page, client).await.map(drop)
            }
            Source::DeltaNextLink => User::changes().all(client).await.map(drop),
            Source::DeltaLink => User::changes()
                .since(url.parse()?)
                .all(client)
                .await
                .map(drop),
            Source::Resync => {
                let error = User::changes().all(client).await.unwrap_err();
                let link = match error.resync().unwrap().link {
                    Some(link) => link,
                    None => "".parse()?,
                };
                User::changes().since(link).all(client).await.map(drop)
            }
            Source::Continuation => {
                let continuation = User::list().stream(client).continuation().unwrap();
                let mut stored: serde_json::Value =
                    serde_json::from_str(continuation.as_str()).unwrap();
                stored["at"] = json!({"Link": url});
                let forged: Continuation = stored.to_string().parse().unwrap();
                let mut users = User::list().resume(client, forged);
                while users.next().await?.is_some() {}
                Ok(())
            }
            Source::GetUrl => Get::<serde_json::Value>::at_url(url)
                .send(client)
                .await
                .map(drop),
            Source::ListUrl => List::<serde_json::Value>::at_url(url)
                .all(client)
                .await
                .map(drop),
            Source::Redirect(_) => User::get("1").send(client).await.map(drop),
            Source::DownloadRedirect => User::photo("1").bytes(client).await.map(drop),
            Source::Monitor => url
                .parse::<Monitor>()?
                .poll::<serde_json::Value>(client)
                .await
                .map(drop),
        }
    }
}

/// A page whose next link is this URL.
fn page_before(path: &'static str, url: &str) -> Response {
    Response {
        path,
        status: 200,
        header: None,
        body: json!({"value": [], "@odata.nextLink": url}).to_string(),
    }
}

/// An empty response whose `Location` is this URL.
fn location(path: &'static str, status: u16, url: &str) -> Response {
    Response {
        path,
        status,
        header: Some(("location", url.as_bytes().to_vec())),
        body: json!({}).to_string(),
    }
}

struct Setup {
    origin: Listener,
    others: Vec<Listener>,
    base_url: String,
}

impl Setup {
    async fn at(host: &str, name: &str) -> Option<Self> {
        let origin = Listener::at(host).await?;
        let mut others = vec![Listener::at("127.0.0.1").await?];
        others.extend(Listener::at("::1").await);
        let base_url = format!("http://{name}:{}", origin.port());
        Some(Setup {
            origin,
            others,
            base_url,
        })
    }

    /// `P` is the service's port, `Q` and `S` those of the others.
    fn fill(&self, url: &str) -> String {
        let second = self.others.get(1).unwrap_or(&self.others[0]);
        let mut filled = String::new();
        for (at, c) in url.char_indices() {
            let is_port = url[..at].ends_with([':', '0', '-', '\t']);
            match c {
                'P' if is_port => filled += &self.origin.port().to_string(),
                'Q' if is_port => filled += &self.others[0].port().to_string(),
                'S' if is_port => filled += &second.port().to_string(),
                c => filled.push(c),
            }
        }
        filled
    }

    async fn check_all(&self, table: &[(&str, Target)]) {
        let client = Client::builder()
            .credential(TOKEN)
            .base_url(&self.base_url)
            .retry(RetryPolicy::never());
        let client = client.timeout(Duration::from_secs(5)).build().unwrap();
        for (template, target) in table {
            let url = self.fill(template);
            for source in SOURCES.into_iter().filter(|source| source.can_hold(&url)) {
                self.origin.begin(source.response(&url));
                self.others.iter().for_each(|other| other.begin(None));
                let outcome = source.follow(&client, &url).await;
                self.check(
                    &format!("{source:?} {template:?} ({url})"),
                    source,
                    *target,
                    outcome,
                );
            }
        }
    }

    fn check(&self, case: &str, source: Source, target: Target, outcome: Result<(), Error>) {
        let received: Vec<String> = self.others.iter().flat_map(Listener::seen).collect();
        for request in &received {
            assert!(!request.contains(TOKEN), "{case}: {request}");
            assert!(
                !request.to_ascii_lowercase().contains("authorization"),
                "{case}: {request}"
            );
        }
        let followed = self.origin.seen().iter().any(|request| {
            let target = request.split(' ').nth(1).unwrap_or_default();
            (target.contains("leak") || !target.starts_with("/v1.0")) && request.contains(TOKEN)
        });
        match target {
            Target::Origin => {
                assert!(followed, "{case}: not followed: {outcome:?}");
                outcome.unwrap_or_else(|error| panic!("{case}: {error}"));
            }
            // Relative to the service, or rejected.
            Target::Invalid if source.is_location() => {}
            // Followed without the token, or rejected.
            Target::OtherOrigin if source.may_leave_origin() => assert!(!followed, "{case}"),
            Target::OtherOrigin | Target::Invalid => {
                let error = outcome
                    .err()
                    .unwrap_or_else(|| panic!("{case}: was followed"));
                assert_eq!(error.kind(), ErrorKind::Link, "{case}: {error}");
                assert!(
                    received.is_empty() && !followed,
                    "{case}: something was sent"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_token_for_an_ip_address_stays_there() {
    Setup::at("127.0.0.1", "127.0.0.1")
        .await
        .unwrap()
        .check_all(urls::FOR_AN_ADDRESS)
        .await;
}

#[tokio::test]
async fn a_token_for_a_host_name_stays_there() {
    Setup::at("127.0.0.1", "localhost")
        .await
        .unwrap()
        .check_all(urls::FOR_A_NAME)
        .await;
}

#[tokio::test]
async fn a_token_for_an_ipv6_address_stays_there() {
    match Setup::at("::1", "[::1]").await {
        Some(setup) => setup.check_all(urls::FOR_IPV6).await,
        None => println!("skipped: this machine has no IPv6"),
    }
}
