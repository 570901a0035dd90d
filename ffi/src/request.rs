//! The typed door of the registry: a request as a struct, for hosts that ask often.

use std::ffi::c_char;
use std::sync::LazyLock;

use ywtb::law::Date;
use ywtb::registry::{Fact, Request as Asked};
use ywtb::{Options, Reading};

use crate::error::{Error, Failure, Status};
use crate::guard::{Caller, guard};
use crate::registry::{Registry, Verdict};
use crate::report::Report;

/// The reading that the library takes where none is chosen.
pub const YWTB_READING_DEFAULT: i32 = 0;
/// As the press release of 2018-10-30 puts it.
pub const YWTB_READING_SEED: i32 = 1;
/// As the draft of 2018 and its note put it.
pub const YWTB_READING_DRAFT: i32 = 2;

/// As many names as a request may have in its lists and still take no memory.
///
/// cbindgen:ignore
const FEW: usize = 8;

/// A text in UTF-8 that the host owns, only read during the call. All zero: it is unknown, which is not the same as none.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    /// Where it begins.
    pub data: *const c_char,
    /// Its length in bytes; YWTB_NTS when it ends at its NUL; YWTB_NONE when it is known that there is none.
    pub len: usize,
}

/// A list of texts that the host owns, only read during the call. All zero: it is unknown.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Texts {
    /// The first.
    pub items: *const Text,
    /// How many; YWTB_NONE when it is known that there is none.
    pub count: usize,
}

/// A sharing request, as far as columns of ywtb_batch_decide() can say one; what else a request may hold (undertakings, a
/// reply) goes by ywtb_registry_decide(). Every member that is zero is unknown, so clear the struct first, and set
/// `struct_size`.
///
/// Later versions of the ABI append members. What members point to is only read during the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Request {
    /// sizeof(ywtb_request).
    pub struct_size: usize,
    /// Code of the agency that asks.
    pub requester: Text,
    /// Code of the entry; none: the datum is in no catalogue.
    pub entry: Text,
    /// Code of the providing agency; unknown: the entry's own.
    pub provider: Text,
    /// Names of the items asked for.
    pub items: Texts,
    /// Purpose.
    pub purpose: Text,
    /// Duty that the use rests on.
    pub duty_ref: Text,
    /// Service item.
    pub service_item: Text,
    /// The scenario that the request names; decides from 2022.
    pub scenario_ref: Text,
    /// Division codes of the rows asked for; none: no limit.
    pub area: Texts,
    /// Names of the items that the duty needs.
    pub necessary_items: Texts,
    /// The day of receipt, whose law governs, as a number such as 20190501.
    pub received_at: i32,
    /// The evaluation date, likewise; needed where `received_at` is unknown.
    pub as_of: i32,
    /// YWTB_READING_..., where a text is open.
    pub reading: i32,
    /// Zero.
    pub reserved: i32,
}

/// Decides on a sharing request: as ywtb_registry_decide() on the same facts, without any JSON; takes no memory up to 8 names.
///
/// `out` is the caller's own. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_decide_typed(
    registry: Option<&Registry>,
    request: *const Request,
    out: *mut Verdict,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let mut out = caller.place(out).ok_or_else(|| Failure::null("out"))?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let verdict = ask(caller, request, |asked, as_of, options| registry.0.decide(asked, as_of, options))?;
        out.write(Verdict::from(verdict));
        Ok(())
    })
}

/// The report on a request: what ywtb_evaluate() says of the same facts, to the byte.
///
/// Arguments as of ywtb_registry_decide_typed(). `out` receives a report to free with ywtb_report_free(). Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_explain_typed(
    registry: Option<&Registry>,
    request: *const Request,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let report = ask(caller, request, |asked, as_of, options| registry.0.explain(asked, as_of, options))?;
        out.put(Report::from(report?));
        Ok(())
    })
}

/// Asks with a request as the core takes it, with its day and its options.
fn ask<T>(
    caller: &Caller,
    request: *const Request,
    ask: impl FnOnce(&Asked<'_>, Date, &Options) -> T,
) -> Result<T, Failure> {
    if request.is_null() {
        return Err(Failure::null("request"));
    }
    let request = caller.options(request)?;
    let as_of = day(request.as_of)?.or(day(request.received_at)?).ok_or_else(no_day)?;
    let options = options(request.reading).ok_or_else(|| {
        Failure::value("reading", "YWTB_READING_DEFAULT, YWTB_READING_SEED, YWTB_READING_DRAFT")
    })?;
    request.with(caller, |asked| ask(asked, as_of, options))
}

/// The options by which a reading is chosen; made once.
fn options(reading: i32) -> Option<&'static Options> {
    static OPTIONS: LazyLock<[(i32, Options); 3]> = LazyLock::new(|| {
        let readings = [
            (YWTB_READING_DEFAULT, None),
            (YWTB_READING_SEED, Some(Reading::Seed)),
            (YWTB_READING_DRAFT, Some(Reading::Draft)),
        ];
        readings.map(|(number, reading)| {
            let mut options = Options::default();
            options.reading = reading;
            (number, options)
        })
    });
    OPTIONS.iter().find(|(number, _)| *number == reading).map(|(_, options)| options)
}

