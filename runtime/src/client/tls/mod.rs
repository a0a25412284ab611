//! The TLS of the HTTP client. Each feature has a file with the same type, and what its connections have in common, such
//! as the root certificates, is set up once.
//!
//! With `rustls` it uses the ring provider and the platform's verifier. The configuration is passed to reqwest
//! ready-made, so that nothing is installed for the whole process and ring is the only C code. With `native-tls` alone
//! it uses the operating system's TLS, and with neither feature only http.

#[cfg_attr(
    all(feature = "native-tls", not(feature = "rustls")),
    path = "native_backend.rs"
)]
#[cfg_attr(
    not(any(feature = "rustls", feature = "native-tls")),
    path = "no_backend.rs"
)]
pub(crate) mod backend;
#[cfg(feature = "rustls")]
pub(crate) mod lazy_verifier;
pub(crate) mod versions;
