//! The topic `signature.reliability`: ESIG-1 (four conditions), ESIG-2 (papers that are excluded) ESIG-5 (recognised
//! certifiers) and ONE-22 (an applicant's signature). Data messages and retention are in `message`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::message::{DataMessage, Retention, data_message, retention};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, art_para, by, codes, on, rule, since};
use crate::record::{AllOf, Fact, Moment};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/signature.reliability.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "signature.reliability",
    schema: SCHEMA,
    kind: "signature",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// The day from which the signature law has its text of 2019.
const AMENDED: Date = on(2019, 4, 23);

/// ESIG-1.
static ESIG_1: Rule = rule(
    RuleId(Chapter::Signature, 1),
    since(Law::BASE),
    "可靠的电子签名：制作数据专有、签署时仅由签名人控制、签署后对签名和数据电文的改动能够被发现；当事人也可以约定可靠条件",
    "a reliable signature: own exclusively, controlled at signing, later changes of signature and of data detectable; or as the parties agreed",
    &[by(art("ESL", 13), Confirmed)],
)
.when("判断电子签名是否可靠", "reliability of a signature is asked")
.then(
    "专有、签署时仅由签名人控制、对签名的改动可发现、对数据电文的改动可发现，四项俱备；或者符合约定的条件",
    "own exclusively, controlled at signing, later change of signature and of data detectable, all four; or as the parties agreed",
);
/// ONE-22.
static ONE_22: Rule = rule(
    RuleId(Chapter::Service, 22),
    since(Law::BASE),
    "申请人在政务服务中使用的可靠电子签名与手写签名或者盖章具有同等法律效力",
    "an applicant's reliable electronic signature equals handwriting or a seal",
    &[
        by(art("ESL", 13), Confirmed),
        by(art("ESL", 14), Confirmed),
        by(art("OGS", 8), Confirmed),
        by(art("BER20", 33), Confirmed),
        by(art("BER24", 34), Confirmed),
    ],
)
.when("申请人使用的电子签名符合可靠条件", "the applicant's e-signature meets the conditions of reliability")
.then(
    "与手写签名、盖章同等；不符合的指明哪一条件",
    "equals handwriting and seal; else the condition is named",
);
/// ESIG-2.
static ESIG_2: Rule = rule(
    RuleId(Chapter::Signature, 2),
    since(Law::BASE),
    "婚姻、收养、继承等人身关系，停止供水、供热、供气等公用事业服务，以及法律、行政法规规定的其他情形的文书除外",
    "papers on marriage, adoption and inheritance, on stopping water, heat and gas, and others by law are excluded",
    &[by(art("ESL", 3), Confirmed)],
)
.when(
    "文书涉及婚姻、收养、继承等人身关系，停止供水、供热、供气等，或者法律、行政法规规定的其他情形",
    "the paper is on marriage, adoption, inheritance, on stopping water, heat, gas or the like, or otherwise excluded by law",
)
.then(
    "不适用电子形式；2019-04-23前并含不动产转让和停止供电",
    "the electronic form is excluded; before 2019-04-23 transfers of real estate and stopping power too",
);
/// ESIG-5.
static ESIG_5: Rule = rule(
    RuleId(Chapter::Signature, 5),
    since(on(2020, 1, 1)),
    "电子政务电子认证服务机构须经密码管理部门认定",
    "a body that certifies in government affairs needs recognition by the cryptography authority",
    &[by(art("CL", 29), Confirmed), by(art("CCR", 24), Confirmed), by(art_para("CCR", 30, 2), Confirmed)],
)
.when("在政务活动中提供电子认证服务", "certification is offered in government affairs")
.then("须经密码管理部门认定", "recognition by the cryptography authority is needed")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESIG_1, &ONE_22, &ESIG_2, &ESIG_5];

