//! URLs, harmless and malicious, and where they lead relative to a service's origin.

/// Where a URL leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The service's own origin, however oddly it is written.
    Origin,
    /// Another origin.
    OtherOrigin,
    /// Not an absolute URL. In a `Location` header it may be relative, and so lead to the service.
    Invalid,
}

use Target::{Invalid, Origin, OtherOrigin};

/// URLs for a service at `http://127.0.0.1:P`, with another listener on port `Q` of this machine.
pub const FOR_AN_ADDRESS: &[(&str, Target)] = &[
    ("http://127.0.0.1:P/leak", Origin),
    // Scheme.
    ("HTTP://127.0.0.1:P/leak", Origin),
    ("https://127.0.0.1:P/leak", OtherOrigin),
    ("ws://127.0.0.1:P/leak", OtherOrigin),
    ("ftp://127.0.0.1:P/leak", OtherOrigin),
    ("file://127.0.0.1:P/leak", Invalid),
    ("file:///leak", OtherOrigin),
    ("blob:http://127.0.0.1:P/leak", OtherOrigin),
    ("view-source:http://127.0.0.1:P/leak", OtherOrigin),
    ("javascript:leak", OtherOrigin),
    ("data:text/plain,leak", OtherOrigin),
    // Port.
    ("http://127.0.0.1:Q/leak", OtherOrigin),
    ("http://127.0.0.1/leak", OtherOrigin),
    ("http://127.0.0.1:/leak", OtherOrigin),
    ("http://127.0.0.1:80/leak", OtherOrigin),
    ("http://127.0.0.1:0P/leak", Origin),
    ("http://127.0.0.1:P0000/leak", Invalid),
    ("http://127.0.0.1:-P/leak", Invalid),
    ("http://127.0.0.1:P.1/leak", Invalid),
    // The host under other names.
    ("http://localhost:P/leak", OtherOrigin),
    ("http://localhost:Q/leak", OtherOrigin),
    ("http://LOCALHOST:Q/leak", OtherOrigin),
    ("http://localhost.:Q/leak", OtherOrigin),
    ("http://127.0.0.2:P/leak", OtherOrigin),
    ("http://127.0.0.2:Q/leak", OtherOrigin),
    ("http://0.0.0.0:Q/leak", OtherOrigin),
    ("http://[::1]:P/leak", OtherOrigin),
    ("http://[::1]:S/leak", OtherOrigin),
    ("http://[0:0:0:0:0:0:0:1]:S/leak", OtherOrigin),
    ("http://[::ffff:127.0.0.1]:P/leak", OtherOrigin),
    ("http://[::ffff:7f00:1]:Q/leak", OtherOrigin),
    ("http://[::1%25lo]:S/leak", Invalid),
    // The same host: the URL standard's parser reads all of these as 127.0.0.1.
    ("http://127.0.0.1.:P/leak", Origin),
    ("http://127.1:P/leak", Origin),
    ("http://0x7f.1:P/leak", Origin),
    ("http://2130706433:P/leak", Origin),
    ("http://0177.0.0.1:P/leak", Origin),
    ("http://127%2E0%2E0%2E1:P/leak", Origin),
    ("http://１２７.0.0.1:P/leak", Origin),
    ("http://127。0。0。1:P/leak", Origin),
    ("http://127.0.0\u{ad}.1:P/leak", Origin),
    ("http://2130706434:Q/leak", OtherOrigin),
    ("http://127.0.0.1:P:Q/leak", Invalid),
    // Percent-encoded, and in look-alike characters.
    ("http://local%68ost:Q/leak", OtherOrigin),
    ("http://%6C%6F%63%61%6C%68%6F%73%74:Q/leak", OtherOrigin),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:Q/leak", OtherOrigin),
    ("http://locаlhost.invalid:Q/leak", OtherOrigin),
    ("http://xn--lcalhost-xyz.invalid:Q/leak", OtherOrigin),
    ("http://127.0.0.1%00.localhost:Q/leak", Invalid),
    ("http://127.0.0.1%2F.localhost:Q/leak", Invalid),
    // Prefixes and suffixes.
    ("http://127.0.0.1.localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1:P.localhost:Q/leak", Invalid),
    ("http://127.0.0.1-x.localhost:Q/leak", OtherOrigin),
    ("http://x127.0.0.1.localhost:Q/leak", OtherOrigin),
    ("http://localhost:Q/127.0.0.1:P/leak", OtherOrigin),
    // User information.
    ("http://user@127.0.0.1:P/leak", OtherOrigin),
    ("http://user:password@127.0.0.1:P/leak", OtherOrigin),
    ("http://:password@127.0.0.1:P/leak", OtherOrigin),
    ("http://@127.0.0.1:P/leak", Origin),
    ("http://127.0.0.1:P@localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1@localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1:P%2F@localhost:Q/leak", OtherOrigin),
    (
        "http://localhost:Q@127.0.0.1:P@localhost:Q/leak",
        OtherOrigin,
    ),
    ("http://localhost:Q#@127.0.0.1:P/leak", OtherOrigin),
    ("http://localhost:Q?@127.0.0.1:P/leak", OtherOrigin),
    ("http://localhost:Q/@127.0.0.1:P/leak", OtherOrigin),
    // Backslashes and extra slashes.
    ("http://127.0.0.1:P\\leak", Origin),
    ("http://127.0.0.1:P\\@localhost:Q/leak", Origin),
    ("http://localhost:Q\\@127.0.0.1:P/leak", OtherOrigin),
    ("http://localhost:Q\\.127.0.0.1:P/leak", OtherOrigin),
    ("http:\\\\localhost:Q\\leak", OtherOrigin),
    ("http:/\\localhost:Q/leak", OtherOrigin),
    ("http:///localhost:Q/leak", OtherOrigin),
    ("http:////localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1:P//localhost:Q/leak", Origin),
    ("http://127.0.0.1:P/..//localhost:Q/leak", Origin),
    // Characters that the parser removes.
    (" http://127.0.0.1:P/leak ", Origin),
    ("http://127.0.0.1:\tP/leak", Origin),
    ("ht\ntp://127.0.0.1:P/leak", Origin),
    ("http://local\thost:Q/leak", OtherOrigin),
    ("http:\r\n//localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1\t.localhost:Q/leak", OtherOrigin),
    ("http://127.0.0.1 .localhost:Q/leak", Invalid),
    ("http://127.0.0.1\u{0}.localhost:Q/leak", Invalid),
    // Not absolute. In a `Location` they are relative to the service.
    ("/leak", Invalid),
    ("leak", Invalid),
    ("?leak", Invalid),
    ("http://", Invalid),
    ("127.0.0.1:P/leak", Invalid),
    ("//127.0.0.1:P/leak", Invalid),
];

