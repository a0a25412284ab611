//! The kinds of failures, each with an example.

use std::fmt;

/// The kind of failure that an [`Error`](crate::Error) reports.
///
/// The examples show `Display` without the `request-id` that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request is invalid: a key, a parameter, a header or a continuation cannot be used. Nothing was sent.
    ///
    /// ```text
    /// GET /users/<userId>: the key `userId` is empty
    /// ```
    Request,
    /// The client cannot be built from its settings, or cannot run where it is called. Also if the HTTP client that it
    /// was given followed a redirect or panicked.
    ///
    /// ```text
    /// the client has no credential: set one with `.credential(…)`
    /// ```
    Config,
    /// The credential returned no token, or one that a header cannot carry. The credential's own error is the
    /// `source`, if there is one.
    ///
    /// ```text
    /// GET /users/<userId>: could not get a token from the credential
    /// ```
    Credential,
    /// A link or a redirect leads to an address that this client must not follow, or a stored link is not a URL.
    ///
    /// ```text
    /// GET /users: the link leads to another origin, https://graph.example; a client only follows links on its own
    /// ```
    Link,
    /// The client could not connect to the service: name resolution, the network or TLS failed, or took too long. Nothing
    /// was sent.
    ///
    /// ```text
    /// GET /users/<userId>: could not connect to the service (connection refused)
    /// ```
    Connect,
    /// The timeout of the attempt or the total timeout passed, or the request was not sent: because the service throttled
    /// another one for longer than this one may wait, or because all places among the concurrent requests were taken until
    /// the timeout.
    ///
    /// ```text
    /// GET /users/<userId>: no complete response within 100ms (`timeout`)
    /// ```
    Timeout,
    /// The connection broke while the request was sent or the response was read.
    ///
    /// ```text
    /// GET /users/<userId>: the connection broke (connection reset)
    /// ```
    Io,
    /// The service responded with a status outside of 2xx, or reported an error in the body of a successful response.
    ///
    /// ```text
    /// GET /users/<userId>: 404 Not Found: Request_ResourceNotFound: Resource does not exist.
    /// ```
    Status,
    /// The response was a success, but its body does not fit the type.
    ///
    /// ```text
    /// GET /users/<userId>: the body does not fit the type: invalid type: integer, expected a string
    /// (line 1 column 16), at `displayName`
    /// ```
    Decode,
    /// A limit of the client was exceeded: the size of a body, the size of the headers, or the pages of a listing.
    ///
    /// ```text
    /// GET /users/<userId>: the body is larger than the limit of 10 bytes (`ClientBuilder::max_body_bytes`)
    /// ```
    Limit,
    /// The file of a download cannot be written. The system's error is the `source`.
    ///
    /// ```text
    /// GET /users/<userId>/photo: the file cannot be written (entity not found)
    /// ```
    File,
}

impl ErrorKind {
    /// Returns the kind as one word for a log or a metric, such as `timeout`. `Display` writes the same word.
    ///
    /// ```
    /// # use graph_resource::ErrorKind;
    /// assert_eq!(ErrorKind::Timeout.as_str(), "timeout");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Config => "config",
            Self::Credential => "credential",
            Self::Link => "link",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Io => "io",
            Self::Status => "status",
            Self::Decode => "decode",
            Self::Limit => "limit",
            Self::File => "file",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