codes! {
    RELIABLE: ESIG_1, "esig.reliable", Fail, Met, "电子签名可靠，与手写签名或者盖章具有同等的法律效力", "the signature is reliable: it equals handwriting or a seal" on &[by(art("ESL", 13), Confirmed), by(art("ESL", 14), Confirmed)];
    NOT_EXCLUSIVE: ESIG_1, "esig.not_exclusive", Fail, NotMet, "签名制作数据不专属于签名人", "the creation data are not the signer's alone";
    NOT_CONTROLLED: ESIG_1, "esig.not_controlled", Fail, NotMet, "签署时不由签名人独自控制", "the creation data were not under the signer's control alone";
    SIGNATURE_OPEN: ESIG_1, "esig.signature_change_undetectable", Fail, NotMet, "签署后对签名的改动不能被发现", "a later change of the signature cannot be detected";
    DATA_OPEN: ESIG_1, "esig.data_change_undetectable", Fail, NotMet, "签署后对数据电文的改动不能被发现", "a later change of the data cannot be detected";
    AGREED: ESIG_1, "esig.agreed", Fail, Met, "符合当事人约定的可靠条件", "it meets the conditions that the parties agreed on" on &[by(art_para("ESL", 13, 2), Confirmed)];
    AGREED_NOT: ESIG_1, "esig.agreed_not_met", Fail, NotMet, "不符合当事人约定的可靠条件", "it does not meet the conditions that the parties agreed on" on &[by(art_para("ESL", 13, 2), Confirmed)];
    RELIABLE_UNKNOWN: ESIG_1, "esig.unknown", Fail, Undetermined, "缺少判断电子签名是否可靠的条件", "conditions that decide whether the signature is reliable are missing";
    APPLICANT_EQUAL: ONE_22, "service.signature.reliable", Fail, Met, "申请人的电子签名可靠，等同于手写签名或者盖章", "the applicant's signature is reliable: it equals handwriting or a seal";
    APPLICANT_NOT_EQUAL: ONE_22, "service.signature.not_reliable", Fail, NotMet, "申请人的电子签名不可靠，不等同于手写签名或者盖章", "the applicant's signature is not reliable: it does not equal handwriting or a seal";
    APPLICANT_UNKNOWN: ONE_22, "service.signature.unknown", Fail, Undetermined, "不知道申请人的电子签名是否可靠", "it is unknown whether the applicant's signature is reliable";
    ALLOWED: ESIG_2, "esig.paper.allowed", Fail, Met, "该文书可以使用电子签名", "this paper may be signed electronically";
    EXCLUDED: ESIG_2, "esig.paper.excluded", Fail, NotMet, "该文书不适用电子签名的规定", "this paper is excluded";
    EXCLUDED_THEN: ESIG_2, "esig.paper.excluded_before_2019", Fail, NotMet, "2019-04-23以前，不动产权益转让、停止供电的文书不适用电子签名的规定", "before 2019-04-23 transfers of real estate and power cut-off were excluded" => Inferred;
    GOVERNMENT: ESIG_2, "esig.paper.government", Fail, Met, "政务活动不受民事文书除外规定的限制，依第三十五条", "in government affairs the exclusion of civil papers does not apply: article 35" on &[by(art("ESL", 35), Confirmed)];
    PAPER_UNKNOWN: ESIG_2, "esig.paper.unknown", Fail, Undetermined, "不知道文书用于民事活动还是政务活动", "it is unknown whether the paper serves civil or government affairs";
    RECOGNISED: ESIG_5, "esig.certifier.recognised", Fail, Met, "电子政务电子认证服务机构经认定", "the certifier is recognised for government affairs";
    NOT_RECOGNISED: ESIG_5, "esig.certifier.not_recognised", Fail, NotMet, "用于政务活动的认证机构未经认定", "the certifier is used in government affairs without recognition";
    CERTIFIER_FREE: ESIG_5, "esig.certifier.not_for_government", Inform, NotApplicable, "认证不用于政务活动", "the certification is not used in government affairs";
    CERTIFIER_UNKNOWN: ESIG_5, "esig.certifier.unknown", Fail, Undetermined, "不知道认证是否用于政务活动、机构是否经认定", "it is unknown whether the certification serves government affairs, or whether the body is recognised";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    signed_at: Fact<Moment>,
    conditions: Fact<Conditions>,
    agreed_conditions: Fact<Agreed>,
    document_kind: Fact<DocumentKind>,
    context: Fact<Context>,
    data_message: Fact<DataMessage>,
    retention: Fact<Retention>,
    certifier: Fact<Certifier>,
    submitted_in_service: Fact<bool>,
}

