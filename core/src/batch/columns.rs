//! Columns as rows are read: texts, lists of texts, days, in every layout that data frames hand over.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, TimeUnit};
use chrono::NaiveDate;

use super::wrong;
use crate::Error;
use crate::law::{self, Date};

/// A column of texts.
pub(crate) enum Texts<'a> {
    Utf8(&'a StringArray),
    LargeUtf8(&'a LargeStringArray),
    Utf8View(&'a StringViewArray),
    Dictionary {
        keys: Vec<usize>,
        nulls: Option<&'a NullBuffer>,
        values: Box<Texts<'a>>,
        count: usize,
    },
    /// Every row is null.
    Null,
}

impl<'a> Texts<'a> {
    /// The column, if it is one of texts.
    pub(crate) fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::LargeUtf8(array.as_string()),
            DataType::Utf8View => Self::Utf8View(array.as_string_view()),
            DataType::Null => Self::Null,
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary_opt()?;
                let values = Box::new(Self::of(dictionary.values().as_ref())?);
                // The keys of null rows mean nothing, and an empty dictionary has none to mean.
                let keys = match dictionary.values().is_empty() {
                    true => vec![0; array.len()],
                    false => dictionary.normalized_keys(),
                };
                Self::Dictionary { keys, nulls: array.nulls(), values, count: dictionary.values().len() }
            }
            _ => return None,
        })
    }

    /// The values of a dictionary, and how many they are; `None` for any other column.
    pub(crate) fn values(&self) -> Option<(&Self, usize)> {
        match self {
            Self::Dictionary { values, count, .. } => Some((values, *count)),
            _ => None,
        }
    }

    /// The place of a row's value in the dictionary; `None` for null.
    pub(crate) fn key(&self, row: usize) -> Option<usize> {
        match self {
            Self::Dictionary { keys, nulls, .. } => {
                keys.get(row).filter(|_| nulls.is_none_or(|nulls| nulls.is_valid(row))).copied()
            }
            _ => None,
        }
    }

    /// The text of a row; `None` for null.
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::LargeUtf8(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Utf8View(array) => (row < array.len() && array.is_valid(row)).then(|| array.value(row)),
            Self::Dictionary { values, .. } => values.get(self.key(row)?),
            Self::Null => None,
        }
    }
}

/// A column of lists of texts.
pub(crate) struct TextLists<'a> {
    ends: Ends<'a>,
    nulls: Option<&'a NullBuffer>,
    values: Texts<'a>,
}

enum Ends<'a> {
    Small(&'a ScalarBuffer<i32>),
    Large(&'a ScalarBuffer<i64>),
    Null,
}

impl<'a> TextLists<'a> {
    /// The column, if it is one of lists of texts.
    pub(crate) fn of(array: &'a dyn Array) -> Option<Self> {
        let (ends, values) = match array.data_type() {
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                (Ends::Small(list.offsets().inner()), Texts::of(list.values().as_ref())?)
            }
            DataType::LargeList(_) => {
                let list = array.as_list::<i64>();
                (Ends::Large(list.offsets().inner()), Texts::of(list.values().as_ref())?)
            }
            DataType::Null => (Ends::Null, Texts::Null),
            _ => return None,
        };
        Some(Self { ends, nulls: array.nulls(), values })
    }

    /// Reads the list of a row into `room`, nulls within left out; `false` for null.
    pub(crate) fn read(&self, row: usize, room: &mut Vec<&'a str>) -> bool {
        room.clear();
        if self.nulls.is_some_and(|nulls| nulls.is_null(row)) {
            return false;
        }
        let next = row.saturating_add(1);
        let ends = match self.ends {
            Ends::Small(ends) => {
                ends.get(row).zip(ends.get(next)).map(|(from, to)| (index(*from), index(*to)))
            }
            Ends::Large(ends) => {
                ends.get(row).zip(ends.get(next)).map(|(from, to)| (index(*from), index(*to)))
            }
            Ends::Null => None,
        };
        let Some((from, to)) = ends else { return false };
        room.extend((from..to).filter_map(|place| self.values.get(place)));
        true
    }
}

