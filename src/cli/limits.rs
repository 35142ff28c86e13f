//! How much of a delivery is read: the buyer may ask for less or more than is built in.

use clap::Args;

use crate::intake::Budget;

/// The largest document that a reader's places reach: they count bytes in 32 bits, in the file and in what was unescaped of it.
const REACH_BYTES: u64 = 2 << 30;

/// Limits on what is read; what is beyond is a finding, and nothing is accepted then.
#[derive(Clone, Debug, Args)]
pub(crate) struct Limits {
    /// Read documents of at most this size, such as 64MiB; at most 2GiB [default: 1GiB]
    #[arg(long, value_name = "SIZE", value_parser = document_size)]
    max_document: Option<u64>,
    /// Read at most this much in all, unpacked; memory grows to about twice of it [default: 2GiB]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_delivery: Option<u64>,
}

impl Limits {
    pub(crate) fn budget(&self) -> Budget {
        let built_in = Budget::default();
        let document_bytes = self.max_document.unwrap_or(built_in.document_bytes);
        // One document that the buyer lets in has to fit in the whole.
        let bytes = self.max_delivery.unwrap_or(built_in.bytes.max(document_bytes));
        Budget { bytes, document_bytes, ..built_in }
    }
}

fn document_size(text: &str) -> Result<u64, String> {
    let bytes = size(text)?;
    if bytes > REACH_BYTES { Err("one document is read up to 2GiB; have a larger bill split".to_owned()) } else { Ok(bytes) }
}

/// A number of bytes, or of KiB, MiB or GiB.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text.strip_prefix(digits).unwrap_or_default() {
        "" => 0_u32,
        "KiB" => 10,
        "MiB" => 20,
        "GiB" => 30,
        other => return Err(format!("\"{other}\" is none of KiB, MiB, GiB")),
    };
    let number: u64 = digits.parse().map_err(|_| "write it as a whole number with KiB, MiB or GiB, such as 512MiB".to_owned())?;
    number
        .checked_mul(1 << unit)
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "a size is more than nothing and less than 2^64 bytes".to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_whole_number_with_or_without_a_unit() {
        for (text, bytes) in [("1", 1), ("3KiB", 3 << 10), ("512MiB", 512 << 20), ("2GiB", 2 << 30)] {
            assert_eq!(size(text), Ok(bytes));
        }
        for text in ["", "0", "GiB", "1GB", "1.5GiB", "-1", "1 GiB", "99999999999GiB", "1é"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!(document_size("2GiB"), Ok(2 << 30));
        assert!(document_size("3GiB").unwrap_err().contains("2GiB"));
    }

    #[test]
    fn a_larger_document_makes_room_for_itself_in_the_whole() {
        let of = |max_document, max_delivery| Limits { max_document, max_delivery }.budget();
        assert_eq!(of(None, None), Budget::default());
        assert_eq!((of(Some(2 << 30), None).document_bytes, of(Some(2 << 30), None).bytes), (2 << 30, 2 << 30));
        assert_eq!(of(Some(10), Some(20)), Budget { document_bytes: 10, bytes: 20, ..Budget::default() });
    }
}
