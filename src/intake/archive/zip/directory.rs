//! The end record and the central directory of a zip archive (APPNOTE 4.3.12 to 4.3.16).

use super::super::Refused;

/// The central directory, with where it starts: entries lie before it.
pub(super) struct Directory<'a> {
    pub(super) records: Vec<Record<'a>>,
    pub(super) start: usize,
}

/// One entry as the central directory has it (APPNOTE 4.3.12).
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    /// Bytes, packed.
    pub(super) packed: u64,
    /// Bytes, unpacked.
    pub(super) size: u64,
    /// Where the local header starts.
    pub(super) offset: u64,
    pub(super) raw_name: &'a [u8],
    attributes: u32,
    made_by: u16,
    unicode_name: Option<&'a [u8]>,
}

impl Record<'_> {
    pub(super) fn name(&self) -> &[u8] {
        self.unicode_name.unwrap_or(self.raw_name)
    }

    /// A name that ends in `/` without content (APPNOTE 4.4.17.1).
    pub(super) fn is_folder(&self) -> bool {
        self.name().ends_with(b"/") && self.size == 0
    }

    /// Bits 0 (encrypted), 6 (strong encryption) and 13 (masked header), APPNOTE 4.4.4.
    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & 0x2041 != 0
    }

    /// Sizes and checksum follow the content: bit 3, APPNOTE 4.4.4.
    pub(super) fn has_descriptor(&self) -> bool {
        self.flags & 0x0008 != 0
    }

    /// The POSIX type of the file; 0 where the maker of the archive tells none (APPNOTE 4.4.15).
    pub(super) fn file_type(&self) -> u32 {
        match self.made_by >> 8 {
            UNIX | OS_X => (self.attributes >> 16) & 0o170_000,
            _ => 0,
        }
    }
}

const UNIX: u16 = 3;
const OS_X: u16 = 19;

/// Reads little-endian numbers and slices, forward only; `None` past the end.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn at(bytes: &'a [u8], offset: usize) -> Option<Self> {
        bytes.get(offset..).map(Self)
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }
}

/// The central directory, which must end exactly where the one end record begins.
pub(super) fn read(bytes: &[u8]) -> Result<Directory<'_>, Refused> {
    let end = end_record(bytes)?;
    let cut = || Refused::unreadable("the zip archive is damaged: its directory does not lie where its end record says");
    let End { start, size, count, at } = end_of_directory(bytes, end).ok_or_else(cut)?;
    let (start, size) = (usize::try_from(start).map_err(|_| cut())?, usize::try_from(size).map_err(|_| cut())?);
    if start.checked_add(size) != Some(at) {
        return Err(cut());
    }
    let mut fields = Fields(bytes.get(start..at).ok_or_else(cut)?);
    let mut records = Vec::new();
    while !fields.0.is_empty() {
        records.push(record(&mut fields).ok_or_else(cut)??);
    }
    if u64::try_from(records.len()) != Ok(count) {
        return Err(Refused::unreadable("the zip archive is damaged: its end record counts other entries than its directory holds"));
    }
    Ok(Directory { records, start })
}

/// Where the one end record starts: its comment must run to the end of the file.
fn end_record(bytes: &[u8]) -> Result<usize, Refused> {
    let first = bytes.len().saturating_sub(END_BYTES.saturating_add(usize::from(u16::MAX)));
    let fits = |at: &usize| {
        let mut fields = Fields::at(bytes, *at)?;
        fields.take(4).filter(|signature| signature == b"PK\x05\x06")?;
        fields.take(16)?;
        let comment = usize::from(fields.u16()?);
        (fields.0.len() == comment).then_some(())
    };
    let mut found = (first..=bytes.len().saturating_sub(END_BYTES)).filter(|at| fits(at).is_some());
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Refused::unreadable("the zip archive is cut short, or something follows its end")),
        (Some(_), Some(_)) => {
            Err(Refused::unreadable("the zip archive has two end records, so that programs may see different contents; pack it again"))
        }
    }
}

/// Bytes of an end record without its comment.
const END_BYTES: usize = 22;

/// What the end record, and its 64-bit form before it, say of the directory.
struct End {
    start: u64,
    size: u64,
    count: u64,
    /// Where the first of the end records lies: the directory's end.
    at: usize,
}

