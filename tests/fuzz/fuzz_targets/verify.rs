//! Two honest deliveries of a camera, one of them with a restricted part, spoilt by what the bytes say: files dropped, copied, renamed, swapped,
//! cut, and bytes of them written over. Whatever comes of it, nothing is accepted but the very bill that the vendor signed.
#![no_main]

use std::sync::LazyLock;

use kenpin::Reference;
use kenpin::decision::{Effect, Terms, Verdict};
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Budget, Delivery, Digest, Item, Moment, Order, Shipment};
use kenpin::maker::directory::Directory;
use kenpin::screening::watchlist::Watchlists;
use libfuzzer_sys::fuzz_target;

const GOOD: &[u8] = include_bytes!("../../../examples/camera/delivery/camera.cdx.json");
const SIGNATURE: &[u8] = include_bytes!("../../../examples/camera/delivery/camera.cdx.json.p7s");
const TWIN: &[u8] = include_bytes!("../../../examples/camera-twin/delivery/camera.cdx.json");
const TWIN_SIGNATURE: &[u8] = include_bytes!("../../../examples/camera-twin/delivery/camera.cdx.json.p7s");
const NAMES: [&str; 6] = ["camera.cdx.json", "camera.cdx.json.p7s", "twin.cdx.json", "twin.cdx.json.p7s", "bill.xml", "notes"];

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    let mut trust = TrustStore::default();
    trust.trust_authority("ca", include_bytes!("../../../examples/camera/vendor-ca.pem")).expect("the camera's authority");
    Reference { trust, makers: Directory::shipped().expect("makers"), watchlists: Watchlists::shipped().expect("lists") }
});
static ORDER: LazyLock<Order> =
    LazyLock::new(|| Order::read(include_str!("../../../examples/camera/order.toml")).expect("the camera's order"));

/// What is delivered, and the bytes that say how it is spoilt.
struct Spoiler<'a> {
    rest: &'a [u8],
    files: Vec<(String, Vec<u8>)>,
}

impl Spoiler<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        usize::from(*first)
    }

    fn number(&mut self) -> usize {
        self.byte() << 8 | self.byte()
    }

    fn spoil(&mut self) {
        let (what, other) = (self.byte(), self.byte());
        let (count, name) = (self.files.len(), NAMES[other % NAMES.len()].to_owned());
        let Some(file) = count.checked_sub(1).map(|_| self.byte() % count) else { return };
        let at = self.number() % (self.files[file].1.len() + 1);
        match what % 6 {
            0 => drop(self.files.swap_remove(file)),
            1 => self.files.push((name, self.files[file].1.clone())),
            2 => self.files[file].0 = name,
            3 => self.files[file].1.truncate(at),
            4 => {
                let end = (at + other).min(self.files[file].1.len());
                let (new, rest) = self.rest.split_at(other.min(self.rest.len()));
                self.files[file].1.splice(at..end, new.iter().copied());
                self.rest = rest;
            }
            _ => {
                let with = other % count;
                let content = self.files[with].1.clone();
                self.files[with].1 = std::mem::replace(&mut self.files[file].1, content);
            }
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let all = [GOOD, SIGNATURE, TWIN, TWIN_SIGNATURE];
    let files =
        NAMES.iter().zip(all).take(if first & 1 == 0 { 2 } else { 4 }).map(|(name, content)| ((*name).to_owned(), content.to_vec()));
    let mut spoiler = Spoiler { rest, files: files.collect() };
    for _ in 0..16 {
        if !spoiler.rest.is_empty() {
            spoiler.spoil();
        }
    }
    let items = spoiler.files.into_iter().map(|(path, bytes)| Item::File { path, bytes }).collect();
    let delivery = Delivery { shipment: Shipment::gather(items, &Budget::default()), order: ORDER.clone(), ..Delivery::default() };
    let (case, decision) = kenpin::verify(&delivery, &REFERENCE, &Terms::default(), Moment::parse("2026-11-23").expect("a day"));
    let worst = decision.findings.iter().map(|finding| finding.effect).max().unwrap_or(Effect::Note);
    let due = match decision.verdict {
        Verdict::Accept(_) => Effect::Note,
        Verdict::Refer => Effect::Refer,
        Verdict::Reject => Effect::Reject,
    };
    assert_eq!(worst, due, "both keys turn together");
    assert_eq!(decision.inputs.documents.len(), delivery.shipment.documents.len(), "every document is accounted for");
    if matches!(decision.verdict, Verdict::Accept(_)) {
        assert!(!case.bills.is_empty(), "silence is no acceptance");
        assert!(case.bills.iter().all(|bill| bill.document == Digest::of(GOOD)), "the vendor signed another bill");
    }
});
