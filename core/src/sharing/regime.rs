//! Which regime of sharing governs: the law of the date, and from 2025-08-01 whether the parties are departments.

use std::borrow::Cow;

use crate::law::{Law, TIME_2_HIGHER, TIME_5_YIELDS, codes};
use crate::record::Agency;
use crate::report::{Listener, Place};

use super::classes::SHARE_1;
use super::departments::DEPT_PARTY;

codes! {
    REGIME_UNKNOWN: SHARE_1, "share.regime_unknown", Fail, Undetermined, "不知道双方是否为政府部门，无法确定适用的共享制度", "it is unknown whether the parties are government departments, hence which regime governs";
}

/// The kind of the party at a pointer.
#[derive(Clone, Copy)]
struct Kind(&'static str);

impl Place for Kind {
    fn place(self) -> Cow<'static, str> {
        format!("{}/kind", self.0).into()
    }
}

/// A regime of sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// The measures of 2018: three classes.
    Order9,
    /// The Shanghai Data Regulation of 2022: negative list.
    DataRegulation,
    /// The Government Data Sharing Regulation of 2025: three classes between government departments.
    SharingRegulation,
}

impl Regime {
    /// Every regime, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Order9, Self::DataRegulation, Self::SharingRegulation];

    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Order9 => "order9_2018",
            Self::DataRegulation => "data_regulation_2022",
            Self::SharingRegulation => "sharing_regulation_2025",
        }
    }

    /// The regime between `parties`, each with its JSON pointer; what follows is found under it. `None` when that cannot
    /// be told: from 2025-08-01 the kind of each party decides.
    pub(crate) fn between(parties: &[(&Agency<'_>, &'static str)], out: &mut impl Listener) -> Option<Self> {
        let law = out.law();
        let departments = departments(parties.iter().map(|(party, _)| *party));
        if law.date() >= Law::SHARING_REGULATION {
            if departments.is_none() {
                let unknown = parties.iter().filter(|(party, _)| party.is_government_department().is_none());
                out.missing(&REGIME_UNKNOWN, unknown.map(|(_, pointer)| Kind(pointer)));
                return None;
            }
            if parties.iter().any(|(party, _)| party.is_department_by_inference()) {
                out.add(&DEPT_PARTY, Kind(parties.first().map_or("", |(_, pointer)| pointer)));
            }
        }
        if departments == Some(false) {
            out.under(law.clone().without("GDS"));
        }
        Some(match (law.date() >= Law::DATA_REGULATION, law.date() >= Law::SHARING_REGULATION) {
            (false, _) => Self::Order9,
            (true, true) if departments == Some(true) => Self::SharingRegulation,
            (true, _) => Self::DataRegulation,
        })
    }

    /// TIME-2 and TIME-5: says that the later regimes go before the classes of 2018.
    pub(crate) fn displaces_classes(self, out: &mut impl Listener) {
        if self != Self::Order9 {
            out.add(&TIME_2_HIGHER, "/entry/share_type");
            out.add(&TIME_5_YIELDS, "/entry/share_type");
        }
    }
}

/// Whether all `parties` are government departments; `None` when that is unknown and none surely is not.
pub(crate) fn departments<'a>(parties: impl Iterator<Item = &'a Agency<'a>>) -> Option<bool> {
    let mut all = Some(true);
    for party in parties {
        match party.is_government_department() {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}
