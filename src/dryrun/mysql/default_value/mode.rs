//! What sql_mode says of values that are dates, and of engines.

use super::moment::Moment;

/// Of MySQL's own mode all are true, of MariaDB's only the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueMode {
    /// STRICT_TRANS_TABLES or STRICT_ALL_TABLES: MySQL refuses zeros that are none, otherwise it warns and stores the zero date.
    pub strict: bool,
    /// NO_ZERO_DATE: 0000-00-00 is no date.
    pub no_zero_date: bool,
    /// NO_ZERO_IN_DATE: a month or a day of zero is none, where not all is zero.
    pub no_zero_in_date: bool,
    /// Without NO_ENGINE_SUBSTITUTION another engine takes the place of one that is not there.
    pub substitutes: bool,
}

impl ValueMode {
    /// True where the month or the day is zero, and the mode says that this is no date.
    pub(super) fn bans(self, moment: &Moment) -> bool {
        let zeros = moment.month == 0 || moment.day == 0;
        zeros && if moment.is_zero() { self.no_zero_date } else { self.no_zero_in_date }
    }
}
