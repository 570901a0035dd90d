//! Who answers an objection: the unit whose range it is, the department that fused the data (OBJ-5), or, when a body
//! reports an error in data it was given, its provider by another way (OBJ-7).

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{BY_REPORT, CHECK_DAYS, Deadline, Fact, Kept};
use crate::report::{Findings, Party};
use crate::topic::Question;

use super::filing::BY_PRESS_RELEASE;
use super::steps::{Course, Late, Next};
use super::{Objection, RangeKind};

/// OBJ-5.
static OBJ_5: Rule = rule(
    RuleId(Chapter::Objection, 5),
    since(Law::BASE),
    "对融合加工数据的异议，由融合加工的部门首先答复，并向数源部门追溯",
    "the department that fused the data answers an objection to them first, and traces the source",
    &[BY_PRESS_RELEASE, by(art("CN22", 3), Secondary)],
)
.when("异议针对融合数据", "the objection is to fused data")
.then("融合部门先行处理并溯源", "the department that fused them answers first and traces the source");
/// OBJ-7.
static OBJ_7: Rule = rule(
    RuleId(Chapter::Objection, 7),
    since(Law::SHARING_REGULATION),
    "使用部门反映共享数据有误的，不是异议，由提供部门自收到之日起十个工作日内核查答复",
    "a body's report of an error in shared data is no objection: its provider checks and answers in 10 working days",
    &[by(art("GDS", 26), Confirmed)],
)
.when("差错由使用机关报告", "a using agency reports the error")
.then("不是异议，按QUAL-6校核", "not an objection: checked under QUAL-6")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OBJ_5, &OBJ_7];

codes! {
    FUSER_ANSWERS: OBJ_5, "objection.fused.answers_first", Fail, Met, "由融合加工的部门首先答复", "the department that fused the data answers first";
    TRACED: OBJ_5, "objection.fused.traceable", Inform, Met, "有数据血缘，可以追溯来源", "the lineage is there: the source can be traced";
    NOT_TRACEABLE: OBJ_5, "objection.fused.not_traceable", Warn, NotMet, "没有数据血缘，无法追溯来源", "there is no lineage: the source cannot be traced";
    LINEAGE_UNKNOWN: OBJ_5, "objection.fused.lineage_unknown", Warn, Undetermined, "不知道融合数据的来源", "the lineage of the fused data is unknown";
    RANGE_UNKNOWN: OBJ_5, "objection.range_unknown", Fail, Undetermined, "不知道异议数据属于谁的处理范围", "it is unknown in whose range the datum lies";
    NOT_AN_OBJECTION: OBJ_7, "objection.agency.check", Inform, NotApplicable, "机构之间反映数据有误，转由数据校核处理", "a report between bodies is no objection: the provider checks the data";
    CHECKED_IN_TIME: OBJ_7, "objection.agency.in_time", Fail, Met, "已在期限内答复", "answered in time" on CLOCK;
    CHECKED_LATE: OBJ_7, "objection.agency.late", Fail, NotMet, "逾期答复", "answered late" on CLOCK;
    CHECK_OVERDUE: OBJ_7, "objection.agency.overdue", Fail, NotMet, "期限已过而未答复", "the term has passed without an answer" on CLOCK;
    CHECK_RUNNING: OBJ_7, "objection.agency.running", Fail, Met, "答复期限未满", "the term for the answer is running" on CLOCK;
    CHECK_UNKNOWN: OBJ_7, "objection.agency.unknown", Fail, Undetermined, "不知道提供部门何时收到、何时答复", "it is unknown when the provider received the report or answered it" on CLOCK;
    NO_TERM: OBJ_7, "objection.agency.term_open", Fail, Undetermined, "答复期限无法计算", "the last day of the answer cannot be told" on CLOCK;
    TO_CHECK: OBJ_7, "objection.duty.check", Inform, Met, "核查、更正并答复使用部门", "check, correct and answer the body that reported" on CLOCK;
}

/// From the provider's receipt.
const CLOCK: &[crate::law::Basis] = &[by(art_para("GDS", 26, 2), Confirmed)];

