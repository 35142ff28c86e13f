//! The moment of a run: `--at`, or now.

use clap::Args;

use super::fault::Fault;
use crate::intake::Moment;

/// When the run is taken to happen.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct Clock {
    /// The moment to decide for, RFC 3339 or a day; now unless given
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
}

impl Clock {
    /// # Errors
    /// Our fault where the system's clock is beyond reason.
    #[allow(clippy::disallowed_methods, reason = "the edge reads the clock once, and hands the moment in")]
    pub(crate) fn at(self) -> Result<Moment, Fault> {
        if let Some(at) = self.at {
            return Ok(at);
        }
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map(|since| since.as_secs());
        let now = since.ok().and_then(|seconds| i64::try_from(seconds).ok()).and_then(Moment::from_unix);
        now.ok_or_else(|| Fault::ours("the system's clock shows no usable time", "", "set the clock, or pass --at"))
    }
}

/// A moment as an option gives it.
pub(crate) fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write it as 2026-11-23T09:00:00Z, or as a day, 2026-11-23".to_owned())
}
