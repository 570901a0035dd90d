//! Every page on which the seal is said to appear is there, and the seal lies on it.
//!
//! *Basis*: GB/T 33190-2016 (StampAnnot: PageRef, Boundary).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "stamp_pages",
    question: Text {
        zh: "盖章位置所在的页面是否均存在，印章是否在页面之内？",
        en: "Are the pages there on which the seal appears, and does it lie on them?",
    },
    basis: "GB/T 33190-2016 (StampAnnot: PageRef, Boundary)",
    level: Level::Warn,
    failures: &[&MISSING, &OUTSIDE],
    run,
};

static MISSING: Failure = Failure::open("stamp.page_missing", "sig_constraints_failure");
static OUTSIDE: Failure = Failure::open("stamp.outside_page", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let stamps = &case.signature.stamps;
    if stamps.is_empty() {
        return Found::not_applicable();
    }
    // The place is the number of the appearance in its description.
    let places = |is: &dyn Fn(&crate::seal::stamp::StampFacts) -> bool| {
        let found = stamps.iter().enumerate().filter(|(_, stamp)| is(stamp));
        let found: Vec<String> = found.map(|(at, _)| format!("StampAnnot[{at}]")).collect();
        super::list(found.iter().map(|place| (place.as_str(), "")))
    };
    let missing = places(&|stamp| stamp.page.is_none());
    let outside =
        places(&|stamp| stamp.boundary.is_some() && stamp.area.is_some() && stamp.visible().is_none());
    if !missing.is_empty() {
        Found::not_met(&MISSING, missing)
    } else if !outside.is_empty() {
        Found::not_met(&OUTSIDE, outside)
    } else {
        Found::met()
    }
}
