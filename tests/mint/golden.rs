//! The golden deliveries: each a folder that `tests/it/golden.rs` verifies, one change away from the accepted camera.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use kenpin::screening::list_file::ListText;
use kenpin::screening::watchlist::Watchlists;

use super::camera::Camera;
use super::case::Case;
use super::pki::Key;
use super::{Vendor, vendor};

/// Files of one case, by path: `delivery/..` is the shipment; beside it stands the buyer's side.
pub struct Delivery {
    files: Vec<(String, Vec<u8>)>,
}

type Files = Vec<(String, Vec<u8>)>;

impl Delivery {
    /// The buyer's side of a camera delivery: the order, and the vendor's authority.
    fn bare() -> Self {
        let camera = Camera::sample();
        let mut delivery = Self { files: Vec::new() };
        delivery.put("order.toml", camera.order());
        delivery.put("trusted-ca.pem", maker().authority_pem());
        delivery
    }

    /// A signed bill of this camera.
    fn signed(camera: &Camera) -> Self {
        Self::signed_bill("camera.cdx.json", camera.to_json())
    }

    fn signed_bill(name: &str, bill: String) -> Self {
        Self::bare().with_signed(name, bill)
    }

    fn with_signed(mut self, name: &str, bill: impl Into<Vec<u8>>) -> Self {
        let bill = bill.into();
        let signature = maker().sign_cms(&bill);
        self.put(&format!("delivery/{name}.p7s"), signature);
        self.put(&format!("delivery/{name}"), bill);
        self
    }

    fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.put(path, bytes);
        self
    }

    fn without(mut self, path: &str) -> Self {
        self.files.retain(|(other, _)| other != path);
        self
    }

    fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.retain(|(other, _)| other != path);
        self.files.push((path.to_owned(), bytes.into()));
    }

    fn files(self) -> Files {
        self.files
    }
}

fn maker() -> Vendor {
    vendor(Camera::sample().vendor())
}

/// A package bill as generators write it: purls, hardly a maker.
fn packages(extra: &[(&str, &str)]) -> String {
    let known = [
        ("github.com/spf13/cobra", "pkg:golang/github.com/spf13/cobra@v1.8.1"),
        ("github.com/google/uuid", "pkg:golang/github.com/google/uuid@v1.6.0"),
        ("golang.org/x/sys", "pkg:golang/golang.org/x/sys@v0.26.0"),
    ];
    let components: Vec<serde_json::Value> = known
        .iter()
        .chain(extra)
        .map(|(name, purl)| serde_json::json!({ "bom-ref": purl, "type": "library", "name": name, "version": "1.0.0", "purl": purl }))
        .collect();
    let bill = serde_json::json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": 1,
        "metadata": {
            "timestamp": "2026-10-30T02:15:00Z",
            "component": { "bom-ref": "tool", "type": "application", "name": "tool", "version": "v1.0.0", "purl": "pkg:golang/github.com/tama-optics/tool@v1.0.0" },
        },
        "components": components,
    });
    format!("{}\n", serde_json::to_string_pretty(&bill).expect("serialises"))
}

fn waiver(more: &str) -> String {
    format!(
        "[[waiver]]\nid = \"W-1\"\nrule = \"KP-S02\"\ncomponent = \"Hi3516CV610\"\nentries = [\"us-ndaa-889-a1a/huawei\", \"us-ndaa-889-a1b/huawei\", \"us-fcc-covered-list/huawei\"]\nvendor = \"Tama Optics Co., Ltd.\"\ncontract = \"2026-0417\"\nreason = \"stock of spare parts, used up by spring\"\nrequested_by = \"a.sato\"\napproved_by = \"k.mori\"\n{more}"
    )
}

/// The same, signed by its approver.
fn signed_waiver() -> String {
    let unsigned = waiver("expires = \"2027-03-31\"\n");
    let message = kenpin::decision::waiver::read(&unsigned).expect("a waiver").all[0].message();
    format!("{unsigned}signature = \"{}\"\n", BASE64.encode(approver().sign(&message)))
}

/// Whoever approves waivers.
fn approver() -> Key {
    Key::p256("k.mori")
}

static SIGNED_WAIVERS: LazyLock<String> = LazyLock::new(|| {
    format!("[waivers]\nsignature = \"required\"\n[waivers.approvers]\n\"k.mori\" = \"\"\"\n{}\"\"\"\n", approver().public_pem())
});

