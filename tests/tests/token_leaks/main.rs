//! The token goes to the configured origin and nowhere else, whatever the service links to.

mod listen;
mod table;

use std::time::Duration;

use graph_resource::{
    Client, Continuation, DeltaLink, Error, ErrorKind, List, Monitor, RetryPolicy, graph_resource,
};
use serde::Deserialize;
use serde_json::json;

use listen::{Answer, Listener};
use table::Is;

const TOKEN: &str = "s3cret-token";

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo")
)]
#[derive(Debug, Deserialize)]
struct User {
    #[allow(dead_code)]
    id: String,
}

/// How an address reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
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
    RedirectOfBytes,
    /// The place of a long-running job, which is asked without the token wherever it is.
    Monitor,
}

const WAYS: [Way; 15] = [
    Way::NextLink,
    Way::PageAfter,
    Way::Stream,
    Way::DeltaNextLink,
    Way::DeltaLink,
    Way::Resync,
    Way::Continuation,
    Way::GetUrl,
    Way::ListUrl,
    Way::Redirect(301),
    Way::Redirect(302),
    Way::Redirect(307),
    Way::Redirect(308),
    Way::RedirectOfBytes,
    Way::Monitor,
];

impl Way {
    fn is_redirect(self) -> bool {
        matches!(self, Way::Redirect(_) | Way::RedirectOfBytes)
    }

    /// A header carries no line breaks, and no letters but those of ASCII.
    fn carries(self, url: &str) -> bool {
        !(self.is_redirect() || self == Way::Resync)
            || (url.is_ascii() && !url.contains(['\r', '\n', '\0']))
    }

    /// What the service answers first.
    fn answer(self, url: &str) -> Option<Answer> {
        let answer = |path, status, header: bool, body: serde_json::Value| {
            let header = header.then(|| ("location", url.as_bytes().to_vec()));
            Some(Answer {
                path,
                status,
                header,
                body: body.to_string(),
            })
        };
        match self {
            Way::NextLink | Way::Stream => answer(
                "/v1.0/users",
                200,
                false,
                json!({"value": [], "@odata.nextLink": url}),
            ),
            Way::DeltaNextLink => answer(
                "/v1.0/users/delta",
                200,
                false,
                json!({"value": [], "@odata.nextLink": url}),
            ),
            Way::Resync => answer("/v1.0/users/delta", 410, true, json!({})),
            Way::Redirect(status) => answer("/v1.0/users", status, true, json!({})),
            Way::RedirectOfBytes => answer("/v1.0/users", 302, true, json!({})),
            Way::PageAfter
            | Way::DeltaLink
            | Way::Continuation
            | Way::GetUrl
            | Way::ListUrl
            | Way::Monitor => None,
        }
    }

    async fn go(self, client: &Client, url: &str) -> Result<(), Error> {
        match self {
            Way::NextLink => User::list().all(client).await.map(drop),
            Way::Stream => {
                let mut users = User::list().stream(client);
                while users.next().await?.is_some() {}
                Ok(())
            }
            Way::PageAfter => {
                let mut page = User::list().page(client).await?;
                page.next_link = Some(url.to_owned());
                User::list().page_after(&page, client).await.map(drop)
            }
            Way::DeltaNextLink => User::changes().all(client).await.map(drop),
            Way::DeltaLink => User::changes()
                .since(DeltaLink::new(url))
                .all(client)
                .await
                .map(drop),
            Way::Resync => {
                let error = User::changes().all(client).await.unwrap_err();
                let link = error
                    .resync()
                    .unwrap()
                    .link
                    .unwrap_or_else(|| DeltaLink::new(""));
                User::changes().since(link).all(client).await.map(drop)
            }
            Way::Continuation => {
                let mut stored =
                    serde_json::to_value(User::list().stream(client).continuation().unwrap())
                        .unwrap();
                stored["at"] = json!({"Link": url});
                let forged: Continuation = serde_json::from_value(stored).unwrap();
                let mut users = User::list().resume(client, forged);
                while users.next().await?.is_some() {}
                Ok(())
            }
            Way::GetUrl => client.get_url::<serde_json::Value>(url).await.map(drop),
            Way::ListUrl => List::<serde_json::Value>::url(url)
                .all(client)
                .await
                .map(drop),
            Way::Redirect(_) => User::get("1").send(client).await.map(drop),
            Way::RedirectOfBytes => User::photo("1").bytes(client).await.map(drop),
            Way::Monitor => Monitor::new(url)
                .poll::<serde_json::Value>(client)
                .await
                .map(drop),
        }
    }
}

