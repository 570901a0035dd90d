//! Online and offline are one standard: ONE-3.

use std::borrow::Cow;
use std::collections::HashSet;

use super::answers::Answers;
use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Fact, Fee, Guide};
use crate::report::Findings;

/// ONE-3.
static ONE_3: Rule = rule(
    RuleId(Chapter::Service, 3),
    since(Law::BASE),
    "线上线下办理标准一致：条件、材料、时限、环节相同",
    "one standard online and offline: the same conditions, materials, times and steps",
    &[by(section("SEED", "二(五)"), Seed), by(art("BER20", 23), Confirmed), by(art("BER24", 24), Confirmed)],
)
.when("事项线上线下均可办理", "an item is handled online and offline")
.then(
    "条件、材料、时限、环节一致；不一致的逐项列出",
    "conditions, materials, times and steps are identical; differences are listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_3];

codes! {
    EQUAL: ONE_3, "service.guide.equal", Fail, Met, "线上线下办理标准一致", "online and offline guides set one standard" => Inferred;
    DIFFERS: ONE_3, "service.guide.differs", Fail, NotMet, "线上线下办理标准不一致", "the online and the offline guide differ here" => Inferred;
    UNKNOWN: ONE_3, "service.guide.comparison_unknown", Fail, Undetermined, "缺少比较线上线下指南的事实", "facts for comparing the two guides are missing" => Inferred;
}

/// ONE-3: the fields in which the two guides differ, in the order compared. Undetermined when nothing known differs and a
/// field to compare is absent from either.
pub(super) fn equality(
    online: &Guide<'_>,
    offline: &Guide<'_>,
    answers: &mut Answers,
    out: &mut Findings,
) -> Vec<&'static str> {
    let mut different = Vec::new();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut differ = |field: &'static str, path: Cow<'static, str>, out: &mut Findings| {
        answers.add("equality", "diff", &DIFFERS, path, out);
        if different.last() != Some(&field) {
            different.push(field);
        }
    };

    for (field, ids) in [
        ("conditions", [condition_ids(online), condition_ids(offline)]),
        ("materials", [material_ids(online), material_ids(offline)]),
    ] {
        compare(field, &ids, &mut missing, |path| differ(field, path, out));
    }

    let promised = |guide: &Guide<'_>| match guide.time {
        Fact::Known(time) => time.promised,
        Fact::None => Fact::None,
        Fact::Unknown => Fact::Unknown,
    };
    match (promised(online), promised(offline)) {
        (Fact::Unknown, _) => missing.push("/online/time/promised".into()),
        (_, Fact::Unknown) => missing.push("/offline/time/promised".into()),
        (one, other) if one != other => differ("promised_days", "/offline/time/promised".into(), out),
        _ => {}
    }

    let steps = [step_ids(online), step_ids(offline)];
    // The order of the steps counts; that of conditions and materials does not.
    if !compare("process", &steps, &mut missing, |path| differ("steps", path, out))
        && let [Ok(one), Ok(other)] = &steps
        && one != other
    {
        differ("steps", "/offline/process".into(), out);
    }

    let fee = |fee: &Fact<Fee<'_>>| fee.known().map_or_else(String::new, Fee::compared);
    match (&online.fee, &offline.fee) {
        (Fact::Unknown, _) => missing.push("/online/fee".into()),
        (_, Fact::Unknown) => missing.push("/offline/fee".into()),
        (one, other) if fee(one) != fee(other) => differ("fee", "/offline/fee".into(), out),
        _ => {}
    }

    if !missing.is_empty() {
        out.missing(&UNKNOWN, missing);
    } else if different.is_empty() {
        answers.add("equality", "equal", &EQUAL, "", out);
    }
    different
}

/// The ids of a list in its order, or the pointer, below the guide, of what is absent.
type Ids<'a> = Result<Vec<&'a str>, String>;

fn ids<'a, T>(list: &Fact<Vec<T>>, name: &str, id: impl Fn(&T) -> Fact<&'a str>) -> Ids<'a> {
    let list = list.list().ok_or_else(|| name.to_owned())?;
    list.iter()
        .enumerate()
        .map(|(index, one)| id(one).known().copied().ok_or_else(|| format!("{name}/{index}/id")))
        .collect()
}

fn condition_ids<'a>(guide: &Guide<'a>) -> Ids<'a> {
    ids(&guide.conditions, "conditions", |one| one.id)
}

fn material_ids<'a>(guide: &Guide<'a>) -> Ids<'a> {
    ids(&guide.materials, "materials", |one| one.id)
}

fn step_ids<'a>(guide: &Guide<'a>) -> Ids<'a> {
    ids(&guide.process, "process", |one| one.id)
}

/// Tells `differ` of each element that only one of the two guides has; whether there was any.
fn compare(
    name: &str,
    sides: &[Ids<'_>; 2],
    missing: &mut Vec<Cow<'static, str>>,
    mut differ: impl FnMut(Cow<'static, str>),
) -> bool {
    let [online, offline] = match sides {
        [Ok(online), Ok(offline)] => [online, offline],
        [online, offline] => {
            for (side, ids) in [("online", online), ("offline", offline)] {
                if let Err(below) = ids {
                    missing.push(format!("/{side}/{below}").into());
                }
            }
            return false;
        }
    };
    let mut found = false;
    for (side, here, there) in [("online", online, offline), ("offline", offline, online)] {
        let there: HashSet<&str> = there.iter().copied().collect();
        for (index, id) in here.iter().enumerate() {
            if !there.contains(id) {
                found = true;
                differ(format!("/{side}/{name}/{index}").into());
            }
        }
    }
    found
}