/// The same for a service at `http://localhost:P`.
pub const FOR_A_NAME: &[(&str, Target)] = &[
    ("http://localhost:P/leak", Origin),
    ("HTTP://LocalHost:P/leak", Origin),
    ("http://local%68ost:P/leak", Origin),
    ("http://ＬＯＣＡＬＨＯＳＴ:P/leak", Origin),
    ("http://localhost.:P/leak", OtherOrigin),
    ("http://localhost..:P/leak", OtherOrigin),
    ("http://.localhost:P/leak", OtherOrigin),
    ("http://a.localhost:P/leak", OtherOrigin),
    ("http://127.0.0.1:P/leak", OtherOrigin),
    ("http://localhost:Q/leak", OtherOrigin),
    ("http://localhost:P@127.0.0.1:Q/leak", OtherOrigin),
    ("http://lοcalhost:P/leak", OtherOrigin),
];

/// The same for a service at `http://[::1]:P`.
pub const FOR_IPV6: &[(&str, Target)] = &[
    ("http://[::1]:P/leak", Origin),
    ("http://[0:0:0:0:0:0:0:1]:P/leak", Origin),
    ("http://[::0001]:P/leak", Origin),
    ("http://[::0.0.0.1]:P/leak", Origin),
    ("http://[::1]:Q/leak", OtherOrigin),
    ("http://[::ffff:127.0.0.1]:Q/leak", OtherOrigin),
    ("http://localhost:P/leak", OtherOrigin),
    ("http://127.0.0.1:Q/leak", OtherOrigin),
    ("http://[::1].localhost:Q/leak", Invalid),
    ("http://[::1]@127.0.0.1:Q/leak", OtherOrigin),
    ("http://::1:P/leak", Invalid),
];
