//! The server's certificate.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

/// A certificate for this machine.
pub struct Tls {
    pub config: Arc<ServerConfig>,
    /// The file with the root certificates that a client must trust.
    pub roots: PathBuf,
}

impl Tls {
    pub fn new(port: u16) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .expect("the certificate's key");

        // Beside the certificates of the system, which a client reads when it starts.
        let system = fs::read_to_string("/etc/ssl/certs/ca-certificates.crt").unwrap_or_default();
        let roots = std::env::temp_dir().join(format!("graph-resource-roots-{port}.pem"));
        fs::write(&roots, format!("{system}\n{}", pem(cert.der()))).expect("a temporary file");
        Tls {
            config: Arc::new(config),
            roots,
        }
    }
}

fn pem(certificate: &[u8]) -> String {
    let standard = base64::engine::general_purpose::STANDARD;
    let base64 = base64::Engine::encode(&standard, certificate);
    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
}
