//! Classes and their grounds, as far as the city's catalogue takes an entry: one class each, with what must carry it.
//!
//! The topics of classification say the whole; here it is told which entries have a defect.

use std::borrow::Cow;

use super::facts::Listed;
use super::listing::CAT_1;
use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Basis, Code, Law, art, between, by, codes, section};
use crate::record::{
    BasisLevel, EXPRESSLY_FORBIDDING, Fact, LAW_REGULATION, OneOrMany, STATUTORY, ShareClass, Sufficient,
    sufficient,
};

/// What asks for reasons and a basis, each in its time.
const GROUND: &[Basis] = &[
    Basis { period: between(Law::BASE, Law::DATA_REGULATION), ..by(art("O9", 27), Confirmed) },
    by(art("SDR", 38), Confirmed),
    by(art("GDS", 15), Confirmed),
];
/// What says that a data set bears one class of opening.
const OPENING: &[Basis] = &[by(section("SEED", "二(四)"), Secondary), by(art("SDR", 41), Confirmed)];

codes! {
    SHARE_SEVERAL: CAT_1, "catalogue.class.several", Fail, NotMet, "条目归入多个共享类型", "the entry bears several classes of sharing" on GROUND;
    OPEN_SEVERAL: CAT_1, "catalogue.open_class.several", Fail, NotMet, "条目归入多个开放类型", "the entry bears several classes of opening" on OPENING;
    NO_REASON: CAT_1, "catalogue.ground.no_reason", Fail, NotMet, "限制共享未说明理由", "limited sharing has no reasons" on GROUND;
    NO_BASIS: CAT_1, "catalogue.ground.no_basis", Fail, NotMet, "限制共享没有足够位阶的施行中的依据", "limited sharing has no basis of sufficient rank in force" on GROUND;
    GROUND_UNKNOWN: CAT_1, "catalogue.ground.unknown", Fail, Undetermined, "不知道限制共享的理由、依据或者负面清单", "reasons, basis or negative list of limited sharing are unknown" on GROUND;
}

/// Tells `say` the defects of an entry's classes under `law`, `department` saying whether the provider is a department of
/// government.
pub(super) fn defects(
    entry: &Listed<'_>,
    law: &Law,
    department: bool,
    say: &mut dyn FnMut(&'static Code, Cow<'static, str>),
) {
    if entry.share_type.known().is_some_and(OneOrMany::is_several) {
        say(&SHARE_SEVERAL, "share_type".into());
    }
    if entry.open_type.known().is_some_and(OneOrMany::is_several) {
        say(&OPEN_SEVERAL, "open_type".into());
    }
    let Some(needs) = needs(entry, law, department, say) else { return };
    if needs.reason {
        match entry.share_reason.states() {
            Some(true) => {}
            Some(false) => say(&NO_REASON, "share_reason".into()),
            None => say(&GROUND_UNKNOWN, "share_reason".into()),
        }
    }
    match sufficient(&entry.share_basis, needs.ranks, law.date()) {
        Sufficient::Yes => {}
        Sufficient::None | Sufficient::TooLow | Sufficient::NotInForce => {
            say(&NO_BASIS, "share_basis".into())
        }
        Sufficient::Unknown => say(&GROUND_UNKNOWN, "share_basis".into()),
        Sufficient::UnknownField(index, field) => {
            say(&GROUND_UNKNOWN, format!("share_basis/{index}/{field}").into());
        }
    }
}

/// What a limit of sharing must be grounded on.
struct Needs {
    ranks: &'static [BasisLevel],
    reason: bool,
}

fn needs(
    entry: &Listed<'_>,
    law: &Law,
    department: bool,
    say: &mut dyn FnMut(&'static Code, Cow<'static, str>),
) -> Option<Needs> {
    let class = entry.share_type.known().and_then(OneOrMany::one);
    if law.date() < Law::DATA_REGULATION {
        return match class? {
            ShareClass::Unconditional => None,
            _ => Some(Needs { ranks: STATUTORY, reason: true }),
        };
    }
    if law.date() >= Law::SHARING_REGULATION && department {
        return (class? == ShareClass::NotShared)
            .then_some(Needs { ranks: EXPRESSLY_FORBIDDING, reason: true });
    }
    match entry.on_negative_list {
        Fact::Known(true) => Some(Needs { ranks: LAW_REGULATION, reason: false }),
        Fact::Unknown => {
            say(&GROUND_UNKNOWN, "on_negative_list".into());
            None
        }
        _ => None,
    }
}
