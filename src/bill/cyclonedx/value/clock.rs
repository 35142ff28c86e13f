//! Dates and times as RFC 3339 (JSON) and XML Schema write them; what they mean is for no reader of bills to say.

/// RFC 3339, section 5.6: with an offset.
pub(super) fn rfc_3339(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    let Some(rest) = rest.strip_prefix(['T', 't']) else { return false };
    full_date(date) && clock(rest, 23).is_some_and(|zone| matches!(zone, "Z" | "z") || offset(zone, 23))
}

/// RFC 3339 `full-date`.
pub(super) fn full_date(text: &str) -> bool {
    text.len() == 10 && day(text)
}

/// `xs:dateTime`, XML Schema Part 2, 3.2.7: the offset may be left out, a year may have more than four digits.
pub(super) fn xml_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    xml_day(date) && clock(rest, 24).is_some_and(xml_zone)
}

/// `xs:date`, 3.2.9.
pub(super) fn xml_date(text: &str) -> bool {
    let body = text.strip_suffix('Z').unwrap_or(text);
    let cut = body.len().checked_sub(6).filter(|_| body.len() == text.len());
    match cut.and_then(|cut| body.split_at_checked(cut)).filter(|(_, zone)| offset(zone, 14)) {
        Some((date, _)) => xml_day(date),
        None => xml_day(body),
    }
}

fn xml_day(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let Some(cut) = text.len().checked_sub(10) else { return false };
    let (more, date) = text.split_at_checked(cut).unwrap_or_default();
    more.bytes().all(|byte| byte.is_ascii_digit()) && !more.starts_with('0') && day(date)
}

fn xml_zone(zone: &str) -> bool {
    matches!(zone, "" | "Z") || offset(zone, 14)
}

/// `YYYY-MM-DD`, a day that the calendar has.
fn day(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else { return false };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// `hh:mm:ss` and a fraction; what is left.
fn clock(text: &str, last_hour: u32) -> Option<&str> {
    let (time, rest) = text.split_at_checked(8)?;
    let mut parts = time.split(':');
    let (hour, minute, second) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
            if end == 0 {
                return None;
            }
            fraction.get(end..)?
        }
    };
    let midnight = hour < 24 || (minute == 0 && second == 0);
    // A leap second is the 60th.
    (hour <= last_hour && minute <= 59 && second <= 60 && midnight).then_some(rest)
}

/// `+hh:mm` or `-hh:mm`.
fn offset(zone: &str, last_hour: u32) -> bool {
    let Some((hour, minute)) = zone.strip_prefix(['+', '-']).and_then(|zone| zone.split_once(':')) else { return false };
    digits(hour, 2).is_some_and(|hour| hour <= last_hour) && digits(minute, 2).is_some_and(|minute| minute <= 59)
}

fn digits(text: &str, count: usize) -> Option<u32> {
    if text.len() != count || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_json_has_an_offset_and_a_day_that_exists() {
        for right in ["2026-11-23T00:00:00Z", "2024-02-29T23:59:60.123+14:00", "2026-11-23t01:02:03z", "2026-11-23T01:02:03-00:30"] {
            assert!(rfc_3339(right), "{right}");
        }
        for wrong in [
            "2026-11-23",
            "2026-11-23T00:00:00",
            "2026-02-29T00:00:00Z",
            "2026-11-23 00:00:00Z",
            "2026-11-23T24:00:00Z",
            "",
            "2026-11-23T00:00:00.Z",
        ] {
            assert!(!rfc_3339(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_time_of_xml_may_leave_the_offset_out() {
        for right in ["2026-11-23T00:00:00", "2026-11-23T24:00:00Z", "12026-11-23T00:00:00.5+09:00"] {
            assert!(xml_date_time(right), "{right}");
        }
        for wrong in ["2026-11-23", "2026-11-23T24:00:01", "2026-13-01T00:00:00", "é026-11-23T00:00:00"] {
            assert!(!xml_date_time(wrong), "{wrong}");
        }
        assert!(xml_date("2026-11-23") && xml_date("2026-11-23Z") && xml_date("2026-11-23+09:00") && !xml_date("2026-11"));
    }
}