impl Request {
    /// Asks with the request as the core takes it.
    fn with<T>(&self, caller: &Caller, ask: impl FnOnce(&Asked<'_>) -> T) -> Result<T, Failure> {
        let lists = Lists {
            items: caller.texts(self.items, "items")?,
            area: caller.texts(self.area, "area")?,
            necessary: caller.texts(self.necessary_items, "necessary_items")?,
        };
        // Most requests name few; those that name more can afford some memory.
        match lists.len() {
            0..=FEW => self.within(caller, lists, &mut [""; FEW], ask),
            many => self.within(caller, lists, &mut vec![""; many], ask),
        }
    }

    /// The same, with room for the names of all lists.
    fn within<'c, T>(
        &self,
        caller: &'c Caller,
        lists: Lists<'c>,
        mut room: &mut [&'c str],
        ask: impl FnOnce(&Asked<'_>) -> T,
    ) -> Result<T, Failure> {
        let mut read = |list: Fact<&'c [Text]>, name| {
            let Fact::Known(texts) = list else {
                return Ok(if list.is_unknown() { Fact::Unknown } else { Fact::None });
            };
            let (own, rest) = std::mem::take(&mut room).split_at_mut_checked(texts.len()).unwrap_or_default();
            room = rest;
            for (place, text) in own.iter_mut().zip(texts) {
                *place = caller.text(text.data, text.len, name)?;
            }
            Ok::<_, Failure>(Fact::Known(&*own))
        };
        let (items, area) = (read(lists.items, "items")?, read(lists.area, "area")?);
        let necessary_items = read(lists.necessary, "necessary_items")?;
        Ok(ask(&Asked {
            requester: caller.fact(self.requester, "requester")?,
            entry: caller.fact(self.entry, "entry")?,
            provider: caller.fact(self.provider, "provider")?,
            items,
            purpose: caller.fact(self.purpose, "purpose")?,
            duty_ref: caller.fact(self.duty_ref, "duty_ref")?,
            service_item: caller.fact(self.service_item, "service_item")?,
            scenario_ref: caller.fact(self.scenario_ref, "scenario_ref")?,
            area,
            necessary_items,
            received_at: day(self.received_at)?.map_or(Fact::Unknown, Fact::Known),
            ..Asked::default()
        }))
    }
}

/// The lists of a request.
struct Lists<'c> {
    items: Fact<&'c [Text]>,
    area: Fact<&'c [Text]>,
    necessary: Fact<&'c [Text]>,
}

impl Lists<'_> {
    fn len(&self) -> usize {
        let lists = [self.items, self.area, self.necessary];
        lists.iter().filter_map(Fact::known).fold(0, |sum, texts| sum.saturating_add(texts.len()))
    }
}

/// A day of its number; zero is none.
fn day(number: i32) -> Result<Option<Date>, Failure> {
    let digits = |from: i32, count: i32| u32::try_from(number.div_euclid(from).rem_euclid(count)).ok();
    let date = || Date::from_ymd_opt(number.div_euclid(10_000), digits(100, 100)?, digits(1, 100)?);
    match number {
        0 => Ok(None),
        _ => date().filter(|_| (10_000..=99_991_231).contains(&number)).map(Some).ok_or_else(no_day),
    }
}

fn no_day() -> Failure {
    Failure::input("input.date", "expected `as_of` or `received_at` as a number such as 20190501")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers() {
        let read =
            |number| day(number).map(|day| day.map(|day| day.to_string())).map_err(|fault| fault.code());
        assert_eq!(read(0), Ok(None));
        assert_eq!(read(20_190_501), Ok(Some("2019-05-01".to_owned())));
        for wrong in [1, -1, 20_190_230, 2_019_050, 20_191_301, -20_190_501, i32::MAX, i32::MIN] {
            assert_eq!(read(wrong), Err("input.date"), "{wrong}");
        }
    }
}
