//! The lengths of months.

/// How many days a month has, as the servers count; 31 for what is no month.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        // The servers say that the year 0 has no 29th of February.
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || (year.is_multiple_of(400) && year > 0)) => 29,
        2 => 28,
        _ => 31,
    }
}
