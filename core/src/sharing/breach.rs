//! Use beyond the necessary scope is stopped at once: SHARE-11.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, since};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Obligation, Party};

use super::course::{Case, Told, on_day};

/// SHARE-11.
static SHARE_11: Rule = rule(
    RuleId(Chapter::Sharing, 11),
    since(Law::DATA_REGULATION),
    "发现超出履职必要范围使用数据的，市大数据中心立即停止超范围部分的共享",
    "when use beyond the necessary scope is found, the big data centre stops the excess at once",
    &[by(art_para("SDR", 39, 2), Confirmed)],
)
.when("发现使用超出必要范围", "use beyond the necessary scope is found")
.then("市大数据中心立即停止超出部分", "the big data centre stops the excess at once")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_11];

codes! {
    VOLUME_IN_SCOPE: SHARE_11, "share.excess.volume_in_scope", Inform, Met, "调用量未超出履职所需", "no more rows were used than the duty needs";
    VOLUME_EXCESS: SHARE_11, "share.excess.volume", Warn, NotMet, "调用量超出履职所需", "more rows were used than the duty needs" => Inferred;
    VOLUME_UNKNOWN: SHARE_11, "share.excess.volume_unknown", Inform, Undetermined, "使用记录缺少调用量", "the use log lacks the number of rows";
    STOPPED: SHARE_11, "share.excess.stopped", Inform, Met, "发现超范围使用后立即停止", "the excess was stopped at once";
    STOPPED_LATE: SHARE_11, "share.excess.stopped_late", Warn, NotMet, "发现超范围使用后未在当日停止", "the excess was not stopped on the day it was found" => Inferred;
    NOT_STOPPED: SHARE_11, "share.excess.not_stopped", Warn, NotMet, "超范围使用尚未停止", "the excess has not been stopped";
    STOP_UNKNOWN: SHARE_11, "share.excess.stop_unknown", Inform, Undetermined, "不知道超范围使用何时发现、是否停止", "it is unknown when the excess was found or whether it was stopped";
    STOP_EXCESS: SHARE_11, "share.duty.stop_excess", Inform, Met, "立即停止超范围部分的共享", "stop the excess at once";
}

/// A breach that was found (违规).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Breach {
    pub(super) kind: Fact<BreachKind>,
    pub(super) found_at: Fact<Moment>,
    stopped_at: Fact<Moment>,
}

/// What the breach was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BreachKind {
    /// Use beyond the necessary scope.
    Excess,
    /// Use for another purpose.
    OtherPurpose,
    /// Data passed on to a third party.
    PassedOn,
}

/// SHARE-11: each excess that was found, and one that the use log shows.
pub(super) fn stopped(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let mut open = volume(case, out);
    for (index, breach) in case.course.breach.list().unwrap_or_default().iter().enumerate() {
        if breach.kind.is(BreachKind::Excess) != Some(true) {
            continue;
        }
        let at = |field: &str| format!("/breach/{index}/{field}");
        let found = breach.found_at.known().map(|found| found.day());
        let day = found.unwrap_or(case.today());
        if !out.law().on(day).asks(&SHARE_11) {
            continue;
        }
        open |= on_day(day, out, |out| {
            match (found, breach.stopped_at) {
                (_, Fact::None) => out.add(&NOT_STOPPED, at("stopped_at")),
                (Some(found), Fact::Known(stopped)) if stopped.day() <= found => {
                    out.add(&STOPPED, at("stopped_at"));
                }
                (Some(_), Fact::Known(_)) => out.add(&STOPPED_LATE, at("stopped_at")),
                (found, stopped) => {
                    let fields = [(found.is_none(), "found_at"), (stopped.is_unknown(), "stopped_at")];
                    let unknown = fields.iter().filter(|(unknown, _)| *unknown);
                    out.missing(&STOP_UNKNOWN, unknown.map(|(_, field)| at(field).into()).collect());
                }
            }
            breach.stopped_at.known().is_none()
        });
    }
    if open {
        on_day(case.today().max(Law::DATA_REGULATION), out, |out| {
            told.obligations.push(Obligation::new(out.law(), &STOP_EXCESS, Party::BigDataCentre));
        });
    }
}

/// Whether the log shows more rows than the duty needs; asked where it is said how many that is.
fn volume(case: &Case<'_>, out: &mut Findings) -> bool {
    let (Some(needed), Some(log)) = (case.request.necessary_volume.known(), case.request.use_log.list())
    else {
        return false;
    };
    if !out.law().on(case.today()).asks(&SHARE_11) {
        return false;
    }
    on_day(case.today(), out, |out| {
        let rows = log.iter().map(|entry| entry.rows.known().copied().unwrap_or(0));
        let used = rows.fold(0_u64, u64::saturating_add);
        let unknown = log.iter().position(|entry| entry.rows.is_unknown());
        match (used > *needed, unknown) {
            (true, _) => out.add(&VOLUME_EXCESS, "/use_log"),
            (false, Some(index)) => {
                out.missing(&VOLUME_UNKNOWN, vec![format!("/use_log/{index}/rows").into()]);
            }
            (false, None) => out.add(&VOLUME_IN_SCOPE, "/use_log"),
        }
        used > *needed
    })
}
