//! Calendar days, as packs and reports write them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar day of the Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day of a year, month (1 to 12) and day (1 to 31); none when there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        date.ok().map(|_| Day { year, month, day })
    }

    /// Year, month from 1, day from 1.
    pub fn parts(self) -> (u32, u32, u32) {
        (self.year.into(), self.month.into(), self.day.into())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
        let day = match (parts.next(), parts.next(), parts.next()) {
            (Some(Ok(y)), Some(Ok(m)), Some(Ok(d))) => u8::try_from(m).ok().zip(u8::try_from(d).ok()).and_then(|(m, d)| Day::new(y, m, d)),
            _ => None,
        };
        day.ok_or_else(|| format!("`{text}` is no calendar day; write for instance 2026-11-22"))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_read_written_and_ordered() {
        let day: Day = "2026-11-22".parse().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(day.to_string(), "2026-11-22");
        assert!(day > "2025-12-31".parse().unwrap_or_else(|e| panic!("{e}")));
        assert!("2026-02-30".parse::<Day>().is_err());
        assert!("soon".parse::<Day>().is_err());
    }
}
