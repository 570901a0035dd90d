//! Keeping the catalogue in step with law and duties: CAT-7.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Basis, Chapter, Code, Date, Law, Parameter, Rule, RuleId, Unit, art_para, by, codes, number, parameter,
    rule, since,
};
use crate::record::{Deadline, Fact, Kept, Moment, Text};
use crate::report::{Findings, Obligation, Party};
use crate::topic::Question;

/// CAT-7.
static CAT_7: Rule = rule(
    RuleId(Chapter::Catalogue, 7),
    since(Law::SHARING_REGULATION),
    "法律、行政法规、国务院决定修改或者职责调整的，10个工作日内更新并报送目录，经同意可以延长5个工作日；主管部门2个工作日内审核发布",
    "when law, State Council decision or duty changes: updated and submitted within 10 working days, 5 more with consent; the authority reviews and publishes within 2",
    &[by(art_para("GDS", 17, 2), Confirmed), by(art_para("GDS", 17, 3), Confirmed)],
)
.when(
    "法律、行政法规、国务院决定修改或者职责调整",
    "a law, an administrative regulation, a State Council decision or a duty changes",
)
.then(
    "10个工作日内更新并报送，有特殊原因经同意可以延长5个工作日；主管部门收到后2个工作日内审核发布；逾期的指明天数",
    "updated and submitted within 10 working days, 5 more for a special reason with consent; the authority reviews and publishes within 2 of receipt; delay is counted",
);

/// Term of updating and submitting the catalogue.
static UPDATE_DAYS: Parameter = parameter(
    "catalogue.update_days",
    &[CAT_7.id],
    Unit::WorkingDays,
    "目录更新报送期限",
    "term of updating and submitting the catalogue",
    &[number(10, by(art_para("GDS", 17, 2), Confirmed))],
);
/// Longest extension of the update.
static EXTENSION_DAYS: Parameter = parameter(
    "catalogue.update_extension_days",
    &[CAT_7.id],
    Unit::WorkingDays,
    "目录更新报送最长延长",
    "longest extension of the update",
    &[number(5, by(art_para("GDS", 17, 2), Confirmed))],
);
/// Term of review and publication.
static REVIEW_DAYS: Parameter = parameter(
    "catalogue.review_days",
    &[CAT_7.id],
    Unit::WorkingDays,
    "目录审核发布期限",
    "term of review and publication",
    &[number(2, by(art_para("GDS", 17, 3), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_7];

const DEPARTMENT: &[Basis] = &[by(art_para("GDS", 17, 2), Confirmed)];
const AUTHORITY: &[Basis] = &[by(art_para("GDS", 17, 3), Confirmed)];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&UPDATE_DAYS, &EXTENSION_DAYS, &REVIEW_DAYS];

codes! {
    IN_TIME: CAT_7, "catalogue.update.in_time", Fail, Met, "目录在期限内更新并报送", "the catalogue was updated and submitted in time" on DEPARTMENT;
    LATE: CAT_7, "catalogue.update.late", Fail, NotMet, "目录逾期更新报送", "the catalogue was updated and submitted late" on DEPARTMENT;
    OVERDUE: CAT_7, "catalogue.update.overdue", Fail, NotMet, "更新报送目录的期限已过而未报送", "the term has passed and no update was submitted" on DEPARTMENT;
    RUNNING: CAT_7, "catalogue.update.running", Fail, Met, "更新报送目录的期限未满", "the term for the update is running" on DEPARTMENT;
    DUE: CAT_7, "catalogue.update.due", Inform, Met, "更新目录并报送同级政务数据共享主管部门", "update the catalogue and submit it to the sharing authority" on DEPARTMENT;
    UNKNOWN: CAT_7, "catalogue.update.unknown", Fail, Undetermined, "不知道变更事由、变更日期或者报送日期", "what changed, when, or when the update was submitted is unknown" on DEPARTMENT;
    NO_TRIGGER: CAT_7, "catalogue.update.no_trigger", Fail, NotApplicable, "变更事由不是法律、行政法规、国务院决定或者职责的变化", "neither law, administrative regulation, State Council decision nor duty changed" on DEPARTMENT;
    EARLIER: CAT_7, "catalogue.update.earlier", Fail, NotApplicable, "变更早于2025-08-01，当时未见更新期限的规定", "the change lies before 2025-08-01, when no term for updates is found" on DEPARTMENT;
    EXTENDED: CAT_7, "catalogue.update.extended", Inform, Met, "有特殊理由并经同意，期限延长", "extended with a special reason and consent" on DEPARTMENT;
    EXTENSION_INVALID: CAT_7, "catalogue.update.extension_invalid", Warn, NotMet, "延长期限没有特殊理由或者未经同意，不予计算", "the extension has no special reason or no consent: it does not count" on DEPARTMENT;
    REVIEW_IN_TIME: CAT_7, "catalogue.review.in_time", Fail, Met, "主管部门在期限内审核发布", "the authority reviewed and published in time" on AUTHORITY;
    REVIEW_LATE: CAT_7, "catalogue.review.late", Fail, NotMet, "主管部门逾期审核发布", "the authority reviewed and published late" on AUTHORITY;
    REVIEW_OVERDUE: CAT_7, "catalogue.review.overdue", Fail, NotMet, "审核发布的期限已过而未发布", "the term has passed and nothing was published" on AUTHORITY;
    REVIEW_RUNNING: CAT_7, "catalogue.review.running", Fail, Met, "审核发布的期限未满", "the term for review and publication is running" on AUTHORITY;
    REVIEW_DUE: CAT_7, "catalogue.review.due", Inform, Met, "审核目录并发布", "review the catalogue and publish it" on AUTHORITY;
    NOT_RECEIVED: CAT_7, "catalogue.review.not_received", Fail, NotApplicable, "主管部门尚未收到更新的目录", "the authority has received nothing to review" on AUTHORITY;
    REVIEW_UNKNOWN: CAT_7, "catalogue.review.unknown", Fail, Undetermined, "不知道收到或者发布的日期", "when it was received or published is unknown" on AUTHORITY;
}

/// What made an update necessary, and what became of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change<'a> {
    trigger: Fact<Trigger>,
    changed_on: Fact<Moment>,
    submitted_at: Fact<Moment>,
    #[serde(borrow)]
    extension: Fact<Extension<'a>>,
    review: Fact<Review>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Trigger {
    Law,
    AdministrativeRegulation,
    StateCouncilDecision,
    Duty,
    Other,
}

/// An extension of the term.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Extension<'a> {
    days: Fact<u32>,
    #[serde(borrow)]
    special_reason: Fact<Text<'a>>,
    approved_by: Fact<Text<'a>>,
}

/// The authority's part.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Review {
    received_at: Fact<Moment>,
    published_at: Fact<Moment>,
}

