//! Everything that is shown stood there when this signature was put: what only a later one covers its signer may never
//! have seen.
//!
//! *Basis*: GB/T 33190-2016 (References).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "later_additions",
    question: Text {
        zh: "所显示的内容是否均非仅由在后的签名所覆盖？",
        en: "Is nothing shown that a later signature alone covers?",
    },
    basis: "GB/T 33190-2016 (References)",
    level: Level::Warn,
    failures: &[&ADDED],
    run,
};

static ADDED: Failure = Failure::open("later.added", "ofd.not_covered");

fn run(case: &Case<'_>) -> Found {
    let Some(relation) = case.relation.filter(|_| case.signature.references.is_some()) else {
        return Found::not_applicable();
    };
    let added = super::list(relation.added.iter().map(|added| (added.file, added.by)));
    if added.is_empty() { Found::met() } else { Found::not_met(&ADDED, added) }
}
