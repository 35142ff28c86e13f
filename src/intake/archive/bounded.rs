//! Decompression under hard limits: stops as soon as the output outgrows its input or the budget.

use std::io::Read;

use super::super::RefusalCause;
use super::super::budget::Purse;
use super::Refused;

/// Bytes that may be read before the ratio of growth counts.
const GRACE_BYTES: u64 = 1 << 20;

/// What one decompression may put out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Bytes.
    most: u64,
    /// Output per input beyond the first MiB.
    growth: u64,
}

impl Limits {
    pub(super) fn of(purse: &Purse) -> Self {
        Self { most: purse.allowance(), growth: u64::from(purse.budget().growth) }
    }

    /// # Errors
    /// [`RefusalCause::Bomb`] or [`RefusalCause::OverBudget`] where `output` bytes from `input` bytes are too many.
    pub(super) fn check(self, input: u64, output: u64) -> Result<(), Refused> {
        if output > input.saturating_mul(self.growth).saturating_add(GRACE_BYTES) {
            let detail = format!("it grows more than {} times when it is unpacked; deliver it unpacked", self.growth);
            return Err(Refused { cause: RefusalCause::Bomb, detail });
        }
        if output > self.most {
            let detail = format!("it is larger than the {} bytes that the budget has left for one document", self.most);
            return Err(Refused { cause: RefusalCause::OverBudget, detail });
        }
        Ok(())
    }

    /// Reads to the end, appending to `output`; `consumed` says how many bytes of input the reader has taken.
    pub(super) fn drain<R: Read>(self, reader: &mut R, consumed: impl Fn(&R) -> u64, output: &mut Vec<u8>) -> Result<(), Refused> {
        let mut chunk = vec![0_u8; 64 << 10];
        let mut total = length(output);
        loop {
            let count = reader.read(&mut chunk).map_err(|error| Refused::unreadable(format!("it is damaged: {error}")))?;
            if count == 0 {
                return Ok(());
            }
            total = total.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            self.check(consumed(reader), total)?;
            output.extend_from_slice(chunk.get(..count).unwrap_or_default());
        }
    }
}

/// The length as the budgets count it.
pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
