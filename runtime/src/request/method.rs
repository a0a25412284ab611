//! The method of a request, and whether the request may be sent twice.

use http::Method;

/// A method that Microsoft Graph has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestMethod {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}

impl RequestMethod {
    const ALL: [RequestMethod; 6] = [
        RequestMethod::Get,
        RequestMethod::Head,
        RequestMethod::Post,
        RequestMethod::Put,
        RequestMethod::Patch,
        RequestMethod::Delete,
    ];

    /// The method of this name, or `None` if Microsoft Graph does not have it. Names are case-sensitive (RFC 9110, section
    /// 9.1).
    pub(crate) fn of(method: &Method) -> Option<Self> {
        let mut known = RequestMethod::ALL.into_iter();
        known.find(|known| known.as_str() == method.as_str())
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            RequestMethod::Get => "GET",
            RequestMethod::Head => "HEAD",
            RequestMethod::Post => "POST",
            RequestMethod::Put => "PUT",
            RequestMethod::Patch => "PATCH",
            RequestMethod::Delete => "DELETE",
        }
    }

    pub(crate) fn to_http(self) -> Method {
        match self {
            RequestMethod::Get => Method::GET,
            RequestMethod::Head => Method::HEAD,
            RequestMethod::Post => Method::POST,
            RequestMethod::Put => Method::PUT,
            RequestMethod::Patch => Method::PATCH,
            RequestMethod::Delete => Method::DELETE,
        }
    }

    /// Whether requests with this method change nothing ("safe" in RFC 9110, section 9.2.1).
    pub(crate) fn is_safe(self) -> bool {
        matches!(self, RequestMethod::Get | RequestMethod::Head)
    }
}

/// What a request changes, which decides whether it is sent again after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It changes nothing: it is a read, also if its method is POST.
    None,
    /// To send it twice changes nothing more than to send it once, as its caller has declared.
    Idempotent,
    /// To send it twice may change something twice.
    Once,
}

impl Effect {
    /// The effect of requests with this method, unless they declare another one. PUT and DELETE are idempotent in HTTP, but a
    /// second one may undo what another client has changed between the two, or fail because of the first.
    pub(crate) fn of(method: RequestMethod) -> Self {
        if method.is_safe() {
            Effect::None
        } else {
            Effect::Once
        }
    }
}
