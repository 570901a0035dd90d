//! The topic `service.item`: is the item arranged, and the applicant served, as the law asks? ONE-1, 9, 10, 21, 29 and 30
//! stand here; ONE-15 and 16 in `channel`, ONE-28 in `bundle`, the list of proofs (ONE-7) in `proof`.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::answers::Answers;
use super::bundle::{Bundle, bundle};
use super::channel::channel;
use super::proof::{ProofList, proof_list};
use super::{DECISION, PUDONG};
use crate::law::Confidence::{Secondary, Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, item, rule, section, since};
use crate::record::{
    Channel, Exemption, Fact, LAW_REGULATION, Moment, ServiceItem, Submission, Sufficient, WindowModel,
    sufficient,
};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.item.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.item",
    schema: SCHEMA,
    kind: "service_item",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ONE-1.
static ONE_1: Rule = rule(
    RuleId(Chapter::Service, 1),
    since(Law::BASE),
    "编制政务服务事项清单，权力事项和公共服务事项应当列入",
    "service items, powers and public services alike, stand on the list of service items",
    &[by(section("SEED", "二(五)"), Seed), by(art_para("OGS", 4, 2), Confirmed)],
)
.when("单位提供政务服务", "a unit offers government services")
.then(
    "编制事项清单，权力事项和公共服务事项均列入；未列入的予以提示",
    "items, powers and public services alike, stand on the item list; what is not listed is named",
);
/// ONE-9.
static ONE_9: Rule = rule(
    RuleId(Chapter::Service, 9),
    since(Law::BASE),
    "一窗综合受理、多方协同办理",
    "one window takes everything in, the bodies handle in parallel",
    &[
        by(section("SEED", "二(五)"), Seed),
        by(art("BER20", 24), Confirmed),
        by(item("OND", 4), Confirmed),
        by(art("BER24", 25), Confirmed),
    ],
)
.when("受理涉及多个部门的事项", "an item of several bodies is taken in")
.then(
    "一窗综合受理、多方协同办理；要求跑多个窗口的不符合",
    "one window takes it in, the bodies handle in parallel; several windows fail",
);
/// ONE-10.
static ONE_10: Rule = rule(
    RuleId(Chapter::Service, 10),
    since(Law::BASE),
    "政务服务事项全部纳入在线平台，法律、法规另有规定或者涉及国家秘密等情形除外",
    "every item is on the online platform, unless laws or regulations provide otherwise, state secrets are touched, or the like",
    &[
        by(section("SEED", "二(五)"), Seed),
        by(art("OGS", 4), Confirmed),
        by(art("BER20", 23), Confirmed),
        by(art("BER24", 24), Confirmed),
    ],
)
.when("单位的政务服务事项", "a unit's service items")
.then(
    "全部纳入在线平台；法律、法规另有规定，涉及国家秘密、公共安全等情形除外",
    "all on the online platform, unless laws or regulations provide otherwise, state secrets, public security or the like",
);
/// ONE-21.
static ONE_21: Rule = rule(
    RuleId(Chapter::Service, 21),
    since(Law::BASE),
    "一次实名认证、一次登录，全平台通用",
    "one real-name check and one login hold across the platform",
    &[by(art("O9", 3), Confirmed), by(art("OGS", 5), Confirmed)],
)
.when("申请人登录平台", "an applicant logs in")
.then("一次实名认证，全平台通用", "one real-name check holds across the platform");
/// ONE-29.
static ONE_29: Rule = rule(
    RuleId(Chapter::Service, 29),
    since(DECISION),
    "已掌握的信息预填，申请人只作补充",
    "what is on file is filled in; the applicant only completes",
    &[by(item("OND", 5), Confirmed), by(section("R0494", "免填"), Secondary)],
)
.when("平台已掌握的信息", "information is already on file")
.then(
    "预填，申请人只作补充；2021-07-01起为探索性要求，不构成违反",
    "pre-filled, the applicant completes; from 2021-07-01 a thing to be explored, so no breach",
)
.separable();
/// ONE-30.
static ONE_30: Rule = rule(
    RuleId(Chapter::Service, 30),
    since(DECISION),
    "为老年人、残疾人等特殊群体保留线下或者帮办渠道",
    "an in-person or assisted way stays open for the elderly, the disabled and the like",
    &[by(item("OND", 10), Confirmed)],
)
.when("服务老年人、残疾人等特殊群体", "the elderly, the disabled and like groups are served")
.then("保留线下或者帮办渠道，不得仅限线上", "an offline or assisted way is kept; never online alone")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_1, &ONE_9, &ONE_10, &ONE_21, &ONE_29, &ONE_30];