/// The agency's list, in force.
static AGENCY: LazyLock<String> = LazyLock::new(|| LATER.replace("2027-04-01", "2026-04-01"));
const AGENCY_BINDS: &str = "regimes = [\"us-ndaa-889-a1a\", \"us-ndaa-889-a1b\", \"us-fcc-covered-list\", \"agency\"]\n";

/// A part by a party that is not the agency's Hakusan.
fn look_alike() -> Camera {
    Camera::sample().with_maker("soc", "Hakusen Semiconductor K.K.", "JP")
}

/// A review of that party, against the agency's entry as it is in [`AGENCY`].
fn review() -> String {
    let list = ListText { path: "agency.toml".to_owned(), text: AGENCY.clone(), origin: None, handed_in: None };
    let lists = Watchlists::read(&[list]).expect("a list");
    let entry = lists.list("agency").and_then(|list| list.entry("hakusan")).expect("an entry");
    format!(
        "[[settled]]\nid = \"R-1\"\nmaker = \"Hakusen Semiconductor K.K.\"\nentries = [{{ entry = \"agency/hakusan\", edition = \"2026-11-01\", sha256 = \"{}\" }}]\nreason = \"another company, of Niigata\"\nreviewed_by = \"k.mori\"\non = \"2026-11-02\"\n",
        entry.digest()
    )
}

fn twin() -> Camera {
    Camera::sample().with_maker("soc", "海思半导体有限公司", "CN").with_part_number("soc", "Hi3516CV610")
}

fn camera_with(maker: &str) -> Files {
    Delivery::signed(&Camera::sample().with_maker("soc", maker, "CN")).files()
}

/// The bill with one text put for another.
fn changed(from: &str, to: &str) -> String {
    let bill = Camera::sample().to_json();
    assert!(bill.contains(from), "{from}");
    bill.replacen(from, to, 1)
}

macro_rules! cases {
    ($($name:literal: $shows:literal => $make:expr;)*) => {
        /// Every golden case.
        pub const GOLDEN: &[Case] = &[$(Case { name: $name, folder: concat!("tests/golden/", $name), shows: $shows, make: || $make }),*];
    };
}

