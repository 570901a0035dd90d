//! The three classes of the measures of 2018: SHARE-1, SHARE-2, SHARE-3.

use std::cmp::Ordering;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, between, by, codes, rule, section, since};
use crate::record::{
    BasisLevel, Entry, Fact, LegalBasis, OneOrMany, STATUTORY, ShareClass, Sufficient, sufficient,
};
use crate::report::Findings;

use super::departments::SHARE_17;
use super::negative_list::SHARE_14;

/// SHARE-1.
pub(super) static SHARE_1: Rule = rule(
    RuleId(Chapter::Sharing, 1),
    since(Law::BASE),
    "公共数据以共享为原则，不共享为例外",
    "data between bodies are shared; not sharing is the exception",
    &[by(section("SEED", "二(四)"), Seed), by(art("SDR", 38), Confirmed)],
);
/// SHARE-2.
static SHARE_2: Rule = rule(
    RuleId(Chapter::Sharing, 2),
    between(Law::BASE, Law::DATA_REGULATION),
    "公共数据分为无条件共享、授权共享和非共享三类，每一目录条目只归一类",
    "each entry bears exactly one of the classes unconditional, authorised, not shared",
    &[by(section("SEED", "二(四)"), Seed), by(art("O9", 27), Confirmed)],
)
.replaced_by(&[SHARE_14.id, SHARE_17.id]);
/// SHARE-3.
static SHARE_3: Rule = rule(
    RuleId(Chapter::Sharing, 3),
    between(Law::BASE, Law::DATA_REGULATION),
    "列为授权共享或者非共享的，应当说明理由并提供法律、法规、规章依据",
    "who classes data as authorised or not shared states reasons and a basis in law, regulation or rule",
    &[by(art("O9", 27), Confirmed)],
)
.replaced_by(&[SHARE_14.id, SHARE_17.id]);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_1, &SHARE_2, &SHARE_3];

codes! {
    DEFAULT: SHARE_1, "share.default", Inform, Met, "以共享为原则", "sharing is the rule";
    CLASS_STATED: SHARE_2, "share.class.stated", Inform, Met, "条目归入一个共享类型", "the entry bears one class";
    CLASS_UNKNOWN: SHARE_2, "share.class.unknown", Fail, Undetermined, "不知道条目的共享类型", "the class of the entry is unknown";
    CLASS_MISSING: SHARE_2, "share.class.missing", Fail, NotMet, "条目未归入任何共享类型", "the entry bears no class";
    CLASS_SEVERAL: SHARE_2, "share.class.several", Fail, NotMet, "条目归入多个共享类型，应当只归一类", "the entry bears several classes; it must bear exactly one";
    ITEM_LOOSER: SHARE_2, "share.item.looser", Fail, NotMet, "信息项的共享类型宽于所属条目", "an item is classed more openly than its entry" => Inferred;
    OPEN_NO_GROUND: SHARE_3, "share.unconditional.no_ground_needed", Fail, Met, "无条件共享，无需说明理由和依据", "unconditional: neither reasons nor basis are owed";
    AUTHORISED_GROUNDED: SHARE_3, "share.authorised.grounded", Fail, Met, "授权共享的理由和依据齐备", "reasons and basis of the authorised class are stated";
    AUTHORISED_NO_REASON: SHARE_3, "share.authorised.no_reason", Fail, NotMet, "授权共享未说明理由，分类有瑕疵", "the authorised class has no reasons: defective";
    AUTHORISED_NO_BASIS: SHARE_3, "share.authorised.no_basis", Fail, NotMet, "授权共享未提供依据，分类有瑕疵", "the authorised class has no basis: defective";
    AUTHORISED_TOO_LOW: SHARE_3, "share.authorised.basis_too_low", Fail, NotMet, "授权共享的依据低于法律、法规、规章，分类有瑕疵", "the basis of the authorised class ranks below law, regulation and rule: defective";
    AUTHORISED_NOT_IN_FORCE: SHARE_3, "share.authorised.basis_not_in_force", Fail, NotMet, "授权共享的依据在该日期未施行，分类有瑕疵", "the basis of the authorised class is not in force on the date: defective";
    AUTHORISED_UNKNOWN: SHARE_3, "share.authorised.ground_unknown", Fail, Undetermined, "不知道授权共享的理由或者依据", "reasons or basis of the authorised class are unknown";
    NOT_SHARED_GROUNDED: SHARE_3, "share.not_shared.grounded", Fail, Met, "非共享的理由和依据齐备", "reasons and basis of not sharing are stated";
    NOT_SHARED_NO_REASON: SHARE_3, "share.not_shared.no_reason", Fail, NotMet, "非共享未说明理由，分类有瑕疵", "not sharing has no reasons: defective";
    NOT_SHARED_NO_BASIS: SHARE_3, "share.not_shared.no_basis", Fail, NotMet, "非共享未提供依据，分类有瑕疵", "not sharing has no basis: defective";
    NOT_SHARED_TOO_LOW: SHARE_3, "share.not_shared.basis_too_low", Fail, NotMet, "非共享的依据低于法律、法规、规章，分类有瑕疵", "the basis of not sharing ranks below law, regulation and rule: defective";
    NOT_SHARED_NOT_IN_FORCE: SHARE_3, "share.not_shared.basis_not_in_force", Fail, NotMet, "非共享的依据在该日期未施行，分类有瑕疵", "the basis of not sharing is not in force on the date: defective";
    NOT_SHARED_UNKNOWN: SHARE_3, "share.not_shared.ground_unknown", Fail, Undetermined, "不知道非共享的理由或者依据", "reasons or basis of not sharing are unknown";
}