/// The four conditions (可靠电子签名的条件).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Conditions {
    exclusive_to_signer: Fact<bool>,
    controlled_by_signer: Fact<bool>,
    signature_change_detectable: Fact<bool>,
    data_change_detectable: Fact<bool>,
}

/// What the parties agreed on (当事人约定).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Agreed {
    agreed: Fact<bool>,
    met: Fact<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DocumentKind {
    Ordinary,
    Marriage,
    Adoption,
    Inheritance,
    UtilityStop,
    PowerStop,
    RealEstateTransfer,
    OtherExcluded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Context {
    Civil,
    Government,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Certifier {
    for_government_affairs: Fact<bool>,
    approved: Fact<bool>,
}

impl Facts {
    /// Whether no part of the topic is asked; a part that is there may still not be in force.
    fn ask_nothing(&self) -> bool {
        self.conditions.is_unknown()
            && self.agreed_conditions.known().is_none()
            && self.document_kind.is_unknown()
            && self.data_message.known().is_none()
            && self.retention.known().is_none()
            && self.certifier.known().is_none()
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts = read(facts)?;
    let mut out = question.act(facts.signed_at, "/signed_at");
    let mut value = BTreeMap::from([("decision", Value::Null), ("failed", json!([]))]);
    if out.law().applies() {
        let mut failed = Vec::new();
        let paper = paper(facts.document_kind, facts.context, &mut out);
        let reliable = reliable(&facts, &mut failed, &mut out);
        if facts.submitted_in_service == Fact::Known(true) {
            let code = match reliable {
                Some(true) => &APPLICANT_EQUAL,
                Some(false) => &APPLICANT_NOT_EQUAL,
                None => &APPLICANT_UNKNOWN,
            };
            out.add(code, "/submitted_in_service");
        }
        let message = facts.data_message.known().and_then(|one| data_message(one, &mut failed, &mut out));
        let kept = facts.retention.known().and_then(|one| retention(one, question.as_of, &mut out));
        let certified = facts.certifier.known().and_then(|one| certifier(one, &mut out));
        if facts.ask_nothing()
            || (reliable.is_none()
                && facts.submitted_in_service == Fact::Known(true)
                && facts.conditions.is_unknown())
        {
            out.missing(&RELIABLE_UNKNOWN, vec!["/conditions".into()]);
        }
        let parts = [
            paper.map(|allowed| if allowed { "allowed" } else { "excluded" }),
            reliable.map(|yes| if yes { "reliable" } else { "not_reliable" }),
            message,
            kept,
            certified,
        ];
        let bad = ["excluded", "not_reliable", "not_original", "not_kept_document", "breach", "no"];
        let breach = parts.into_iter().flatten().find(|word| bad.contains(word));
        let decision = match out.outcome() {
            Outcome::NotMet => breach,
            // The signature's own answer goes before what surrounds it.
            Outcome::Met => parts[1].or(message).or(kept).or(certified).or(parts[0]),
            _ => None,
        };
        value.extend([("decision", json!(decision)), ("failed", json!(failed))]);
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// ESIG-1: what the parties agreed on, else the four conditions.
fn reliable(facts: &Facts, failed: &mut Vec<&'static str>, out: &mut Findings) -> Option<bool> {
    if let Fact::Known(agreed) = facts.agreed_conditions {
        match agreed.agreed {
            Fact::Known(true) => {
                let mut all = AllOf::new();
                all.ask(agreed.met, "/agreed_conditions/met", &AGREED_NOT, out);
                return all.say("/agreed_conditions/met", &AGREED, &RELIABLE_UNKNOWN, out);
            }
            Fact::Unknown => {
                out.missing(&RELIABLE_UNKNOWN, vec!["/agreed_conditions/agreed".into()]);
                return None;
            }
            _ => {}
        }
    } else if facts.conditions.is_unknown() {
        return None;
    }
    let conditions = facts.conditions.known().copied().unwrap_or_default();
    let mut all = AllOf::new();
    for (fact, path, name, code) in [
        (
            conditions.exclusive_to_signer,
            "/conditions/exclusive_to_signer",
            "exclusive_to_signer",
            &NOT_EXCLUSIVE,
        ),
        (
            conditions.controlled_by_signer,
            "/conditions/controlled_by_signer",
            "controlled_by_signer",
            &NOT_CONTROLLED,
        ),
        (
            conditions.signature_change_detectable,
            "/conditions/signature_change_detectable",
            "signature_change_detectable",
            &SIGNATURE_OPEN,
        ),
        (
            conditions.data_change_detectable,
            "/conditions/data_change_detectable",
            "data_change_detectable",
            &DATA_OPEN,
        ),
    ] {
        if all.ask(fact, if facts.conditions.known().is_none() { "/conditions" } else { path }, code, out) {
            failed.push(name);
        }
    }
    all.say("/conditions", &RELIABLE, &RELIABLE_UNKNOWN, out)
}

/// ESIG-2, by the text of the day.
fn paper(kind: Fact<DocumentKind>, context: Fact<Context>, out: &mut Findings) -> Option<bool> {
    const PATH: &str = "/document_kind";
    use DocumentKind::{Ordinary, OtherExcluded, PowerStop, RealEstateTransfer};
    let code = match kind {
        Fact::Unknown => return None,
        Fact::None | Fact::Known(Ordinary) => None,
        Fact::Known(PowerStop | RealEstateTransfer) => (out.law().date() < AMENDED).then_some(&EXCLUDED_THEN),
        Fact::Known(OtherExcluded) => {
            out.add(&EXCLUDED, PATH);
            return Some(false);
        }
        Fact::Known(_) => Some(&EXCLUDED),
    };
    let Some(excluded) = code else {
        out.add(&ALLOWED, PATH);
        return Some(true);
    };
    match context {
        Fact::Known(Context::Government) => {
            out.add(&GOVERNMENT, "/context");
            Some(true)
        }
        Fact::Known(Context::Civil) | Fact::None => {
            out.add(excluded, PATH);
            Some(false)
        }
        Fact::Unknown => {
            out.missing(&PAPER_UNKNOWN, vec![Cow::Borrowed("/context")]);
            None
        }
    }
}

/// ESIG-5.
fn certifier(certifier: &Certifier, out: &mut Findings) -> Option<&'static str> {
    if !out.asks(&ESIG_5) {
        return None;
    }
    let mut all = AllOf::new();
    match certifier.for_government_affairs {
        Fact::Known(true) => {}
        Fact::Unknown => {
            out.missing(&CERTIFIER_UNKNOWN, vec!["/certifier/for_government_affairs".into()]);
            return None;
        }
        _ => {
            out.add(&CERTIFIER_FREE, "/certifier/for_government_affairs");
            return None;
        }
    }
    all.ask(certifier.approved, "/certifier/approved", &NOT_RECOGNISED, out);
    all.say("/certifier/approved", &RECOGNISED, &CERTIFIER_UNKNOWN, out)
        .map(|approved| if approved { "ok" } else { "no" })
}
