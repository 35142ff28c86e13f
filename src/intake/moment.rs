//! Points in time, always handed in: UTC seconds and calendar days.

use std::fmt;

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

/// A moment, UTC, whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(OffsetDateTime);

impl Moment {
    /// Reads RFC 3339 with an offset, or a bare `YYYY-MM-DD` as its midnight UTC; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) else {
            return Day::parse(text).map(Day::midnight);
        };
        let utc = moment.checked_to_offset(UtcOffset::UTC)?;
        Some(Self(utc.replace_nanosecond(0).unwrap_or(utc)))
    }

    /// From seconds since 1970-01-01T00:00:00Z; `None` outside the years -9999 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        OffsetDateTime::from_unix_timestamp(seconds).ok().map(Self)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The calendar day, UTC.
    pub fn day(self) -> Day {
        Day(self.0.date())
    }
}

impl fmt::Display for Moment {
    /// RFC 3339, `2026-11-23T00:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, time) = (Day(self.0.date()), self.0.time());
        write!(f, "{day}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
    }
}

/// A calendar day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Reads `YYYY-MM-DD`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        if text.len() != 10 {
            return None;
        }
        Date::parse(text, format).ok().map(Self)
    }

    /// Its first second, UTC.
    pub fn midnight(self) -> Moment {
        Moment(self.0.midnight().assume_utc())
    }

    /// The day `days` later; the last representable day where there is none.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(time::Duration::days(i64::from(days))))
    }
}

impl fmt::Display for Day {
    /// `2026-11-23`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is no day; write it as 2026-11-23")))
    }
}