/// The codes that a stated ground may come to, for one class.
pub(super) struct GroundCodes {
    pub(super) grounded: &'static Code,
    pub(super) no_reason: &'static Code,
    pub(super) no_basis: &'static Code,
    pub(super) too_low: &'static Code,
    pub(super) not_in_force: &'static Code,
    pub(super) unknown: &'static Code,
}

static AUTHORISED: GroundCodes = GroundCodes {
    grounded: &AUTHORISED_GROUNDED,
    no_reason: &AUTHORISED_NO_REASON,
    no_basis: &AUTHORISED_NO_BASIS,
    too_low: &AUTHORISED_TOO_LOW,
    not_in_force: &AUTHORISED_NOT_IN_FORCE,
    unknown: &AUTHORISED_UNKNOWN,
};
static NOT_SHARED: GroundCodes = GroundCodes {
    grounded: &NOT_SHARED_GROUNDED,
    no_reason: &NOT_SHARED_NO_REASON,
    no_basis: &NOT_SHARED_NO_BASIS,
    too_low: &NOT_SHARED_TOO_LOW,
    not_in_force: &NOT_SHARED_NOT_IN_FORCE,
    unknown: &NOT_SHARED_UNKNOWN,
};

/// What an entry's class comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classified {
    /// The class that the entry states.
    pub(crate) declared: Option<ShareClass>,
    /// The class that counts: a defective one counts as the next more open one, pending cure (an inferred effect).
    pub(crate) effective: Option<ShareClass>,
    /// Whether the classification is defective; `None` when unknown.
    pub(crate) defective: Option<bool>,
    /// The class of each item that is stricter than its entry, by index.
    pub(crate) items: Vec<(usize, Option<ShareClass>)>,
}

/// SHARE-1 to SHARE-3, for the entry and then for each item that bears a class of its own.
pub(crate) fn classify(entry: &Entry<'_>, out: &mut Findings) -> Classified {
    out.add(&DEFAULT, "");
    let Some(declared) = declared(&entry.share_type, out) else {
        let defective = if entry.share_type.is_unknown() { None } else { Some(true) };
        return Classified { declared: None, effective: None, defective, items: Vec::new() };
    };
    if declared == ShareClass::Unconditional {
        out.add(&OPEN_NO_GROUND, "/entry/share_type");
    }
    each(entry, declared, &ITEM_LOOSER, next_more_open, out, |class, stated, fallback, out| match class {
        ShareClass::Unconditional => Some(true),
        ShareClass::Authorised => grounded(stated, fallback, STATUTORY, &AUTHORISED, out),
        ShareClass::NotShared => grounded(stated, fallback, STATUTORY, &NOT_SHARED, out),
    })
}

