//! What public data are (SCOPE-8), which the scope and the catalogue both say.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_item, art_para, by, codes, rule, since};

/// SCOPE-8.
pub(crate) static SCOPE_8: Rule = rule(
    RuleId(Chapter::Scope, 8),
    since(Law::BASE),
    "公共管理和服务机构在依法履职中采集和产生的数据是公共数据",
    "data that a bound body collects or produces while lawfully performing its duties are public data",
    &[
        by(art("O9", 3), Confirmed),
        by(art_item("SDR", 2, 4), Confirmed),
        by(art_para("SDR", 28, 1), Confirmed),
    ],
)
.when(
    "数据由受约束的机构在依法履职中采集、产生；2022-01-01起含依法委托第三方采集、产生的",
    "the data are collected or produced by a bound body in lawful duty; from 2022-01-01 also by a third party on lawful commission",
)
.then("是公共数据；否则不是", "they are public data; else they are not");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SCOPE_8];

codes! {
    PUBLIC_DATA: SCOPE_8, "scope.public_data", Inform, Met, "数据是公共数据", "the data are public data";
}
