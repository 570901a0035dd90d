//! The three classes of the measures of 2018: SHARE-1, SHARE-2, SHARE-3.

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, between, by, codes, rule, section, since};
use crate::record::{Entry, Fact, OneOrMany, STATUTORY, ShareClass};
use crate::report::Listener;

use super::departments::SHARE_17;
use super::negative_list::SHARE_14;
use super::scheme::{Classified, GroundCodes, Scheme};

/// SHARE-1.
pub(super) static SHARE_1: Rule = rule(
    RuleId(Chapter::Sharing, 1),
    since(Law::BASE),
    "公共数据以共享为原则，不共享为例外",
    "data between bodies are shared; not sharing is the exception",
    &[by(section("SEED", "二(四)"), Seed), by(art("SDR", 38), Confirmed)],
)
.when("数据在适用主体之间", "data stand between bodies that are bound")
.then("以共享为原则；不共享是例外", "shared; not sharing is the exception");
/// SHARE-2.
static SHARE_2: Rule = rule(
    RuleId(Chapter::Sharing, 2),
    between(Law::BASE, Law::DATA_REGULATION),
    "公共数据分为无条件共享、授权共享和非共享三类，每一目录条目只归一类",
    "each entry bears exactly one of the classes unconditional, authorised, not shared",
    &[by(section("SEED", "二(四)"), Seed), by(art("O9", 27), Confirmed)],
)
.when("编目的数据条目", "an entry of the catalogue")
.then(
    "归入无条件共享、授权共享、非共享中的一类；未归类或者归入多类的有瑕疵",
    "exactly one of unconditional, authorised, not shared; none or several is a defect",
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
.when("条目列为授权共享或者非共享", "an entry is classed as authorised or not shared")
.then(
    "说明理由并引用法律、法规、规章；否则分类有瑕疵，补正前按更开放的一级处理",
    "reasons and a basis in law, regulation or rule are stated; else the class is defective and counts as the next more open one until cured",
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

/// What SHARE-3 asks of the classes.
pub(super) static SCHEME: Scheme = Scheme {
    looser: &ITEM_LOOSER,
    instead: |class| match class {
        ShareClass::NotShared => ShareClass::Authorised,
        ShareClass::Authorised | ShareClass::Unconditional => ShareClass::Unconditional,
    },
    ground: |class| match class {
        ShareClass::Unconditional => None,
        ShareClass::Authorised => Some((STATUTORY, &AUTHORISED)),
        ShareClass::NotShared => Some((STATUTORY, &NOT_SHARED)),
    },
};

/// SHARE-1 to SHARE-3 for the entry, its items apart.
pub(super) fn classify(entry: &Entry<'_>, out: &mut impl Listener) -> Classified {
    out.add(&DEFAULT, "");
    let Some(declared) = declared(&entry.share_type, out) else {
        let defective = if entry.share_type.is_unknown() { None } else { Some(true) };
        return Classified { declared: None, effective: None, defective };
    };
    if declared == ShareClass::Unconditional {
        out.add(&OPEN_NO_GROUND, "/entry/share_type");
    }
    SCHEME.entry(entry, declared, out)
}

/// SHARE-2: the one class that the entry bears.
fn declared(share_type: &Fact<OneOrMany<ShareClass>>, out: &mut impl Listener) -> Option<ShareClass> {
    const PATH: &str = "/entry/share_type";
    match share_type {
        Fact::Unknown => out.missing(&CLASS_UNKNOWN, [PATH]),
        Fact::Known(classes) if classes.is_several() => out.add(&CLASS_SEVERAL, PATH),
        Fact::Known(classes) if classes.one().is_some() => {
            out.add(&CLASS_STATED, PATH);
            return classes.one();
        }
        _ => out.add(&CLASS_MISSING, PATH),
    }
    None
}
