//! Data by grade (SEC-4), and who answers for a gap in which link (SEC-5).

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Basis, Law, Rule, art, art_para, by, codes, on};
use crate::record::{Fact, YesNo};
use crate::report::Findings;

use super::{Controls, Facts, Gaps, security};

/// SEC-4.
static SEC_4: Rule = security(
    4,
    on(2021, 9, 1),
    "数据分类分级保护，等级越高措施越严；重要数据列入目录，核心数据实行更加严格的管理",
    "data are classified and graded, the higher the stricter; important data are in a catalogue, core data stricter still",
    &[
        by(art("DSL", 21), Confirmed),
        by(art("SDR", 29), Confirmed),
        by(art("SDR", 80), Confirmed),
        by(art("SDR", 82), Confirmed),
    ],
)
.when("处理数据", "data are processed")
.then(
    "分类分级，级别越高措施越严；重要数据列入目录，核心数据更严",
    "classified and graded, stricter for higher grades; important data listed, core data stricter still",
)
.separable();
/// SEC-5.
static SEC_5: Rule = security(
    5,
    Law::DATA_REGULATION,
    "采集、使用、人员等业务环节由责任部门负责，传输、存储、处理等技术环节由市大数据中心在职责范围内负责",
    "business links (collection, use, people) are the responsible department's, technical links (transfer, storage, processing) within its remit the big data centre's",
    &[by(art("SDR", 82), Confirmed)],
)
.when("出现安全问题", "a gap in security is found")
.then(
    "采集、使用、人员等业务环节由责任部门负责，传输、存储、加工等技术环节由市大数据中心在职责内负责",
    "collection, use and people: the responsible department; transfer, storage and processing within its remit: the big data centre",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_4, &SEC_5];

const CORE: &[Basis] = &[by(art_para("DSL", 21, 2), Confirmed)];

codes! {
    GRADED: SEC_4, "security.grade.graded", Fail, Met, "数据已经分级", "the data are graded";
    NOT_GRADED: SEC_4, "security.grade.none", Fail, NotMet, "数据没有分级", "the data are not graded";
    GRADE_UNKNOWN: SEC_4, "security.grade.unknown", Fail, Undetermined, "不知道数据的等级或者重要程度", "the grade of the data, or how important they are, is unknown";
    CONTROL: SEC_4, "security.grade.control_there", Fail, Met, "有与等级相应的安全措施", "a control that the grade asks for is there" => Inferred;
    NO_CONTROL: SEC_4, "security.grade.control_missing", Fail, NotMet, "缺少与等级相应的安全措施", "a control that the grade asks for is missing" => Inferred;
    CONTROL_UNKNOWN: SEC_4, "security.grade.control_unknown", Fail, Undetermined, "不知道是否有与等级相应的安全措施", "it is unknown whether a control that the grade asks for is there" => Inferred;
    IN_CATALOGUE: SEC_4, "security.grade.in_catalogue", Fail, Met, "重要数据已列入重要数据目录", "important data are in the catalogue of important data";
    NOT_IN_CATALOGUE: SEC_4, "security.grade.not_in_catalogue", Fail, NotMet, "重要数据未列入重要数据目录", "important data are not in the catalogue of important data";
    CATALOGUE_UNKNOWN: SEC_4, "security.grade.catalogue_unknown", Fail, Undetermined, "不知道重要数据是否列入目录", "it is unknown whether important data are in the catalogue";
    CORE_KEPT: SEC_4, "security.grade.core_protected", Fail, Met, "核心数据实行更加严格的管理", "core data are managed more strictly still" on CORE;
    CORE_BROKEN: SEC_4, "security.grade.core_unprotected", Fail, NotMet, "核心数据未实行更加严格的管理", "core data are not managed more strictly" on CORE;
    CORE_UNKNOWN: SEC_4, "security.grade.core_unknown", Fail, Undetermined, "不知道核心数据的管理措施", "it is unknown how core data are managed" on CORE;
    BUSINESS: SEC_5, "security.split.business", Inform, Met, "业务环节由责任部门负责", "the business link is the responsible department's";
    TECHNICAL: SEC_5, "security.split.technical", Inform, Met, "技术环节由市大数据中心负责", "the technical link is the big data centre's";
    BUSINESS_GAP: SEC_5, "security.split.business_gap", Warn, NotMet, "业务环节有缺口，由责任部门负责", "a gap in a business link: the responsible department answers";
    TECHNICAL_GAP: SEC_5, "security.split.technical_gap", Warn, NotMet, "技术环节有缺口，由市大数据中心负责", "a gap in a technical link: the big data centre answers";
    SPLIT_UNKNOWN: SEC_5, "security.split.unknown", Inform, Undetermined, "不知道所处环节，或者是否在市大数据中心职责范围内", "the link is unknown, or whether it lies within the big data centre's remit";
}

