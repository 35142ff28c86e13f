//! Reads PEM, the text form of certificates, keys and signatures.

use base64::Engine as _;

/// Blocks in one file: a certificate bundle of the whole web has some 150.
const BLOCKS: usize = 1_000;

/// One block.
pub(super) struct Block {
    /// `CERTIFICATE`, `PUBLIC KEY`, `CMS` ..
    pub label: String,
    pub der: Vec<u8>,
}

/// Every block of the text, in order. `None` where a block does not end, is no base64, or there are too many.
/// Text between the blocks is passed over (RFC 7468, section 2).
pub(super) fn blocks(bytes: &[u8]) -> Option<Vec<Block>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut blocks = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(label) = line.strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----")) else { continue };
        let end = format!("-----END {label}-----");
        let mut body = String::new();
        loop {
            match lines.next()? {
                line if line == end => break,
                line => body.push_str(line),
            }
        }
        if blocks.len() == BLOCKS {
            return None;
        }
        blocks.push(Block { label: label.to_owned(), der: base64::engine::general_purpose::STANDARD.decode(body).ok()? });
    }
    Some(blocks)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn blocks_are_read_in_order_with_text_between_them() {
        let text = b"subject=x\r\n-----BEGIN A-----\r\nAQI=\r\n-----END A-----\r\n\r\n-----BEGIN B-----\nAw==\n-----END B-----";
        let found: Vec<(String, Vec<u8>)> = blocks(text).unwrap().into_iter().map(|block| (block.label, block.der)).collect();
        assert_eq!(found, [("A".to_owned(), vec![1, 2]), ("B".to_owned(), vec![3])]);
    }

    #[test]
    fn a_block_without_an_end_is_refused() {
        assert!(blocks(b"-----BEGIN A-----\nAQI=\n").is_none());
        assert!(blocks(b"-----BEGIN A-----\nA?I=\n-----END A-----\n").is_none());
    }
}