/// What is said of a term's end.
struct Terms {
    in_time: &'static Code,
    late: &'static Code,
    overdue: &'static Code,
    running: &'static Code,
    due: &'static Code,
    unknown: &'static Code,
    on: Party,
}

static UPDATE: Terms = Terms {
    in_time: &IN_TIME,
    late: &LATE,
    overdue: &OVERDUE,
    running: &RUNNING,
    due: &DUE,
    unknown: &UNKNOWN,
    on: Party::Provider,
};
static REVIEW: Terms = Terms {
    in_time: &REVIEW_IN_TIME,
    late: &REVIEW_LATE,
    overdue: &REVIEW_OVERDUE,
    running: &REVIEW_RUNNING,
    due: &REVIEW_DUE,
    unknown: &REVIEW_UNKNOWN,
    on: Party::SharingAuthority,
};

/// What became of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timely {
    /// `in_time`, `late` or `running`.
    pub(super) word: &'static str,
    /// Working days after the last one.
    pub(super) late_days: u32,
    /// The last day.
    pub(super) last: Date,
}

/// What became of the department's term and of the authority's.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Updated {
    pub(super) update: Option<Timely>,
    pub(super) review: Option<Timely>,
}

/// Where everything about a change is said.
pub(super) struct Said<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) out: &'a mut Findings,
    pub(super) obligations: &'a mut Vec<Obligation>,
}