/// Who answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answering {
    BigDataCentre,
    Unit,
    FusingDepartment,
}

impl Answering {
    /// The word that reports use.
    pub(super) fn first(self) -> Option<&'static str> {
        Some(match self {
            Self::BigDataCentre => "big_data_centre",
            Self::Unit => "source_unit",
            Self::FusingDepartment => "fusing_department",
        })
    }

    /// On whom the duty to decide is.
    pub(super) fn party(self) -> Party {
        match self {
            Self::BigDataCentre => Party::BigDataCentre,
            Self::Unit => Party::SourceUnit,
            Self::FusingDepartment => Party::FusingDepartment,
        }
    }
}

/// OBJ-5, and whose range it is; `None` when unknown.
pub(super) fn who_answers(objection: &Objection<'_>, out: &mut Findings) -> Option<Answering> {
    let range = match &objection.range {
        Fact::Unknown => {
            out.missing(&RANGE_UNKNOWN, vec!["/range".into()]);
            return None;
        }
        Fact::None => return Some(Answering::BigDataCentre),
        Fact::Known(range) => range,
    };
    match range.kind {
        Fact::Unknown => {
            out.missing(&RANGE_UNKNOWN, vec!["/range/kind".into()]);
            None
        }
        Fact::None | Fact::Known(RangeKind::OwnRange) => Some(Answering::BigDataCentre),
        Fact::Known(RangeKind::Unit) => Some(Answering::Unit),
        Fact::Known(RangeKind::Fused) => {
            out.add(&FUSER_ANSWERS, "/range/kind");
            match range.lineage.list() {
                None => out.missing(&LINEAGE_UNKNOWN, vec!["/range/lineage".into()]),
                Some([]) => out.add(&NOT_TRACEABLE, "/range/lineage"),
                Some(_) => out.add(&TRACED, "/range/lineage"),
            }
            Some(Answering::FusingDepartment)
        }
    }
}

/// OBJ-7: the answer is the notice, in its absence the decision. Before the sharing regulation a body that is not the
/// subject has no way here.
pub(super) fn between_agencies(
    objection: &Objection<'_>,
    question: &Question<'_>,
    course: &mut Course,
    out: &mut Findings,
) -> (Option<&'static str>, Option<&'static str>) {
    if !out.asks(&OBJ_7) {
        super::filing::not_the_subject(out);
        return (Some("not_subject"), None);
    }
    out.add(&NOT_AN_OBJECTION, "/reporter_kind");
    out.add(&BY_REPORT, "/reporter_kind");
    let route = Some("quality_check");
    let Fact::Known(received) = objection.received_at else {
        out.missing(&CHECK_UNKNOWN, vec!["/received_at".into()]);
        return (None, route);
    };
    let days = out.law().number(&CHECK_DAYS);
    let Some(deadline) = Deadline::working_days(received, days, question.options, out) else {
        out.add(&NO_TERM, "/received_at");
        return (None, route);
    };
    let (path, done) = match (objection.notified_at, objection.decided_at) {
        (Fact::Unknown, Fact::Known(decided)) => ("/decided_at", Fact::Known(decided)),
        (notified, _) => ("/notified_at", notified),
    };
    let next = Next::new(out.law(), "check", &TO_CHECK, Party::Provider, Some(deadline.last));
    let late = |days| Late { step: "check", by: deadline.last, days };
    match deadline.kept(done, question.as_of) {
        Kept::InTime => out.add(&CHECKED_IN_TIME, path),
        Kept::Late(days) => {
            out.add(&CHECKED_LATE, path);
            course.late.push(late(days));
        }
        Kept::Running => {
            out.add(&CHECK_RUNNING, path);
            course.next = Some(next);
        }
        Kept::Overdue(days) => {
            out.add(&CHECK_OVERDUE, path);
            course.late.push(late(days));
            course.next = Some(next);
        }
        Kept::Unknown => out.missing(&CHECK_UNKNOWN, vec![path.into()]),
    }
    (Some(if course.late.is_empty() { "route_to_check" } else { "late" }), route)
}
