//! The topic `certificate.issue`: ECERT-1 (what an e-certificate is) and ECERT-8 (kept in step with what happens). The
//! pushing is in `pushing`, the physical certificate in `physical`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Date, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{AllOf, Certificate, DocumentKind, FaceItems, Fact, LegalBasis, Moment};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::acceptance::MEASURES;
use super::physical::{Contents, contents};
use super::pushing::{Cycle, pushing};

const SCHEMA: &str = include_str!("../../schemas/certificate.issue.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "certificate.issue",
    schema: SCHEMA,
    kind: "e_certificate",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ECERT-1.
static ECERT_1: Rule = rule(
    RuleId(Chapter::Certificate, 1),
    since(MEASURES),
    "电子证照是依法出具的证件、执照、批文、鉴定报告、证明等文件的数据电文，不涉及国家秘密",
    "an e-certificate is the data message of a certificate, licence, approval, appraisal report or proof issued by law, and no state secret",
    &[by(art("EC22", 3), Confirmed)],
)
.when(
    "证件、执照、批文、鉴定报告、证明等依法出具文件的数据电文",
    "a data message of a certificate, licence, approval, appraisal report or proof issued by law",
)
.then("不涉及国家秘密的是电子证照；否则不是", "without state secrets it is an e-certificate; else not")
.separable();
/// ECERT-8.
static ECERT_8: Rule = rule(
    RuleId(Chapter::Certificate, 8),
    since(MEASURES),
    "证照变更或者失效的，及时更新或者注销电子证照",
    "when the certificate changes or lapses the e-certificate is updated or cancelled at once",
    &[by(section("EC22", "更新、注销"), Secondary)],
)
.when("证照变更或者失效", "a certificate changes or lapses")
.then("及时更新或者注销电子证照", "the e-certificate is updated or cancelled at once")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_1, &ECERT_8];

codes! {
    IS: ECERT_1, "ecert.is_certificate", Inform, Met, "属于电子证照", "it is an e-certificate";
    IS_NOT: ECERT_1, "ecert.is_no_certificate", Inform, NotMet, "不属于电子证照：不是所列文书，或者不是依法出具", "it is no e-certificate: another kind of document, or not issued by law";
    IS_SECRET: ECERT_1, "ecert.state_secret", Inform, NotMet, "涉及国家秘密，不属于电子证照", "it is a state secret, and so no e-certificate";
    KIND_UNKNOWN: ECERT_1, "ecert.kind_unknown", Fail, Undetermined, "缺少判断是否属于电子证照的事实", "facts that decide whether it is an e-certificate are missing";
    SYNCED: ECERT_8, "ecert.synced", Fail, Met, "电子证照已随证照状态更新、注销", "the e-certificate was kept in step";
    STALE: ECERT_8, "ecert.stale", Fail, NotMet, "证照已变化，电子证照未更新、注销", "the certificate changed and the e-certificate was not updated or cancelled";
    SYNCED_LATE: ECERT_8, "ecert.synced_late", Fail, NotMet, "电子证照未及时更新、注销", "the e-certificate was updated or cancelled late";
    STALE_SHOWN: ECERT_8, "ecert.stale_shown", Warn, NotMet, "电子证照显示的状态与权威答复不一致，颁发机构应当更新、注销", "the state that the e-certificate shows is not the authoritative one: the issuer must update it";
    SYNC_UNKNOWN: ECERT_8, "ecert.sync_unknown", Fail, Undetermined, "缺少变化发生或者更新、注销的时间", "when the change happened, or when it was synchronised, is unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Facts<'a> {
    #[serde(borrow, deserialize_with = "crate::record::object")]
    pub(super) certificate: Certificate<'a>,
    pub(super) on_issue_list: Fact<bool>,
    pub(super) synchronous_impossible: Fact<bool>,
    pub(super) push_cycle: Fact<Cycle>,
    pub(super) aggregation_exempt_basis: Fact<Vec<LegalBasis>>,
    pub(super) electronic_provided: Fact<bool>,
    pub(super) physical: Fact<Physical<'a>>,
    pub(super) contents_identical: Fact<bool>,
    events: Fact<Vec<Event>>,
}

/// The physical certificate (实体证照).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Physical<'a> {
    pub(super) requested: Fact<bool>,
    pub(super) issued_at: Fact<Moment>,
    #[serde(borrow)]
    pub(super) face_items: Fact<FaceItems<'a>>,
}

/// A change of the certificate (状态变化).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Event {
    occurred_at: Fact<Moment>,
    synced_at: Fact<Moment>,
}

