//! Any bytes as a published list in every format, and as a buyer's own: nothing panics, and what an import writes can be read again.
#![no_main]

use kenpin::intake::Day;
use kenpin::screening::import::IMPORTERS;
use kenpin::screening::import::collector::Collector;
use kenpin::screening::list_file::ListText;
use kenpin::screening::watchlist::Watchlists;
use libfuzzer_sys::fuzz_target;

const ORIGIN: &str = "id = \"f\"\ntitle = \"t\"\nauthority = \"a\"\ncitation = \"c\"\nedition = \"2026-11-22\"\nshelf_life_days = 30\nsource = \"s\"\nlicence = \"l\"\naffiliates = \"named\"\n";

fuzz_target!(|bytes: &[u8]| {
    for importer in IMPORTERS {
        let mut entries = Vec::new();
        let mut collector = Collector::new(&mut entries).expect("memory can be written");
        let mut open = || Ok(Box::new(std::io::Cursor::new(bytes.to_vec())) as Box<dyn std::io::Read>);
        if collector.read(importer, "file", &mut open).is_err() {
            continue;
        }
        let (tally, _) = collector.finish("file").expect("memory can be written");
        if tally.entries > 0 {
            let text = String::from_utf8(entries).expect("names are text");
            let list = ListText { path: "entries.csv".to_owned(), text, origin: Some(ORIGIN.to_owned()), handed_in: None };
            Watchlists::read(&[list]).expect("what an import writes can be read again");
        }
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    for path in ["own.toml", "own.csv"] {
        let list = ListText { path: path.to_owned(), text: text.clone(), origin: None, handed_in: Day::parse("2026-11-24") };
        let _ = Watchlists::read(&[list]);
    }
});
