//! What the values of one column have shown so far, and the type that follows.

use super::value::{Kind, clock_digits, fraction_of_moment, is_null, kind_of};
use crate::schema::DataType;
use crate::text::Letters;

/// A value that decided something, and its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// Cut after a few characters.
    pub value: String,
    pub line: u64,
}

/// The values of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    pub name: String,
    pub nulls: u64,
    /// How many values of each kind, in the order of `Kind::ALL`, and the first one.
    counts: [(u64, Option<Witness>); 8],
    /// Of whole numbers.
    least: i128,
    greatest: i128,
    /// Of whole numbers, with their sign.
    most_digits: usize,
    /// Behind the seconds.
    fraction: usize,
    /// In characters, of values of any kind.
    longest: usize,
    shortest: usize,
    longest_line: u64,
    /// Values that are no UTF-8.
    pub undecodable: Option<u64>,
}

/// How much of a value is shown.
const SHOWN: usize = 40;

impl Evidence {
    pub fn named(name: &str) -> Self {
        Evidence { name: name.to_owned(), ..Evidence::default() }
    }

    /// Looks at a value of a row that begins on that line.
    pub(super) fn see(&mut self, bytes: &[u8], line: u64) {
        let decoded = std::str::from_utf8(bytes);
        if decoded.is_err() && self.undecodable.is_none() {
            self.undecodable = Some(line);
        }
        let lossy;
        let field = match decoded {
            Ok(field) => field,
            Err(_) => {
                lossy = String::from_utf8_lossy(bytes);
                &lossy
            }
        };
        let field = field.trim();
        if is_null(field) {
            self.nulls += 1;
            return;
        }
        let kind = kind_of(field);
        match kind {
            Kind::Whole => self.see_whole(field),
            Kind::Moment => self.fraction = self.fraction.max(fraction_of_moment(field).unwrap_or(0)),
            Kind::Time => self.fraction = self.fraction.max(clock_digits(field).unwrap_or(0)),
            Kind::Real | Kind::NotFinite | Kind::Truth | Kind::Date | Kind::Text => {}
        }
        let first = self.values() == 0;
        let length = field.chars().count();
        self.shortest = if first { length } else { self.shortest.min(length) };
        if length > self.longest {
            (self.longest, self.longest_line) = (length, line);
        }
        if let Some((count, witness)) =
            Kind::ALL.iter().position(|known| *known == kind).and_then(|at| self.counts.get_mut(at))
        {
            *count += 1;
            witness.get_or_insert_with(|| Witness { value: shown(field), line });
        }
    }

    fn see_whole(&mut self, field: &str) {
        let first = self.count(Kind::Whole) == 0;
        self.most_digits = self.most_digits.max(field.trim_start_matches(['+', '-']).len());
        // Longer ones than this are judged by their digits.
        let Ok(value) = field.trim_start_matches('+').parse::<i128>() else { return };
        self.least = if first { value } else { self.least.min(value) };
        self.greatest = if first { value } else { self.greatest.max(value) };
    }

    pub fn count(&self, kind: Kind) -> u64 {
        self.of(kind).map_or(0, |(count, _)| *count)
    }

    /// The first value of that kind.
    pub fn first(&self, kind: Kind) -> Option<&Witness> {
        self.of(kind).and_then(|(_, witness)| witness.as_ref())
    }

    fn of(&self, kind: Kind) -> Option<&(u64, Option<Witness>)> {
        Kind::ALL.iter().position(|known| *known == kind).and_then(|at| self.counts.get(at))
    }

    /// Values that are not null.
    pub fn values(&self) -> u64 {
        self.counts.iter().map(|(count, _)| count).sum()
    }

    /// The kind that holds all values; `None` where there is none.
    pub fn kind(&self) -> Option<Kind> {
        let only = |kinds: &[Kind]| kinds.iter().map(|kind| self.count(*kind)).sum::<u64>() == self.values();
        let has = |kind: Kind| self.count(kind) > 0;
        if self.values() == 0 {
            return None;
        }
        Some(if only(&[Kind::Whole]) {
            Kind::Whole
        } else if only(&[Kind::Whole, Kind::Real, Kind::NotFinite]) {
            Kind::Real
        } else if only(&[Kind::Truth]) {
            Kind::Truth
        } else if only(&[Kind::Date]) {
            Kind::Date
        } else if only(&[Kind::Date, Kind::Moment]) && has(Kind::Moment) {
            Kind::Moment
        } else if only(&[Kind::Time]) {
            Kind::Time
        } else {
            Kind::Text
        })
    }

