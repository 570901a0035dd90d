//! Copies for one purpose (加注件): a copy has an end and a purpose of its own, beside the certificate's.
//!
//! *Basis*: metadata items JZJ… of sharing services.

use super::items::pointer;
use super::{Asks, Case, Check, Found};
use crate::certificate::day;
use crate::certificate::metadata::normal;
use crate::certificate::validity::ECERT_4;
use crate::law::{Text, codes};

/// The items that a copy bears.
const ITEMS: [&str; 4] = ["JZJZZSJ", "JZJZZZ", "JZJZZSY", "JZJYXQJZSJ"];

codes! {
    COPY_RUNS: ECERT_4, "ecert.copy.runs", Fail, Met, "加注件在其有效期内", "the copy is within its own term";
    COPY_OVER: ECERT_4, "ecert.copy.expired", Fail, NotMet, "加注件已过其有效期", "the copy's own term is over";
    COPY_END_UNKNOWN: ECERT_4, "ecert.copy.end_unknown", Fail, Undetermined, "加注件未载明有效期截止时间", "the copy does not state when its term ends";
    COPY_FOR_THIS: ECERT_4, "ecert.copy.purpose_fits", Fail, Met, "用途与加注件的制作事由一致", "the use is the purpose that the copy was made for";
    COPY_FOR_OTHER: ECERT_4, "ecert.copy.purpose_differs", Fail, NotMet, "用途与加注件的制作事由不一致", "the use is not the purpose that the copy was made for";
    COPY_PURPOSE_UNKNOWN: ECERT_4, "ecert.copy.purpose_unknown", Fail, Undetermined, "加注件的制作事由或者本次用途不明", "the purpose of the copy, or of this use, is not known";
}

pub(super) static COPY: Check = Check {
    name: "purpose_copy",
    question: Text {
        zh: "加注件是否在其有效期内并用于其制作事由？",
        en: "Is the copy within its own term and used for its purpose?",
    },
    basis: "GB/T 36903-2018 (items of annotated copies)",
    asks: Asks::File,
    codes: &[
        &COPY_RUNS,
        &COPY_OVER,
        &COPY_END_UNKNOWN,
        &COPY_FOR_THIS,
        &COPY_FOR_OTHER,
        &COPY_PURPOSE_UNKNOWN,
    ],
    run: copy,
};

/// Whether the certificate is a copy for one purpose.
pub(in crate::certificate) fn is_copy(case: &Case<'_>) -> bool {
    ITEMS.iter().any(|name| case.metadata.text(name).is_some())
}

fn copy(case: &Case<'_>) -> Vec<Found> {
    if !is_copy(case) {
        return Vec::new();
    }
    let end = case.metadata.text("JZJYXQJZSJ").and_then(day::last_moment);
    let term = match end {
        Some(end) if end < day::local(case.time) => Found::at(&COPY_OVER, pointer("JZJYXQJZSJ")),
        Some(_) => Found::at(&COPY_RUNS, pointer("JZJYXQJZSJ")),
        None => Found::lacking(&COPY_END_UNKNOWN, pointer("JZJYXQJZSJ")),
    };
    let purpose = match (case.metadata.text("JZJZZSY"), case.inquiry.purpose.as_deref()) {
        (Some(made_for), Some(used_for)) if made_for == normal(used_for) => {
            Found::at(&COPY_FOR_THIS, pointer("JZJZZSY"))
        }
        (Some(_), Some(_)) => Found::at(&COPY_FOR_OTHER, pointer("JZJZZSY")),
        (None, _) => Found::lacking(&COPY_PURPOSE_UNKNOWN, pointer("JZJZZSY")),
        (_, None) => Found::lacking(&COPY_PURPOSE_UNKNOWN, "/purpose"),
    };
    vec![term, purpose]
}
