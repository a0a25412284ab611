//! Kinds of failures, with an example of each.

/// What kind of failure an [`Error`](crate::Error) is.
///
/// The examples are what `Display` says, but for the `request-id` behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be made: a key, a parameter or a header that is not possible. Nothing was sent.
    ///
    /// ```text
    /// GET /users/<userId>: the key `userId` is empty
    /// ```
    Request,
    /// The client cannot be built, or cannot work where it is used.
    ///
    /// ```text
    /// the client has no credential: set one by `.credential(…)`
    /// ```
    Config,
    /// The credential gave no token, or one that no header can carry. What it said is the `source`.
    ///
    /// ```text
    /// GET /users/<userId>: the credential gave no token
    /// ```
    Credential,
    /// A link or a redirect that leads where this client does not go.
    ///
    /// ```text
    /// GET /users: the link leads to another origin, https://graph.example
    /// ```
    Link,
    /// No connection to the service: its name, the network, TLS.
    ///
    /// ```text
    /// GET /users/<userId>: no connection to the service (connection refused)
    /// ```
    Connect,
    /// The time for the attempt, or for all of them, is over, or would be before the service may be asked.
    ///
    /// ```text
    /// GET /users/<userId>: no complete answer within 100ms
    /// ```
    Timeout,
    /// The connection broke while the request was sent or the answer was read.
    ///
    /// ```text
    /// GET /users/<userId>: the connection broke (connection reset)
    /// ```
    Io,
    /// The service answered with a status that is not a success.
    ///
    /// ```text
    /// GET /users/<userId>: 404 Not Found: Request_ResourceNotFound: Resource does not exist.
    /// ```
    Status,
    /// The answer was a success, but its body is not what the type expects.
    ///
    /// ```text
    /// GET /users/<userId>: the body does not fit the type: invalid type: integer, expected a string
    /// (line 1 column 16), at `displayName`
    /// ```
    Decode,
    /// There is more than the client allows: a body, the head of an answer, the pages of a listing.
    ///
    /// ```text
    /// GET /users/<userId>: the body is larger than the limit of 10 bytes (`ClientBuilder::max_body_bytes`)
    /// ```
    Limit,
    /// The file that a download is to be saved to cannot be written. What the system said is the `source`.
    ///
    /// ```text
    /// GET /users/<userId>/photo: the file cannot be written (entity not found)
    /// ```
    File,
}

impl ErrorKind {
    /// The kind in a word, for a log or a metric: `timeout`.
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
