//! What the applicant need not submit: ONE-11 (got by sharing), ONE-12 (e-certificate) with its exceptions (ONE-13),
//! ONE-14 (两个免于提交).

use std::borrow::Cow;

use serde::Deserialize;

use super::answers::Answers;
use super::{BUSINESS, CITY_BUSINESS, DECISION};
use crate::law::Confidence::{Inferred, Secondary, Seed, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Code, Date, Law, Rule, RuleId, art, art_para, by, codes, item, on, rule, section, since,
};
use crate::record::{
    BasisLevel, Fact, Form, LAW_REGULATION, LegalBasis, Material, MaterialIssuer, Sufficient, sufficient,
};
use crate::report::Findings;

/// ONE-11.
static ONE_11: Rule = rule(
    RuleId(Chapter::Service, 11),
    since(Law::BASE),
    "能够通过数据共享取得的材料、信息，不得要求申请人提供",
    "what can be got by sharing, the applicant is not made to submit",
    &[
        by(section("SEED", "二(三)"), Inferred),
        by(section("SEED", "二(六)"), Inferred),
        by(art("OGS", 7), Confirmed),
        by(item("OND", 4), Confirmed),
    ],
)
.when("材料、信息能够通过数据共享取得", "material or information can be got by sharing")
.then(
    "不得要求申请人提供；不能取得的指明原因",
    "the applicant is not made to submit it; where it cannot be got the reason is named",
);
/// ONE-12.
static ONE_12: Rule = rule(
    RuleId(Chapter::Service, 12),
    since(Law::BASE),
    "能够调用电子证照的，不再要求提交实体证照",
    "where the e-certificate can be had, the physical one is not asked",
    &[
        by(section("SEED", "二(六)"), Seed),
        by(art_para("BER20", 31, 2), Confirmed),
        by(item("OND", 7), Confirmed),
        by(art("BER24", 32), Confirmed),
    ],
)
.when("材料是能够调用电子证照的证照", "the material is a certificate whose e-certificate can be called")
.then("不再要求实体证照，并指明依据哪一来源", "the physical one is no longer asked, and the source is named");
/// ONE-13.
static ONE_13: Rule = rule(
    RuleId(Chapter::Service, 13),
    since(Law::BASE),
    "法律、行政法规另有规定或者依法需要收回原件的除外",
    "except where a law or administrative regulation provides otherwise, or the original must lawfully be taken back",
    &[
        by(section("SEED", "二(六)"), Inferred).until(CITY_BUSINESS),
        by(art_para("BER20", 31, 2), Confirmed),
        by(item("OND", 7), Confirmed),
        by(art("BER24", 32), Confirmed),
    ],
)
.when(
    "前条情形，法律、行政法规另有规定，或者依法需要收回原件",
    "as before, but a law or administrative regulation provides otherwise, or the original must lawfully be taken back",
)
.then("仍应提交，并指明例外依据", "it is still submitted, and the exception's basis is named");
/// ONE-14.
static ONE_14: Rule = rule(
    RuleId(Chapter::Service, 14),
    since(BUSINESS),
    "两个免于提交：本市政府部门核发的材料原则上免于提交，可调用电子证照的免于提交实体证照",
    "two exemptions: what a city department issued is in principle not submitted, nor is a physical certificate with an e-certificate",
    &[by(section("R0494", "两个免于提交"), Secondary)],
)
.when(
    "材料由本市部门核发，或者有电子证照",
    "a city department issued the material, or an e-certificate is there",
)
.then(
    "前者原则上免于提交，后者免于提交实体证照",
    "the first is in principle not submitted, with the second the physical one is not",
)
.separable();

/// The day the first e-certificate measures lapsed; the next came into force on 2022-07-01 (ECERT-11).
const LAPSE: Date = on(2020, 11, 1);
/// The press release's trigger: the system can call the e-certificate.
const CALL: &[Basis] = &[
    by(section("SEED", "二(六)"), Seed).until(LAPSE),
    by(section("SEED", "二(六)"), Inferred),
    by(section("EC22", "官方解读"), Secondary),
];
const SHOW: &[Basis] = &[by(art_para("BER20", 31, 2), Confirmed), by(art("BER24", 32), Confirmed)];
const PROVIDE: &[Basis] = &[by(item("OND", 7), Confirmed)];
const REAL_TIME: &[Basis] = &[by(item("OND", 4), Confirmed)];
const LAND: &[Basis] = &[by(art("RRR", 10), Confirmed)];

