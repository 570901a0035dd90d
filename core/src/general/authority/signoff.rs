//! AUTH-11: who answers for sharing between government departments since 2025-08-01.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::Fact;
use crate::report::Findings;

use super::competence::OWN_MATTER;
use super::{Answer, Facts};

/// AUTH-11.
static AUTH_11: Rule = rule(
    RuleId(Chapter::Authority, 11),
    since(Law::SHARING_REGULATION),
    "县级以上人民政府明确政务数据共享主管部门；各部门明确共享工作机构，申请和答复由其负责人审核同意",
    "governments from the county level up name an authority for sharing; each department an office, whose head agrees to requests and replies",
    &[by(art_para("GDS", 8, 3), Confirmed), by(art("GDS", 11), Confirmed), by(art("GDS", 20), Confirmed)],
)
.when(
    "县级以上政府部门提出或者答复共享申请",
    "a department of a government from the county level up requests or replies",
)
.then(
    "由本部门共享工作机构负责人审核同意；未经同意的，提示缺少签批",
    "the head of its sharing office agrees; without that, sign-off is missing",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AUTH_11];

codes! {
    SIGNED: AUTH_11, "auth.signed", Fail, Met, "共享工作机构负责人已审核同意", "the head of the sharing office agreed";
    NOT_SIGNED: AUTH_11, "auth.missing_signoff", Fail, NotMet, "缺少共享工作机构负责人的审核同意", "the head of the sharing office did not agree";
    NO_OFFICE: AUTH_11, "auth.no_sharing_office", Fail, NotMet, "部门未明确政务数据共享工作机构", "the department has named no office for sharing";
    SIGNOFF_UNKNOWN: AUTH_11, "auth.signoff_unknown", Fail, Undetermined, "不知道部门性质、共享工作机构或者负责人审核情况", "it is unknown whether the body is a department, has an office, or its head agreed";
    NO_DEPARTMENT: AUTH_11, "auth.not_a_department", Inform, NotApplicable, "不是政府部门或者法律法规授权组织，不适用《政务数据共享条例》", "no government department or authorised organisation: the Government Data Sharing Regulation does not apply";
    SHARING_DESIGNATED: AUTH_11, "auth.sharing_authority", Fail, Met, "本级政府明确的政务数据共享主管部门", "the authority for sharing that the government of the level named";
    SHARING_NOT_DESIGNATED: AUTH_11, "auth.sharing_authority_missing", Fail, Undetermined, "未明确政务数据共享主管部门，不能认定职权", "no authority for sharing is named: competence cannot be found";
    NAME_AUTHORITY: AUTH_11, "auth.duty.name_sharing_authority", Inform, Met, "由本级政府明确政务数据共享主管部门", "the government of the level names an authority for sharing";
}

/// AUTH-11: whether the head of the sharing office agreed. Before 2025-08-01, and for a body that is no department, the
/// request or reply is the body's own matter.
pub(super) fn signed(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    if !out.law().in_force("GDS") {
        return Answer::competent(&OWN_MATTER, "/act/kind", out);
    }
    let unknown = |path: &'static str, out: &mut Findings| {
        out.missing(&SIGNOFF_UNKNOWN, vec![path.into()]);
        Answer::default()
    };
    match facts.actor.is_government_department() {
        None => return unknown("/actor/kind", out),
        Some(false) => {
            out.add(&NO_DEPARTMENT, "/actor/kind");
            out.under(out.law().without("GDS"));
            return Answer::competent(&OWN_MATTER, "/act/kind", out);
        }
        Some(true) => {}
    }
    match (&facts.actor.sharing_office, facts.act.signed_by_head) {
        (Fact::Unknown, _) => unknown("/actor/sharing_office", out),
        (Fact::None, _) => {
            out.add(&NO_OFFICE, "/actor/sharing_office");
            Answer::decided("missing_signoff")
        }
        (Fact::Known(_), Fact::Unknown) => unknown("/act/signed_by_head", out),
        (Fact::Known(_), Fact::Known(true)) => {
            out.add(&SIGNED, "/act/signed_by_head");
            Answer::decided("valid")
        }
        (Fact::Known(_), _) => {
            out.add(&NOT_SIGNED, "/act/signed_by_head");
            Answer::decided("missing_signoff")
        }
    }
}
