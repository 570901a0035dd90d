//! The topic `service.rating`: are services rated, and bad ratings answered? ONE-25 (好差评), ONE-26 (real-name bad ratings),
//! ONE-27 (those that come by 12345).

use serde::Deserialize;
use serde_json::Value;

use super::answers::Answers;
use super::{CITY_BUSINESS, clock::Clock};
use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{
    Chapter, Date, Parameter, Rule, RuleId, Unit, art, by, codes, item, number, on, parameter, rule, section,
    since,
};
use crate::record::{Deadline, Fact, Kept, Moment};
use crate::report::{Findings, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.rating.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.rating",
    schema: SCHEMA,
    kind: "rating",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// The city's system of ratings went live.
const LIVE: Date = on(2019, 8, 5);

/// ONE-25.
static ONE_25: Rule = rule(
    RuleId(Chapter::Service, 25),
    since(LIVE),
    "“好差评”覆盖全部事项、机构、渠道，一次一评、一事一评，评价和回复公开",
    "every item, body and channel is rated, once a visit and once a matter; ratings and replies are public",
    &[
        by(section("HCP19", "上线"), Secondary),
        by(art("BER20", 29), Confirmed),
        by(item("OND", 11), Confirmed),
        by(art("BER24", 30), Confirmed),
    ],
)
.when("办结一次服务", "a service is rendered")
.then(
    "每一事项、机构、渠道一次一评、一事一评，评价和回复公开",
    "every item, body and channel is rated, once a visit and once a matter; ratings and replies are public",
);
/// ONE-26.
static ONE_26: Rule = rule(
    RuleId(Chapter::Service, 26),
    since(CITY_BUSINESS),
    "实名差评一个工作日内联系，合理的即时整改，复杂的限期整改，反馈并回访",
    "a real-name bad rating: contact within one working day, put right at once or in a set time, report back and follow up",
    &[by(art("BER20", 29), Confirmed), by(art("BER24", 30), Confirmed)],
)
.when("收到实名差评", "a real-name bad rating comes in")
.then(
    "1个工作日内联系；诉求清楚合理的即时整改，复杂的限期整改，反馈并回访",
    "contact within 1 working day; clear and reasonable: put right at once, complex: in a set time; report back and follow-up call",
)
.separable();
/// ONE-27.
static ONE_27: Rule = rule(
    RuleId(Chapter::Service, 27),
    since(LIVE),
    "12345转来的差评即时转责任单位，不得推诿，当日联系",
    "a bad rating by 12345 goes to the responsible unit at once, is not bounced, and is contacted the same day",
    &[by(section("HCP19", "12345"), Secondary)],
)
.when("差评由12345转来", "a bad rating comes by 12345")
.then("即时转责任单位，不得推诿，当日联系", "forwarded at once, not bounced, contacted the same day");

/// Term of the first contact after a bad rating.
static CONTACT_DAYS: Parameter = parameter(
    "service.rating_contact_days",
    &[ONE_26.id],
    Unit::WorkingDays,
    "差评的首次联系期限",
    "term of the first contact after a bad rating",
    &[number(1, by(art("BER20", 29), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_25, &ONE_26, &ONE_27];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&CONTACT_DAYS];

codes! {
    CONTACT_GAP: ONE_26, "gap.service_rating_calendar", Fail, Undetermined, "期限超出所给日历，无法计算", "the term runs past the calendar given: it cannot be computed" => Inferred;
    COVERED: ONE_25, "service.rating.rated", Fail, Met, "评价全覆盖，一次一评、一事一评，公开", "everything can be rated, once a visit and once a matter, publicly";
    NOT_COVERED: ONE_25, "service.rating.missing", Fail, NotMet, "评价未覆盖该项", "ratings do not cover this";
    COVERAGE_UNKNOWN: ONE_25, "service.rating.coverage_unknown", Fail, Undetermined, "不知道评价的覆盖情况", "it is unknown what ratings cover";
    GOOD: ONE_25, "service.rating.good", Fail, Met, "评价不是差评，无须整改", "the rating is not a bad one: nothing is to be put right";
    GRADE_UNKNOWN: ONE_25, "service.rating.grade_unknown", Fail, Undetermined, "不知道评价等级", "the grade of the rating is unknown";
    NO_NAME: ONE_26, "service.rating.anonymous", Inform, NotApplicable, "非实名差评，没有联系期限", "the bad rating bears no real name: no term for contact runs";
    CONTACTED: ONE_26, "service.rating.contact_in_time", Fail, Met, "在期限内联系", "contacted in time";
    CONTACT_LATE: ONE_26, "service.rating.contact_late", Fail, NotMet, "未在期限内联系", "not contacted in time";
    CONTACT_RUNNING: ONE_26, "service.rating.contact_running", Fail, Met, "联系期限未满", "the term for contact is running";
    CONTACT_UNKNOWN: ONE_26, "service.rating.contact_unknown", Fail, Undetermined, "不知道差评是否实名、何时评价或者何时联系", "it is unknown whether the rating bears a name, when it was given or when contact was made";
    FIXED: ONE_26, "service.rating.fixed", Fail, Met, "已整改", "put right";
    FIX_RUNNING: ONE_26, "service.rating.fix_running", Fail, Met, "整改期限未满", "the term for putting it right is running";
    FIX_LATE: ONE_26, "service.rating.fix_late", Fail, NotMet, "超过限期整改", "put right after the set time";
    UNFIXED: ONE_26, "service.rating.unfixed", Fail, NotMet, "未整改", "not put right";
    UNFIXED_AT_ONCE: ONE_26, "service.rating.unfixed_at_once", Fail, NotMet, "情况清楚、诉求合理的差评未即时整改", "clear and reasonable, and not put right at once" => Inferred;
    NO_TIME_SET: ONE_26, "service.rating.no_time_set", Fail, NotMet, "情况复杂的差评未限期整改", "complex, and no time was set for putting it right";
    UNFOUNDED: ONE_26, "service.rating.unfounded", Inform, Met, "差评经核实不成立，无须整改", "the rating proved unfounded: nothing to put right";
    FIX_UNKNOWN: ONE_26, "service.rating.fix_unknown", Fail, Undetermined, "缺少判断整改的事实", "facts about putting it right are missing";
    NOT_REPORTED: ONE_26, "service.rating.not_reported_back", Warn, NotMet, "未反馈整改结果", "the result was not reported back";
    NOT_FOLLOWED_UP: ONE_26, "service.rating.not_followed_up", Warn, NotMet, "政务服务主管部门未回访", "the service authority did not follow up";
    CONTACT: ONE_26, "service.rating.contact", Inform, Met, "在期限内联系评价人", "contact the person in time";
    FIX: ONE_26, "service.rating.fix", Inform, Met, "整改并反馈", "put it right and report back";
    FORWARDED: ONE_27, "service.rating.hotline_in_time", Fail, Met, "12345差评即时转办、当日联系", "forwarded at once and contacted the same day";
    HOTLINE_LATE: ONE_27, "service.rating.hotline_late", Fail, NotMet, "12345差评未即时转办或者未当日联系", "not forwarded at once or not contacted the same day" => Inferred;
    BOUNCED: ONE_27, "service.rating.bounced", Fail, NotMet, "12345差评被推诿退回", "the rating was bounced";
    HOTLINE_RUNNING: ONE_27, "service.rating.hotline_running", Fail, Met, "当日未过", "the day is not over";
    HOTLINE_UNKNOWN: ONE_27, "service.rating.hotline_unknown", Fail, Undetermined, "缺少12345差评转办的事实", "facts about the 12345 rating are missing";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    rating: Fact<Rating>,
    fix: Fact<Fix>,
    hotline: Fact<Hotline>,
    coverage: Fact<Coverage>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Rating {
    rated_at: Fact<Moment>,
    grade: Fact<Grade>,
    real_name: Fact<bool>,
    contacted_at: Fact<Moment>,
    reported_back_at: Fact<Moment>,
    followed_up_at: Fact<Moment>,
}

/// Grade of a rating (评价等级).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Grade {
    VerySatisfied,
    Satisfied,
    BasicallySatisfied,
    Dissatisfied,
    VeryDissatisfied,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Fix {
    nature: Fact<Nature>,
    due: Fact<Moment>,
    fixed_at: Fact<Moment>,
}

/// What a bad rating proved to be.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Nature {
    Clear,
    Complex,
    Unfounded,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Hotline {
    forwarded_at: Fact<Moment>,
    bounced: Fact<bool>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Coverage {
    items: Fact<bool>,
    bodies: Fact<bool>,
    channels: Fact<bool>,
    per_visit: Fact<bool>,
    per_matter: Fact<bool>,
    public: Fact<bool>,
}

const QUESTIONS: &[&str] = &["contact", "fix", "hotline", "coverage"];
const RATED: &str = "/rating/rated_at";
const CONTACTED_AT: &str = "/rating/contacted_at";

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts = read(facts)?;
    let rated_at = facts.rating.known().map_or(Fact::None, |rating| rating.rated_at);
    let mut out = question.act(rated_at, RATED);
    let mut answers = Answers::default();
    let mut clock = Clock { question, duties: Vec::new(), late_days: None };
    if out.law().date() >= LIVE {
        if let Fact::Known(rating) = facts.rating {
            rate(&rating, &facts, &mut clock, &mut answers, &mut out);
        }
        if let Fact::Known(known) = facts.coverage {
            coverage(&known, &mut answers, &mut out);
        }
        if facts.rating.is_unknown() && facts.coverage.is_unknown() {
            out.missing(&GRADE_UNKNOWN, vec!["/rating".into()]);
        }
    }
    let mut value = answers.value(QUESTIONS, &out);
    let by = clock.duties.iter().find_map(|duty| duty.by).map(|by| by.to_string());
    value.insert("by", by.into());
    value.insert("late_days", clock.late_days.into());
    Ok(Judgement { findings: out, value, obligations: clock.duties })
}

/// A rating: a good one calls for nothing.
fn rate(
    rating: &Rating,
    facts: &Facts,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    const GRADE: &str = "/rating/grade";
    match rating.grade {
        Fact::Unknown => return out.missing(&GRADE_UNKNOWN, vec![GRADE.into()]),
        Fact::Known(Grade::Dissatisfied | Grade::VeryDissatisfied) => {}
        _ => return answers.add("contact", "rated", &GOOD, GRADE, out),
    }
    let Fact::Known(rated) = rating.rated_at else {
        return out.missing(&CONTACT_UNKNOWN, vec![RATED.into()]);
    };
    if let Fact::Known(known) = facts.hotline {
        hotline(rated, rating, &known, clock, answers, out);
    }
    if !out.asks(&ONE_26) {
        return;
    }
    match rating.real_name {
        Fact::Unknown => return out.missing(&CONTACT_UNKNOWN, vec!["/rating/real_name".into()]),
        Fact::Known(true) => {}
        _ => return out.add(&NO_NAME, "/rating/real_name"),
    }
    contact(rated, rating, clock, answers, out);
    if let Fact::Known(known) = facts.fix {
        fix(rating, &known, clock, answers, out);
    }
    for (fact, code, path) in [
        (rating.reported_back_at, &NOT_REPORTED, "/rating/reported_back_at"),
        (rating.followed_up_at, &NOT_FOLLOWED_UP, "/rating/followed_up_at"),
    ] {
        if fact == Fact::None {
            out.add(code, path);
        }
    }
}

/// ONE-26: the first contact.
fn contact(
    rated: Moment,
    rating: &Rating,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let days = out.law().number(&CONTACT_DAYS);
    let Some(term) = Deadline::working_days(rated, days, clock.question.options, out) else {
        return out.add(&CONTACT_GAP, RATED);
    };
    match term.kept(rating.contacted_at, clock.question.as_of) {
        Kept::InTime => answers.add("contact", "in_time", &CONTACTED, CONTACTED_AT, out),
        Kept::Running => {
            answers.add("contact", "running", &CONTACT_RUNNING, CONTACTED_AT, out);
            clock.owe(&CONTACT, Party::Body, Some(term.last), out);
        }
        Kept::Late(late) | Kept::Overdue(late) => {
            clock.late_days = Some(late);
            answers.add("contact", "late", &CONTACT_LATE, CONTACTED_AT, out);
        }
        Kept::Unknown => out.missing(&CONTACT_UNKNOWN, vec![CONTACTED_AT.into()]),
    }
}

/// ONE-26: what was clear is put right at once, by the day of contact as we read it; what is complex by the day set.
fn fix(rating: &Rating, fix: &Fix, clock: &mut Clock<'_, '_>, answers: &mut Answers, out: &mut Findings) {
    const FIXED_AT: &str = "/fix/fixed_at";
    let today = clock.question.as_of;
    let (due, unfixed) = match fix.nature {
        Fact::Unknown => return out.missing(&FIX_UNKNOWN, vec!["/fix/nature".into()]),
        Fact::Known(Nature::Unfounded) => return out.add(&UNFOUNDED, "/fix/nature"),
        // Where nobody looked into it, it counts as what can be put right at once.
        Fact::None | Fact::Known(Nature::Clear) => match rating.contacted_at {
            Fact::Known(contacted) => (contacted.day(), &UNFIXED_AT_ONCE),
            // Nobody was contacted yet, which is another question.
            _ => (today, &UNFIXED_AT_ONCE),
        },
        Fact::Known(Nature::Complex) => match fix.due {
            Fact::Unknown => return out.missing(&FIX_UNKNOWN, vec!["/fix/due".into()]),
            Fact::None => return answers.add("fix", "unfixed", &NO_TIME_SET, "/fix/due", out),
            Fact::Known(due) => (due.day(), &UNFIXED),
        },
    };
    match fix.fixed_at {
        Fact::Known(fixed) if fixed.day() <= due => answers.add("fix", "in_time", &FIXED, FIXED_AT, out),
        Fact::Known(_) if fix.nature == Fact::Known(Nature::Complex) => {
            answers.add("fix", "late", &FIX_LATE, FIXED_AT, out);
        }
        Fact::Known(_) => answers.add("fix", "late", &UNFIXED_AT_ONCE, FIXED_AT, out),
        _ if today <= due => {
            answers.add("fix", "running", &FIX_RUNNING, FIXED_AT, out);
            clock.owe(&FIX, Party::Body, Some(due), out);
        }
        Fact::None => answers.add("fix", "unfixed", unfixed, FIXED_AT, out),
        Fact::Unknown => out.missing(&FIX_UNKNOWN, vec![FIXED_AT.into()]),
    }
}

/// ONE-27: at once and the same day.
fn hotline(
    rated: Moment,
    rating: &Rating,
    hotline: &Hotline,
    clock: &Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    match hotline.bounced {
        Fact::Known(true) => return answers.add("hotline", "late", &BOUNCED, "/hotline/bounced", out),
        Fact::Unknown => return out.missing(&HOTLINE_UNKNOWN, vec!["/hotline/bounced".into()]),
        _ => {}
    }
    let day = rated.day();
    let mut in_time = true;
    for (at, path) in [(hotline.forwarded_at, "/hotline/forwarded_at"), (rating.contacted_at, CONTACTED_AT)] {
        match at {
            Fact::Known(at) if at.day() <= day => continue,
            Fact::Unknown if clock.question.as_of > day => out.missing(&HOTLINE_UNKNOWN, vec![path.into()]),
            Fact::Known(_) => answers.add("hotline", "late", &HOTLINE_LATE, path, out),
            Fact::None if clock.question.as_of > day => {
                answers.add("hotline", "late", &HOTLINE_LATE, path, out);
            }
            _ => answers.add("hotline", "running", &HOTLINE_RUNNING, path, out),
        }
        in_time = false;
    }
    if in_time {
        answers.add("hotline", "in_time", &FORWARDED, "/hotline", out);
    }
}

/// ONE-25: what can be rated, how often, and whether the public sees it.
fn coverage(coverage: &Coverage, answers: &mut Answers, out: &mut Findings) {
    let mut missing = Vec::new();
    let mut all = true;
    for (fact, path) in [
        (coverage.items, "/coverage/items"),
        (coverage.bodies, "/coverage/bodies"),
        (coverage.channels, "/coverage/channels"),
        (coverage.per_visit, "/coverage/per_visit"),
        (coverage.per_matter, "/coverage/per_matter"),
        (coverage.public, "/coverage/public"),
    ] {
        match fact {
            Fact::Known(true) => {}
            Fact::Unknown => missing.push(path.into()),
            _ => {
                all = false;
                answers.add("coverage", "missing", &NOT_COVERED, path, out);
            }
        }
    }
    if !missing.is_empty() {
        out.missing(&COVERAGE_UNKNOWN, missing);
    } else if all {
        answers.add("coverage", "rated", &COVERED, "/coverage", out);
    }
}