/// The Real Estate Registration Provisions enter into force.
const LAND_REGISTRATION: Date = on(2021, 3, 1);

/// What may keep the physical certificate.
const PHYSICAL_LEVELS: &[BasisLevel] = &[BasisLevel::Law, BasisLevel::AdministrativeRegulation];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_11, &ONE_12, &ONE_13, &ONE_14];

codes! {
    SHARED: ONE_11, "service.material.exempt_share", Fail, NotMet, "可以通过共享取得，不得要求申请人提交", "it can be got by sharing: the applicant is not to be asked";
    SHARED_LIVE: ONE_11, "service.material.share_realtime", Inform, Met, "市级平台可以实时共享", "the city platform shares it in real time" on REAL_TIME;
    SHARED_LAND: ONE_11, "service.material.share_land_registration", Inform, Met, "不动产登记可以实时取得的信息，不得要求申请人提供", "land registration does not ask for what it gets in real time" on LAND;
    REQUIRED: ONE_11, "service.material.required", Fail, Met, "没有免于提交的情形，可以要求", "nothing exempts: it may be asked";
    ROUTE_DOWN: ONE_11, "service.material.route_down", Inform, Met, "共享此时无法调用，可以要求或者容缺受理；应作记录，不归责于申请人", "sharing does not answer now: ask, or accept with later completion; keep a record, the applicant is not to blame" => Inferred;
    NOT_ASKED: ONE_11, "service.material.not_asked", Fail, Met, "未要求申请人提交", "the applicant was not asked for it";
    UNKNOWN: ONE_11, "service.material.exemption_unknown", Fail, Undetermined, "缺少判断是否免于提交的事实", "facts that decide whether the applicant is exempt are missing";
    FETCH_SHARED: ONE_11, "service.material.fetch_by_sharing", Inform, Met, "由受理机构通过共享取得", "the body that handles the item fetches it by sharing";
    ECERT: ONE_12, "service.material.exempt_ecert", Fail, NotMet, "有电子证照可用，不得要求实体证照", "the e-certificate serves: the physical one is not to be asked";
    CALLABLE: ONE_12, "service.material.ecert_callable", Inform, Met, "免交事由：系统可以调用电子证照", "ground: the system can call the e-certificate" on CALL;
    SHOWN: ONE_12, "service.material.ecert_shown", Inform, Met, "免交事由：申请人通过市电子证照库出示电子证照", "ground: the applicant shows the e-certificate through the city library" on SHOW;
    PROVIDED: ONE_12, "service.material.ecert_provided", Inform, Met, "免交事由：申请人能够提供本市电子证照", "ground: the applicant can provide a Shanghai e-certificate" on PROVIDE;
    ECERT_INVALID: ONE_12, "service.material.ecert_not_valid", Inform, NotMet, "电子证照不在有效状态，不能代替实体证照", "the e-certificate is not in force and replaces nothing";
    ECERT_DOWN: ONE_12, "service.material.ecert_down", Inform, Met, "电子证照此时无法调用，可以要求或者容缺受理；应作记录，不归责于申请人", "the e-certificate cannot be called now: ask, or accept with later completion; keep a record, the applicant is not to blame" => Inferred;
    NO_ECERT: ONE_12, "service.material.no_ecert", Inform, Met, "没有可以代替的电子证照", "no e-certificate takes its place";
    FETCH_ECERT: ONE_12, "service.material.fetch_ecert", Inform, Met, "由受理机构调用电子证照", "the body that handles the item calls the e-certificate";
    LAW_PHYSICAL: ONE_13, "service.material.law_requires_physical", Fail, Met, "法律、行政法规规定须提交实体证照", "a law or administrative regulation asks for the physical one";
    SURRENDER: ONE_13, "service.material.original_surrendered", Fail, Met, "依法需要收回原件", "the original must lawfully be taken back";
    EXCEPTION_UNFOUNDED: ONE_13, "service.material.exception_unfounded", Inform, NotMet, "所列依据位阶不足或者未施行，不构成例外", "what is cited is too low or not in force: no exception";
    EXCEPTION_UNKNOWN: ONE_13, "service.material.exception_unknown", Fail, Undetermined, "不知道是否有须交实体证照的例外", "it is unknown whether an exception keeps the physical one";
    ISSUED_BY_CITY: ONE_14, "service.material.exempt_issuer", Fail, NotMet, "本市政府部门核发，原则上免于提交", "a city department issued it: in principle exempt";
    TWO_EXEMPTIONS: ONE_14, "service.material.two_exemptions", Inform, Met, "属于“两个免于提交”", "one of the two exemptions";
    FETCH_ISSUER: ONE_14, "service.material.fetch_from_issuer", Inform, Met, "由受理机构向核发部门取得", "the body that handles the item fetches it from the issuer";
}

