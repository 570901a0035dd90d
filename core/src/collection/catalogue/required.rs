//! What an entry must state: CAT-4, CAT-5 and CAT-8.

use super::facts::Listed;
use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Fact, OneOrMany, ShareClass};

/// CAT-4.
static CAT_4: Rule = rule(
    RuleId(Chapter::Catalogue, 4),
    since(Law::DATA_REGULATION),
    "目录条目至少载明数据来源、更新频率、安全等级、共享属性、开放属性",
    "an entry states at least source, update frequency, security level, share attribute and open attribute",
    &[by(art("SDR", 28), Confirmed)],
)
.when("编制目录条目", "an entry is compiled")
.then(
    "至少载明数据来源、更新频率、安全等级、共享属性、开放属性；缺项逐一列出",
    "it states at least source, update frequency, security level, share and open attribute; what is missing is listed",
);
/// CAT-5.
static CAT_5: Rule = rule(
    RuleId(Chapter::Catalogue, 5),
    since(Law::SHARING_REGULATION),
    "政务数据目录载明数据名称、数据项、提供单位、数据格式、更新频率、共享属性、共享方式、使用条件、分类分级",
    "a department's entry states name, items, provider, format, update frequency, share attribute and method, conditions of use, class and level",
    &[by(art("GDS", 13), Confirmed)],
)
.when("政府部门编制目录条目", "a government department compiles an entry")
.then(
    "载明名称、数据项、提供单位、格式、更新频率、共享属性、共享方式、使用条件、分类分级；缺项逐一列出",
    "it states name, items, provider, format, update frequency, share attribute and method, conditions of use, class and level; what is missing is listed",
);
/// CAT-8.
static CAT_8: Rule = rule(
    RuleId(Chapter::Catalogue, 8),
    since(Law::BASE),
    "目录条目的核心元数据符合目录编制指南",
    "the core metadata of an entry are those of the guide to catalogues",
    &[by(section("GUIDE", "核心元数据"), Secondary)],
)
.when("编制目录条目", "an entry is compiled")
.then(
    "具备目录编制指南的核心元数据；不具备的逐一列出",
    "it bears the core metadata of the guide; what is missing is listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_4, &CAT_5, &CAT_8];

codes! {
    COMPLETE: CAT_4, "catalogue.entry.complete", Fail, Met, "条目载明了至少应当载明的内容", "the entry states what it must at least state";
    MISSING: CAT_4, "catalogue.entry.missing_field", Fail, NotMet, "条目未载明至少应当载明的内容", "the entry does not state what it must at least state";
    UNKNOWN: CAT_4, "catalogue.entry.field_unknown", Fail, Undetermined, "不知道条目是否载明该内容", "it is unknown whether the entry states this";
    DEPARTMENT_COMPLETE: CAT_5, "catalogue.department.complete", Fail, Met, "政务数据目录条目载明了应当载明的内容", "the department's entry states what it must";
    DEPARTMENT_MISSING: CAT_5, "catalogue.department.missing_field", Fail, NotMet, "政务数据目录条目未载明应当载明的内容", "the department's entry does not state what it must";
    DEPARTMENT_UNKNOWN: CAT_5, "catalogue.department.field_unknown", Fail, Undetermined, "不知道政务数据目录条目是否载明该内容", "it is unknown whether the department's entry states this";
    CORE_COMPLETE: CAT_8, "catalogue.core.conforming", Fail, Met, "核心元数据齐备", "the core metadata are there";
    CORE_MISSING: CAT_8, "catalogue.core.missing_field", Fail, NotMet, "缺少核心元数据", "a core metadata element is missing";
    CORE_UNKNOWN: CAT_8, "catalogue.core.field_unknown", Fail, Undetermined, "不知道有无该核心元数据", "it is unknown whether the core metadata element is there";
    PROVIDER_UNKNOWN: CAT_5, "catalogue.provider_kind_unknown", Fail, Undetermined, "不知道提供方是否为政府部门，无法确定目录应当载明的内容和更新期限", "it is unknown whether the provider is a government department, hence what its catalogue must state and when it is updated";
    ADVISED_COMPLETE: CAT_8, "catalogue.core.advised", Inform, Met, "核心元数据齐备；自2022-01-01起以《上海市数据条例》所列为准", "the core metadata are there; since 2022-01-01 the data regulation says what decides";
    ADVISED_MISSING: CAT_8, "catalogue.core.advised_missing", Warn, NotMet, "缺少指南建议的核心元数据", "a core metadata element that the guide advises is missing";
    ADVISED_UNKNOWN: CAT_8, "catalogue.core.advised_unknown", Inform, Undetermined, "不知道有无指南建议的核心元数据", "it is unknown whether an advised core metadata element is there";
}

/// A list of what must be stated, and what is said of it.
pub(super) struct Requirement {
    pub(super) complete: &'static Code,
    pub(super) missing: &'static Code,
    pub(super) unknown: &'static Code,
    fields: &'static [Field],
}

/// A field and whether it states something; `None` when that is unknown.
type Field = (&'static str, fn(&Listed<'_>) -> Option<bool>);

