//! The certificates of a TPM's endorsement keys, read from its non-volatile memory by the kernel's resource manager.
//!
//! Sources: TCG TPM 2.0 Library, part 3, 31.6 NV_ReadPublic and 31.13 NV_Read; EK Credential Profile 2.5, table 2.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// Where makers put them: RSA 2048, P-256, and the high range's RSA 2048, P-256, P-384, RSA 3072.
const INDICES: &[u32] = &[0x01c0_0002, 0x01c0_000a, 0x01c0_0012, 0x01c0_0014, 0x01c0_0016, 0x01c0_001c];
const NO_SESSIONS: u16 = 0x8001;
const SESSIONS: u16 = 0x8002;
const NV_READ_PUBLIC: u32 = 0x169;
const NV_READ: u32 = 0x14e;
/// Octets at once; every TPM gives as many.
const CHUNK: u16 = 512;
/// Octets of one certificate, and of one answer.
const LARGEST: u16 = 8192;
const ANSWER: usize = 4096;
/// An empty password: handle, nonce, attributes, authorisation.
const PASSWORD: &[u8] = &[0, 0, 0, 9, 0x40, 0, 0, 9, 0, 0, 0, 0, 0];

/// Every certificate that the TPM behind this device shows, as it lies there.
///
/// # Errors
/// The device cannot be opened, or is none.
pub(super) fn certificates(device: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    // A copy of a file system may hold anything in its place.
    if !std::fs::metadata(device)?.file_type().is_char_device() {
        return Err(std::io::Error::other("it is no device"));
    }
    let mut file = OpenOptions::new().read(true).write(true).open(device)?;
    Ok(all(&mut |command| exchange(&mut file, command)))
}

/// The driver takes a command in one write and gives its answer in one read.
fn exchange(device: &mut File, command: &[u8]) -> Option<Vec<u8>> {
    device.write_all(command).ok()?;
    let mut answer = vec![0; ANSWER];
    let length = device.read(&mut answer).ok()?;
    answer.truncate(length);
    Some(answer)
}

fn all(send: &mut dyn FnMut(&[u8]) -> Option<Vec<u8>>) -> Vec<Vec<u8>> {
    INDICES.iter().filter_map(|index| certificate(*index, send)).collect()
}

fn certificate(index: u32, send: &mut dyn FnMut(&[u8]) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let answer = send(&command(NO_SESSIONS, NV_READ_PUBLIC, &index.to_be_bytes()))?;
    // TPM2B_NV_PUBLIC: its size, then what ends with the size of the data.
    let public = sized(body(&answer)?)?;
    let size = u16::from_be_bytes(public.last_chunk().copied()?);
    if size > LARGEST {
        return None;
    }
    let mut bytes = Vec::new();
    while let Some(left) = size.checked_sub(u16::try_from(bytes.len()).ok()?).filter(|left| *left > 0) {
        let asked = left.min(CHUNK);
        let (handle, offset) = (index.to_be_bytes(), size.saturating_sub(left).to_be_bytes());
        let answer = send(&command(SESSIONS, NV_READ, &[&handle, &handle, PASSWORD, &asked.to_be_bytes(), &offset].concat()))?;
        // The size of the parameters stands before them where there are sessions.
        let piece = sized(body(&answer)?.get(4..)?)?;
        if piece.len() != usize::from(asked) {
            return None;
        }
        bytes.extend_from_slice(piece);
    }
    (!bytes.is_empty()).then_some(bytes)
}

fn command(tag: u16, code: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or_default().saturating_add(10);
    [&tag.to_be_bytes()[..], &length.to_be_bytes(), &code.to_be_bytes(), body].concat()
}

/// What follows tag, length and a code that says success.
fn body(answer: &[u8]) -> Option<&[u8]> {
    answer.get(10..).filter(|_| answer.get(6..10) == Some(&[0; 4]))
}

/// The octets whose count stands in the first two.
fn sized(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.get(..usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(serde::Deserialize)]
    struct Recorded {
        certificate: String,
        exchanges: BTreeMap<String, String>,
    }

    fn recorded() -> Recorded {
        serde_json::from_str(include_str!("../../tests/fixtures/tpm/exchanges.json")).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn octets(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn the_certificate_is_read_from_what_a_tpm_answered() {
        let recorded = recorded();
        let found = all(&mut |command| recorded.exchanges.get(&hex(command)).map(|answer| octets(answer)));
        assert_eq!(found.iter().map(|bytes| hex(bytes)).collect::<Vec<_>>(), [recorded.certificate]);
    }

    #[test]
    fn a_tpm_that_answers_nonsense_shows_no_certificate() {
        let recorded = recorded();
        let answers: Vec<Vec<u8>> = recorded.exchanges.values().map(|answer| octets(answer)).collect();
        for answer in &answers {
            for cut in 0..answer.len().min(80) {
                assert!(all(&mut |_| Some(answer[..cut].to_vec())).is_empty());
            }
        }
        assert!(all(&mut |_| None).is_empty());
        assert!(all(&mut |_| Some(vec![0; 4096])).is_empty());
    }
}
