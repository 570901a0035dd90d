//! The parts of a seal that rides over the edges of pages (骑缝章) make the whole seal, and no page stands between them
//! without one: that is what such a seal is put for.
//!
//! *Basis*: GB/T 33190-2016 (StampAnnot: Boundary, Clip); practice of riding seals.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::report::Outcome;
use crate::seal::stamp::Riding;

pub(super) static CHECK: Check = Check {
    name: "riding_seal",
    question: Text {
        zh: "骑缝章是否完整，且其间没有缺章的页面？",
        en: "Is the riding seal whole, with no page between its parts that lacks one?",
    },
    basis: "GB/T 33190-2016 (StampAnnot: Boundary, Clip)",
    level: Level::Warn,
    failures: &[&WITHOUT_PART, &INCOMPLETE],
    run,
};

static WITHOUT_PART: Failure = Failure::open("riding.page_without_part", "sig_constraints_failure");
static INCOMPLETE: Failure = Failure::open("riding.parts_incomplete", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let Some(riding) = Riding::of(&case.signature.stamps) else { return Found::not_applicable() };
    if let Some(page) = riding.gap() {
        Found::not_met(&WITHOUT_PART, format!("page {page}"))
    } else if !riding.is_whole {
        Found::not_met(&INCOMPLETE, String::new())
    } else {
        let pages: Vec<String> = riding.pages.iter().map(usize::to_string).collect();
        let detail = super::list(pages.iter().map(|page| ("page", page.as_str())));
        Found { result: Outcome::Met, failure: None, detail }
    }
}
