//! Archives as vendors send them and as nobody should: what is read, what is refused, and why.

use std::io::{Cursor, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use kenpin::intake::{Budget, DocumentKind, Item, RefusalCause, Shipment};
use zip::write::SimpleFileOptions;

const BILL: &[u8] = br#"{"bomFormat":"CycloneDX","specVersion":"1.6"}"#;

fn gather(files: &[(&str, Vec<u8>)]) -> Shipment {
    gather_within(files, &Budget::default())
}

fn gather_within(files: &[(&str, Vec<u8>)], budget: &Budget) -> Shipment {
    let items = files.iter().map(|(path, bytes)| Item::File { path: (*path).to_owned(), bytes: bytes.clone() }).collect();
    Shipment::gather(items, budget)
}

fn paths(shipment: &Shipment) -> Vec<&str> {
    shipment.documents.iter().map(|document| document.path.as_str()).collect()
}

fn refusals(shipment: &Shipment) -> Vec<(&str, RefusalCause)> {
    shipment.refusals.iter().map(|refusal| (refusal.path.as_str(), refusal.cause)).collect()
}

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip archive with what no honest writer would put into it: stored, names and flags as given.
struct Entry<'a> {
    name: &'a [u8],
    local_name: &'a [u8],
    flags: u16,
    method: u16,
    attributes: u32,
    bytes: &'a [u8],
    size: u32,
}

impl<'a> Entry<'a> {
    fn of(name: &'a [u8], bytes: &'a [u8]) -> Self {
        Self { name, local_name: name, flags: 0, method: 0, attributes: 0, bytes, size: u32::try_from(bytes.len()).unwrap() }
    }
}

fn raw_zip(entries: &[Entry<'_>]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = u32::try_from(archive.len()).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(entry.bytes);
        let packed = u32::try_from(entry.bytes.len()).unwrap();
        let shared = |name: &[u8]| {
            let mut fields = vec![20, 0];
            fields.extend(entry.flags.to_le_bytes());
            fields.extend(entry.method.to_le_bytes());
            fields.extend([0; 4]);
            for number in [crc.sum(), packed, entry.size] {
                fields.extend(number.to_le_bytes());
            }
            fields.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            fields.extend([0, 0]);
            fields
        };
        archive.extend(b"PK\x03\x04");
        archive.extend(shared(entry.local_name));
        archive.extend(entry.local_name);
        archive.extend(entry.bytes);
        // Version made by: 3, UNIX, so that the attributes count.
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(shared(entry.name));
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name);
    }
    let (start, size, count) = (archive.len(), directory.len(), u16::try_from(entries.len()).unwrap());
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([u32::try_from(size).unwrap().to_le_bytes(), u32::try_from(start).unwrap().to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len().try_into().unwrap());
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn tar_with(kind: tar::EntryType, name: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name);
    header.set_entry_type(kind);
    header.set_size(0);
    header.set_link_name("/etc/passwd").unwrap();
    header.set_cksum();
    let mut builder = tar::Builder::new(Vec::new());
    builder.append(&header, std::io::empty()).unwrap();
    builder.into_inner().unwrap()
}

fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd_of(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn every_kind_of_archive_opens_and_nests() {
    let inner = zip_of(&[("bill.json", BILL)]);
    for (outer, inside) in [
        (zip_of(&[("folder/bill.json", BILL)]), "box!/folder/bill.json"),
        (zip_of(&[("inner.zip", &inner)]), "box!/inner.zip!/bill.json"),
        (tar_of(&[("./bill.json", BILL)]), "box!/bill.json"),
        (gzip_of(BILL), "box!/content"),
        (gzip_of(&tar_of(&[("bill.json", BILL)])), "box!/content!/bill.json"),
        (zstd_of(&tar_of(&[("bill.json", BILL)])), "box!/content!/bill.json"),
        ([gzip_of(&BILL[..9]), gzip_of(&BILL[9..])].concat(), "box!/content"),
        ([zstd_of(&BILL[..9]), b"\x50\x2A\x4D\x18\x02\0\0\0xx".to_vec(), zstd_of(&BILL[9..])].concat(), "box!/content"),
    ] {
        let shipment = gather(&[("box", outer)]);
        assert_eq!(refusals(&shipment), [], "{inside}");
        let bill = shipment.documents.iter().find(|document| document.path == inside).unwrap_or_else(|| panic!("{:?}", paths(&shipment)));
        assert_eq!(bill.bytes.as_slice(), BILL);
        assert_eq!(bill.kind, DocumentKind::Content);
        assert_eq!(shipment.documents[0].kind, DocumentKind::Opened);
        assert!(shipment.entries_of(shipment.documents[0].digest).iter().any(|entry| entry.path == inside));
    }
}

#[test]
fn a_compressed_file_gives_its_content_the_name_without_the_ending() {
    let shipment = gather(&[("a/bill.json.gz", gzip_of(BILL)), ("box.tgz", gzip_of(&tar_of(&[("b", BILL)]))), ("c.zst", zstd_of(BILL))]);
    let expected =
        ["a/bill.json.gz", "a/bill.json.gz!/bill.json", "box.tgz", "box.tgz!/box.tar", "box.tgz!/box.tar!/b", "c.zst", "c.zst!/c"];
    assert_eq!(paths(&shipment), expected);
}

#[test]
fn the_order_of_the_items_changes_nothing() {
    let files = [("b.json", BILL.to_vec()), ("a.zip", zip_of(&[("z", b"1"), ("y", b"2")])), ("c", b"x".to_vec())];
    let mut turned = files.clone();
    turned.reverse();
    let (one, other) = (gather(&files), gather(&turned));
    assert_eq!(paths(&one), ["a.zip", "a.zip!/y", "a.zip!/z", "b.json", "c"]);
    assert_eq!(paths(&one), paths(&other));
}

#[test]
fn an_entry_that_points_outside_is_refused_and_the_others_are_read() {
    for name in [&b"../evil.json"[..], b"/evil.json", b"C:\\evil.json", b"a/../../evil.json", b"a\\evil.json"] {
        let shipment = gather(&[("box.zip", raw_zip(&[Entry::of(name, BILL), Entry::of(b"good.json", BILL)]))]);
        assert_eq!(paths(&shipment), ["box.zip", "box.zip!/good.json"]);
        assert_eq!(shipment.refusals.len(), 1);
        assert_eq!(shipment.refusals[0].cause, RefusalCause::Traversal);
        let shipment = gather(&[("box.tar", tar_with(tar::EntryType::Regular, name))]);
        assert_eq!(shipment.refusals[0].cause, RefusalCause::Traversal, "{:?}", String::from_utf8_lossy(name));
    }
}

#[test]
fn links_and_devices_are_refused() {
    use tar::EntryType::{Block, Char, Fifo, Link, Symlink};
    for kind in [Symlink, Link, Char, Block, Fifo] {
        let shipment = gather(&[("box.tar", tar_with(kind, b"entry"))]);
        assert_eq!(refusals(&shipment), [("box.tar!/entry", RefusalCause::Link)], "{kind:?}");
    }
    for mode in [0o120_777_u32, 0o060_644, 0o010_644] {
        let entry = Entry { attributes: mode << 16, ..Entry::of(b"entry", b"/etc/passwd") };
        assert_eq!(refusals(&gather(&[("box.zip", raw_zip(&[entry]))])), [("box.zip!/entry", RefusalCause::Link)]);
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_also_in_another_case_or_unicode_form() {
    for (name, words) in [("bill.json", "the same name"), ("Bill.JSON", "only in case"), ("./bill.json", "the same name")] {
        let archive = raw_zip(&[Entry::of(b"bill.json", BILL), Entry::of(name.as_bytes(), b"{}"), Entry::of(b"bill.json", b"[]")]);
        let shipment = gather(&[("box.zip", archive)]);
        assert_eq!(paths(&shipment), ["box.zip", "box.zip!/bill.json"]);
        assert_eq!(shipment.documents[1].bytes.as_slice(), BILL, "the first one stands");
        assert_eq!(shipment.refusals.len(), 2);
        assert!(shipment.refusals.iter().all(|refusal| refusal.cause == RefusalCause::Duplicate));
        assert!(shipment.refusals.iter().any(|refusal| refusal.detail.contains(words)), "{:?}", shipment.refusals);
    }
    let shipment = gather(&[("box.tar", tar_of(&[("\u{304C}.json", BILL), ("\u{304B}\u{3099}.json", b"{}")]))]);
    assert_eq!(shipment.refusals[0].cause, RefusalCause::Duplicate);
    let shipment = gather(&[("a", BILL.to_vec()), ("a", b"{}".to_vec())]);
    assert_eq!(refusals(&shipment), [("a", RefusalCause::Duplicate)]);
}

#[test]
fn a_japanese_name_without_a_mark_is_read_as_shift_jis() {
    let shipment = gather(&[("box.zip", raw_zip(&[Entry::of(b"\x95\x5C.json", BILL)]))]);
    assert_eq!(paths(&shipment), ["box.zip", "box.zip!/表.json"]);
}

#[test]
fn an_encrypted_entry_or_an_unknown_method_is_refused_by_name() {
    for (flags, method, words) in [(1_u16, 0_u16, "encrypted"), (0x41, 8, "encrypted"), (0, 14, "method 14")] {
        let shipment = gather(&[("box.zip", raw_zip(&[Entry { flags, method, ..Entry::of(b"bill.json", BILL) }]))]);
        assert_eq!(refusals(&shipment), [("box.zip!/bill.json", RefusalCause::Unreadable)]);
        assert!(shipment.refusals[0].detail.contains(words), "{}", shipment.refusals[0].detail);
    }
}

/// Each change makes an archive that programs read in different ways, or not at all.
#[test]
fn an_archive_that_is_damaged_or_ambiguous_is_refused_whole() {
    let zip = zip_of(&[("bill.json", BILL)]);
    let tar = tar_of(&[("bill.json", BILL), ("b", BILL)]);
    let gzip = gzip_of(BILL);
    let zstd = zstd_of(BILL);
    let other = zip_of(&[("bill.json", b"{\"bomFormat\":\"other\"}")]);
    let two_names = raw_zip(&[Entry { local_name: b"evil.json", ..Entry::of(b"bill.json", BILL) }]);
    let mut hidden = zip.clone();
    let start = zip.len() - 22 - 46 - 9;
    hidden.splice(start..start, *b"hidden");
    let mut counted = zip.clone();
    let at = zip.len() - 12;
    counted[at] = 2;
    let mut commented = zip.clone();
    let comment = zip.len() - 2;
    commented[comment..].copy_from_slice(&u16::try_from(other.len()).unwrap().to_le_bytes());
    commented.extend(&other);
    let mut checksum = gzip.clone();
    let sum = gzip.len() - 8;
    checksum[sum] ^= 1;
    for (what, bytes) in [
        ("text behind a zip", [zip.clone(), b"garbage".to_vec()].concat()),
        ("one zip behind another", [zip.clone(), other.clone()].concat()),
        ("a second directory in the comment", commented),
        ("a local name that differs", two_names),
        ("bytes between entries", hidden),
        ("a wrong count", counted),
        ("a zip cut short", zip[..zip.len() - 5].to_vec()),
        ("a tar cut short", tar[..1024].to_vec()),
        ("a tar behind another", [tar.clone(), tar.clone()].concat()),
        ("a tar with a broken header", [&tar[..1024], &[7_u8; 512], &tar[1536..]].concat()),
        ("a gzip cut short", gzip[..gzip.len() - 9].to_vec()),
        ("a gzip with a wrong checksum", checksum),
        ("text behind a gzip", [gzip.clone(), b"garbage".to_vec()].concat()),
        ("a zstd cut short", zstd[..zstd.len() - 3].to_vec()),
        ("text behind a zstd", [zstd.clone(), b"garbage".to_vec()].concat()),
    ] {
        let shipment = gather(&[("box", bytes)]);
        assert_eq!(refusals(&shipment), [("box", RefusalCause::Unreadable)], "{what}");
        assert_eq!(paths(&shipment), ["box"], "{what}: nothing in it is believed");
        assert_eq!(shipment.documents[0].kind, DocumentKind::Content, "{what}: it is not accounted for");
    }
}

#[test]
fn no_single_flipped_bit_of_a_zip_shows_other_contents_unnoticed() {
    let zip = zip_of(&[("bill.json", BILL), ("b.json", b"{}")]);
    let whole = gather(&[("box.zip", zip.clone())]);
    let seen = |shipment: &Shipment| -> Vec<(String, String)> {
        shipment.documents[1..].iter().map(|document| (document.path.clone(), document.digest.to_string())).collect()
    };
    for bit in 32..zip.len() * 8 {
        let mut changed = zip.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let shipment = gather(&[("box.zip", changed)]);
        assert!(!shipment.refusals.is_empty() || seen(&shipment) == seen(&whole), "bit {bit} passes with other contents");
    }
}

#[test]
fn six_hundred_megabytes_of_spaces_are_refused_by_their_growth() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("bill.json", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(600 << 20), &mut writer).unwrap();
    let zip = writer.finish().unwrap().into_inner();
    // A central size that lies does not help: the growth is measured, not believed.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    std::io::copy(&mut std::io::repeat(b' ').take(600 << 20), &mut encoder).unwrap();
    let gzip = encoder.finish().unwrap();
    let (before, began) = (peak_kilobytes(), std::time::Instant::now());
    let shipment = gather(&[("a.zip", zip), ("b.gz", gzip)]);
    assert_eq!(refusals(&shipment), [("a.zip!/bill.json", RefusalCause::Bomb), ("b.gz", RefusalCause::Bomb)]);
    assert!(began.elapsed().as_secs() < 2, "refusing took {:?}", began.elapsed());
    if let (Some(before), Some(after)) = (before, peak_kilobytes()) {
        assert!(after - before < 64 << 10, "refusing took {} KiB", after - before);
    }
}

/// The most memory that this process has had, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[test]
fn a_size_that_lies_is_damage_and_not_read_past() {
    let entry = Entry { size: 3, ..Entry::of(b"bill.json", BILL) };
    assert_eq!(refusals(&gather(&[("box.zip", raw_zip(&[entry]))])), [("box.zip!/bill.json", RefusalCause::Unreadable)]);
    let entry = Entry { size: u32::MAX - 1, ..Entry::of(b"bill.json", BILL) };
    assert_eq!(refusals(&gather(&[("box.zip", raw_zip(&[entry]))])), [("box.zip!/bill.json", RefusalCause::Bomb)]);
}

#[test]
fn more_than_the_budget_is_refused_and_what_fits_is_read() {
    let budget = Budget { bytes: 2_000, document_bytes: 600, documents: 3, archive_nesting: 2, ..Budget::default() };
    let large = vec![b'x'; 601];
    assert_eq!(refusals(&gather_within(&[("a", large.clone()), ("b", BILL.to_vec())], &budget)), [("a", RefusalCause::OverBudget)]);
    let shipment = gather_within(&[("box.zip", zip_of(&[("a", &large)]))], &budget);
    assert_eq!(refusals(&shipment), [("box.zip!/a", RefusalCause::OverBudget)]);
    let many: Vec<(&str, Vec<u8>)> = ["a", "b", "c", "d"].map(|name| (name, BILL.to_vec())).to_vec();
    assert_eq!(refusals(&gather_within(&many, &budget)), [("d", RefusalCause::OverBudget)]);
    let wide: Vec<(&str, Vec<u8>)> = ["a", "b", "c"].map(|name| (name, vec![b'x'; 600])).to_vec();
    assert_eq!(refusals(&gather_within(&wide, &Budget { bytes: 1_500, ..budget })), [("c", RefusalCause::OverBudget)]);
    let nested = zip_of(&[("2", &zip_of(&[("3", &zip_of(&[("bill", BILL)]))]))]);
    let roomy = Budget { archive_nesting: 2, ..Budget::default() };
    let shipment = gather_within(&[("1", nested)], &roomy);
    assert_eq!(paths(&shipment), ["1", "1!/2", "1!/2!/3"]);
    assert_eq!(refusals(&shipment), [("1!/2!/3", RefusalCause::OverBudget)]);
}

#[test]
fn an_archive_of_a_million_bad_names_costs_no_more_than_the_budget() {
    let entries: Vec<Entry<'_>> = (0..1_000).map(|_| Entry::of(b"../x", b"")).collect();
    let shipment = gather_within(&[("box.zip", raw_zip(&entries))], &Budget { documents: 10, ..Budget::default() });
    assert_eq!(shipment.refusals.len(), 41, "40 names and the word that there are more");
    assert_eq!(
        shipment.refusals[0],
        kenpin::intake::Refusal {
            path: "box.zip".to_owned(),
            cause: RefusalCause::OverBudget,
            detail: "more entries than the budget allows; the rest of the archive is not read".to_owned(),
        }
    );
}

#[test]
fn a_workbook_stays_one_document() {
    let shipment = gather(&[("bill.xlsx", zip_of(&[("xl/workbook.xml", b"<workbook/>")]))]);
    assert_eq!(paths(&shipment), ["bill.xlsx"]);
    assert_eq!(refusals(&shipment), []);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_gathering_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), kind in 0..5_usize) {
        let start: &[u8] = [&b"PK\x03\x04"[..], b"\x1F\x8B\x08\0", b"\x28\xB5\x2F\xFD", b"PK\x05\x06", b"\x50\x2A\x4D\x18"][kind];
        gather(&[("box", [start, &bytes].concat())]);
    }

    #[test]
    fn no_damage_to_an_archive_makes_gathering_panic(at in 0..4_000_usize, value in proptest::prelude::any::<u8>(), kind in 0..4_usize) {
        let files: &[(&str, &[u8])] = &[("a/b.json", BILL), ("c", b"x")];
        let mut bytes = match kind { 0 => zip_of(files), 1 => tar_of(files), 2 => gzip_of(BILL), _ => zstd_of(BILL) };
        let length = bytes.len();
        bytes[at % length] = value;
        gather(&[("box", bytes)]);
    }
}

/// What the buyer does not want read refers, however good it may be; a size that is none is wrong usage.
#[test]
fn the_buyer_may_ask_for_less_to_be_read() {
    let bill = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/syft/lefthook.cdx.json");
    let verify = |limits: &[&str]| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_kenpin"))
            .args(["verify", bill, "--at", "2026-11-27", "--format", "json"])
            .args(limits)
            .output()
            .unwrap();
        (program.status.code(), String::from_utf8(program.stdout).unwrap() + &String::from_utf8(program.stderr).unwrap())
    };
    let (_, roomy) = verify(&["--max-document", "64KiB"]);
    assert!(!roomy.contains("KP-I03"), "{roomy}");
    for limits in [["--max-document", "51KiB"], ["--max-delivery", "1KiB"]] {
        let (code, text) = verify(&limits);
        assert!(code == Some(10) && text.contains("KP-I03"), "{limits:?}: {code:?} {text}");
    }
    let (code, text) = verify(&["--max-document", "3GiB"]);
    assert!(code == Some(2) && text.contains("up to 2GiB"), "{code:?} {text}");
}