codes! {
    LISTED: ONE_1, "service.item.listed", Fail, Met, "已列入政务服务事项清单", "the item is on the list of service items";
    UNLISTED: ONE_1, "service.item.unlisted", Fail, NotMet, "未列入政务服务事项清单", "the item is not on the list of service items";
    LIST_UNKNOWN: ONE_1, "service.item.list_unknown", Fail, Undetermined, "不知道事项是否列入清单", "it is unknown whether the item is listed";
    ONE_WINDOW: ONE_9, "service.item.one_window", Fail, Met, "一窗综合受理", "one window takes everything in";
    MULTI_WINDOW: ONE_9, "service.item.multi_window", Fail, NotMet, "仍在专窗分别受理", "separate windows still take applications in";
    WINDOW_UNKNOWN: ONE_9, "service.item.window_unknown", Fail, Undetermined, "不知道窗口受理模式", "the model of the windows is unknown";
    ON_PLATFORM: ONE_10, "service.item.on_platform", Fail, Met, "已纳入在线政务服务平台", "the item is on the platform";
    OFF_PLATFORM: ONE_10, "service.item.off_platform", Fail, NotMet, "未纳入平台，又无法律、法规、国家秘密、公共安全的理由", "off the platform without a ground in laws, regulations, state secrets or public security";
    EXEMPT_LAW: ONE_10, "service.item.exempt_law", Fail, Met, "法律、法规另有规定，可以不纳入平台", "laws or regulations provide otherwise: exempt";
    EXEMPT_SECRET: ONE_10, "service.item.exempt_secret", Fail, Met, "涉及国家秘密，可以不纳入平台", "state secrets are touched: exempt";
    EXEMPT_SECURITY: ONE_10, "service.item.exempt_public_security", Fail, Met, "涉及公共安全，可以不纳入平台", "public security is touched: exempt" on &[by(section("SEED", "二(五)"), Seed)];
    EXEMPT_PHASED: ONE_10, "service.item.exempt_phased", Fail, Met, "按国务院部署的步骤尚未到纳入平台的时间", "by the State Council's steps the item is not due yet" => Inferred;
    EXEMPTION_UNFOUNDED: ONE_10, "service.item.exemption_unfounded", Fail, NotMet, "所称另有规定不是施行中的法律、法规", "what is said to provide otherwise is no law or regulation in force";
    EXEMPTION_OPEN: ONE_10, "gap.service_platform_exemption", Fail, Undetermined, "除外情形为开放式（“等情形”），是否属于该等情形须人工认定", "the exceptions are an open list: whether this is one of the like circumstances is for a person to say";
    PLATFORM_UNKNOWN: ONE_10, "service.item.platform_unknown", Fail, Undetermined, "不知道事项是否纳入平台或者不纳入的理由", "it is unknown whether the item is on the platform, or why not";
    VERIFIED: ONE_21, "service.identity.verified", Fail, Met, "一次实名认证，全平台通用", "verified once, and it holds across the platform";
    NOT_VERIFIED: ONE_21, "service.identity.not_verified", Fail, NotMet, "未作实名认证", "no real-name check was made";
    ASKED_AGAIN: ONE_21, "service.identity.asked_again", Fail, NotMet, "已实名认证又被要求再次登录、认证", "a second login or check was asked of a verified person";
    IDENTITY_UNKNOWN: ONE_21, "service.identity.unknown", Fail, Undetermined, "不知道实名认证的情况", "facts of the real-name check are missing";
    PREFILLED: ONE_29, "service.prefill.prefilled", Fail, Met, "已掌握的信息未再要求填写", "nothing on file was asked again";
    ASKED_BOUND: ONE_29, "service.prefill.asked", Fail, NotMet, "浦东新区“一业一证”申请中又要求填写已掌握的信息", "in a Pudong one-licence application, information on file was asked again" on &[by(art_para("PDL", 12, 1), Confirmed)];
    ASKED: ONE_29, "service.prefill.asked_unbound", Warn, NotMet, "又要求填写已掌握的信息；免填为探索性要求，不构成违反", "information on file was asked again; prefilling is to be explored, so no breach follows";
    ASKED_NO_BREACH: ONE_29, "service.prefill.no_breach", Fail, Met, "免填为探索性要求，又要求填写不构成违反", "prefilling is to be explored: asking again is no breach";
    PREFILL_UNKNOWN: ONE_29, "service.prefill.unknown", Fail, Undetermined, "不知道已掌握或者要求填写的信息", "it is unknown what is on file or what was asked";
    IN_PERSON: ONE_30, "service.item.in_person_way", Fail, Met, "保留了线下或者帮办渠道", "an in-person or assisted way is open";
    E_ONLY: ONE_30, "service.item.e_only", Fail, NotMet, "只有电子渠道，未为特殊群体保留线下或者帮办渠道", "electronic ways alone: nothing is kept for special groups" => Inferred;
    CHANNELS_UNKNOWN: ONE_30, "service.item.channels_unknown", Fail, Undetermined, "不知道办理渠道", "the channels are unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    occurred_at: Fact<Moment>,
    item: Fact<ServiceItem>,
    #[serde(borrow)]
    submission: Fact<Submission<'a>>,
    identity: Fact<Identity>,
    bundle: Fact<Bundle>,
    prefill: Fact<Prefill<'a>>,
    proof_list: Fact<ProofList>,
}

