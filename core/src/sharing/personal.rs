//! Personal data in a share: SHARE-27.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{Fact, LAW_ADMINISTRATIVE, LegalBasis, Moment, SensitiveKind, Sufficient, sufficient};
use crate::report::{Findings, Obligation, Party};

use super::course::{Case, Told};

/// SHARE-27.
static SHARE_27: Rule = rule(
    RuleId(Chapter::Sharing, 27),
    since(Law::PERSONAL_INFORMATION),
    "机关之间共享个人信息，应当为履行法定职责所必需、告知个人、事前进行影响评估并记录处理情况",
    "organs that share personal information do so for a statutory duty, tell the person, assess the impact beforehand and record the handling",
    &[
        by(art("PIPL", 34), Confirmed),
        by(art("PIPL", 35), Confirmed),
        by(art("PIPL", 55), Confirmed),
        by(art_para("PIPL", 56, 2), Confirmed),
        by(art_para("GDS", 37, 1), Confirmed),
    ],
)
.when("机关之间共享个人信息", "organs share personal information")
.then(
    "履职所必需、告知个人、事前影响评估并记录，记录至少保存三年",
    "needed for the duty, the person told, impact assessed beforehand and recorded, records kept at least 3 years",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_27];

codes! {
    NOT_PERSONAL: SHARE_27, "share.personal.none", Inform, NotApplicable, "共享的数据项不含个人信息", "the items shared hold no personal information";
    PERSONAL_UNKNOWN: SHARE_27, "share.personal.unknown", Inform, Undetermined, "不知道共享的数据项是否含个人信息", "it is unknown whether the items shared hold personal information";
    FOR_DUTY: SHARE_27, "share.personal.for_duty", Inform, Met, "为履行法定职责处理个人信息", "personal information is handled for a statutory duty";
    NO_DUTY: SHARE_27, "share.personal.no_duty", Warn, NotMet, "没有法定职责作为处理个人信息的依据", "no statutory duty carries the handling";
    DUTY_UNKNOWN: SHARE_27, "share.personal.duty_unknown", Inform, Undetermined, "不知道所依据的法定职责", "the statutory duty is unknown";
    NOTIFIED: SHARE_27, "share.personal.notified", Inform, Met, "已告知个人，或者依法不需告知", "the persons were told, or need not be";
    NOT_NOTIFIED: SHARE_27, "share.personal.not_notified", Warn, NotMet, "未告知个人，也没有不需告知的依据", "the persons were not told, and nothing lifts the notice";
    NOTICE_UNKNOWN: SHARE_27, "share.personal.notice_unknown", Inform, Undetermined, "不知道是否告知个人", "it is unknown whether the persons were told";
    ASSESSED: SHARE_27, "share.personal.assessed", Inform, Met, "事前进行了个人信息保护影响评估", "the impact was assessed beforehand";
    NOT_ASSESSED: SHARE_27, "share.personal.not_assessed", Warn, NotMet, "未进行个人信息保护影响评估", "the impact was not assessed";
    ASSESSED_LATE: SHARE_27, "share.personal.assessed_late", Warn, NotMet, "提供数据之后才进行影响评估", "the impact was assessed only after the data were delivered";
    ASSESSMENT_UNKNOWN: SHARE_27, "share.personal.assessment_unknown", Inform, Undetermined, "不知道是否进行影响评估", "it is unknown whether the impact was assessed";
    RECORDED: SHARE_27, "share.personal.recorded", Inform, Met, "处理情况已记录", "the handling is recorded";
    NOT_RECORDED: SHARE_27, "share.personal.not_recorded", Warn, NotMet, "处理情况未记录", "the handling is not recorded";
    RECORDING_UNKNOWN: SHARE_27, "share.personal.recording_unknown", Inform, Undetermined, "不知道处理情况是否记录", "it is unknown whether the handling is recorded";
    ASSESS: SHARE_27, "share.duty.assess_impact", Inform, Met, "提供个人信息前进行影响评估并记录处理情况", "assess the impact before personal information is provided, and record the handling";
}

/// What was done for personal data in the share (个人信息处理).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Handling {
    notified_at: Fact<Moment>,
    notice_exemption: Fact<Vec<LegalBasis>>,
    impact_assessment_at: Fact<Moment>,
    handling_recorded: Fact<bool>,
}