/// What the applicant presents.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Presented {
    through_city_library: Fact<bool>,
    shanghai_ecertificate: Fact<bool>,
}

/// Why a material is not asked for, and how the body that handles the item gets it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exempt {
    word: &'static str,
    code: &'static Code,
    path: &'static str,
    /// How it is got.
    pub(super) fetch: &'static str,
    /// The duty to get it.
    pub(super) duty: &'static Code,
}

const AVAILABLE: &str = "/material/share_available";
const CALLS: &str = "/material/ecert_callable";
const ISSUER: &str = "/material/issuer_kind";

const BY_SHARING: Exempt =
    Exempt { word: "exempt_share", code: &SHARED, path: AVAILABLE, fetch: "sharing", duty: &FETCH_SHARED };
const BY_ECERT: Exempt =
    Exempt { word: "exempt_ecert", code: &ECERT, path: CALLS, fetch: "e_certificate", duty: &FETCH_ECERT };
const BY_ISSUER: Exempt = Exempt {
    word: "exempt_issuer",
    code: &ISSUED_BY_CITY,
    path: ISSUER,
    fetch: "issuer",
    duty: &FETCH_ISSUER,
};

/// ONE-11 to ONE-14: whether the applicant is exempt, the exceptions first. Undetermined when no known ground exempts
/// and a fact that might is absent, or when a ground is there and its exceptions are unknown.
pub(super) fn exemption(
    material: &Material<'_>,
    presented: &Fact<Presented>,
    land_registration: bool,
    answers: &mut Answers,
    out: &mut Findings,
) -> Option<Exempt> {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let shared = shared(material, land_registration, &mut missing, out);
    let ecert = ecert(material, presented, &mut missing, out);
    let issuer = issuer(material, &mut missing, out);
    let exempt = match (shared, ecert, issuer) {
        (true, ..) => BY_SHARING,
        (_, true, _) => BY_ECERT,
        (.., true) => BY_ISSUER,
        _ if missing.is_empty() => {
            for (route, code, path) in [
                (material.share_available, &ROUTE_DOWN, AVAILABLE),
                (material.ecert_callable, &ECERT_DOWN, CALLS),
            ] {
                if route == Fact::Known(false) {
                    out.add(code, path);
                }
            }
            if material.ecert_callable == Fact::None {
                out.add(&NO_ECERT, CALLS);
            }
            answers.add("ask", "required", &REQUIRED, "/material", out);
            return None;
        }
        _ => {
            out.missing(&UNKNOWN, missing);
            return None;
        }
    };
    match exception(material, out) {
        Some((code, path)) => {
            answers.add("ask", "required", code, path, out);
            None
        }
        None if ecert && !shared && exception_unknown(material, out) => None,
        None => {
            answers.add("ask", exempt.word, exempt.code, exempt.path, out);
            Some(exempt)
        }
    }
}

