//! Gzip (RFC 1952) and Zstandard (RFC 8878): one content, in one or more members.

use flate2::bufread::GzDecoder;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use super::super::budget::Purse;
use super::Refused;
use super::bounded::{Limits, length};

/// All members, one after the other; zero padding may follow, nothing else.
pub(super) fn gzip(bytes: &[u8], purse: &Purse) -> Result<Vec<u8>, Refused> {
    let limits = Limits::of(purse);
    let mut output = Vec::new();
    let mut rest = bytes;
    for _ in 0..MEMBERS_LIMIT {
        if !rest.starts_with(b"\x1F\x8B") {
            break;
        }
        let mut decoder = GzDecoder::new(rest);
        limits.drain(&mut decoder, |decoder| length(bytes).saturating_sub(length(decoder.get_ref())), &mut output)?;
        rest = decoder.into_inner();
    }
    ended(rest, output)
}

/// All frames, one after the other; skippable frames are skipped, as the RFC asks.
pub(super) fn zstd(bytes: &[u8], purse: &Purse) -> Result<Vec<u8>, Refused> {
    let limits = Limits::of(purse);
    let mut output = Vec::new();
    let mut rest = bytes;
    for _ in 0..MEMBERS_LIMIT {
        if rest.first().is_none_or(|byte| *byte == 0) {
            break;
        }
        let mut source = rest;
        let mut decoder = match StreamingDecoder::new(&mut source) {
            Ok(decoder) => decoder,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let skipped = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(SKIPPABLE_HEADER_BYTES);
                rest = rest.get(skipped..).ok_or_else(|| Refused::unreadable("it is cut short"))?;
                continue;
            }
            Err(error) => return Err(Refused::unreadable(format!("it is damaged: {error}"))),
        };
        limits.drain(&mut decoder, |decoder| length(bytes).saturating_sub(length(decoder.get_ref())), &mut output)?;
        let (stated, computed) = (decoder.decoder.get_checksum_from_data(), decoder.decoder.get_calculated_checksum());
        if stated.is_some() && stated != computed {
            return Err(Refused::unreadable("it is damaged: its checksum does not match"));
        }
        rest = source;
    }
    ended(rest, output)
}

/// Members or frames of one file; `bgzip` writes one for each 64 KiB, so this reaches to 1 GiB.
const MEMBERS_LIMIT: usize = 16_384;

/// Magic number and length of a skippable frame.
const SKIPPABLE_HEADER_BYTES: usize = 8;

fn ended(rest: &[u8], output: Vec<u8>) -> Result<Vec<u8>, Refused> {
    if rest.iter().any(|byte| *byte != 0) {
        return Err(Refused::unreadable(format!(
            "{} bytes follow that belong to no member, or there are more than {MEMBERS_LIMIT} members; compress it afresh",
            rest.len()
        )));
    }
    Ok(output)
}
