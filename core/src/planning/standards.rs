//! Whether standards are followed: PLAN-6.

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, art_para, by, codes, item, rule, section, since};
use crate::record::Fact;
use crate::report::Findings;

use super::Verdict;
use super::facts::{Project, StandardKind};

static PLAN_6: Rule = rule(
    RuleId(Chapter::Planning, 6),
    since(Law::BASE),
    "有数据标准、服务标准的，应当遵守",
    "where there is a standard for data or services it is followed",
    DATA,
)
.when("已有数据标准或者服务标准", "a standard of data or service exists")
.then(
    "应当符合；标准由市标准化部门会同市政府办公厅等统筹；不符合的予以提示",
    "it is followed; the standards authority coordinates them with the General Office; what does not conform is named",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&PLAN_6];

/// SDR art. 10 gives the coordination of standards alone; that data conform to them is ours, before GDS says it.
const DATA: &[Basis] = &[
    by(section("O9", "第二章"), Inferred),
    by(art("SDR", 10), Inferred),
    by(art_para("GDS", 11, 3), Confirmed),
    by(art_para("GDS", 12, 2), Confirmed),
];
const SERVICE: &[Basis] = &[by(section("O9", "第二章"), Inferred), by(item("OND", 3), Confirmed)];

codes! {
    DATA_FOLLOWED: PLAN_6, "plan.data_standard_followed", Fail, Met, "遵守数据标准", "the standard for data is followed";
    DATA_NOT: PLAN_6, "plan.data_standard_nonconforming", Fail, NotMet, "不符合数据标准", "the standard for data is not followed";
    SERVICE_FOLLOWED: PLAN_6, "plan.service_standard_followed", Fail, Met, "遵守服务标准", "the standard for services is followed" on SERVICE;
    SERVICE_NOT: PLAN_6, "plan.service_standard_nonconforming", Fail, NotMet, "不符合服务标准", "the standard for services is not followed" on SERVICE;
    STANDARD_UNKNOWN: PLAN_6, "plan.standard_unknown", Fail, Undetermined, "不知道标准的类别或者是否遵守", "the kind of the standard, or whether it is followed, is unknown";
}

/// PLAN-6: each standard that is told of.
pub(super) fn followed(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) {
    for (index, standard) in project.standards.list().unwrap_or_default().iter().enumerate() {
        let at = |field: &str| format!("/standards/{index}/{field}");
        let (kept, broken) = match standard.kind {
            Fact::Known(StandardKind::Data) => (&DATA_FOLLOWED, &DATA_NOT),
            Fact::Known(StandardKind::Service) => (&SERVICE_FOLLOWED, &SERVICE_NOT),
            _ => {
                verdict.unknown(&STANDARD_UNKNOWN, at("kind"), out);
                continue;
            }
        };
        match standard.followed.is(true) {
            Some(true) => out.add(kept, at("followed")),
            Some(false) => verdict.breach("nonconforming", broken, at("followed"), out),
            None => verdict.unknown(&STANDARD_UNKNOWN, at("followed"), out),
        }
    }
}