struct Setup {
    home: Listener,
    others: Vec<Listener>,
    base_url: String,
}

impl Setup {
    async fn at(host: &str, name: &str) -> Option<Self> {
        let home = Listener::at(host).await?;
        let mut others = vec![Listener::at("127.0.0.1").await?];
        others.extend(Listener::at("::1").await);
        let base_url = format!("http://{name}:{}", home.port());
        Some(Setup {
            home,
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
                'P' if is_port => filled += &self.home.port().to_string(),
                'Q' if is_port => filled += &self.others[0].port().to_string(),
                'S' if is_port => filled += &second.port().to_string(),
                c => filled.push(c),
            }
        }
        filled
    }

    async fn try_all(&self, table: &[(&str, Is)]) {
        let client = Client::builder()
            .credential(TOKEN)
            .base_url(&self.base_url)
            .retry(RetryPolicy::never());
        let client = client.timeout(Duration::from_secs(5)).build().unwrap();
        for (template, is) in table {
            let url = self.fill(template);
            for way in WAYS.into_iter().filter(|way| way.carries(&url)) {
                self.home.begin(way.answer(&url));
                self.others.iter().for_each(|other| other.begin(None));
                let outcome = way.go(&client, &url).await;
                self.check(&format!("{way:?} {template:?} ({url})"), way, *is, outcome);
            }
        }
    }

    fn check(&self, case: &str, way: Way, is: Is, outcome: Result<(), Error>) {
        let arrived: Vec<String> = self.others.iter().flat_map(Listener::seen).collect();
        for request in &arrived {
            assert!(!request.contains(TOKEN), "{case}: {request}");
            assert!(
                !request.to_ascii_lowercase().contains("authorization"),
                "{case}: {request}"
            );
        }
        let followed = self.home.seen().iter().any(|request| {
            let target = request.split(' ').nth(1).unwrap_or_default();
            (target.contains("leak") || !target.starts_with("/v1.0")) && request.contains(TOKEN)
        });
        if way == Way::Monitor {
            return assert!(
                !self
                    .home
                    .seen()
                    .iter()
                    .any(|request| request.contains(TOKEN)),
                "{case}"
            );
        }
        match (is, way.is_redirect()) {
            (Is::Home, _) => {
                assert!(followed, "{case}: not followed: {outcome:?}");
                outcome.unwrap_or_else(|error| panic!("{case}: {error}"));
            }
            (Is::Elsewhere | Is::Nowhere, false) => {
                let error = outcome.err().unwrap_or_else(|| panic!("{case}: followed"));
                assert_eq!(error.kind(), ErrorKind::Link, "{case}: {error}");
                assert!(
                    arrived.is_empty() && !followed,
                    "{case}: something was sent"
                );
            }
            // Followed without the token, or refused.
            (Is::Elsewhere, true) => assert!(!followed, "{case}"),
            (Is::Nowhere, true) => {}
        }
    }
}

#[tokio::test]
async fn a_token_for_an_ip_address_stays_there() {
    Setup::at("127.0.0.1", "127.0.0.1")
        .await
        .unwrap()
        .try_all(table::OF_AN_ADDRESS)
        .await;
}

#[tokio::test]
async fn a_token_for_a_host_name_stays_there() {
    Setup::at("127.0.0.1", "localhost")
        .await
        .unwrap()
        .try_all(table::OF_A_NAME)
        .await;
}

#[tokio::test]
async fn a_token_for_an_ipv6_address_stays_there() {
    match Setup::at("::1", "[::1]").await {
        Some(setup) => setup.try_all(table::OF_IPV6).await,
        None => println!("this machine has no IPv6"),
    }
}
