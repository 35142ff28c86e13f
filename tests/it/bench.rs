//! A folder in which an independent tool, openssl, makes vectors afresh.

use std::path::Path;
use std::process::Command;

use kenpin::intake::Moment;

pub struct Bench {
    folder: tempfile::TempDir,
}

/// P-256, for `openssl genpkey`.
pub const P256: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";

impl Bench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).unwrap()
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    pub fn run(&self, arguments: &str) {
        let output =
            Command::new("openssl").args(arguments.split_whitespace()).current_dir(self.path()).output().expect("openssl is installed");
        assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// A key and a certificate of its own (key.pem, cert.pem), valid now and for ten years.
    pub fn signer(&self, key: &str) {
        self.run(&format!("genpkey {key} -out key.pem"));
        self.run("req -x509 -new -key key.pem -subj /CN=kenpin-test-key-never-trust -days 3650 -out cert.pem");
    }

    /// A key NAME.pem, and NAME-cert.pem for it, issued by ISSUER-cert.pem, with these extensions.
    pub fn issue(&self, issuer: &str, name: &str, serial: u32, extensions: &str) {
        self.write(&format!("{name}.ext"), extensions.as_bytes());
        self.run(&format!("genpkey {P256} -out {name}.pem"));
        self.run(&format!("req -new -key {name}.pem -subj /CN=kenpin-test-key-never-trust-{name} -out {name}.csr"));
        let (certificate, key) = if issuer.is_empty() {
            ("cert.pem".to_owned(), "key.pem".to_owned())
        } else {
            (format!("{issuer}-cert.pem"), format!("{issuer}.pem"))
        };
        self.run(&format!(
            "x509 -req -in {name}.csr -CA {certificate} -CAkey {key} -set_serial {serial} -days 30 -sha256 -extfile {name}.ext -out {name}-cert.pem"
        ));
    }

    /// A minute from now: openssl dates certificates by the clock of the machine.
    pub fn now(&self) -> Moment {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        Moment::from_unix(i64::try_from(now).unwrap() + 60).unwrap()
    }

    pub fn in_days(&self, days: i64) -> Moment {
        Moment::from_unix(self.now().unix() + days * 86_400).unwrap()
    }
}
