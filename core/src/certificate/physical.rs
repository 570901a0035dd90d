//! ECERT-7: the e-certificate always, the physical one on request, both of one content.

use serde_json::{Value, json};

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Rule, RuleId, by, codes, item, on, rule, since};
use crate::record::{AllOf, FaceItems, Fact};
use crate::report::Findings;

use super::issue::{Facts, Physical};

/// ECERT-7.
static ECERT_7: Rule = rule(
    RuleId(Chapter::Certificate, 7),
    since(on(2021, 7, 1)),
    "颁发证照的，应当提供电子证照；申请人要求的，同时颁发实体证照，两者内容一致",
    "the e-certificate is always provided; on request the physical one too, with identical contents",
    &[by(item("OND", 7), Confirmed)],
)
.when("颁发证照", "a certificate is issued")
.then(
    "一律提供电子证照；申请人要求的，同时颁发内容一致的实体证照",
    "the e-certificate always; on request the physical one with identical contents",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_7];

codes! {
    BOTH_SAME: ECERT_7, "ecert.contents.same", Fail, Met, "已提供电子证照；要求实体证照的已颁发，内容一致", "the electronic one is provided, the physical one was issued where asked for, with identical contents";
    NOT_PROVIDED: ECERT_7, "ecert.electronic.not_provided", Fail, NotMet, "颁发证照而未提供电子证照", "a certificate was issued without the electronic one";
    NOT_ISSUED: ECERT_7, "ecert.physical.not_issued", Fail, NotMet, "申请人要求实体证照而未颁发", "the applicant asked for the physical certificate and it was not issued";
    DIFFERENT: ECERT_7, "ecert.contents.differ", Fail, NotMet, "电子证照与实体证照内容不一致", "the contents of the two differ";
    NEITHER_USED: ECERT_7, "ecert.contents.neither_used", Warn, NotMet, "更正以前两者均不宜使用", "neither should be used until that is cured" => Inferred;
    CONTENTS_UNKNOWN: ECERT_7, "ecert.contents.unknown", Fail, Undetermined, "缺少判断实体证照是否颁发、内容是否一致的事实", "facts about the physical certificate or about its contents are missing";
}

/// What ECERT-7 came to.
pub(super) enum Contents {
    Fine,
    NotProvided,
    NotIssued,
    /// They differ; the names of the items where these were handed in.
    Differ(Value),
}

/// ECERT-7, in the order of its sentences.
pub(super) fn contents(facts: &Facts<'_>, out: &mut Findings) -> Contents {
    if !out.asks(&ECERT_7) {
        return Contents::Fine;
    }
    let mut all = AllOf::new();
    let mut found = Contents::Fine;
    if matches!(facts.electronic_provided, Fact::Known(false) | Fact::None) {
        all.fails("/electronic_provided", &NOT_PROVIDED, out);
        found = Contents::NotProvided;
    }
    match &facts.physical {
        Fact::Known(physical) => {
            let issued = physical_issued(physical, &mut all, out);
            if issued == Some(false) {
                found = Contents::NotIssued;
            }
            if issued == Some(true) {
                match differences(facts, physical) {
                    Some((Value::Bool(false), _)) => {}
                    Some((names, path)) => {
                        all.fails(path, &DIFFERENT, out);
                        out.add(&NEITHER_USED, path);
                        found = Contents::Differ(names);
                    }
                    None => all.lacks("/contents_identical"),
                }
            }
        }
        // Nothing was said about either: not asked.
        _ if facts.electronic_provided.is_unknown() => return found,
        _ => {}
    }
    all.say("/certificate", &BOTH_SAME, &CONTENTS_UNKNOWN, out);
    found
}

/// Whether the physical certificate exists, where it must; `None` when it need not, or that is unknown.
fn physical_issued(physical: &Physical<'_>, all: &mut AllOf, out: &mut Findings) -> Option<bool> {
    match (physical.requested, physical.issued_at) {
        (_, Fact::Known(_)) => Some(true),
        (Fact::Known(true), Fact::None) => {
            all.fails("/physical/issued_at", &NOT_ISSUED, out);
            Some(false)
        }
        (Fact::Known(false) | Fact::None, _) => None,
        (Fact::Unknown, _) => {
            all.lacks("/physical/requested");
            None
        }
        (Fact::Known(true), Fact::Unknown) => {
            all.lacks("/physical/issued_at");
            None
        }
    }
}

/// Whether the contents differ, by the items, else by the digests, else as stated, and where that stands. `false`: they
/// do not; a list: in these items; `true`: somewhere.
fn differences(facts: &Facts<'_>, physical: &Physical<'_>) -> Option<(Value, &'static str)> {
    if let (Fact::Known(one), Fact::Known(other)) = (&facts.certificate.face_items, &physical.face_items) {
        let names = differing(one, other);
        let value = if names.is_empty() { json!(false) } else { json!(names) };
        return Some((value, "/physical/face_items"));
    }
    if let (Fact::Known(one), Fact::Known(other)) =
        (facts.certificate.content_digest, facts.certificate.physical_digest)
    {
        let same = one.trim().eq_ignore_ascii_case(other.trim());
        return Some((json!(!same), "/certificate/physical_digest"));
    }
    facts.contents_identical.known().map(|same| (json!(!same), "/contents_identical"))
}

/// Names of the items that only one of the two has, or that differ.
fn differing<'a>(one: &FaceItems<'a>, other: &FaceItems<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = one.keys().chain(other.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    let text = |items: &FaceItems<'a>, name: &str| items.get(name).copied().flatten().map(str::trim);
    names.retain(|name| text(one, name) != text(other, name));
    names
}