fn index(offset: impl TryInto<usize>) -> usize {
    offset.try_into().unwrap_or(0)
}

/// A column of days: dates, times of any unit, or texts.
pub(crate) enum Days<'a> {
    Numbers {
        numbers: &'a ScalarBuffer<i64>,
        nulls: Option<&'a NullBuffer>,
        a_day: i64,
        /// Added before days are counted: times with a zone fall on their day in China.
        shift: i64,
    },
    Dates(&'a arrow_array::Date32Array),
    Texts(Texts<'a>),
}

/// A cell that is no day.
pub(crate) struct NoDay;

/// From the first day of the era to 1970-01-01.
const DAYS_TO_1970: i32 = 719_163;
const SECONDS_OF_A_DAY: i64 = 86_400;
const CHINA_SECONDS_EAST: i64 = 28_800;

impl<'a> Days<'a> {
    /// The column, if it is one of days.
    pub(crate) fn of(array: &'a dyn Array) -> Option<Self> {
        let numbers = |numbers, a_second: i64, zoned: bool| Self::Numbers {
            numbers,
            nulls: array.nulls(),
            a_day: SECONDS_OF_A_DAY.saturating_mul(a_second),
            shift: if zoned { CHINA_SECONDS_EAST.saturating_mul(a_second) } else { 0 },
        };
        Some(match array.data_type() {
            DataType::Date32 => Self::Dates(array.as_primitive::<Date32Type>()),
            DataType::Date64 => numbers(array.as_primitive::<Date64Type>().values(), 1_000, false),
            DataType::Timestamp(unit, zone) => {
                let zoned = zone.is_some();
                match unit {
                    TimeUnit::Second => {
                        numbers(array.as_primitive::<TimestampSecondType>().values(), 1, zoned)
                    }
                    TimeUnit::Millisecond => {
                        numbers(array.as_primitive::<TimestampMillisecondType>().values(), 1_000, zoned)
                    }
                    TimeUnit::Microsecond => {
                        numbers(array.as_primitive::<TimestampMicrosecondType>().values(), 1_000_000, zoned)
                    }
                    TimeUnit::Nanosecond => numbers(
                        array.as_primitive::<TimestampNanosecondType>().values(),
                        1_000_000_000,
                        zoned,
                    ),
                }
            }
            _ => Self::Texts(Texts::of(array)?),
        })
    }

    /// The day of a row; `None` for null.
    pub(crate) fn get(&self, row: usize) -> Result<Option<Date>, NoDay> {
        let day = match self {
            Self::Texts(texts) => {
                return texts.get(row).map(|text| law::date(text).map_err(|_| NoDay)).transpose();
            }
            Self::Dates(array) if array.is_null(row) => return Ok(None),
            Self::Dates(array) => array.values().get(row).copied(),
            Self::Numbers { nulls: Some(nulls), .. } if nulls.is_null(row) => return Ok(None),
            Self::Numbers { numbers, a_day, shift, .. } => numbers
                .get(row)
                .and_then(|number| number.checked_add(*shift)?.checked_div_euclid(*a_day))
                .and_then(|day| i32::try_from(day).ok()),
        };
        let date = day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(day.checked_add(DAYS_TO_1970)?));
        date.map(Some).ok_or(NoDay)
    }
}

/// The column of this name as `read` takes it; `None` where there is none.
///
/// # Errors
/// `input.column` when it is of another type.
pub(crate) fn column<'a, T>(
    rows: &'a RecordBatch,
    name: &str,
    expected: &str,
    read: impl FnOnce(&'a dyn Array) -> Option<T>,
) -> Result<Option<T>, Error> {
    let Some(array) = rows.column_by_name(name) else { return Ok(None) };
    read(array.as_ref()).map(Some).ok_or_else(|| wrong(name, expected))
}
