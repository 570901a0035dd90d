//! Which library aggregated data belong to: AGG-3.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::Fact;
use crate::report::Findings;

use super::Facts;

/// AGG-3.
static AGG_3: Rule = rule(
    RuleId(Chapter::Aggregation, 3),
    since(Law::BASE),
    "归集的数据形成自然人、法人、自然资源和空间地理等基础数据库和主题数据库，行业建设专题库",
    "aggregated data form base libraries (persons, legal persons, natural resources and space), theme libraries and sector libraries",
    &[by(section("SEED", "二(三)"), Seed), by(art("SDR", 34), Confirmed)],
)
.when("归集的数据入库", "aggregated data enter a library")
.then("归入基础数据库、主题数据库或者行业专题库", "a base library, a theme library or a sector's own");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AGG_3];

codes! {
    ASSIGNED: AGG_3, "aggregation.library", Inform, Met, "归入的库已确定", "the library is decided";
    BASE_OF_GUIDE: AGG_3, "aggregation.library_of_guide", Inform, Met, "依目录编制指南归入基础库", "a base library by the guide to catalogues" => Secondary;
    OTHER_LIBRARY: AGG_3, "aggregation.other_library", Warn, NotMet, "登记的归入库与数据的内容不符", "the library that is recorded is not the one for such data";
    LIBRARY_UNKNOWN: AGG_3, "aggregation.library_unknown", Inform, Undetermined, "不知道数据的内容，无法确定归入的库", "what the data are about is unknown, hence their library";
}

/// What data are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    NaturalPerson,
    LegalPerson,
    NaturalResourcesSpace,
    SocialCredit,
    ECertificate,
    Theme,
    Sector,
}

/// The library that an entry records.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Library<'a> {
    kind: Fact<LibraryKind>,
    #[serde(borrow)]
    name: Fact<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LibraryKind {
    Base,
    Theme,
    Sector,
}

impl LibraryKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Theme => "theme",
            Self::Sector => "sector",
        }
    }
}

impl About {
    /// The library, and for a base library its name in English and Chinese.
    fn library(self) -> (LibraryKind, Option<(&'static str, &'static str)>) {
        match self {
            Self::NaturalPerson => (LibraryKind::Base, Some(("natural_person", "自然人"))),
            Self::LegalPerson => (LibraryKind::Base, Some(("legal_person", "法人"))),
            Self::NaturalResourcesSpace => {
                (LibraryKind::Base, Some(("natural_resources_space", "自然资源和空间地理")))
            }
            Self::SocialCredit => (LibraryKind::Base, Some(("social_credit", "社会信用"))),
            Self::ECertificate => (LibraryKind::Base, Some(("e_certificate", "电子证照"))),
            Self::Theme => (LibraryKind::Theme, None),
            Self::Sector => (LibraryKind::Sector, None),
        }
    }
}

/// AGG-3: the library by what the data are about, else the one that is recorded. It decides nothing else.
pub(super) fn assigned(facts: &Facts<'_>, out: &mut Findings) -> Value {
    const PATH: &str = "/entry/library";
    let recorded = facts.entry.library.known().copied().unwrap_or_default();
    let Fact::Known(about) = facts.about else {
        return match recorded.kind {
            Fact::Known(kind) => {
                out.add(&ASSIGNED, PATH);
                json!({ "kind": kind.as_str(), "name": null })
            }
            _ => {
                out.missing(
                    &LIBRARY_UNKNOWN,
                    if facts.about.is_unknown() { vec!["/about".into()] } else { vec![] },
                );
                Value::Null
            }
        };
    };
    let (kind, name) = about.library();
    let other = matches!(recorded.kind, Fact::Known(theirs) if theirs != kind)
        || matches!((recorded.name, name), (Fact::Known(theirs), Some((en, zh))) if theirs != en && theirs != zh);
    out.add(
        match about {
            _ if other => &OTHER_LIBRARY,
            About::SocialCredit => &BASE_OF_GUIDE,
            _ => &ASSIGNED,
        },
        if other { PATH } else { "/about" },
    );
    json!({ "kind": kind.as_str(), "name": name.map(|(en, _)| en) })
}