fn end_of_directory(bytes: &[u8], at: usize) -> Option<End> {
    let mut fields = Fields::at(bytes, at)?;
    fields.take(4)?;
    let disks = (fields.u16()?, fields.u16()?);
    let counts = (fields.u16()?, fields.u16()?);
    let (size, start) = (fields.u32()?, fields.u32()?);
    let short = End { start: start.into(), size: size.into(), count: counts.1.into(), at };
    let Some((before, mut locator)) = locator(bytes, at) else { return (disks == (0, 0) && counts.0 == counts.1).then_some(short) };
    locator.u32().filter(|disk| *disk == 0)?;
    let long = long_end(bytes, usize::try_from(locator.u64()?).ok()?, before)?;
    let agrees = |narrow: u64, mask: u64, wide: u64| narrow == mask || narrow == wide;
    let all = agrees(short.count, 0xFFFF, long.count)
        && agrees(short.size, 0xFFFF_FFFF, long.size)
        && agrees(short.start, 0xFFFF_FFFF, long.start);
    all.then_some(long)
}

/// The locator of a 64-bit end record (APPNOTE 4.3.15), right before the end record; its signature is taken.
fn locator(bytes: &[u8], end: usize) -> Option<(usize, Fields<'_>)> {
    let at = end.checked_sub(LOCATOR_BYTES)?;
    let mut fields = Fields::at(bytes, at)?;
    (fields.take(4)? == b"PK\x06\x07").then_some((at, fields))
}

/// The 64-bit end record (APPNOTE 4.3.14), without an extensible part, right before its locator.
fn long_end(bytes: &[u8], at: usize, locator: usize) -> Option<End> {
    if at.checked_add(LONG_END_BYTES)? != locator {
        return None;
    }
    let mut fields = Fields::at(bytes, at)?;
    fields.take(4).filter(|signature| signature == b"PK\x06\x06")?;
    // Size of the rest, version made by, version needed.
    fields.take(12)?;
    (fields.u32()? == 0 && fields.u32()? == 0).then_some(())?;
    let here = fields.u64()?;
    let count = fields.u64().filter(|total| *total == here)?;
    let (size, start) = (fields.u64()?, fields.u64()?);
    Some(End { start, size, count, at })
}

const LOCATOR_BYTES: usize = 20;
const LONG_END_BYTES: usize = 56;

/// One record; `None` where it is cut short or no record, an error where it says two things.
fn record<'a>(fields: &mut Fields<'a>) -> Option<Result<Record<'a>, Refused>> {
    fields.take(4).filter(|signature| signature == b"PK\x01\x02")?;
    let made_by = fields.u16()?;
    let _needed = fields.u16()?;
    let (flags, method) = (fields.u16()?, fields.u16()?);
    let _time = fields.u32()?;
    let (crc, packed, size) = (fields.u32()?, fields.u32()?, fields.u32()?);
    let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
    fields.u16().filter(|disk| *disk == 0)?;
    let _internal = fields.u16()?;
    let (attributes, offset) = (fields.u32()?, fields.u32()?);
    let raw_name = fields.take(name.into())?;
    let extra = fields.take(extra.into())?;
    let _comment = fields.take(comment.into())?;
    let [size, packed, offset] = widened(extra, [size, packed, offset])?;
    let record = Record { flags, method, crc, packed, size, offset, raw_name, attributes, made_by, unicode_name: None };
    Some(with_unicode_name(record, extra))
}

/// Sizes and offset, taken from the 64-bit extra field where the 32-bit ones are full (APPNOTE 4.5.3).
fn widened(extra: &[u8], narrow: [u32; 3]) -> Option<[u64; 3]> {
    let mut wide = Fields(extra_field(extra, 0x0001).unwrap_or_default());
    let mut values = [0_u64; 3];
    for (value, narrow) in values.iter_mut().zip(narrow) {
        *value = if narrow == u32::MAX { wide.u64()? } else { narrow.into() };
    }
    Some(values)
}

/// Info-ZIP's Unicode path (APPNOTE 4.6.9) may spell out a name in another encoding, and not say another name.
fn with_unicode_name<'a>(record: Record<'a>, extra: &'a [u8]) -> Result<Record<'a>, Refused> {
    let Some((_, name)) = extra_field(extra, 0x7075).and_then(|field| field.split_at_checked(5)) else { return Ok(record) };
    if std::str::from_utf8(record.raw_name).is_ok() && record.raw_name != name {
        return Err(Refused::unreadable(
            "an entry of the zip archive has two names, so that programs may see different contents; pack it again",
        ));
    }
    Ok(Record { unicode_name: Some(name), ..record })
}

/// The content of the extra field of this id (APPNOTE 4.5.1).
fn extra_field(extra: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut fields = Fields(extra);
    loop {
        let (id, length) = (fields.u16()?, fields.u16()?);
        let content = fields.take(length.into())?;
        if id == wanted {
            return Some(content);
        }
    }
}