#[rustfmt::skip]
cases! {
    "camera": "a signed camera whose parts are all made by parties on no list: accepted"
        => Delivery::signed(&Camera::sample()).files();
    "camera-enclosed": "the same, inside its signature (.p7m): accepted"
        => Delivery::bare().with("delivery/camera.cdx.json.p7m", maker().enclose_cms(Camera::sample().to_json().as_bytes())).files();
    "camera-by-key": "the same, signed by a key that the buyer was given instead of an authority: accepted"
        => Delivery::signed(&Camera::sample()).without("trusted-ca.pem").with("trusted-key.pem", maker().key_pem()).files();
    "camera-without-order": "the same without the buyer's order: accepted, since every named party was screened"
        => Delivery::signed(&Camera::sample()).without("order.toml").files();
    "unsigned": "nobody signed the bill: referred"
        => Delivery::bare().with("delivery/camera.cdx.json", Camera::sample().to_json()).files();
    "altered": "one letter of the bill was changed after signing: rejected"
        => Delivery::signed(&Camera::sample()).with("delivery/camera.cdx.json", changed("IID-S5271", "IID-S5272")).files();
    "stranger": "somebody else signed under the vendor's name: referred"
        => { let bill = Camera::sample().to_json(); let signature = maker().stranger().sign_cms(bill.as_bytes());
             Delivery::bare().with("delivery/camera.cdx.json", bill).with("delivery/camera.cdx.json.p7s", signature).files() };
    "no-trust": "the buyer trusts nobody: referred"
        => Delivery::signed(&Camera::sample()).without("trusted-ca.pem").files();
    "expired-signer": "the signer's certificate has ended: rejected"
        => { let bill = Camera::sample().to_json(); let signature = maker().expired().sign_cms(bill.as_bytes());
             Delivery::bare().with("delivery/camera.cdx.json", bill).with("delivery/camera.cdx.json.p7s", signature).files() };
    "signature-damaged": "the signature is no CMS: not accepted"
        => Delivery::signed(&Camera::sample()).with("delivery/camera.cdx.json.p7s", vec![0x30, 0x82, 0x01]).files();
    "stray-signature": "a good signature beside covers nothing that was delivered: referred"
        => Delivery::signed(&Camera::sample()).with("delivery/manual.pdf.p7s", maker().sign_cms(b"a manual that was not delivered")).files();
    "vendor-of-another": "the signer is bound to another vendor than the order's: referred"
        => Delivery::signed(&Camera::sample()).without("trusted-ca.pem").with("signer-of/Other Works K.K..pem", maker().authority_pem()).files();

    "hisilicon": "one part by HiSilicon: rejected, with the path to Huawei" => camera_with("HiSilicon Technologies Co., Ltd.");
    "hisilicon-chinese": "one part by 海思: rejected, with the path to Huawei" => camera_with("海思");
    "huawei-katakana": "one part by ファーウェイ: rejected" => camera_with("ファーウェイ");
    "huawei-homoglyph": "one part by Huawei with Cyrillic letters: rejected" => camera_with("Нuаwеi Technologies");
    "zte": "one part by ZTE: rejected" => camera_with("ZTE Corporation");
    "hikvision": "one part by Hikvision: rejected" => camera_with("杭州海康威视数字技术股份有限公司");
    "hisilicon-unsigned": "one part by HiSilicon in a bill that nobody signed: rejected, since what a bill admits counts"
        => Delivery::bare().with("delivery/camera.cdx.json", Camera::sample().with_maker("soc", "HiSilicon", "CN").to_json()).files();
    "hisilicon-deep": "one part by HiSilicon three levels down: rejected"
        => Delivery::signed(&Camera::sample().with_maker("wifi-chip", "HiSilicon", "CN")).files();
    "hisilicon-as-supplier": "HiSilicon is named as the supplier beside another manufacturer: rejected, since every claim is screened"
        => Delivery::signed_bill("camera.cdx.json", changed("\"name\": \"HKS7330A-BGA\"", "\"supplier\": { \"name\": \"HiSilicon\" },\n          \"name\": \"HKS7330A-BGA\"")).files();
    "look-alike": "one part by a party whose name is only like a listed one: referred" => camera_with("Hickvision");
    "false-friend": "one part by an honest maker whose name shares a common word with a listed one: accepted" => camera_with("China Steel Corporation");
    "ancestor": "a part descends from something made by Huawei: referred"
        => Delivery::signed_bill("camera.cdx.json", changed("\"name\": \"TO boot\"", "\"name\": \"TO boot\",\n          \"pedigree\": { \"ancestors\": [{ \"type\": \"firmware\", \"name\": \"hiboot\", \"version\": \"1\", \"manufacturer\": { \"name\": \"Huawei\" } }] }")).files();
    "only-1260h": "one part by a maker on a list of a regime that the policy does not choose: accepted, with a note"
        => camera_with("Contemporary Amperex Technology Co., Ltd.");
    "not-yet-in-force": "a list that comes into force next year: accepted, with advice"
        => Delivery::signed(&Camera::sample()).with("lists/agency.toml", LATER).with("policy.toml", AGENCY_BINDS).files();
    "agency-list": "the same list, in force: rejected"
        => Delivery::signed(&Camera::sample()).with("lists/agency.toml", AGENCY.clone()).with("policy.toml", AGENCY_BINDS).files();
    "japan": "Japan's guidelines are chosen, which name nobody: referred, with the equipment list to send for advice"
        => Delivery::signed(&Camera::sample()).with("policy.toml", "regimes = [\"us-ndaa-889-a1a\", \"jp-2018-12-10\"]\n").files();
    "stale-lists": "the lists are past their shelf life: no verdict, exit 1" => Delivery::signed(&Camera::sample()).with("at.txt", "2031-01-01\n").files();

    "maker-left-out": "the maker of one part is left out: referred" => Delivery::signed(&Camera::sample().without_maker("soc")).files();
    "maker-withheld": "NOASSERTION stands for the maker of one part: referred" => camera_with("NOASSERTION");
    "maker-filler": "\"To Be Filled By O.E.M.\" stands for the maker of one part: referred" => camera_with("To Be Filled By O.E.M.");
    "maker-disputed": "two manufacturers of one product contradict each other: referred"
        => Delivery::signed_bill("camera.cdx.json", changed("\"lifecycles\":", "\"manufacture\": { \"name\": \"Tsurugi Devices K.K.\" },\n    \"lifecycles\":")).files();
    "coverage": "the policy asks for makers of every device, and one has none: referred"
        => Delivery::signed(&Camera::sample().without_maker("soc")).with("policy.toml", "[makers.minimum_coverage]\ndevice = 100\n").files();
    "maker-of-a-file": "a file without a maker, which the policy lets pass: accepted, with a note"
        => Delivery::signed_bill("camera.cdx.json", changed("\"type\": \"application\"", "\"type\": \"file\"").replace("\"purl\": \"pkg:github/mirror/busybox@1_36_1\"", "\"description\": \"system tools\"").replace("\"description\": \"system tools\",\n", "")).files();

    "second-bill-unreadable": "an unreadable second bill lies beside the good one: rejected"
        => Delivery::signed(&Camera::sample()).with_signed("accessories.cdx.json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [").files();
    "second-bill-unsigned": "an unsigned second bill lies beside the good one: referred"
        => Delivery::signed(&Camera::sample()).with("delivery/accessories.cdx.json", Camera::sample().to_json().replace("6f0a3f0e", "6f0a3f0f")).files();
    "bills-contradict": "two signed bills name different makers of one part: referred"
        => Delivery::signed(&Camera::sample()).with_signed("second.cdx.json", Camera::sample().with_maker("soc", "Tsurugi Devices K.K.", "JP").to_json().replace("6f0a3f0e", "6f0a3f0f")).files();
    "empty-bill": "the signed bill lists no part: referred" => Delivery::signed(&Camera::sample().emptied()).files();
    "defective-bill": "a component without a name: rejected" => Delivery::signed_bill("camera.cdx.json", changed("\"name\": \"SPD6512\",", "")).files();
    "future-version": "a bill of a version from the future: rejected" => Delivery::signed_bill("camera.cdx.json", changed("\"specVersion\": \"1.6\"", "\"specVersion\": \"2.0\"")).files();
    "unsupported-format": "a SWID tag stands where a bill should: referred" => Delivery::signed(&Camera::sample()).with_signed("tool.swidtag", SWID).files();
    "incomplete-bill": "the bill says that it is not complete: accepted, with a note" => Delivery::signed_bill("camera.cdx.json", changed("\"aggregate\": \"complete\"", "\"aggregate\": \"incomplete\"")).files();
    "completeness-unstated": "the bill does not say whether it is complete: accepted, with a note" => Delivery::signed_bill("camera.cdx.json", changed("\"aggregate\": \"complete\"", "\"aggregate\": \"unknown\"")).files();
    "dangling-link": "the bill refers to another bill that was not delivered: referred"
        => Delivery::signed_bill("camera.cdx.json", changed("\"name\": \"TO Linux\"", "\"name\": \"TO Linux\",\n          \"externalReferences\": [{ \"type\": \"bom\", \"url\": \"urn:cdx:11111111-2222-4333-8444-555555555555/1\" }]")).files();

    "empty-folder": "nothing was delivered: referred" => Delivery::bare().files();
    "no-bill": "only a signed manual was delivered: referred"
        => Delivery::bare().with_signed("manual.txt", "Mount the camera, then read this.").with("policy.toml", SET_ASIDE).files();
    "unrecognised": "a document that nothing recognises lies beside the good bill: referred" => Delivery::signed(&Camera::sample()).with("delivery/readme.bin", vec![0, 1, 2, 3]).files();
    "set-aside": "a document for people is set aside by the policy: accepted, with a note"
        => Delivery::signed(&Camera::sample()).with("delivery/manual.txt", "Mount the camera, then read this.").with("policy.toml", SET_ASIDE).files();
    "refused-entry": "an archive whose entry leads out of it: rejected" => Delivery::signed(&Camera::sample()).with("delivery/extra.tar", traversal()).files();
    "missing-document": "the policy asks for a bill of firmware that is missing: referred"
        => Delivery::signed(&Camera::sample()).with("policy.toml", "[documents]\nrequired = [\"**/firmware.cdx.json\"]\n").files();

    "waived": "one part by HiSilicon, allowed by a waiver that names every entry: accepted, and said so"
        => Delivery::signed(&twin()).with("waivers.toml", waiver("expires = \"2027-03-31\"\n")).files();
    "waiver-expired": "the same with a waiver that has expired: rejected" => Delivery::signed(&twin()).with("waivers.toml", waiver("expires = \"2026-03-31\"\n")).files();
    "waiver-too-narrow": "the same with a waiver that names one entry of three: rejected"
        => Delivery::signed(&twin()).with("waivers.toml", waiver("expires = \"2027-03-31\"\n").replace("\"us-ndaa-889-a1a/huawei\", ", "")).files();
    "waiver-other-contract": "the same with a waiver for another contract: rejected"
        => Delivery::signed(&twin()).with("waivers.toml", waiver("expires = \"2027-03-31\"\n").replace("2026-0417", "2026-0418")).files();
    "waiver-signed": "the policy asks for signed waivers, and this one is signed by its approver: accepted, and said so"
        => Delivery::signed(&twin()).with("waivers.toml", signed_waiver()).with("policy.toml", SIGNED_WAIVERS.clone()).files();
    "waiver-unsigned": "the same waiver without its signature: rejected"
        => Delivery::signed(&twin()).with("waivers.toml", waiver("expires = \"2027-03-31\"\n")).with("policy.toml", SIGNED_WAIVERS.clone()).files();
    "waiver-widened": "the same with its signature, and moved to another part after signing: rejected"
        => Delivery::signed(&twin()).with("waivers.toml", signed_waiver().replace("component = \"Hi3516CV610\"\n", "maker = \"海思半导体有限公司\"\n")).with("policy.toml", SIGNED_WAIVERS.clone()).files();
    "settled": "one part by a party whose name is only like a listed one, which a review found to be another: accepted, and said so"
        => Delivery::signed(&look_alike()).with("lists/agency.toml", AGENCY.clone()).with("policy.toml", AGENCY_BINDS).with("waivers.toml", review()).files();
    "settled-other-maker": "the same review, and a part by another maker with a name like that: referred"
        => Delivery::signed(&Camera::sample().with_maker("soc", "Hakusann Semiconductor", "JP")).with("lists/agency.toml", AGENCY.clone()).with("policy.toml", AGENCY_BINDS).with("waivers.toml", review()).files();
    "settled-entry-changed": "the same review after the entry has changed: referred"
        => Delivery::signed(&look_alike()).with("lists/agency.toml", AGENCY.replace("country = \"JP\"", "country = \"KR\"")).with("policy.toml", AGENCY_BINDS).with("waivers.toml", review()).files();
    "lowered-rule": "the policy lowers a rule: accepted, and said so"
        => Delivery::signed(&Camera::sample().emptied()).with("policy.toml", "[effects]\n\"KP-B02\" = \"note\"\n").files();
    "bills-need-no-signature": "a policy that asks for no signature: accepted"
        => Delivery::bare().with("delivery/camera.cdx.json", Camera::sample().to_json()).with("policy.toml", "[signatures]\nbills = \"optional\"\n").files();
    "regime-without-list": "the policy chooses a regime for which no list is loaded: referred"
        => Delivery::signed(&Camera::sample()).with("policy.toml", "regimes = [\"us-ndaa-889-a1a\", \"agency\"]\n").files();

    "packages": "a package bill of an ordinary program, signed: accepted, each package traced to its namespace"
        => Delivery::signed_bill("tool.cdx.json", packages(&[])).files();
    "packages-listed-namespace": "the same with a package in a namespace of Huawei: referred"
        => Delivery::signed_bill("tool.cdx.json", packages(&[("github.com/huaweicloud/huaweicloud-sdk-go-v3", "pkg:golang/github.com/huaweicloud/huaweicloud-sdk-go-v3@v0.1.0")])).files();
    "packages-unsigned": "the same without the package and without a signature: referred"
        => Delivery::bare().with("delivery/tool.cdx.json", packages(&[])).files();
    "router-made-abroad": "a router produced in a named country, of a kind that is covered whoever makes it: not accepted"
        => Delivery::signed(&Camera::sample()).with("order.toml", ROUTER).files();
}