/// SHARE-27, for what is granted: asked where an item is, or may be, personal.
pub(super) fn handled(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    if !out.asks(&SHARE_27) || !case.granted() {
        return;
    }
    match personal(case) {
        Personal::No => return out.add(&NOT_PERSONAL, "/items"),
        Personal::Unknown(path) => {
            out.missing(&PERSONAL_UNKNOWN, vec![path]);
            if case.course.personal_information.known().is_none() {
                return;
            }
        }
        Personal::Yes => {}
    }
    let unknown = Handling::default();
    let handling = case.course.personal_information.known().unwrap_or(&unknown);
    let none = matches!(case.course.personal_information, Fact::None);
    let asked: [Answer; 4] = [
        (case.request.duty_ref.is_stated(), [&FOR_DUTY, &NO_DUTY, &DUTY_UNKNOWN], "/duty_ref".into()),
        notified(handling, none, out),
        assessed(case, handling, none),
        (
            if none { Some(false) } else { handling.handling_recorded.is(true) },
            [&RECORDED, &NOT_RECORDED, &RECORDING_UNKNOWN],
            "/personal_information/handling_recorded".into(),
        ),
    ];
    for (kept, [yes, no, unknown], path) in &asked {
        match kept {
            Some(true) => out.add(yes, path.clone()),
            Some(false) => out.add(no, path.clone()),
            None => out.missing(unknown, vec![path.clone()]),
        }
    }
    if asked.iter().skip(2).any(|(kept, ..)| kept.is_none()) {
        told.obligations.push(Obligation::new(out.law(), &ASSESS, Party::Provider));
    }
    let word = if asked.iter().any(|(kept, ..)| *kept == Some(false)) {
        Some("fail")
    } else if asked.iter().all(|(kept, ..)| *kept == Some(true)) {
        Some("pass")
    } else {
        None
    };
    told.value.insert("personal_information", word.into());
}

/// Whether a duty was kept, the codes that say so, not, or that it is unknown, and the fact that told.
type Answer = (Option<bool>, [&'static Code; 3], Cow<'static, str>);

fn notified(handling: &Handling, none: bool, out: &Findings) -> Answer {
    const CODES: [&Code; 3] = [&NOTIFIED, &NOT_NOTIFIED, &NOTICE_UNKNOWN];
    let lifted = sufficient(&handling.notice_exemption, LAW_ADMINISTRATIVE, out.law().date());
    let kept = match (handling.notified_at, lifted) {
        (Fact::Known(_), _) | (_, Sufficient::Yes) => Some(true),
        (Fact::None, Sufficient::UnknownField(index, field)) => {
            return (None, CODES, format!("/personal_information/notice_exemption/{index}/{field}").into());
        }
        // Who says that nobody was told, and names nothing that lifts the notice, has said it.
        (Fact::None, _) => Some(false),
        (Fact::Unknown, _) if none => Some(false),
        (Fact::Unknown, _) => None,
    };
    (kept, CODES, "/personal_information/notified_at".into())
}

fn assessed(case: &Case<'_>, handling: &Handling, none: bool) -> Answer {
    let (kept, otherwise) = match (handling.impact_assessment_at, case.course.delivered_at) {
        (Fact::Known(at), Fact::Known(delivered)) if at.is_after(delivered) => (Some(false), &ASSESSED_LATE),
        (Fact::Known(_), _) => (Some(true), &NOT_ASSESSED),
        (Fact::None, _) => (Some(false), &NOT_ASSESSED),
        (Fact::Unknown, _) if none => (Some(false), &NOT_ASSESSED),
        (Fact::Unknown, _) => (None, &NOT_ASSESSED),
    };
    let codes = [&ASSESSED, otherwise, &ASSESSMENT_UNKNOWN];
    (kept, codes, "/personal_information/impact_assessment_at".into())
}

enum Personal {
    Yes,
    No,
    Unknown(Cow<'static, str>),
}

/// Whether an item asked for is personal: by its own flag, else by its entry's.
fn personal(case: &Case<'_>) -> Personal {
    const KIND: SensitiveKind = SensitiveKind::Personal;
    let items = case.entry.items.list().unwrap_or_default();
    let places: HashMap<&str, usize> = items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| item.name.known().map(|name| (*name, index)))
        .collect();
    let own = case.entry.flag(KIND);
    let mut unknown = None;
    for name in case.request.items.list().unwrap_or_default() {
        let place =
            places.get(name).and_then(|index| items.get(*index).map(|item| (*index, item.flag(KIND))));
        match (place, own) {
            (Some((_, Fact::Known(true))), _) => return Personal::Yes,
            (Some((_, Fact::Known(false) | Fact::None)), _) => {}
            (_, Fact::Known(true)) => return Personal::Yes,
            (_, Fact::Known(false) | Fact::None) => {}
            (Some((index, Fact::Unknown)), Fact::Unknown) => {
                unknown.get_or_insert_with(|| format!("/entry/items/{index}/is_personal").into());
            }
            (None, Fact::Unknown) => {
                unknown.get_or_insert_with(|| "/entry/is_personal".into());
            }
        }
    }
    unknown.map_or(Personal::No, Personal::Unknown)
}