/// CAT-7, for the change at the pointer `at`.
pub(super) fn update(change: &Change<'_>, at: &str, said: &mut Said<'_>) -> Updated {
    let path = |field: &str| format!("{at}/{field}");
    let mut updated = Updated::default();
    match (change.trigger, change.changed_on) {
        (Fact::Known(Trigger::Other) | Fact::None, _) => said.out.add(&NO_TRIGGER, path("trigger")),
        (_, Fact::Known(on)) if on.day() < Law::SHARING_REGULATION => {
            said.out.add(&EARLIER, path("changed_on"));
        }
        (Fact::Unknown, _) => said.out.missing(&UNKNOWN, vec![path("trigger").into()]),
        (_, Fact::Unknown) => said.out.missing(&UNKNOWN, vec![path("changed_on").into()]),
        (_, Fact::None) => said.out.add(&NO_TRIGGER, path("changed_on")),
        (Fact::Known(_), Fact::Known(on)) => {
            updated.update = submission(change, on, at, said);
        }
    }
    if let Fact::Known(review) = change.review {
        match review.received_at {
            Fact::Known(on) if on.day() < Law::SHARING_REGULATION => {
                said.out.add(&EARLIER, path("review/received_at"));
            }
            Fact::Known(on) => {
                let done = (review.published_at, path("review/published_at"));
                let days = said.question.law_of_term(&said.out.law(), on).number(&REVIEW_DAYS);
                let deadline = Deadline::working_days(on, days, said.question.options, said.out);
                updated.review = timely(&REVIEW, deadline, done, said);
            }
            Fact::None => said.out.add(&NOT_RECEIVED, path("review/received_at")),
            Fact::Unknown => said.out.missing(&REVIEW_UNKNOWN, vec![path("review/received_at").into()]),
        }
    }
    updated
}

/// What became of the department's term, which runs from the day `on`.
fn submission(change: &Change<'_>, on: Moment, at: &str, said: &mut Said<'_>) -> Option<Timely> {
    let law = said.question.law_of_term(&said.out.law(), on);
    let (days, longest) = (law.number(&UPDATE_DAYS), law.number(&EXTENSION_DAYS));
    let done = (change.submitted_at, format!("{at}/submitted_at"));
    let extended = extension(&change.extension, longest, &format!("{at}/extension"), said.out);
    let options = said.question.options;
    let mut term = |more: u32| Deadline::working_days(on, days.saturating_add(more), options, said.out);
    let deadline = match extended {
        Extended::By(more) => term(more),
        Extended::Unknown(missing) => match (term(0), term(longest)) {
            (Some(plain), Some(longest)) => {
                let term = plain.unless_extended(longest, done.0, said.out.law().date());
                if term.is_none() {
                    said.out.missing(&UNKNOWN, missing);
                    return None;
                }
                term
            }
            _ => None,
        },
    };
    timely(&UPDATE, deadline, done, said)
}

/// How far an extension carries the term.
enum Extended {
    /// So many working days; none where it does not count.
    By(u32),
    /// It is unknown whether it counts: the pointers of what is missing.
    Unknown(Vec<Cow<'static, str>>),
}

/// How many working days an extension adds: up to the `longest`, for a special reason and with consent.
fn extension(extension: &Fact<Extension<'_>>, longest: u32, at: &str, out: &mut Findings) -> Extended {
    let Fact::Known(extension) = extension else { return Extended::By(0) };
    let (reason, consent) = (extension.special_reason.states(), extension.approved_by.states());
    if reason == Some(false) || consent == Some(false) {
        out.add(&EXTENSION_INVALID, at.to_owned());
        return Extended::By(0);
    }
    let asked = [
        (reason.is_none(), "special_reason"),
        (consent.is_none(), "approved_by"),
        (extension.days.is_unknown(), "days"),
    ];
    let unknown = asked.into_iter().filter(|(unknown, _)| *unknown);
    let missing: Vec<_> = unknown.map(|(_, field)| format!("{at}/{field}").into()).collect();
    if !missing.is_empty() {
        return Extended::Unknown(missing);
    }
    out.add(&EXTENDED, at.to_owned());
    Extended::By(extension.days.known().copied().unwrap_or_default().min(longest))
}

/// What became of a term that ends at the `deadline`.
fn timely(
    terms: &Terms,
    deadline: Option<Deadline<'_>>,
    (done, path): (Fact<Moment>, String),
    said: &mut Said<'_>,
) -> Option<Timely> {
    let Some(deadline) = deadline else {
        said.out.add(terms.unknown, path);
        return None;
    };
    let law = said.out.law();
    let (word, late_days, code) = match deadline.kept(done, law.date()) {
        Kept::InTime => ("in_time", 0, terms.in_time),
        Kept::Late(days) => ("late", days, terms.late),
        Kept::Overdue(days) => ("late", days, terms.overdue),
        Kept::Running => ("running", 0, terms.running),
        Kept::Unknown => {
            said.out.missing(terms.unknown, vec![path.into()]);
            return None;
        }
    };
    if !matches!(deadline.kept(done, law.date()), Kept::InTime | Kept::Late(_)) {
        let duty = Obligation::new(law, terms.due, terms.on);
        said.obligations.push(Obligation { by: Some(deadline.last), ..duty });
    }
    said.out.add(code, path);
    Some(Timely { word, late_days, last: deadline.last })
}
