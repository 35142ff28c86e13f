//! Entries of a zip archive must tile the file from its first byte to the directory, each local header agreeing with the directory.

use super::super::Refused;
use super::directory::{Directory, Fields, Record};

/// The packed content of each record, in the directory's order.
pub(super) fn contents<'a>(bytes: &'a [u8], directory: &Directory<'_>) -> Result<Vec<&'a [u8]>, Refused> {
    let mut order: Vec<(u64, usize)> = directory.records.iter().enumerate().map(|(index, record)| (record.offset, index)).collect();
    order.sort_unstable();
    let mut found: Vec<(usize, &[u8])> = Vec::with_capacity(order.len());
    let mut position = 0_usize;
    for (rank, (offset, index)) in order.iter().enumerate() {
        if usize::try_from(*offset) != Ok(position) {
            return Err(gap());
        }
        let Some(record) = directory.records.get(*index) else { continue };
        let next = order.get(rank.saturating_add(1)).map_or(Some(directory.start), |(next, _)| usize::try_from(*next).ok());
        let next = next.filter(|next| *next <= directory.start).ok_or_else(gap)?;
        let packed = local(bytes.get(position..next).ok_or_else(gap)?, record)?;
        found.push((*index, packed));
        position = next;
    }
    if position != directory.start {
        return Err(gap());
    }
    found.sort_unstable_by_key(|(index, _)| *index);
    Ok(found.into_iter().map(|(_, packed)| packed).collect())
}

fn gap() -> Refused {
    Refused::unreadable(
        "the zip archive has entries that overlap, or bytes that belong to none, so that programs may see different contents; pack it again",
    )
}

fn disagreement() -> Refused {
    Refused::unreadable("an entry of the zip archive is described in two ways, so that programs may see different contents; pack it again")
}

/// The content between a local header and the next entry; both must be as the directory says (APPNOTE 4.3.7).
fn local<'a>(span: &'a [u8], record: &Record<'_>) -> Result<&'a [u8], Refused> {
    let mut fields = Fields(span);
    header(&mut fields, record).ok_or_else(disagreement)?;
    let packed = usize::try_from(record.packed).ok().and_then(|count| fields.take(count)).ok_or_else(gap)?;
    if record.has_descriptor() {
        descriptor(fields.0, record).ok_or_else(disagreement)?
    } else if !fields.0.is_empty() {
        return Err(gap());
    }
    Ok(packed)
}

/// `None` where the local header is cut short or disagrees.
fn header(fields: &mut Fields<'_>, record: &Record<'_>) -> Option<()> {
    fields.take(4).filter(|signature| signature == b"PK\x03\x04")?;
    let _needed = fields.u16()?;
    let same_flags = (fields.u16()? ^ record.flags) & FLAGS_COMPARED == 0;
    let same_method = fields.u16()? == record.method;
    let _time = fields.u32()?;
    let (crc, packed, size) = (fields.u32()?, u64::from(fields.u32()?), u64::from(fields.u32()?));
    let (name, extra) = (fields.u16()?, fields.u16()?);
    let same_name = fields.take(name.into())? == record.raw_name;
    fields.take(extra.into())?;
    // Before a descriptor the three may be left at zero; a 64-bit entry leaves its sizes full.
    let open = |zero: bool| record.has_descriptor() && zero;
    let same_crc = crc == record.crc || open(crc == 0);
    let fits = |local: u64, central: u64| local == central || local == u64::from(u32::MAX) || open(local == 0);
    (same_flags && same_method && same_name && same_crc && fits(packed, record.packed) && fits(size, record.size)).then_some(())
}

/// Encrypted, descriptor, strong encryption, UTF-8 names, masked header.
const FLAGS_COMPARED: u16 = 0x2849;

/// A data descriptor (APPNOTE 4.3.9): with or without its signature, its sizes in 32 or 64 bits.
fn descriptor(rest: &[u8], record: &Record<'_>) -> Option<()> {
    let body = match rest.len() {
        16 | 24 => rest.strip_prefix(b"PK\x07\x08")?,
        12 | 20 => rest,
        _ => return None,
    };
    let mut fields = Fields(body);
    let crc = fields.u32()?;
    let (packed, size) = if body.len() == 12 { (fields.u32()?.into(), fields.u32()?.into()) } else { (fields.u64()?, fields.u64()?) };
    (crc == record.crc && packed == record.packed && size == record.size).then_some(())
}