/// The entry's class and those of its items, each by whether its ground carries it (`sound`); one without counts as
/// `instead` says. An item may be stricter than its entry, never `looser`.
pub(super) fn each(
    entry: &Entry<'_>,
    declared: ShareClass,
    looser: &'static Code,
    instead: fn(ShareClass) -> ShareClass,
    out: &mut Findings,
    sound: impl Fn(ShareClass, &Stated<'_, '_>, Option<&Fact<Vec<LegalBasis>>>, &mut Findings) -> Option<bool>,
) -> Classified {
    let counts = |class, sound: Option<bool>| sound.map(|sound| if sound { class } else { instead(class) });
    let stated = Stated { reason: &entry.share_reason, basis: &entry.share_basis, pointer: "/entry" };
    let own = sound(declared, &stated, None, out);
    let mut classified = Classified {
        declared: Some(declared),
        effective: counts(declared, own),
        defective: own.map(|sound| !sound),
        items: Vec::new(),
    };
    for (index, item) in entry.items.list().unwrap_or_default().iter().enumerate() {
        let Fact::Known(class) = item.share_type else { continue };
        let pointer = format!("/entry/items/{index}");
        let sound = match class.cmp(&declared) {
            Ordering::Equal => continue,
            Ordering::Less => {
                out.add(looser, format!("{pointer}/share_type"));
                Some(false)
            }
            Ordering::Greater => {
                let stated =
                    Stated { reason: &item.share_reason, basis: &item.share_basis, pointer: &pointer };
                let sound = sound(class, &stated, Some(&entry.share_basis), out);
                classified.items.push((index, counts(class, sound).map(|class| class.max(declared))));
                sound
            }
        };
        classified.defective = either_defective(classified.defective, sound.map(|sound| !sound));
    }
    classified
}

fn either_defective(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// SHARE-2: the one class that the entry bears.
fn declared(share_type: &Fact<OneOrMany<ShareClass>>, out: &mut Findings) -> Option<ShareClass> {
    const PATH: &str = "/entry/share_type";
    match share_type {
        Fact::Unknown => out.missing(&CLASS_UNKNOWN, vec![PATH.into()]),
        Fact::Known(classes) if classes.is_several() => out.add(&CLASS_SEVERAL, PATH),
        Fact::Known(classes) if classes.one().is_some() => {
            out.add(&CLASS_STATED, PATH);
            return classes.one();
        }
        _ => out.add(&CLASS_MISSING, PATH),
    }
    None
}

/// What is stated for a class, and where.
pub(super) struct Stated<'a, 'b> {
    pub(super) reason: &'a Fact<&'b str>,
    pub(super) basis: &'a Fact<Vec<LegalBasis>>,
    pub(super) pointer: &'a str,
}

/// SHARE-3, and SHARE-17 likewise: whether reasons and a basis of an admitted rank are stated; `None` when the reasons, the
/// bases or a basis' rank are absent. Every lack is found, not the first
/// alone. An item without bases of its own rests on its entry's, the `fallback`.
pub(super) fn grounded(
    stated: &Stated<'_, '_>,
    fallback: Option<&Fact<Vec<LegalBasis>>>,
    admitted: &[BasisLevel],
    codes: &GroundCodes,
    out: &mut Findings,
) -> Option<bool> {
    let at = |field: &str| format!("{}/{field}", stated.pointer);
    let date = out.law().date();
    let mut missing = Vec::new();
    let mut sound = true;
    match stated.reason {
        Fact::Unknown => missing.push(at("share_reason").into()),
        Fact::Known(reason) if !reason.trim().is_empty() => {}
        _ => {
            out.add(codes.no_reason, at("share_reason"));
            sound = false;
        }
    }
    let (basis, pointer) = match fallback {
        Some(entry) if stated.basis.is_unknown() => {
            (sufficient(entry, admitted, date), "/entry/share_basis".to_owned())
        }
        _ => (sufficient(stated.basis, admitted, date), at("share_basis")),
    };
    let lack = match basis {
        Sufficient::Yes => None,
        Sufficient::None => Some(codes.no_basis),
        Sufficient::TooLow => Some(codes.too_low),
        Sufficient::NotInForce => Some(codes.not_in_force),
        Sufficient::Unknown => {
            missing.push(pointer.clone().into());
            None
        }
        Sufficient::UnknownField(index, field) => {
            missing.push(format!("{pointer}/{index}/{field}").into());
            None
        }
    };
    if let Some(lack) = lack {
        out.add(lack, pointer);
        sound = false;
    }
    match (sound, missing.is_empty()) {
        (false, _) => Some(false),
        (true, true) => {
            out.add(codes.grounded, stated.pointer.to_owned());
            Some(true)
        }
        (true, false) => {
            out.missing(codes.unknown, missing);
            None
        }
    }
}

fn next_more_open(class: ShareClass) -> ShareClass {
    match class {
        ShareClass::NotShared => ShareClass::Authorised,
        ShareClass::Authorised | ShareClass::Unconditional => ShareClass::Unconditional,
    }
}