/// ONE-11: whether sharing gives the material now.
fn shared(
    material: &Material<'_>,
    land_registration: bool,
    missing: &mut Vec<Cow<'static, str>>,
    out: &mut Findings,
) -> bool {
    match (material.share_available, material.data_source.list()) {
        (Fact::Known(true), _) => {}
        // Without a source there is nothing to share.
        (Fact::Unknown, Some([])) | (Fact::Known(false) | Fact::None, _) => return false,
        (Fact::Unknown, _) => {
            missing.push(AVAILABLE.into());
            return false;
        }
    }
    let date = out.law().date();
    if material.share_realtime == Fact::Known(true) && date >= DECISION {
        out.add(&SHARED_LIVE, "/material/share_realtime");
    }
    if land_registration && date >= LAND_REGISTRATION {
        out.add(&SHARED_LAND, "/item/land_registration");
    }
    true
}

/// ONE-12: whether an e-certificate serves, and which of its three grounds hold.
fn ecert(
    material: &Material<'_>,
    presented: &Fact<Presented>,
    missing: &mut Vec<Cow<'static, str>>,
    out: &mut Findings,
) -> bool {
    // What is asked for is then no physical certificate.
    if material.form == Fact::Known(Form::Electronic) {
        return false;
    }
    if material.ecert_valid == Fact::Known(false) {
        out.add(&ECERT_INVALID, "/material/ecert_valid");
        return false;
    }
    let presented = presented.known();
    let shown = |of: fn(&Presented) -> Fact<bool>| presented.map_or(Fact::None, of);
    let mut holds = false;
    for (ground, from, code, path) in [
        (material.ecert_callable, Law::BASE, &CALLABLE, CALLS),
        (
            shown(|presented| presented.through_city_library),
            CITY_BUSINESS,
            &SHOWN,
            "/presented/through_city_library",
        ),
        (
            shown(|presented| presented.shanghai_ecertificate),
            DECISION,
            &PROVIDED,
            "/presented/shanghai_ecertificate",
        ),
    ] {
        if out.law().date() < from {
            continue;
        }
        match ground {
            Fact::Known(true) => {
                holds = true;
                out.add(code, path);
            }
            Fact::Unknown => missing.push(path.into()),
            _ => {}
        }
    }
    if holds && out.asks(&ONE_14) {
        out.add(&TWO_EXEMPTIONS, CALLS);
    }
    holds
}

/// ONE-14: whether a city department issued it, and no way to it is known to be down.
fn issuer(material: &Material<'_>, missing: &mut Vec<Cow<'static, str>>, out: &mut Findings) -> bool {
    let down = [material.share_available, material.ecert_callable].contains(&Fact::Known(false));
    if !out.asks(&ONE_14) || down {
        return false;
    }
    match material.issuer_kind.is(MaterialIssuer::CityDepartment) {
        // A way that is unknown might be down.
        Some(is) => is && missing.is_empty(),
        None => {
            missing.push(ISSUER.into());
            false
        }
    }
}

type Exceptions<'a> = [(&'a Fact<Vec<LegalBasis>>, &'static [BasisLevel], &'static Code, &'static str); 2];

fn exceptions<'a>(material: &'a Material<'_>) -> Exceptions<'a> {
    [
        (&material.law_requires_physical, PHYSICAL_LEVELS, &LAW_PHYSICAL, "/material/law_requires_physical"),
        (
            &material.original_must_be_surrendered,
            LAW_REGULATION,
            &SURRENDER,
            "/material/original_must_be_surrendered",
        ),
    ]
}

/// ONE-13: the exception that holds.
fn exception(material: &Material<'_>, out: &mut Findings) -> Option<(&'static Code, &'static str)> {
    for (bases, levels, code, path) in exceptions(material) {
        match sufficient(bases, levels, out.law().date()) {
            Sufficient::Yes => return Some((code, path)),
            Sufficient::TooLow | Sufficient::NotInForce => out.add(&EXCEPTION_UNFOUNDED, path),
            _ => {}
        }
    }
    None
}

/// Whether an exception might still hold; says what is missing.
fn exception_unknown(material: &Material<'_>, out: &mut Findings) -> bool {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    for (bases, levels, _, path) in exceptions(material) {
        match sufficient(bases, levels, out.law().date()) {
            Sufficient::Unknown => missing.push(path.into()),
            Sufficient::UnknownField(index, field) => missing.push(format!("{path}/{index}/{field}").into()),
            _ => {}
        }
    }
    let unknown = !missing.is_empty();
    if unknown {
        out.missing(&EXCEPTION_UNKNOWN, missing);
    }
    unknown
}
