//! Addresses, innocent and not, seen from a service at one origin.

/// What an address is to the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// Its own origin, however oddly it is written.
    Home,
    /// Somewhere else.
    Elsewhere,
    /// No address that can be gone to; in a `Location` perhaps a relative one, which is home.
    Nowhere,
}

use Is::{Elsewhere, Home, Nowhere};

/// The addresses for a service at `http://127.0.0.1:P`, with another listener on port `Q` of this machine.
pub const OF_AN_ADDRESS: &[(&str, Is)] = &[
    ("http://127.0.0.1:P/leak", Home),
    // Scheme.
    ("HTTP://127.0.0.1:P/leak", Home),
    ("https://127.0.0.1:P/leak", Elsewhere),
    ("ws://127.0.0.1:P/leak", Elsewhere),
    ("ftp://127.0.0.1:P/leak", Elsewhere),
    ("file://127.0.0.1:P/leak", Nowhere),
    ("file:///leak", Elsewhere),
    ("blob:http://127.0.0.1:P/leak", Elsewhere),
    ("view-source:http://127.0.0.1:P/leak", Elsewhere),
    ("javascript:leak", Elsewhere),
    ("data:text/plain,leak", Elsewhere),
    // Port.
    ("http://127.0.0.1:Q/leak", Elsewhere),
    ("http://127.0.0.1/leak", Elsewhere),
    ("http://127.0.0.1:/leak", Elsewhere),
    ("http://127.0.0.1:80/leak", Elsewhere),
    ("http://127.0.0.1:0P/leak", Home),
    ("http://127.0.0.1:P0000/leak", Nowhere),
    ("http://127.0.0.1:-P/leak", Nowhere),
    ("http://127.0.0.1:P.1/leak", Nowhere),
    // Host, by other names.
    ("http://localhost:P/leak", Elsewhere),
    ("http://localhost:Q/leak", Elsewhere),
    ("http://LOCALHOST:Q/leak", Elsewhere),
    ("http://localhost.:Q/leak", Elsewhere),
    ("http://127.0.0.2:P/leak", Elsewhere),
    ("http://127.0.0.2:Q/leak", Elsewhere),
    ("http://0.0.0.0:Q/leak", Elsewhere),
    ("http://[::1]:P/leak", Elsewhere),
    ("http://[::1]:S/leak", Elsewhere),
    ("http://[0:0:0:0:0:0:0:1]:S/leak", Elsewhere),
    ("http://[::ffff:127.0.0.1]:P/leak", Elsewhere),
    ("http://[::ffff:7f00:1]:Q/leak", Elsewhere),
    ("http://[::1%25lo]:S/leak", Nowhere),
    // The same host: the URL standard's parser reads all of these as 127.0.0.1.
    ("http://127.0.0.1.:P/leak", Home),
    ("http://127.1:P/leak", Home),
    ("http://0x7f.1:P/leak", Home),
    ("http://2130706433:P/leak", Home),
    ("http://0177.0.0.1:P/leak", Home),
    ("http://127%2E0%2E0%2E1:P/leak", Home),
    ("http://１２７.0.0.1:P/leak", Home),
    ("http://127。0。0。1:P/leak", Home),
    ("http://127.0.0\u{ad}.1:P/leak", Home),
    ("http://2130706434:Q/leak", Elsewhere),
    ("http://127.0.0.1:P:Q/leak", Nowhere),
    // Encoded, and of other letters.
    ("http://local%68ost:Q/leak", Elsewhere),
    ("http://%6C%6F%63%61%6C%68%6F%73%74:Q/leak", Elsewhere),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:Q/leak", Elsewhere),
    ("http://locаlhost.invalid:Q/leak", Elsewhere),
    ("http://xn--lcalhost-xyz.invalid:Q/leak", Elsewhere),
    ("http://127.0.0.1%00.localhost:Q/leak", Nowhere),
    ("http://127.0.0.1%2F.localhost:Q/leak", Nowhere),
    // Prefixes and suffixes.
    ("http://127.0.0.1.localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1:P.localhost:Q/leak", Nowhere),
    ("http://127.0.0.1-x.localhost:Q/leak", Elsewhere),
    ("http://x127.0.0.1.localhost:Q/leak", Elsewhere),
    ("http://localhost:Q/127.0.0.1:P/leak", Elsewhere),
    // Users.
    ("http://user@127.0.0.1:P/leak", Elsewhere),
    ("http://user:password@127.0.0.1:P/leak", Elsewhere),
    ("http://:password@127.0.0.1:P/leak", Elsewhere),
    ("http://@127.0.0.1:P/leak", Home),
    ("http://127.0.0.1:P@localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1@localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1:P%2F@localhost:Q/leak", Elsewhere),
    ("http://localhost:Q@127.0.0.1:P@localhost:Q/leak", Elsewhere),
    ("http://localhost:Q#@127.0.0.1:P/leak", Elsewhere),
    ("http://localhost:Q?@127.0.0.1:P/leak", Elsewhere),
    ("http://localhost:Q/@127.0.0.1:P/leak", Elsewhere),
    // Slashes that are none.
    ("http://127.0.0.1:P\\leak", Home),
    ("http://127.0.0.1:P\\@localhost:Q/leak", Home),
    ("http://localhost:Q\\@127.0.0.1:P/leak", Elsewhere),
    ("http://localhost:Q\\.127.0.0.1:P/leak", Elsewhere),
    ("http:\\\\localhost:Q\\leak", Elsewhere),
    ("http:/\\localhost:Q/leak", Elsewhere),
    ("http:///localhost:Q/leak", Elsewhere),
    ("http:////localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1:P//localhost:Q/leak", Home),
    ("http://127.0.0.1:P/..//localhost:Q/leak", Home),
    // What the parser takes out.
    (" http://127.0.0.1:P/leak ", Home),
    ("http://127.0.0.1:\tP/leak", Home),
    ("ht\ntp://127.0.0.1:P/leak", Home),
    ("http://local\thost:Q/leak", Elsewhere),
    ("http:\r\n//localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1\t.localhost:Q/leak", Elsewhere),
    ("http://127.0.0.1 .localhost:Q/leak", Nowhere),
    ("http://127.0.0.1\u{0}.localhost:Q/leak", Nowhere),
    // Not absolute. In a `Location` they are relative to the service.
    ("/leak", Nowhere),
    ("leak", Nowhere),
    ("?leak", Nowhere),
    ("http://", Nowhere),
    ("127.0.0.1:P/leak", Nowhere),
    ("//127.0.0.1:P/leak", Nowhere),
];

