//! The term: its days in order, begun and not ended at the moment asked about.
//!
//! *Basis*: GB/T 36903-2018. How a term without end is written is not settled: 长期, nothing, or 9999-12-31.

use super::items::{is_absent, pointer};
use super::{Asks, Case, Check, Found};
use crate::certificate::day;
use crate::certificate::validity::ECERT_4;
use crate::law::{Date, Text, codes};

codes! {
    ORDER_KEPT: ECERT_4, "ecert.dates.ordered", Fail, Met, "颁发、起始、截止日期先后有序", "the days of issue, begin and end are in order";
    ORDER_BROKEN: ECERT_4, "ecert.dates.disordered", Fail, NotMet, "颁发、起始、截止日期先后颠倒", "the days of issue, begin and end are out of order";
    TERM_BEGUN: ECERT_4, "ecert.term.begun", Fail, Met, "有效期已开始", "the term has begun";
    TERM_NOT_BEGUN: ECERT_4, "ecert.term.not_begun", Fail, NotMet, "有效期尚未开始", "the term has not begun";
    BEGIN_UNKNOWN: ECERT_4, "ecert.term.begin_unknown", Fail, Undetermined, "有效期起始日期不明", "it is not known when the term begins";
    TERM_RUNS: ECERT_4, "ecert.term.runs", Fail, Met, "有效期未满或者长期有效", "the term has not ended, or has no end";
    TERM_OVER: ECERT_4, "ecert.term.over", Fail, NotMet, "有效期已届满", "the term is over";
    END_UNKNOWN: ECERT_4, "ecert.term.end_unknown", Fail, Undetermined, "有效期截止日期不明", "it is not known when the term ends";
}

pub(super) static ORDERED: Check = Check {
    name: "dates_ordered",
    question: Text {
        zh: "颁发、起始、截止日期是否先后有序？",
        en: "Are the days of issue, begin and end in order?",
    },
    basis: "GB/T 36903-2018",
    asks: Asks::Data,
    codes: &[&ORDER_KEPT, &ORDER_BROKEN],
    run: ordered,
};

pub(super) static BEGUN: Check = Check {
    name: "term_begun",
    question: Text {
        zh: "在所询问的时刻有效期是否已开始？",
        en: "Has the term begun at the moment asked about?",
    },
    basis: "GB/T 36903-2018",
    asks: Asks::Begun,
    codes: &[&TERM_BEGUN, &TERM_NOT_BEGUN, &BEGIN_UNKNOWN],
    run: begun,
};

pub(super) static NOT_ENDED: Check = Check {
    name: "term_not_ended",
    question: Text {
        zh: "在所询问的时刻有效期是否未满？",
        en: "Does the term still run at the moment asked about?",
    },
    basis: "GB/T 36903-2018",
    asks: Asks::NotEnded,
    codes: &[&TERM_RUNS, &TERM_OVER, &END_UNKNOWN],
    run: not_ended,
};

fn stated(case: &Case<'_>, name: &str) -> Option<Date> {
    case.metadata.text(name).and_then(day::day)
}

fn ordered(case: &Case<'_>) -> Vec<Found> {
    let days = ["ZZBFRQ", "ZZYXQQSRQ", "ZZYXQJZRQ"]
        .into_iter()
        .filter_map(|name| Some((name, stated(case, name)?)))
        .collect::<Vec<_>>();
    let breaks = days.windows(2).filter_map(|pair| match pair {
        [(_, earlier), (name, later)] if earlier > later => Some(*name),
        _ => None,
    });
    let broken: Vec<Found> = breaks.map(|name| Found::at(&ORDER_BROKEN, pointer(name))).collect();
    if broken.is_empty() && days.len() > 1 { vec![Found::at(&ORDER_KEPT, "")] } else { broken }
}

fn begun(case: &Case<'_>) -> Vec<Found> {
    let now = day::local(case.time).date();
    // Where no begin is stated a certificate is good from the day of its issue.
    let name = if case.metadata.text("ZZYXQQSRQ").is_some() { "ZZYXQQSRQ" } else { "ZZBFRQ" };
    vec![match stated(case, name) {
        Some(begin) if begin > now => Found::at(&TERM_NOT_BEGUN, pointer(name)),
        Some(_) => Found::at(&TERM_BEGUN, pointer(name)),
        None => Found::lacking(&BEGIN_UNKNOWN, pointer("ZZYXQQSRQ")),
    }]
}

fn not_ended(case: &Case<'_>) -> Vec<Found> {
    let path = pointer("ZZYXQJZRQ");
    if is_absent(case, "ZZYXQJZRQ") {
        return vec![Found::lacking(&END_UNKNOWN, path)];
    }
    let now = day::local(case.time);
    vec![match case.metadata.text("ZZYXQJZRQ") {
        None => Found::at(&TERM_RUNS, path),
        Some(text) if day::is_without_end(text) => Found::at(&TERM_RUNS, path),
        Some(text) => match day::last_moment(text) {
            Some(end) if end < now => Found::at(&TERM_OVER, path),
            Some(_) => Found::at(&TERM_RUNS, path),
            None => Found::lacking(&END_UNKNOWN, path),
        },
    }]
}
