//! Which regime of sharing governs: the law of the date, and from 2025-08-01 whether the parties are departments.

use std::borrow::Cow;

use crate::law::{Law, TIME_2_HIGHER};
use crate::record::Agency;
use crate::report::Findings;

/// A regime of sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Regime {
    /// The measures of 2018: three classes.
    Order9,
    /// The Shanghai Data Regulation of 2022: negative list.
    DataRegulation,
    /// The Government Data Sharing Regulation of 2025: three classes between government departments.
    SharingRegulation,
}

impl Regime {
    /// The word that reports use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Order9 => "order9_2018",
            Self::DataRegulation => "data_regulation_2022",
            Self::SharingRegulation => "sharing_regulation_2025",
        }
    }

    /// The regime between `parties`, each with its JSON pointer.
    ///
    /// # Errors
    /// The pointers of the facts that decide and are missing: from 2025-08-01 the kind of each party.
    pub(crate) fn between(law: Law, parties: &[(&Agency<'_>, &str)]) -> Result<Self, Vec<Cow<'static, str>>> {
        if law.date() < Law::DATA_REGULATION {
            return Ok(Self::Order9);
        }
        if law.date() < Law::SHARING_REGULATION {
            return Ok(Self::DataRegulation);
        }
        let departments: Vec<Option<bool>> =
            parties.iter().map(|(party, _)| party.is_government_department()).collect();
        if departments.contains(&Some(false)) {
            return Ok(Self::DataRegulation);
        }
        let unknown: Vec<Cow<'static, str>> = parties
            .iter()
            .zip(&departments)
            .filter(|(_, department)| department.is_none())
            .map(|((_, pointer), _)| format!("{pointer}/kind").into())
            .collect();
        if unknown.is_empty() { Ok(Self::SharingRegulation) } else { Err(unknown) }
    }

    /// TIME-2: says that the later regimes go before the classes of 2018, where the facts state such a class.
    pub(crate) fn displaces_classes(self, out: &mut Findings) {
        if self != Self::Order9 {
            out.add(&TIME_2_HIGHER, "/entry/share_type");
        }
    }
}