/// The same for a service at `http://localhost:P`.
pub const OF_A_NAME: &[(&str, Is)] = &[
    ("http://localhost:P/leak", Home),
    ("HTTP://LocalHost:P/leak", Home),
    ("http://local%68ost:P/leak", Home),
    ("http://ＬＯＣＡＬＨＯＳＴ:P/leak", Home),
    ("http://localhost.:P/leak", Elsewhere),
    ("http://localhost..:P/leak", Elsewhere),
    ("http://.localhost:P/leak", Elsewhere),
    ("http://a.localhost:P/leak", Elsewhere),
    ("http://127.0.0.1:P/leak", Elsewhere),
    ("http://localhost:Q/leak", Elsewhere),
    ("http://localhost:P@127.0.0.1:Q/leak", Elsewhere),
    ("http://lοcalhost:P/leak", Elsewhere),
];

/// The same for a service at `http://[::1]:P`.
pub const OF_IPV6: &[(&str, Is)] = &[
    ("http://[::1]:P/leak", Home),
    ("http://[0:0:0:0:0:0:0:1]:P/leak", Home),
    ("http://[::0001]:P/leak", Home),
    ("http://[::0.0.0.1]:P/leak", Home),
    ("http://[::1]:Q/leak", Elsewhere),
    ("http://[::ffff:127.0.0.1]:Q/leak", Elsewhere),
    ("http://localhost:P/leak", Elsewhere),
    ("http://127.0.0.1:Q/leak", Elsewhere),
    ("http://[::1].localhost:Q/leak", Nowhere),
    ("http://[::1]@127.0.0.1:Q/leak", Elsewhere),
    ("http://::1:P/leak", Nowhere),
];
