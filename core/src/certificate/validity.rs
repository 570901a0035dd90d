//! What an electronic certificate is worth: ECERT-3 (equal effect) and ECERT-4 (the conditions of it).

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{
    Chapter, Code, Date, Law, Rule, RuleId, art, art_para, by, codes, on, rule, section, since,
};
use crate::record::{AllOf, Certificate, CertificateStatus, Fact, Moment, Verification, together};
use crate::report::Findings;

use super::acceptance::Presenter;

/// The day the State Council's provisions on online government services entered into force.
const ONLINE_SERVICES: Date = on(2019, 4, 26);

/// ECERT-3.
static ECERT_3: Rule = rule(
    RuleId(Chapter::Certificate, 3),
    since(Law::BASE),
    "电子证照与纸质证照具有同等法律效力",
    "an e-certificate has the same effect as the paper one",
    &[
        by(section("SEED", "二(六)"), Seed).until(ONLINE_SERVICES),
        by(art_para("OGS", 10, 3), Confirmed),
        by(art("OGS", 11), Confirmed),
    ],
)
.when("电子证照有效", "an e-certificate is valid")
.then(
    "2019-04-26起与纸质证照同等；作为办理依据，法律、行政法规另有规定的除外",
    "from 2019-04-26 it equals the paper one; as the basis of a service, unless laws or administrative regulations say otherwise",
);
/// ECERT-4.
pub(super) static ECERT_4: Rule = rule(
    RuleId(Chapter::Certificate, 4),
    since(Law::BASE),
    "具有同等效力的电子证照：颁发机构真实、内容完整、在有效期内、未被撤销，出示人为持证主体或者经其授权",
    "equal effect needs: authentic issuer, intact, in term, not revoked, presenter is the holder or authorised",
    &[by(art("ESL", 5), Inferred), by(art("ESL", 13), Inferred)],
)
.when("查验电子证照", "an e-certificate is checked")
.then(
    "颁发机构真实、内容完整、在有效期、未撤销，出示人是持证主体或者经授权；否则无效并指明原因",
    "issuer authentic, intact, in term, not revoked, presenter the holder or authorised; else invalid, with the reason",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_3, &ECERT_4];

codes! {
    EQUAL_EFFECT: ECERT_3, "ecert.effect.equal", Inform, Met, "电子证照与纸质证照具有同等法律效力", "the e-certificate has the same effect as the paper one";
    INTERIM_EFFECT: ECERT_3, "ecert.effect.interim", Inform, Met, "2019-04-26以前只依暂行办法在政务服务中使用，尚无同等效力的一般规定", "before 2019-04-26 it serves under the interim measures alone; no general provision gives it equal effect";
    NO_EFFECT: ECERT_3, "ecert.effect.none", Inform, NotMet, "电子证照无效，不具有与纸质证照同等的效力", "the e-certificate is not valid and has not the effect of the paper one";
    VALID: ECERT_4, "ecert.valid", Fail, Met, "电子证照真实、完整、有效，出示人相符", "the e-certificate is authentic, intact and in force, and the presenter is the holder";
    NOT_AUTHENTIC: ECERT_4, "ecert.not_authentic", Fail, NotMet, "颁发机构的签名、印章未通过验证", "the issuer's signature or seal fails";
    NOT_INTACT: ECERT_4, "ecert.not_intact", Fail, NotMet, "内容被更改或者不受签名保护", "the content was altered or is not covered";
    NOT_YET: ECERT_4, "ecert.not_yet_valid", Fail, NotMet, "尚未到有效期", "its term has not begun";
    EXPIRED: ECERT_4, "ecert.expired", Fail, NotMet, "已过有效期", "its term is over";
    SUSPENDED: ECERT_4, "ecert.suspended", Fail, NotMet, "证照被暂扣", "the certificate is suspended";
    REVOKED: ECERT_4, "ecert.revoked", Fail, NotMet, "证照已撤销、吊销", "the certificate is revoked";
    CANCELLED: ECERT_4, "ecert.cancelled", Fail, NotMet, "证照已注销", "the certificate is cancelled";
    VOIDED: ECERT_4, "ecert.voided", Fail, NotMet, "证照已作废", "the certificate is void";
    SUPERSEDED: ECERT_4, "ecert.superseded", Fail, NotMet, "证照已有新版本", "a newer version took its place";
    HOLDER_MISMATCH: ECERT_4, "ecert.holder_mismatch", Fail, NotMet, "出示人不是持证主体，也未经其授权", "the presenter is neither the holder nor authorised";
    AUTHORISED: ECERT_4, "ecert.presenter_authorised", Inform, Met, "出示人经持证主体授权", "the presenter is authorised by the holder";
    VALIDITY_UNKNOWN: ECERT_4, "ecert.validity_unknown", Fail, Undetermined, "缺少判断电子证照是否有效的事实", "facts that decide whether the e-certificate is valid are missing";
}

