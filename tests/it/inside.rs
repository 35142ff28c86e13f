//! Verifies a case's folder in this process: the same reading of the same files as `golden::verify` asks the program for, a hundred times faster.

use std::path::Path;
use std::sync::LazyLock;

use kenpin::Reference;
use kenpin::decision::policy::{self, Policy};
use kenpin::decision::waiver::{self, Waivers};
use kenpin::decision::{Case, Decision, Terms, Verdict};
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Budget, Delivery, Item, Moment, Order, Shipment};
use kenpin::maker::directory::Directory;
use kenpin::screening::list_file::ListText;
use kenpin::screening::watchlist::Watchlists;

static MAKERS: LazyLock<Directory> = LazyLock::new(|| Directory::shipped().unwrap());
static LISTS: LazyLock<Watchlists> = LazyLock::new(|| Watchlists::shipped().unwrap());

/// A run that came to a verdict.
pub struct Run {
    pub delivery: Delivery,
    pub case: Case,
    pub decision: Decision,
    pub reference: Reference,
    pub terms: Terms,
}

impl Run {
    /// As the program's exit code says it.
    pub fn exit(&self) -> i32 {
        match self.decision.verdict {
            Verdict::Accept(_) => 0,
            Verdict::Refer => 10,
            Verdict::Reject => 20,
        }
    }
}

/// `Err`: our side is at fault, and there is no verdict.
pub fn verify(case: &Path) -> Result<Run, String> {
    let text = |name: &str| std::fs::read_to_string(case.join(name)).ok();
    let at = Moment::parse(text("at.txt").as_deref().unwrap_or("2026-11-23").trim()).ok_or("no moment")?;
    let terms = Terms {
        policy: text("policy.toml")
            .map_or_else(|| Ok(Policy::default()), |text| policy::reading::read(&text))
            .map_err(|fault| fault.to_string())?,
        waivers: text("waivers.toml")
            .map_or_else(|| Ok(Waivers::default()), |text| waiver::read(&text))
            .map_err(|fault| fault.to_string())?,
    };
    let order = text("order.toml").map_or_else(|| Ok(Order::default()), |text| Order::read(&text)).map_err(|fault| fault.to_string())?;
    let watchlists = watchlists(case, &terms, at)?;
    let reference = Reference { trust: trust(case)?, makers: MAKERS.clone(), watchlists };
    let mut items = Vec::new();
    let delivery = case.join("delivery");
    collect(&delivery, &delivery, &mut items);
    Ok(run(items, order, reference, &terms, at))
}

/// One run over documents given as they are.
pub fn run(items: Vec<Item>, order: Order, reference: Reference, terms: &Terms, at: Moment) -> Run {
    let delivery = Delivery { shipment: Shipment::gather(items, &Budget::default()), order, ..Delivery::default() };
    let (case, decision) = kenpin::verify(&delivery, &reference, terms, at);
    Run { delivery, case, decision, reference, terms: terms.clone() }
}

/// The reference that ships, trusting this much.
pub fn reference(trust: TrustStore) -> Reference {
    Reference { trust, makers: MAKERS.clone(), watchlists: LISTS.clone() }
}

fn watchlists(case: &Path, terms: &Terms, at: Moment) -> Result<Watchlists, String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(case.join("lists")).into_iter().flatten() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        texts.push(ListText { path: path.display().to_string(), text, origin: None, handed_in: Some(at.day()) });
    }
    let lists = if texts.is_empty() { LISTS.clone() } else { Watchlists::shipped_and(&texts).map_err(|fault| fault.to_string())? };
    lists.limited_to(&terms.policy.lists()).usable_at(at).map_err(|fault| fault.to_string())?;
    Ok(lists)
}

fn trust(case: &Path) -> Result<TrustStore, String> {
    let mut store = TrustStore::shipped().map_err(|error| error.to_string())?;
    if let Ok(bytes) = std::fs::read(case.join("trusted-ca.pem")) {
        store.trust_authority("trusted-ca.pem", &bytes).map_err(|error| error.to_string())?;
    }
    if let Ok(bytes) = std::fs::read(case.join("trusted-key.pem")) {
        store.trust_key("trusted-key.pem", &bytes).map_err(|error| error.to_string())?;
    }
    for entry in std::fs::read_dir(case.join("signer-of")).into_iter().flatten() {
        let path = entry.unwrap().path();
        let party = path.file_stem().unwrap().to_str().unwrap();
        store.bind_signer(party, party, &std::fs::read(&path).unwrap()).map_err(|error| error.to_string())?;
    }
    Ok(store)
}

fn collect(top: &Path, folder: &Path, items: &mut Vec<Item>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(top, &path, items);
        } else {
            let relative = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
            items.push(Item::File { path: relative, bytes: std::fs::read(&path).unwrap() });
        }
    }
}