impl Facts<'_> {
    fn ask_nothing(&self) -> bool {
        self.item.is_unknown()
            && self.submission.is_unknown()
            && self.identity.is_unknown()
            && self.bundle.is_unknown()
            && self.prefill.is_unknown()
            && self.proof_list.is_unknown()
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Identity {
    level: Fact<IdentityLevel>,
    asked_again: Fact<bool>,
}

/// How sure an applicant's identity is (认证级别).
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum IdentityLevel {
    Anonymous,
    Registered,
    RealName,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Prefill<'a> {
    #[serde(borrow)]
    on_file: Fact<Vec<&'a str>>,
    asked: Fact<Vec<&'a str>>,
    pudong_one_licence: Fact<bool>,
}

const QUESTIONS: &[&str] = &[
    "platform",
    "list",
    "windows",
    "special_groups",
    "visit",
    "channel",
    "identity",
    "bundle",
    "prefill",
    "proof_list",
];

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut answers = Answers::default();
    if out.law().applies() {
        if let Fact::Known(item) = &facts.item {
            platform(item, &mut answers, &mut out);
            listed(item, &mut answers, &mut out);
            windows(item, &mut answers, &mut out);
            special_groups(item, &mut answers, &mut out);
        }
        if let Fact::Known(submission) = &facts.submission {
            channel(facts.item.known(), submission, &mut answers, &mut out);
        }
        if let Fact::Known(known) = &facts.identity {
            identity(known, &mut answers, &mut out);
        }
        if let Fact::Known(known) = &facts.bundle {
            bundle(known, &mut answers, &mut out);
        }
        if let Fact::Known(known) = &facts.prefill {
            prefill(known, &mut answers, &mut out);
        }
        if let Fact::Known(known) = &facts.proof_list {
            proof_list(known, question, &mut answers, &mut out);
        }
        if facts.ask_nothing() {
            out.missing(&PLATFORM_UNKNOWN, vec!["/item".into()]);
        }
    }
    let value = answers.value(QUESTIONS, &out);
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// ONE-10. Off the platform, the ground decides, and for a law its basis.
fn platform(item: &ServiceItem, answers: &mut Answers, out: &mut Findings) {
    const BASIS: &str = "/item/exemption_basis";
    const PATH: &str = "/item/exemption";
    let unknown = |path: Cow<'static, str>, out: &mut Findings| out.missing(&PLATFORM_UNKNOWN, vec![path]);
    match item.on_platform {
        Fact::Unknown => return unknown("/item/on_platform".into(), out),
        Fact::Known(true) => {
            return answers.add("platform", "on_platform", &ON_PLATFORM, "/item/on_platform", out);
        }
        _ => {}
    }
    let (word, code, path) = match item.exemption {
        Fact::Unknown => return unknown(PATH.into(), out),
        Fact::None => ("breach", &OFF_PLATFORM, PATH),
        Fact::Known(Exemption::Secret) => ("exempt", &EXEMPT_SECRET, PATH),
        Fact::Known(Exemption::PublicSecurity) => ("exempt", &EXEMPT_SECURITY, PATH),
        Fact::Known(Exemption::Phased) => ("exempt", &EXEMPT_PHASED, PATH),
        Fact::Known(Exemption::LikeCircumstance) => return out.add(&EXEMPTION_OPEN, PATH),
        Fact::Known(Exemption::Law) => {
            match sufficient(&item.exemption_basis, LAW_REGULATION, out.law().date()) {
                Sufficient::Yes => ("exempt", &EXEMPT_LAW, BASIS),
                Sufficient::Unknown => return unknown(BASIS.into(), out),
                Sufficient::UnknownField(index, field) => {
                    return unknown(format!("{BASIS}/{index}/{field}").into(), out);
                }
                _ => ("breach", &EXEMPTION_UNFOUNDED, BASIS),
            }
        }
    };
    answers.add("platform", word, code, path, out);
}

/// ONE-1.
fn listed(item: &ServiceItem, answers: &mut Answers, out: &mut Findings) {
    const PATH: &str = "/item/listed";
    match item.listed.is(true) {
        Some(true) => answers.add("list", "listed", &LISTED, PATH, out),
        Some(false) => answers.add("list", "unlisted", &UNLISTED, PATH, out),
        None => out.missing(&LIST_UNKNOWN, vec![PATH.into()]),
    }
}

/// ONE-9.
fn windows(item: &ServiceItem, answers: &mut Answers, out: &mut Findings) {
    const PATH: &str = "/item/window_model";
    match item.window_model.is(WindowModel::Dedicated) {
        Some(true) => answers.add("windows", "multi_window", &MULTI_WINDOW, PATH, out),
        Some(false) => answers.add("windows", "ok", &ONE_WINDOW, PATH, out),
        None => out.missing(&WINDOW_UNKNOWN, vec![PATH.into()]),
    }
}

/// ONE-30.
fn special_groups(item: &ServiceItem, answers: &mut Answers, out: &mut Findings) {
    const PATH: &str = "/item/channels";
    if !out.asks(&ONE_30) {
        return;
    }
    match item.channels.list() {
        None => out.missing(&CHANNELS_UNKNOWN, vec![PATH.into()]),
        Some(channels) if channels.iter().any(|one: &Channel| one.is_in_person()) => {
            answers.add("special_groups", "ok", &IN_PERSON, PATH, out);
        }
        Some(_) => answers.add("special_groups", "e_only", &E_ONLY, PATH, out),
    }
}

/// ONE-21.
fn identity(identity: &Identity, answers: &mut Answers, out: &mut Findings) {
    const LEVEL: &str = "/identity/level";
    const AGAIN: &str = "/identity/asked_again";
    match (identity.level.is(IdentityLevel::RealName), identity.asked_again) {
        (Some(false), _) => answers.add("identity", "not_verified", &NOT_VERIFIED, LEVEL, out),
        (_, Fact::Known(true)) => answers.add("identity", "not_verified", &ASKED_AGAIN, AGAIN, out),
        (Some(true), Fact::Known(false) | Fact::None) => {
            answers.add("identity", "verified", &VERIFIED, LEVEL, out);
        }
        (level, again) => {
            let missing = [(level.is_none(), LEVEL), (again.is_unknown(), AGAIN)];
            let missing = missing.iter().filter(|(unknown, _)| *unknown).map(|(_, path)| (*path).into());
            out.missing(&IDENTITY_UNKNOWN, missing.collect());
        }
    }
}

/// ONE-29: binding in Pudong's one-licence applications alone.
fn prefill(prefill: &Prefill<'_>, answers: &mut Answers, out: &mut Findings) {
    if !out.asks(&ONE_29) {
        return;
    }
    let (on_file, asked) = match (prefill.on_file.list(), prefill.asked.list()) {
        (Some(on_file), Some(asked)) => (on_file, asked),
        (None, _) => return out.missing(&PREFILL_UNKNOWN, vec!["/prefill/on_file".into()]),
        (_, None) => return out.missing(&PREFILL_UNKNOWN, vec!["/prefill/asked".into()]),
    };
    let bound = if out.law().date() >= PUDONG { prefill.pudong_one_licence.is(true) } else { Some(false) };
    let again: Vec<usize> =
        asked.iter().enumerate().filter(|(_, name)| on_file.contains(name)).map(|(index, _)| index).collect();
    if again.is_empty() {
        return answers.add("prefill", "prefilled", &PREFILLED, "/prefill/asked", out);
    }
    let code = match bound {
        None => return out.missing(&PREFILL_UNKNOWN, vec!["/prefill/pudong_one_licence".into()]),
        Some(true) => &ASKED_BOUND,
        Some(false) => &ASKED,
    };
    for index in again {
        answers.add("prefill", "asked", code, format!("/prefill/asked/{index}"), out);
    }
    if bound == Some(false) {
        out.add(&ASKED_NO_BREACH, "/prefill/asked");
    }
}
