//! Paper or not, and copies elsewhere: EARCH-3 (single track) and EARCH-12 (off-site backup).

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, on, rule, section, since};
use crate::record::{Fact, LAW_ADMINISTRATIVE, LegalBasis, Sufficient, sufficient};
use crate::report::Findings;

use super::appraisal::ONLINE_SERVICES;

/// EARCH-3.
static EARCH_3: Rule = rule(
    RuleId(Chapter::Archive, 3),
    since(Law::BASE),
    "电子文件仅以电子形式归档和移交（单套制），法律、行政法规另有规定的除外",
    "e-files are filed and transferred in electronic form alone, unless a law or administrative regulation provides otherwise",
    &[by(section("EA18", "单套制"), Secondary).until(ONLINE_SERVICES), by(art("OGS", 12), Confirmed)],
)
.when("归档、移交电子文件", "e-files are filed or transferred")
.then(
    "2019-04-26起仅以电子形式（单套制），法律、行政法规另有规定的除外；此前为部分档案",
    "from 2019-04-26 in electronic form alone, unless a law or administrative regulation says otherwise; before, for part of the records",
);
/// EARCH-12.
static EARCH_12: Rule = rule(
    RuleId(Chapter::Archive, 12),
    since(on(2021, 1, 1)),
    "重要电子档案可以异地备份",
    "important e-archives may be backed up off-site",
    &[by(art_para("AL", 39, 3), Confirmed), by(art("ALR", 41), Confirmed)],
)
.when("保存重要电子档案", "important e-records are kept")
.then("可以异地备份；未备份的作为建议提示", "off-site backup is possible; without it, advice and no breach")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EARCH_3, &EARCH_12];

codes! {
    SINGLE: EARCH_3, "earch.track.single", Fail, Met, "单套制，仅以电子形式归档", "single track: filed in electronic form alone";
    DUAL: EARCH_3, "earch.track.dual", Fail, Met, "双套制，法律、行政法规另有规定", "dual track: a law or administrative regulation provides otherwise";
    DUAL_THEN: EARCH_3, "earch.track.dual_before_2019", Fail, Met, "2019-04-26以前单套制只适用于部分电子文件，双套归档不违反规定", "before 2019-04-26 single track was for part of the records: dual track is no breach";
    DUAL_BASELESS: EARCH_3, "earch.track.dual_no_basis", Fail, NotMet, "没有法律、行政法规依据而另以纸质形式归档", "paper copies are filed without a law or administrative regulation that provides for them";
    SINGLE_TOO_EARLY: EARCH_3, "earch.track.single_not_admitted", Fail, NotMet, "2019-04-26以前，该类电子文件不在可以单套归档的范围", "before 2019-04-26 this class of records was not admitted to single track";
    TRACK_UNKNOWN: EARCH_3, "earch.track.unknown", Fail, Undetermined, "不知道双套归档的依据，或者文件是否属于可以单套归档的范围", "the basis of dual track, or whether the class is admitted to single track, is unknown";
    BACKED_UP: EARCH_12, "earch.backup.off_site", Inform, Met, "重要电子档案已异地备份", "the important e-archive is backed up off-site";
    NO_BACKUP: EARCH_12, "earch.backup.missing", Inform, NotMet, "重要电子档案没有异地备份（建议）", "the important e-archive has no off-site backup: advice, no breach";
    BACKUP_UNKNOWN: EARCH_12, "earch.backup.unknown", Inform, Undetermined, "不知道是否异地备份", "it is unknown whether there is an off-site backup";
}

/// A backup (备份).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Backup {
    off_site: Fact<bool>,
}

/// EARCH-3, by the day; the word of the answer, and whether it is a breach.
pub(super) fn track(
    single: bool,
    basis: &Fact<Vec<LegalBasis>>,
    admitted: Fact<bool>,
    out: &mut Findings,
) -> Option<(&'static str, bool)> {
    const BASIS: &str = "/dual_track_basis";
    let early = out.law().date() < ONLINE_SERVICES;
    let unknown = |path: Cow<'static, str>, out: &mut Findings| {
        out.missing(&TRACK_UNKNOWN, vec![path]);
        None
    };
    match (single, early) {
        (true, false) => {
            out.add(&SINGLE, "/single_track");
            Some(("single_track", false))
        }
        (true, true) => match admitted {
            Fact::Known(true) => {
                out.add(&SINGLE, "/single_track_class");
                Some(("single_track", false))
            }
            Fact::Unknown => unknown("/single_track_class".into(), out),
            _ => {
                out.add(&SINGLE_TOO_EARLY, "/single_track_class");
                Some(("single_track", true))
            }
        },
        (false, true) => {
            out.add(&DUAL_THEN, "/single_track");
            Some(("dual_track", false))
        }
        (false, false) => match sufficient(basis, LAW_ADMINISTRATIVE, out.law().date()) {
            Sufficient::Yes => {
                out.add(&DUAL, BASIS);
                Some(("dual_track", false))
            }
            Sufficient::Unknown => unknown(BASIS.into(), out),
            Sufficient::UnknownField(index, field) => unknown(format!("{BASIS}/{index}/{field}").into(), out),
            Sufficient::None | Sufficient::TooLow | Sufficient::NotInForce => {
                out.add(&DUAL_BASELESS, BASIS);
                Some(("dual_track", true))
            }
        },
    }
}

/// EARCH-12: advice for what is important.
pub(super) fn backups(important: Fact<bool>, backups: &Fact<Vec<Backup>>, out: &mut Findings) {
    if !out.asks(&EARCH_12) || important.is(true) != Some(true) {
        return;
    }
    match backups.list() {
        None => out.missing(&BACKUP_UNKNOWN, vec!["/backups".into()]),
        Some(list) if list.iter().any(|one| one.off_site.is(true) == Some(true)) => {
            out.add(&BACKED_UP, "/backups");
        }
        Some(list) => match list.iter().position(|one| one.off_site.is_unknown()) {
            Some(index) => out.missing(&BACKUP_UNKNOWN, vec![format!("/backups/{index}/off_site").into()]),
            None => out.add(&NO_BACKUP, "/backups"),
        },
    }
}