/// What the validity came to.
pub(super) struct Validity {
    /// Whether the certificate is valid; `None` when unknown.
    pub(super) valid: Option<bool>,
    /// Why it is not, in the order of the conditions.
    pub(super) reasons: Vec<&'static str>,
}

/// ECERT-4, in the order of its conditions. Each that fails is found.
pub(super) fn validity(
    certificate: &Certificate<'_>,
    evidence: (&Fact<Verification<'_>>, Fact<bool>, Fact<bool>),
    presenter: &Presenter<'_>,
    at: Moment,
    out: &mut Findings,
) -> Validity {
    let mut all = AllOf::new();
    let mut reasons = Vec::new();
    let mut fault = |all: &mut AllOf, code: &'static Code, path: &'static str, out: &mut Findings| {
        all.fails(path, code, out);
        reasons.push(reason(code));
    };

    let (verification, authentic, intact) = evidence;
    let report = verification.known().map(Verification::establishes);
    for (said, stated, path, code) in [
        (report.and_then(|report| report.authentic), authentic, "/authentic_issuer", &NOT_AUTHENTIC),
        (report.and_then(|report| report.intact), intact, "/intact", &NOT_INTACT),
    ] {
        match together(said, stated, path) {
            Ok(true) => {}
            Ok(false) => fault(&mut all, code, if said == Some(false) { "/verification" } else { path }, out),
            Err(missing) => all.lacks(missing),
        }
    }
    match certificate.valid_from {
        Fact::Known(from) if from.is_after(at) => fault(&mut all, &NOT_YET, "/certificate/valid_from", out),
        Fact::Unknown => all.lacks("/certificate/valid_from"),
        _ => {}
    }
    let mut expired = false;
    match certificate.valid_to {
        Fact::Known(to) if at.is_after(to) => {
            expired = true;
            fault(&mut all, &EXPIRED, "/certificate/valid_to", out);
        }
        Fact::Unknown => all.lacks("/certificate/valid_to"),
        _ => {}
    }
    match certificate.status_at(at) {
        Ok(status) => {
            let path = if certificate.status_answer.known().is_some() {
                "/certificate/status_answer/status"
            } else {
                "/certificate/status"
            };
            match of_status(status) {
                // The end of the term says it already.
                Some(code) if !(expired && status == CertificateStatus::Expired) => {
                    fault(&mut all, code, path, out)
                }
                _ => {}
            }
        }
        Err(field) => all.lacks(format!("/certificate/{field}")),
    }
    match presenter.is_holder(certificate) {
        Ok(true) => {}
        Ok(false) => match presenter.authorised {
            Fact::Known(true) => out.add(&AUTHORISED, "/presenter/authorised"),
            Fact::Unknown => all.lacks("/presenter/authorised"),
            _ => fault(&mut all, &HOLDER_MISMATCH, "/presenter", out),
        },
        Err(missing) => all.lacks(missing),
    }
    Validity { valid: all.say("/certificate", &VALID, &VALIDITY_UNKNOWN, out), reasons }
}

/// ECERT-3: the effect that goes with the validity.
pub(super) fn effect(valid: Option<bool>, out: &mut Findings) -> Option<&'static str> {
    match valid? {
        false => {
            out.add(&NO_EFFECT, "/certificate");
            Some("none")
        }
        true if out.law().date() < ONLINE_SERVICES => {
            out.add(&INTERIM_EFFECT, "/certificate");
            Some("interim_measures")
        }
        true => {
            out.add(&EQUAL_EFFECT, "/certificate");
            Some("equal_effect")
        }
    }
}

fn of_status(status: CertificateStatus) -> Option<&'static Code> {
    match status {
        CertificateStatus::Valid => None,
        CertificateStatus::Suspended => Some(&SUSPENDED),
        CertificateStatus::Cancelled => Some(&CANCELLED),
        CertificateStatus::Revoked => Some(&REVOKED),
        CertificateStatus::Expired => Some(&EXPIRED),
        CertificateStatus::Voided => Some(&VOIDED),
        CertificateStatus::Superseded => Some(&SUPERSEDED),
    }
}

/// The word for a fault: its code without the chapter.
fn reason(code: &'static Code) -> &'static str {
    code.code.strip_prefix("ecert.").unwrap_or(code.code)
}
