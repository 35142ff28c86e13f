//! Every fixture folder that is made here, one line each.

use std::path::Path;

use super::{camera::Camera, vendor};

/// One folder of fixtures.
pub struct Case {
    /// As `mint NAME` takes it.
    pub name: &'static str,
    /// Under the package's top folder.
    pub folder: &'static str,
    /// One true sentence, for `ORIGIN.toml`.
    pub shows: &'static str,
    /// Path within the folder, and bytes.
    pub make: fn() -> Vec<(String, Vec<u8>)>,
}

/// The examples and every golden delivery.
pub fn all() -> impl Iterator<Item = &'static Case> {
    CASES.iter().chain(super::golden::GOLDEN)
}

/// The examples.
pub const CASES: &[Case] = &[
    Case {
        name: "camera",
        folder: "examples/camera",
        shows: "a signed camera whose parts are all made by parties on no list: accepted",
        make: || delivery(&Camera::sample()),
    },
    Case {
        name: "camera-twin",
        folder: "examples/camera-twin",
        shows: "the same camera, signed just as well, with a system on chip by HiSilicon, in Chinese: rejected",
        make: || delivery(&Camera::sample().with_maker("soc", "海思半导体有限公司", "CN").with_part_number("soc", "Hi3516CV610")),
    },
];

impl Case {
    /// All files of the folder, `ORIGIN.toml` among them.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = (self.make)();
        let origin = format!(
            "made-by = \"cargo run --example mint -- {}\"\nlicence = \"Apache-2.0 OR MIT\"\ndate    = \"2026-11-24\"\nshows   = \"{}\"\nnote    = \"every party and person is invented, except those that a restricted-supplier list names; keys are public, never trust them\"\n",
            self.name,
            self.shows.replace('"', "\\\"")
        );
        files.push(("ORIGIN.toml".to_owned(), origin.into_bytes()));
        files
    }

    /// Writes the folder under `top`.
    pub fn write(&self, top: &Path) -> std::io::Result<()> {
        for (path, bytes) in self.files() {
            let path = top.join(self.folder).join(path);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(path, bytes)?;
        }
        Ok(())
    }
}

/// A delivery of one signed bill, with the buyer's side beside it: the order, and the vendor's authority as it was handed over at the contract.
fn delivery(camera: &Camera) -> Vec<(String, Vec<u8>)> {
    let vendor = vendor(camera.vendor());
    let bill = camera.to_json().into_bytes();
    let signature = vendor.sign_cms(&bill);
    vec![
        ("delivery/camera.cdx.json".to_owned(), bill),
        ("delivery/camera.cdx.json.p7s".to_owned(), signature),
        ("vendor-ca.pem".to_owned(), vendor.authority_pem().into_bytes()),
        ("order.toml".to_owned(), camera.order().into_bytes()),
    ]
}
