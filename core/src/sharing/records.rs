//! Records of the use, and what becomes of the data in the end: SHARE-24.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Chapter, Law, Parameter, Rule, RuleId, Unit, art_para, by, codes, number, parameter, rule, since,
    years_after,
};
use crate::record::{Fact, LAW_ADMINISTRATIVE, LegalBasis, Moment, Sufficient, sufficient};
use crate::report::{Findings, Obligation, Party};

use super::course::{Case, Told, on_day};

/// SHARE-24.
static SHARE_24: Rule = rule(
    RuleId(Chapter::Sharing, 24),
    since(Law::SHARING_REGULATION),
    "使用、场景、成效、存储、销毁情况的记录保存不少于3年；使用目的已实现、无法实现或者不再必要的，按照提供方要求处置数据",
    "records of use, scenario, effect, storage and destruction are kept for at least three years; once the purpose is met, impossible or no longer needs them, the data are disposed of as the provider requires",
    &[by(art_para("GDS", 27, 1), Confirmed), by(art_para("GDS", 29, 2), Confirmed)],
)
.when("使用共享数据", "shared data are used")
.then(
    "使用、场景、成效、存储、销毁记录保存不少于3年；目的实现、无法实现或者不再必要的，按提供方要求处置",
    "records of use, scenario, effect, storage and destruction are kept 3 years; once the purpose is met, impossible or no longer needs them, they are disposed of as the provider requires",
);

/// How long records of the use are kept.
static RECORD_YEARS: Parameter = parameter(
    "sharing.record_years",
    &[SHARE_24.id],
    Unit::Years,
    "使用情况记录的保存期限",
    "how long records of the use are kept",
    &[number(3, by(art_para("GDS", 27, 1), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_24];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&RECORD_YEARS];

codes! {
    RECORDS_KEPT: SHARE_24, "share.records.kept", Inform, Met, "记录齐备并在保存期内", "the records are all there and kept";
    RECORD_MISSING: SHARE_24, "share.records.missing", Warn, NotMet, "缺少应当保存的记录", "a record that is to be kept is missing";
    RECORD_DELETED: SHARE_24, "share.records.deleted_early", Warn, NotMet, "记录在保存期限届满前即被删除", "the record was deleted before its term had passed";
    RECORD_OTHER_TERM: SHARE_24, "share.records.other_term", Inform, Met, "法律、行政法规对保存期限另有规定", "a law or administrative regulation sets another term";
    RECORD_UNKNOWN: SHARE_24, "share.records.unknown", Inform, Undetermined, "不知道记录的类别、形成或者删除时间", "kind, making or deletion of a record is unknown";
    KEEP_RECORDS: SHARE_24, "share.duty.keep_records", Inform, Met, "在保存期限内保存使用情况记录", "keep the records of the use for their term";
    DISPOSED: SHARE_24, "share.disposal.done", Inform, Met, "数据已处置", "the data were disposed of";
    NOT_DISPOSED: SHARE_24, "share.disposal.not_done", Warn, NotMet, "使用目的已实现、无法实现或者不再必要，数据尚未处置", "the purpose is met, impossible or needs them no longer, and the data were not disposed of";
    DISPOSED_OTHERWISE: SHARE_24, "share.disposal.not_as_required", Warn, NotMet, "未按照提供方要求处置数据", "the data were not disposed of as the provider requires";
    DISPOSAL_UNKNOWN: SHARE_24, "share.disposal.unknown", Inform, Undetermined, "不知道终止原因或者数据是否已处置", "the reason of the end, or the disposal, is unknown";
    DISPOSE: SHARE_24, "share.duty.dispose", Inform, Met, "按照提供方要求处置数据", "dispose of the data as the provider requires";
}

/// A record that the requester keeps (使用情况记录).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeptRecord {
    kind: Fact<RecordKind>,
    made_at: Fact<Moment>,
    deleted_at: Fact<Moment>,
    shorter_term_basis: Fact<Vec<LegalBasis>>,
}

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RecordKind {
    Use,
    Scenario,
    Effect,
    Storage,
    Destruction,
}

/// The end of the use (终止).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct End {
    reason: Fact<EndReason>,
    disposed_at: Fact<Moment>,
    as_required: Fact<bool>,
}

