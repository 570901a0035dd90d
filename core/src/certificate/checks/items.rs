//! The items of metadata: present, of their type, the same wherever they stand, readable, covered by a signature.

use std::borrow::Cow;

use super::{Asks, Case, Check, Found};
use crate::certificate::day;
use crate::certificate::metadata::{Carrier, Said};
use crate::certificate::names::HOLDER_KINDS;
use crate::certificate::validity::ECERT_4;
use crate::law::{Text, codes};

/// What a certificate cannot be verified without. The obligations of GB/T 36903-2018 are not public.
const REQUIRED: [&str; 9] =
    ["ZZMC", "ZZLXDM", "ZZBH", "ZZBS", "ZZBFJG", "ZZBFJGDM", "ZZBFRQ", "CZZT", "CZZTDM"];
const DAYS: [&str; 3] = ["ZZBFRQ", "ZZYXQQSRQ", "ZZYXQJZRQ"];
const MOMENTS: [&str; 4] = ["ZZQZSJ", "CJSJ", "JZJZZSJ", "JZJYXQJZSJ"];
/// Unified social credit code of the body that defines the type, and three digits.
const TYPE_LENGTH: usize = 21;

codes! {
    COMPLETE: ECERT_4, "ecert.metadata.complete", Fail, Met, "验证所需的元数据齐全", "the metadata that verification needs are there";
    MISSING: ECERT_4, "ecert.metadata.missing", Fail, Undetermined, "缺少验证所需的元数据", "metadata that verification needs are missing";
    FITTING: ECERT_4, "ecert.metadata.fitting", Fail, Met, "元数据的类型和格式正确", "the metadata are of their types";
    MALFORMED: ECERT_4, "ecert.metadata.malformed", Fail, NotMet, "元数据项的类型或者格式错误", "an item of metadata is not of its type";
    AGREEING: ECERT_4, "ecert.metadata.agreeing", Fail, Met, "各处所载元数据一致", "the metadata are the same wherever they stand";
    CONFLICT: ECERT_4, "ecert.metadata.conflict", Fail, NotMet, "同一元数据项在不同位置取值不同", "an item of metadata differs from one place to another";
    UNREADABLE: ECERT_4, "ecert.metadata.unreadable", Fail, Undetermined, "可能载有元数据的文件无法读取", "a file that may hold metadata cannot be read";
    COVERED_BY: ECERT_4, "ecert.metadata.covered", Fail, Met, "元数据受有效签名保护", "valid signatures cover the metadata";
    NOT_COVERED: ECERT_4, "ecert.metadata.not_covered", Fail, Undetermined, "元数据不受任何有效签名保护，可能被改动", "no valid signature covers the metadata, so they may have been changed";
}

pub(super) static PRESENT: Check = Check {
    name: "metadata_present",
    question: Text {
        zh: "验证所需的元数据是否齐全？",
        en: "Are the metadata there that verification needs?",
    },
    basis: "GB/T 36903-2018",
    asks: Asks::Data,
    codes: &[&COMPLETE, &MISSING],
    run: present,
};

pub(super) static TYPED: Check = Check {
    name: "metadata_typed",
    question: Text {
        zh: "元数据的类型和格式是否正确？", en: "Are the metadata of their types?"
    },
    basis: "GB/T 36903-2018; GB/T 36904-2018",
    asks: Asks::Data,
    codes: &[&FITTING, &MALFORMED],
    run: typed,
};

pub(super) static AGREE: Check = Check {
    name: "metadata_agree",
    question: Text {
        zh: "各处所载元数据是否一致？", en: "Are the metadata the same wherever they stand?"
    },
    basis: "GB/T 36903-2018; GB/T 33190-2016",
    asks: Asks::Data,
    codes: &[&AGREEING, &CONFLICT],
    run: agree,
};