const NAME: Field = ("name", |entry| entry.name.states());
const CODE: Field = ("code", |entry| entry.code.states());
const CLASSIFICATION: Field = ("classification", |entry| entry.classification.states());
const PROVIDER_NAME: Field = ("provider_name", |entry| entry.provider_name.states());
const PROVIDER_CODE: Field = ("provider_code", |entry| entry.provider_code.states());
const SUMMARY: Field = ("abstract", |entry| entry.summary.states());
const FORMAT: Field = ("format", |entry| entry.format.states());
const ITEMS: Field = ("items", |entry| entry.items.list().map(|items| !items.is_empty()));
const SHARE_TYPE: Field = ("share_type", |entry| match &entry.share_type {
    Fact::Known(OneOrMany::Many(classes)) => Some(!classes.is_empty()),
    other => known(other),
});
const SHARE_METHOD: Field = ("share_method", |entry| entry.share_method.states());
const OPEN_TYPE: Field = ("open_type", |entry| match &entry.open_type {
    Fact::Known(OneOrMany::Many(classes)) => Some(!classes.is_empty()),
    other => known(other),
});
const UPDATE_CYCLE: Field = ("update_cycle", |entry| entry.update_cycle.states());
const SECURITY_LEVEL: Field = ("security_level", |entry| entry.security_level.states());
const SOURCE: Field = ("source_kind", |entry| known(&entry.source_kind));
const PUBLISHED_ON: Field = ("published_on", |entry| entry.published_on.states());
/// The provider, by name or by code.
const PROVIDER: Field =
    ("provider_name", |entry| match (entry.provider_name.states(), entry.provider_code.states()) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    });
/// A class that knows no conditions states none.
const CONDITION_OF_CLASS: Field =
    ("share_condition", |entry| match entry.share_type.known().and_then(OneOrMany::one) {
        Some(ShareClass::Authorised) => entry.share_condition.states(),
        _ => Some(true),
    });

fn known<T>(fact: &Fact<T>) -> Option<bool> {
    match fact {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(_) => Some(true),
    }
}

static AT_LEAST: Requirement = Requirement {
    complete: &COMPLETE,
    missing: &MISSING,
    unknown: &UNKNOWN,
    fields: &[SOURCE, UPDATE_CYCLE, SECURITY_LEVEL, SHARE_TYPE, OPEN_TYPE],
};
static DEPARTMENT: Requirement = Requirement {
    complete: &DEPARTMENT_COMPLETE,
    missing: &DEPARTMENT_MISSING,
    unknown: &DEPARTMENT_UNKNOWN,
    fields: &[
        NAME,
        ITEMS,
        PROVIDER,
        FORMAT,
        UPDATE_CYCLE,
        SHARE_TYPE,
        SHARE_METHOD,
        CONDITION_OF_CLASS,
        CLASSIFICATION,
        SECURITY_LEVEL,
    ],
};
const CORE_FIELDS: &[Field] = &[
    CLASSIFICATION,
    NAME,
    CODE,
    PROVIDER_NAME,
    PROVIDER_CODE,
    SUMMARY,
    FORMAT,
    ITEMS,
    SHARE_TYPE,
    CONDITION_OF_CLASS,
    SHARE_METHOD,
    OPEN_TYPE,
    UPDATE_CYCLE,
    PUBLISHED_ON,
];
static CORE: Requirement = Requirement {
    complete: &CORE_COMPLETE,
    missing: &CORE_MISSING,
    unknown: &CORE_UNKNOWN,
    fields: CORE_FIELDS,
};
static ADVISED: Requirement = Requirement {
    complete: &ADVISED_COMPLETE,
    missing: &ADVISED_MISSING,
    unknown: &ADVISED_UNKNOWN,
    fields: CORE_FIELDS,
};

/// What an entry must state under `law`, `department` saying whether the provider is a government department.
pub(super) fn requirements(law: &Law, department: bool) -> &'static [&'static Requirement] {
    static EARLIER: [&Requirement; 1] = [&CORE];
    static OTHERS: [&Requirement; 2] = [&AT_LEAST, &ADVISED];
    static DEPARTMENTS: [&Requirement; 3] = [&AT_LEAST, &DEPARTMENT, &ADVISED];
    if law.date() < Law::DATA_REGULATION {
        &EARLIER
    } else if law.date() >= Law::SHARING_REGULATION && department {
        &DEPARTMENTS
    } else {
        &OTHERS
    }
}

impl Requirement {
    /// Tells `say` each field that is not stated, or not known to be, by the code for it. Whether all are stated.
    pub(super) fn ask(&self, entry: &Listed<'_>, say: &mut dyn FnMut(&'static Code, &'static str)) -> bool {
        let mut complete = true;
        for (name, states) in self.fields {
            let code = match states(entry) {
                Some(true) => continue,
                Some(false) => self.missing,
                None => self.unknown,
            };
            complete = false;
            say(code, name);
        }
        complete
    }
}