/// Why the use ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum EndReason {
    PurposeMet,
    PurposeImpossible,
    NoLongerNecessary,
    /// Ended by the authority (SHARE-12).
    NotCured,
}

impl End {
    /// Whether sharing was ended because a breach was not cured; `None` when the reason is unknown.
    pub(super) fn is_for_breach(&self) -> Option<bool> {
        self.reason.is(EndReason::NotCured)
    }
}

/// SHARE-24, records; a grant brings the duty to keep them.
pub(super) fn kept(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let today = case.today();
    let list = case.course.records.list();
    if !(case.granted() || list.is_some()) || !case.between_departments(today, out) {
        return;
    }
    on_day(today, out, |out| {
        if case.granted() {
            told.obligations.push(Obligation::new(out.law(), &KEEP_RECORDS, Party::Requester));
        }
        let Some(list) = list else { return };
        let mut sound = true;
        for (index, record) in list.iter().enumerate() {
            sound &= one(record, &format!("/records/{index}"), out);
        }
        use RecordKind::{Destruction, Effect, Scenario, Storage, Use};
        let destroyed = case.course.end.known().is_some_and(|end| end.disposed_at.known().is_some());
        let owed = [
            (Use, "use", true),
            (Scenario, "scenario", true),
            (Effect, "effect", true),
            (Storage, "storage", true),
            (Destruction, "destruction", destroyed),
        ];
        // A record whose kind is not said may be any of them.
        let unnamed = list.iter().any(|record| record.kind.is_unknown());
        let has = |kind| list.iter().any(|record| record.kind.is(kind) == Some(true));
        let missing: Vec<&str> = owed
            .into_iter()
            .filter(|(kind, _, owed)| *owed && !unnamed && !has(*kind))
            .map(|(_, name, _)| name)
            .collect();
        if !missing.is_empty() {
            out.add(&RECORD_MISSING, "/records");
        } else if sound {
            out.add(&RECORDS_KEPT, "/records");
        }
        told.value.insert("records_missing", missing.into());
    });
}

/// Whether one record is there for its term.
fn one(record: &KeptRecord, at: &str, out: &mut Findings) -> bool {
    let path = |field: &str| -> Cow<'static, str> { format!("{at}/{field}").into() };
    let mut missing = Vec::new();
    if record.kind.is_unknown() {
        missing.push(path("kind"));
    }
    let mut sound = true;
    match (record.made_at, record.deleted_at) {
        (_, Fact::None) => {}
        (Fact::Known(made), Fact::Known(deleted)) => {
            let early = years_after(made.day(), out.law().number(&RECORD_YEARS))
                .is_some_and(|end| deleted.day() < end);
            let other = sufficient(&record.shorter_term_basis, LAW_ADMINISTRATIVE, out.law().date());
            match (early, other == Sufficient::Yes) {
                (true, true) => out.add(&RECORD_OTHER_TERM, path("shorter_term_basis")),
                (true, false) => {
                    out.add(&RECORD_DELETED, path("deleted_at"));
                    sound = false;
                }
                (false, _) => {}
            }
        }
        (made, deleted) => {
            for (unknown, field) in
                [(made.known().is_none(), "made_at"), (deleted.is_unknown(), "deleted_at")]
            {
                if unknown {
                    missing.push(path(field));
                }
            }
        }
    }
    if missing.is_empty() {
        return sound;
    }
    out.missing(&RECORD_UNKNOWN, missing);
    false
}

/// SHARE-24, disposal.
pub(super) fn disposed(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let Fact::Known(end) = case.course.end else { return };
    if !case.between_departments(case.today(), out) {
        return;
    }
    on_day(case.today(), out, |out| {
        let done = match end.disposed_at {
            Fact::Known(at) => Some(at.day() <= case.today()),
            Fact::None => Some(false),
            Fact::Unknown => None,
        };
        match done {
            Some(true) if end.as_required.is(true) == Some(false) => {
                out.add(&DISPOSED_OTHERWISE, "/end/as_required");
            }
            Some(true) => out.add(&DISPOSED, "/end/disposed_at"),
            Some(false) => out.add(&NOT_DISPOSED, "/end/disposed_at"),
            None => out.missing(&DISPOSAL_UNKNOWN, vec!["/end/disposed_at".into()]),
        }
        if done != Some(true) {
            told.obligations.push(Obligation::new(out.law(), &DISPOSE, Party::Requester));
        }
    });
}
