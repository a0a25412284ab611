//! Records what a real client sends and receives.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::recording::anonymize::Anonymizer;
use crate::testing::recording::exchange::{Body, Exchange, Log};
use crate::testing::recording::observed::Observed;
use crate::transport::http_body::HttpBody;
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;
use crate::transport::http_response::HttpResponse;
use crate::transport::origin::ServiceRoot;
use crate::transport::stale_connections::StaleConnections;
use crate::transport::wire::WrapHttp;

/// Records what a client sends and receives, and writes it to a file without personal data, for
/// [`Fake::from_recording`](crate::testing::Fake::from_recording).
///
/// ```no_run
/// use graph_resource::{Client, Get};
/// use graph_resource::testing::Recorder;
/// use serde_json::Value;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
/// let recorder = Recorder::new().keep_values_of(["userType", "jobTitle"]);
/// let builder = Client::builder().credential(|| std::env::var("GRAPH_ACCESS_TOKEN"));
/// let client = recorder.record(builder).build()?;
/// let users: Value = Get::at_path("/users").send(&client).await?;
/// recorder.save("tests/users.json").await?;
/// # Ok(()) }
/// ```
///
/// # What is replaced
///
/// Equal strings have equal substitutes, in URLs, headers, and bodies, so links and keys still fit together. GUIDs, mail
/// addresses, and host names are equal whatever their letter case is. The originals are held in memory until
/// the recorder and its clients are dropped.
///
/// | | |
/// |---|---|
/// | strings in JSON | replaced, except those of [`keep_values_of`](Self::keep_values_of), `@odata.type`, the codes of errors, and the reason of `@removed` |
/// | GUID, mail address, host name | by another one, at `example.com` |
/// | digits with punctuation, such as a phone number | by other digits with the same punctuation |
/// | entity tag | by another one |
/// | URL of the service | the host becomes that of the fake; keys, file paths, string literals, GUIDs, and tokens are replaced |
/// | other URL | by one at `example.com` |
/// | `@odata.context` | by `$metadata` |
/// | other string | by a word that is also valid base64 |
/// | date, time, duration | kept, unless [`replace_dates`](Self::replace_dates) is called |
/// | number, Boolean, `null` | kept |
/// | name of a property | GUIDs in it are replaced. A name that is not an identifier is replaced like a string |
/// | a body that is neither JSON nor a number | by as many zeros |
/// | headers of requests | not recorded |
/// | headers of responses | `content-type` without parameters, `retry-after`, `content-range`, `accept-ranges`, and `x-ms-throttle-limit-percentage` are kept; `etag`, `location`, `operation-location`, and `content-location` are replaced; no others are recorded |
///
/// In the path of a URL, words of letters that begin with a lower-case letter are kept, since they are names of the schema
/// or of well-known folders. They are replaced if they are the ID of an object in a response, or a key of a collection
/// whose keys people choose, such as `users`. Names of properties that are identifiers are kept even if an administrator
/// chose them, such as a column of a list. Read the file before you publish it.
///
/// # What is recorded
///
/// Each request with a complete response, in the order in which they were sent. The requests of a batch are recorded as if
/// they had been sent on their own, a batch that failed as such. Not recorded are connections that broke,
/// and responses of 401 after which the request was sent again with another token.
#[derive(Clone, Default)]
#[must_use = "a recorder does nothing until a client is built with it"]
pub struct Recorder {
    anonymizer: Anonymizer,
    log: Arc<Log>,
}

impl Recorder {
    /// Creates a recorder that replaces all strings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the strings of the properties with these names, such as those of enums. Strings in objects below them are
    /// still replaced.
    pub fn keep_values_of<N: Into<String>>(
        mut self,
        properties: impl IntoIterator<Item = N>,
    ) -> Self {
        let properties = properties.into_iter().map(Into::into);
        self.anonymizer.kept.extend(properties);
        self
    }

    /// Sets what a string is replaced by, in bodies, in keys of paths, and in literals. Use it for the values that
    /// the program under test contains, or to keep one, by replacing it with itself.
    ///
    /// ```
    /// # use graph_resource::testing::Recorder;
    /// let recorder = Recorder::new()
    ///     .replace("ada@contoso.com", "admin@example.com")
    ///     .replace("D7", "D7");
    /// ```
    pub fn replace(mut self, original: impl AsRef<str>, substitute: impl AsRef<str>) -> Self {
        let substitutes = &mut self.anonymizer.substitutes;
        substitutes.set(original.as_ref(), substitute.as_ref());
        self
    }

    /// Replaces dates by the first of January 2000, and times and durations by zero.
    pub fn replace_dates(mut self) -> Self {
        self.anonymizer.substitutes.replace_dates();
        self
    }

    /// Records what the client sends that is built, with its default HTTP client or with
    /// [one of your own](ClientBuilder::http_client). Several clients can be recorded together.
    pub fn record(&self, builder: ClientBuilder) -> ClientBuilder {
        builder.wrap_http(Arc::new(Wrapper(self.log.clone())))
    }

    /// Returns the content of the file: what was recorded so far, with substitutes.
    pub fn to_json(&self) -> String {
        let recording = self.anonymizer.clone().recording(&self.log.exchanges());
        let mut json = serde_json::to_string_pretty(&recording).unwrap_or_default();
        json.push('\n');
        json
    }

    /// Writes what was recorded so far, with substitutes, to a file. An existing file is overwritten.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if the file cannot be written.
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let written = tokio::fs::write(path, self.to_json()).await;
        written.map_err(|source| {
            let summary = format!("the recording {} cannot be written", path.display());
            Error::new(ErrorKind::File, summary).with_source(source)
        })
    }
}

/// Wraps the HTTP client of a client that is built.
struct Wrapper(Arc<Log>);

impl WrapHttp for Wrapper {
    fn wrap(&self, client: Arc<dyn HttpClient>, root: &ServiceRoot) -> Arc<dyn HttpClient> {
        Arc::new(Recording {
            client,
            root: root.as_str().trim_end_matches('/').to_owned(),
            log: self.0.clone(),
        })
    }
}

/// Passes requests on to another HTTP client, and records them with their responses.
struct Recording {
    client: Arc<dyn HttpClient>,
    root: String,
    log: Arc<Log>,
}

impl Recording {
    fn observe(
        &self,
        number: usize,
        request: &HttpRequest,
        response: HttpResponse,
    ) -> HttpResponse {
        let is_download = request.is_download && response.status.is_success();
        let exchange = Exchange {
            root: self.root.clone(),
            method: request.method.clone(),
            url: request.url.clone(),
            sent: request.body.clone().unwrap_or_default(),
            status: response.status.as_u16(),
            headers: response.headers.clone(),
            body: if is_download {
                Body::Length(0)
            } else {
                Body::Content(Vec::new())
            },
        };
        let body = Observed::new(response.body, number, exchange, self.log.clone());
        HttpResponse {
            body: HttpBody::from_stream(body),
            ..response
        }
    }
}

impl HttpClient for Recording {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        let number = self.log.next_number();
        Box::pin(async move {
            let response = self.client.send(request.clone()).await?;
            Ok(self.observe(number, &request, response))
        })
    }

    fn discard_connections(&self, stale: StaleConnections<'_>) {
        self.client.discard_connections(stale);
    }
}

/// Shows how much was recorded, but nothing of it.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("recorded", &self.log.len())
            .finish_non_exhaustive()
    }
}