const SET_ASIDE: &str = "[documents]\nset_aside = [{ documents = \"**manual.txt\", reason = \"for people\" }]\n";
const ROUTER: &str = "schema_version = \"1\"\nvendor = \"Tama Optics Co., Ltd.\"\nproduct = \"TO-RT-1\"\ncategory = \"router\"\ncountry_of_production = \"CN\"\n";
const SWID: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<SoftwareIdentity xmlns=\"http://standards.iso.org/iso/19770/-2/2015/schema.xsd\" name=\"tool\" tagId=\"example-tool-1\" version=\"1\"><Entity name=\"Tama Optics\" role=\"tagCreator softwareCreator\"/></SoftwareIdentity>\n";
const LATER: &str = include_str!("agency-list.toml");

/// A tar archive with one entry, `../../etc/cron.d/x`.
fn traversal() -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    let mut put = |at: usize, text: &[u8]| header[at..at + text.len()].copy_from_slice(text);
    put(0, b"../../etc/cron.d/x");
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, b"00000000002\0");
    put(136, b"00000000000\0");
    put(156, b"0");
    put(257, b"ustar\x0000");
    put(148, b"        ");
    let sum: u32 = header.iter().map(|octet| u32::from(*octet)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    header.extend_from_slice(b"x\n");
    header.resize(512 * 4, 0);
    header
}