impl Facts<'_> {
    /// Whether it is known that there is no physical certificate.
    pub(super) fn no_physical(&self) -> bool {
        match &self.physical {
            Fact::None => true,
            Fact::Known(physical) => {
                physical.issued_at == Fact::None || physical.requested.is(true) == Some(false)
            }
            Fact::Unknown => false,
        }
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.certificate.issued_on, "/certificate/issued_on");
    let mut value = BTreeMap::from([
        ("decision", Value::Null),
        ("differences", json!([])),
        ("is_certificate", Value::Null),
        ("late_days", Value::Null),
    ]);
    if out.law().applies() {
        let is_certificate = is_certificate(&facts.certificate, &mut out);
        value.insert("is_certificate", json!(is_certificate));
        if is_certificate == Some(false) {
            value.insert("decision", json!("is_not"));
        } else {
            let decision = duties(&facts, question, &mut value, &mut out);
            value.insert("decision", json!(decision));
        }
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// The duties in the order of the rules; the word of the first that was breached.
fn duties(
    facts: &Facts<'_>,
    question: &Question<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    use crate::report::Outcome;
    let late = pushing(facts, question.as_of, out);
    let contents = contents(facts, out);
    let synced = events(facts, out) != Some(false);
    let stale = stale(&facts.certificate, true, question.as_of, out);
    if let Some(days) = late {
        value.insert("late_days", json!(days));
    }
    if let Contents::Differ(Value::Array(names)) = &contents {
        value.insert("differences", json!(names));
    }
    match (late, contents) {
        (Some(_), _) => return Some("late"),
        (None, Contents::NotProvided) => return Some("not_provided"),
        (None, Contents::NotIssued) => return Some("not_issued"),
        (None, Contents::Differ(_)) => return Some("diff"),
        (None, Contents::Fine) => {}
    }
    if stale || !synced {
        return Some("stale");
    }
    match out.outcome() {
        Outcome::Met => Some("ok"),
        Outcome::NotMet => Some("breach"),
        _ => None,
    }
}

/// ECERT-1. Before the measures of 2022 it is not asked.
fn is_certificate(certificate: &Certificate<'_>, out: &mut Findings) -> Option<bool> {
    if !out.asks(&ECERT_1) {
        return None;
    }
    let no = |out: &mut Findings, code, path: &'static str| {
        out.add(code, path);
        Some(false)
    };
    if certificate.state_secret.is(true) == Some(true) {
        return no(out, &IS_SECRET, "/certificate/state_secret");
    }
    if matches!(certificate.document_kind, Fact::Known(DocumentKind::Other) | Fact::None) {
        return no(out, &IS_NOT, "/certificate/document_kind");
    }
    if certificate.issued_by_law.is(true) == Some(false) {
        return no(out, &IS_NOT, "/certificate/issued_by_law");
    }
    let mut all = AllOf::new();
    for (unknown, path) in [
        (certificate.document_kind.is_unknown(), "/certificate/document_kind"),
        (certificate.issued_by_law.is_unknown(), "/certificate/issued_by_law"),
        (certificate.state_secret.is_unknown(), "/certificate/state_secret"),
    ] {
        if unknown {
            all.lacks(path);
        }
    }
    all.say("/certificate", &IS, &KIND_UNKNOWN, out)
}

/// ECERT-8: each change by the law of its day; at once means on the same day.
fn events(facts: &Facts<'_>, out: &mut Findings) -> Option<bool> {
    let law = out.law();
    let mut all = AllOf::new();
    // What was asked is answered under the law of the last change.
    let mut asked = None;
    for (index, event) in facts.events.list().unwrap_or_default().iter().enumerate() {
        let at = |field: &str| format!("/events/{index}/{field}");
        let Fact::Known(occurred) = event.occurred_at else {
            if law.asks(&ECERT_8) {
                all.lacks(at("occurred_at"));
                asked = asked.or_else(|| Some(law.clone()));
            }
            continue;
        };
        let of_change = law.on(occurred.day());
        if !of_change.asks(&ECERT_8) {
            continue;
        }
        out.under(of_change.clone());
        asked = Some(of_change);
        match event.synced_at {
            Fact::Known(synced) if synced.day() <= occurred.day() => {}
            Fact::Known(_) => all.fails(at("synced_at"), &SYNCED_LATE, out),
            Fact::None => all.fails(at("synced_at"), &STALE, out),
            Fact::Unknown => all.lacks(at("synced_at")),
        }
    }
    let synced = asked.and_then(|of_change| {
        out.under(of_change);
        all.say("/events", &SYNCED, &SYNC_UNKNOWN, out)
    });
    out.under(law);
    synced
}

/// ECERT-8: an e-certificate that shows another state than the authoritative one. It is the issuer's breach: whether the
/// certificate may be accepted is another question.
pub(super) fn stale(certificate: &Certificate<'_>, of_issuer: bool, today: Date, out: &mut Findings) -> bool {
    let stale = out.asks(&ECERT_8) && certificate.is_stale(today);
    if stale {
        out.add(if of_issuer { &STALE } else { &STALE_SHOWN }, "/certificate/status");
    }
    stale
}
