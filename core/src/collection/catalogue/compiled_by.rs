//! Who may compile an entry: CAT-2.

use super::facts::CompiledLevel;
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{AgencyLevel, Fact};

/// CAT-2.
static CAT_2: Rule = rule(
    RuleId(Chapter::Catalogue, 2),
    since(Law::DATA_REGULATION),
    "公共数据目录由市级责任部门编制；区可以编制区域补充目录，仅限于未纳入市级目录的数据",
    "the responsible municipal department compiles its sector's catalogue; districts may add what no sector catalogue holds",
    &[by(art("SDR", 28), Confirmed)],
)
.when("编制公共数据目录", "a catalogue of public data is compiled")
.then(
    "市级责任部门编制本行业目录；区只补充市级目录未纳入的数据",
    "the responsible municipal department compiles its sector's; a district adds only what no sector catalogue holds",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_2];

codes! {
    BY_SECTOR: CAT_2, "catalogue.compiler.sector", Fail, Met, "由市级责任部门编入行业目录", "compiled into its sector's catalogue";
    BY_DISTRICT: CAT_2, "catalogue.compiler.supplement", Fail, Met, "编入区域补充目录，未与市级目录重复", "in the district's supplement, and in no sector catalogue";
    WRONG: CAT_2, "catalogue.compiler.wrong", Fail, NotMet, "编制主体不对：行业目录由市级责任部门编制，区域补充目录由区编制", "the wrong compiler: sector catalogues are compiled by the municipal department, supplements by the district";
    DUPLICATE: CAT_2, "catalogue.duplicate_of_sector", Fail, NotMet, "区域补充目录列入了市级目录已有的数据", "the district's supplement lists what a sector catalogue already holds";
    UNKNOWN: CAT_2, "catalogue.compiler.unknown", Fail, Undetermined, "不知道编制主体，或者不知道市级目录是否已有该数据", "it is unknown who compiled, or whether a sector catalogue holds the data";
}

/// Which catalogue an entry belongs to: the level that it states, else that of the body that compiles. The code says why
/// there is none, with the field that is wrong or missing.
pub(super) fn level(
    stated: Fact<CompiledLevel>,
    compiler: Option<Fact<AgencyLevel>>,
) -> Result<CompiledLevel, (&'static Code, Lacks)> {
    use CompiledLevel::{BigDataCentre, DistrictSupplement, SectorCity};
    let by_body = match compiler {
        Some(Fact::Known(AgencyLevel::City)) => Some(SectorCity),
        Some(Fact::Known(_)) => Some(DistrictSupplement),
        _ => None,
    };
    match (stated, by_body) {
        (Fact::None | Fact::Known(BigDataCentre), _) => Err((&WRONG, Lacks::Level)),
        (Fact::Unknown, Some(level)) => Ok(level),
        (Fact::Unknown, None) => Err((&UNKNOWN, Lacks::Level)),
        (Fact::Known(level), Some(by_body)) if level != by_body => Err((&WRONG, Lacks::Level)),
        (Fact::Known(_), None) if compiler == Some(Fact::Unknown) => Err((&UNKNOWN, Lacks::Compiler)),
        (Fact::Known(level), _) => Ok(level),
    }
}

/// Which fact is wrong or missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacks {
    /// The entry's `compiled_level`.
    Level,
    /// The compiling body's `level`.
    Compiler,
}

/// What an entry of `level` comes to, `in_sector` saying whether a sector catalogue holds its data.
pub(super) fn stands(level: CompiledLevel, in_sector: Option<bool>) -> &'static Code {
    match (level, in_sector) {
        (CompiledLevel::DistrictSupplement, Some(false)) => &BY_DISTRICT,
        (CompiledLevel::DistrictSupplement, Some(true)) => &DUPLICATE,
        (CompiledLevel::DistrictSupplement, None) => &UNKNOWN,
        _ => &BY_SECTOR,
    }
}