/// A data set that the body holds.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DataSet {
    security_level: Fact<u8>,
    importance: Fact<Importance>,
    in_important_catalogue: Fact<bool>,
    controls: Fact<Controls>,
    stages: Fact<Vec<Stage>>,
    in_centre_remit: Fact<bool>,
    pub(super) is_personal: Fact<bool>,
    pub(super) stored_in_country: Fact<bool>,
    pub(super) provided_abroad: Fact<bool>,
    pub(super) abroad_assessed: Fact<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Importance {
    General,
    Important,
    Core,
}

/// A link of handling data (环节).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Collection,
    Use,
    Personnel,
    Transfer,
    Storage,
    Processing,
}

impl Stage {
    fn is_technical(self) -> bool {
        matches!(self, Self::Transfer | Self::Storage | Self::Processing)
    }
}

const GRADED_CONTROLS: YesNo = YesNo { kept: &CONTROL, broken: &NO_CONTROL, unknown: &CONTROL_UNKNOWN };
const CATALOGUED: YesNo =
    YesNo { kept: &IN_CATALOGUE, broken: &NOT_IN_CATALOGUE, unknown: &CATALOGUE_UNKNOWN };
const CORE_CONTROLS: YesNo = YesNo { kept: &CORE_KEPT, broken: &CORE_BROKEN, unknown: &CORE_UNKNOWN };

/// SEC-4 and SEC-5 of every data set. Returns who answers for the gaps, in the order business, technical.
pub(super) fn look(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) -> Vec<&'static str> {
    let mut business = false;
    let mut technical = false;
    if out.asks(&SEC_4) {
        for (index, set) in facts.data_sets.list().unwrap_or_default().iter().enumerate() {
            let sound = graded(set, index, gaps, out);
            if out.asks(&SEC_5) {
                split(set, index, sound, &mut business, &mut technical, out);
            }
        }
    }
    [(business, "responsible_department"), (technical, "big_data_centre")]
        .into_iter()
        .filter_map(|(liable, name)| liable.then_some(name))
        .collect()
}

/// SEC-4: whether no gap was found. Which controls a grade asks for is ours: the law says stricter, and not how.
fn graded(set: &DataSet, index: usize, gaps: &mut Gaps, out: &mut Findings) -> bool {
    let at = |field: &str| format!("/data_sets/{index}/{field}");
    let mut sound = true;
    let mut note = |kept: Option<bool>, name| {
        sound &= kept != Some(false);
        gaps.note(kept, name);
    };
    let important = match set.importance {
        Fact::Known(importance) => importance,
        Fact::None => Importance::General,
        Fact::Unknown => {
            out.missing(&GRADE_UNKNOWN, vec![at("importance").into()]);
            Importance::General
        }
    };
    let level = match set.security_level {
        Fact::Known(level) => {
            out.add(&GRADED, at("security_level"));
            level
        }
        Fact::None => {
            out.add(&NOT_GRADED, at("security_level"));
            note(Some(false), "grading");
            0
        }
        Fact::Unknown => {
            out.missing(&GRADE_UNKNOWN, vec![at("security_level").into()]);
            0
        }
    };
    let controls = Controls::of(set.controls);
    for (from, name, fact) in [
        (1, "access_control", controls.access_control),
        (2, "access_log", controls.access_log),
        (3, "encryption", controls.encryption),
        (3, "backup", controls.backup),
        (4, "use_monitoring", controls.use_monitoring),
    ] {
        if level >= from || important != Importance::General {
            note(GRADED_CONTROLS.ask(fact, at(&format!("controls/{name}")), out), name);
        }
    }
    if important != Importance::General {
        let kept = CATALOGUED.ask(set.in_important_catalogue, at("in_important_catalogue"), out);
        note(kept, "important_catalogue");
    }
    if important == Importance::Core {
        let kept = CORE_CONTROLS.ask(controls.core_protection, at("controls/core_protection"), out);
        note(kept, "core_protection");
    }
    sound
}

/// SEC-5.
fn split(
    set: &DataSet,
    index: usize,
    sound: bool,
    business: &mut bool,
    technical: &mut bool,
    out: &mut Findings,
) {
    let at = |field: &str| format!("/data_sets/{index}/{field}");
    let Some(stages) = set.stages.list() else {
        if !sound {
            out.missing(&SPLIT_UNKNOWN, vec![at("stages").into()]);
        }
        return;
    };
    let mut on_department = stages.iter().any(|stage| !stage.is_technical());
    let mut on_centre = false;
    if stages.iter().any(|stage| stage.is_technical()) {
        // Outside the centre's remit the department answers for the technical links too.
        match set.in_centre_remit {
            Fact::Unknown => out.missing(&SPLIT_UNKNOWN, vec![at("in_centre_remit").into()]),
            Fact::Known(true) => on_centre = true,
            Fact::Known(false) | Fact::None => on_department = true,
        }
    }
    if on_department {
        out.add(if sound { &BUSINESS } else { &BUSINESS_GAP }, at("stages"));
    }
    if on_centre {
        out.add(if sound { &TECHNICAL } else { &TECHNICAL_GAP }, at("stages"));
    }
    *business |= on_department && !sound;
    *technical |= on_centre && !sound;
}