    /// The type that takes all values, with room where the values leave it open.
    pub fn data_type(&self) -> DataType {
        let sized = |name: &str, size: usize| DataType { arguments: vec![size.to_string()], ..DataType::named(name) };
        match self.kind() {
            None => sized("VARCHAR", 255),
            Some(Kind::Whole) => self.whole_type(),
            Some(Kind::Real | Kind::NotFinite) => DataType::named("DOUBLE"),
            Some(Kind::Truth) => DataType::named("BOOLEAN"),
            Some(Kind::Date) => DataType::named("DATE"),
            Some(Kind::Moment) if self.fraction == 0 => DataType::named("DATETIME"),
            Some(Kind::Moment) => sized("DATETIME", self.fraction.min(6)),
            Some(Kind::Time) if self.fraction == 0 => DataType::named("TIME"),
            Some(Kind::Time) => sized("TIME", self.fraction.min(6)),
            Some(Kind::Text) if self.shortest == self.longest && self.longest <= 64 => sized("CHAR", self.longest),
            Some(Kind::Text) if self.longest <= 16_383 => {
                sized("VARCHAR", self.longest.next_power_of_two().clamp(8, 16_383))
            }
            Some(Kind::Text) => DataType::named("MEDIUMTEXT"),
        }
    }

    fn whole_type(&self) -> DataType {
        let named_as_id = self.name.ends_with("Id") || self.name.ends_with("ID") || self.name.lower().ends_with("_id");
        if self.most_digits > 38 || self.least < i128::from(i64::MIN) || self.greatest > i128::from(u64::MAX) {
            return DataType {
                arguments: vec![self.most_digits.to_string(), "0".to_owned()],
                ..DataType::named("DECIMAL")
            };
        }
        if self.greatest > i128::from(i64::MAX) {
            if self.least < 0 {
                return DataType { arguments: vec!["20".to_owned(), "0".to_owned()], ..DataType::named("DECIMAL") };
            }
            return DataType { unsigned: true, ..DataType::named("BIGINT") };
        }
        let fits_int = self.least >= i128::from(i32::MIN) && self.greatest <= i128::from(i32::MAX);
        DataType::named(if named_as_id || !fits_int {
            "BIGINT"
        } else if self.least >= 0 && self.greatest <= 1 {
            "TINYINT"
        } else {
            "INT"
        })
    }

    /// Why the type is what it is: `1,203 whole numbers from 3 to 99182, 12 NULL`.
    pub fn sentence(&self, rows: u64) -> String {
        let Some(kind) = self.kind() else {
            return format!("no value in {rows} rows: choose the type that is meant");
        };
        let mut parts = Vec::new();
        match kind {
            Kind::Whole if self.most_digits <= 38 => {
                parts.push(format!("{} whole numbers from {} to {}", self.values(), self.least, self.greatest));
            }
            Kind::Whole => parts.push(format!("{} whole numbers of up to {} digits", self.values(), self.most_digits)),
            Kind::Text if self.shortest == self.longest => {
                parts.push(format!("{} texts of {} characters", self.values(), self.longest));
            }
            Kind::Text => parts.push(format!(
                "{} texts of {} to {} characters, the longest in line {}",
                self.values(),
                self.shortest,
                self.longest,
                self.longest_line
            )),
            Kind::Moment | Kind::Time if self.fraction > 0 => {
                parts.push(format!("{} {}, {} digits behind the seconds", self.values(), kind.plural(), self.fraction));
            }
            other => parts.push(format!("{} {}", self.values(), other.plural())),
        }
        parts.extend(self.turning_point(kind));
        if self.nulls > 0 {
            parts.push(format!("{} NULL", self.nulls));
        }
        parts.join(", ")
    }

    /// The value that made the type wider than most values are.
    fn turning_point(&self, kind: Kind) -> Option<String> {
        let wide = match kind {
            Kind::Real if self.count(Kind::Whole) > 0 => self.first(Kind::Real).or(self.first(Kind::NotFinite)),
            Kind::Text if self.count(Kind::Text) < self.values() => self.first(Kind::Text),
            Kind::Moment if self.count(Kind::Date) > 0 => self.first(Kind::Moment),
            _ => None,
        }?;
        Some(format!("decided by `{}` in line {}", wide.value, wide.line))
    }
}

fn shown(field: &str) -> String {
    if field.chars().count() <= SHOWN {
        return field.to_owned();
    }
    field.chars().take(SHOWN).chain("...".chars()).collect()
}