pub(super) static READABLE: Check = Check {
    name: "metadata_readable",
    question: Text {
        zh: "可能载有元数据的文件是否均可读取？",
        en: "Can every file be read that may hold metadata?",
    },
    basis: "GB/T 33190-2016",
    asks: Asks::Data,
    codes: &[&UNREADABLE],
    run: readable,
};

pub(super) static COVERED: Check = Check {
    name: "metadata_covered",
    question: Text {
        zh: "元数据是否受有效签名保护？", en: "Do valid signatures cover the metadata?"
    },
    basis: "GB/T 36905-2018; GM/T 0031-2014",
    asks: Asks::File,
    codes: &[&COVERED_BY, &NOT_COVERED],
    run: covered,
};

/// The JSON pointer of an item.
pub(super) fn pointer(name: &str) -> Cow<'static, str> {
    Cow::Owned(format!("/{name}"))
}

fn present(case: &Case<'_>) -> Vec<Found> {
    let of_type = case.rule.required.iter().map(String::as_str);
    let absent = REQUIRED.into_iter().chain(of_type).filter(|name| case.metadata.text(name).is_none());
    let missing: Vec<Cow<'static, str>> = absent.map(pointer).collect();
    match missing.first() {
        None => vec![Found::at(&COMPLETE, "")],
        Some(first) => vec![Found { code: &MISSING, path: first.clone(), missing, detail: "" }],
    }
}

fn typed(case: &Case<'_>) -> Vec<Found> {
    let wrong = |name: &&str| match case.metadata.text(name) {
        None => false,
        Some(text) if DAYS.contains(name) => {
            day::day(text).is_none() && !(*name == "ZZYXQJZRQ" && day::is_without_end(text))
        }
        Some(text) if MOMENTS.contains(name) => day::last_moment(text).is_none(),
        Some(text) if *name == "CZZTDMLXDM" => !HOLDER_KINDS.iter().any(|(code, _)| *code == text),
        Some(text) => {
            text.len() != TYPE_LENGTH || !text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        }
    };
    let with_type = DAYS.iter().chain(&MOMENTS).chain(&["CZZTDMLXDM", "ZZLXDM"]).copied();
    let malformed: Vec<Found> =
        with_type.filter(wrong).map(|name| Found::at(&MALFORMED, pointer(name))).collect();
    or_met(malformed, case, &FITTING)
}

fn agree(case: &Case<'_>) -> Vec<Found> {
    let differing = case.metadata.differing();
    or_met(differing.into_iter().map(|name| Found::at(&CONFLICT, pointer(name))).collect(), case, &AGREEING)
}

fn readable(case: &Case<'_>) -> Vec<Found> {
    case.metadata.flaws.iter().map(|flaw| Found::at(&UNREADABLE, flaw.at.clone())).collect()
}

fn covered(case: &Case<'_>) -> Vec<Found> {
    let Some(file) = case.file else { return Vec::new() };
    let mut names: Vec<&str> = case.metadata.entries.iter().map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    // A value that stands in a covered place too is covered; where the others differ that is another check's matter.
    let is_covered = |name: &&str| {
        let mut places = case.metadata.entries.iter().filter(|entry| entry.name == *name);
        places.any(|entry| entry.carrier != Carrier::Record && file.covered.contains(&entry.place))
    };
    let open = names.iter().filter(|name| !is_covered(name));
    let open: Vec<Found> = open.map(|name| Found::at(&NOT_COVERED, pointer(name))).collect();
    or_met(open, case, &COVERED_BY)
}

/// Faults; without any the code for being met, if there are metadata at all.
fn or_met(faults: Vec<Found>, case: &Case<'_>, met: &'static crate::law::Code) -> Vec<Found> {
    if faults.is_empty() && !case.metadata.entries.is_empty() { vec![Found::at(met, "")] } else { faults }
}

/// The value of an item, or nothing when it is absent or empty.
pub(super) fn is_absent(case: &Case<'_>, name: &str) -> bool {
    case.metadata.said(name) == Said::Nothing
}
