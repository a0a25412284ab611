//! Reads stored values from strings.

use std::str::FromStr;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::DeltaLink;
use crate::resume::monitor::Monitor;

macro_rules! from_strings {
    ($($name:ident: $kind:ident;)*) => {$(
        impl FromStr for $name {
            type Err = Error;

            fn from_str(stored: &str) -> Result<Self, Error> {
                $name::parse(stored).map_err(|reason| Error::new(ErrorKind::$kind, reason.to_string()))
            }
        }
    )*};
}

from_strings! {
    Continuation: Request;
    DeltaLink: Link;
    Monitor: Link;
}
