//! `kenpin compare`: several bidders' deliveries in one table, by one policy and the same lists.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::judge::{self, Judge};
use super::paths::{Ground, shown};
use super::print;
use super::session::Session;
use crate::report::Language;
use crate::report::bids::{self, Bid, SHAPES};

/// Puts several bidders' deliveries side by side: verdict, causes, makers, signatures, restricted parties, unknowns, what is missing
///
/// Policy, lists, makers and order are the same for all; the order's vendor is each bidder. There is no score: price and security are
/// weighed by people. The exit code says nothing about the bids; `kenpin verify` judges one.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  kenpin compare \"Tama Optics\"=bids/tama \"Example Works\"=bids/works.zip --order order.toml \\
    --signer-of \"Tama Optics\"=tama-ca.pem --signer-of \"Example Works\"=works-ca.pem --format html > bids.html

Exit codes: 0 compared, 1 fault, 2 wrong usage")]
pub(crate) struct Compare {
    /// A bidder and the delivery: a file, a folder or an archive; a PATH alone goes by its own name
    #[arg(value_name = "NAME=PATH", required = true)]
    bids: Vec<String>,
    #[command(flatten)]
    judge: Judge,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = PossibleValuesParser::new(SHAPES.iter().map(|shape| shape.name)))]
    format: String,
}

impl Compare {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let bids: Vec<(Option<String>, PathBuf)> = self.bids.iter().map(|bid| named(bid)).collect();
        let paths: Vec<PathBuf> = bids.iter().map(|(_, path)| path.clone()).collect();
        // What steers the run may lie in nobody's delivery.
        let ground = Ground::of(&paths)?;
        let settings = judge::settings(session, &ground)?;
        let at = self.clock.at()?;
        let mut bench = self.judge.bench(session, &settings, &ground, at)?;
        let mut judged = Vec::new();
        for (bidder, path) in bids {
            let name = bidder.clone().unwrap_or_else(|| shown(&path));
            if judged.iter().any(|(other, _)| *other == name) {
                return Err(Fault::usage(format!("two bids go by the name \"{name}\""), "", "give each a name of its own: NAME=PATH"));
            }
            bench.order_with(bidder);
            judged.push((name, self.judge.judge(session, &ground, &bench, &[path], at)?));
        }
        let bids: Vec<Bid<'_>> =
            judged.iter().map(|(bidder, judged)| Bid { bidder: bidder.clone(), report: judged.report(Language::En) }).collect();
        let comparison = bids::compare(&bids).ok_or_else(|| Fault::usage("no bid is named", "", "name each as NAME=PATH"))?;
        let shape = SHAPES.iter().find(|shape| shape.name == self.format);
        print::result(&shape.map_or_else(String::new, |shape| (shape.render)(&comparison, session.language_for(shape.reader))))?;
        Ok(Exit::Accept)
    }
}

/// The bidder, where it is named, and the path. A path that is there is one, whatever signs it holds.
fn named(bid: &str) -> (Option<String>, PathBuf) {
    let whole = PathBuf::from(bid);
    match bid.split_once('=') {
        Some((name, path)) if !name.is_empty() && !path.is_empty() && !whole.exists() => (Some(name.to_owned()), PathBuf::from(path)),
        Some(_) | None => (None, whole),
    }
}
