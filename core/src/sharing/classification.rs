//! The topic `sharing.classification`: does the class of an entry stand?

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::record::{Agency, Entry, Excluded, ShareClass, secrecy};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::classes;
use super::conditions;
use super::departments;
use super::negative_list::{self, Listing};
use super::regime::Regime;
use super::scheme::Classified;

const SCHEMA: &str = include_str!("../../schemas/sharing.classification.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "sharing.classification",
    schema: SCHEMA,
    kind: "catalogue_entry",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    entry: Entry<'a>,
    provider: Agency<'a>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut value: BTreeMap<&'static str, Value> =
        ["regime", "declared_class", "effective_class", "defective"].map(|name| (name, Value::Null)).into();
    if out.law().applies()
        && let Some(regime) = Regime::between(&[(&facts.provider, "/provider")], &mut out)
    {
        value.insert("regime", regime.as_str().into());
        let department = regime == Regime::SharingRegulation;
        if secrecy(facts.entry.secret_flag, "/entry/secret_flag", department, &mut out) != Excluded::Yes {
            classify(regime, &facts.entry, &mut value, &mut out);
        }
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

fn classify(
    regime: Regime,
    entry: &Entry<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) {
    let name = |class: ShareClass| class_name(regime, class);
    let mut tell = |classified: Classified| {
        value.insert("declared_class", classified.declared.map(name).into());
        value.insert("effective_class", classified.effective.map(name).into());
        value.insert("defective", classified.defective.into());
    };
    match regime {
        Regime::Order9 => {
            let classified = classes::classify(entry, out);
            tell(classes::SCHEME.items(entry, classified, out));
        }
        Regime::SharingRegulation => {
            regime.displaces_classes(out);
            let classified = departments::classify(entry, out);
            conditions::listed(entry, classified.declared, out);
            tell(departments::SCHEME.items(entry, classified, out));
        }
        Regime::DataRegulation => {
            regime.displaces_classes(out);
            let listing = negative_list::listing(entry, out);
            let (effective, defective) = match listing {
                Listing::NotListed => (Some("shareable"), Some(false)),
                Listing::Effective => (Some("negative_list"), Some(false)),
                Listing::Defective => (Some("shareable"), Some(true)),
                Listing::Unknown => (None, None),
            };
            let declared = entry
                .on_negative_list
                .is(true)
                .map(|listed| if listed { "negative_list" } else { "shareable" });
            value.insert("declared_class", declared.into());
            value.insert("effective_class", effective.into());
            value.insert("defective", defective.into());
        }
    }
}

/// The word for a class under a regime: the middle class is authorised in 2018 and conditional in 2025.
fn class_name(regime: Regime, class: ShareClass) -> &'static str {
    match (class, regime) {
        (ShareClass::Unconditional, _) => "unconditional",
        (ShareClass::Authorised, Regime::SharingRegulation) => "conditional",
        (ShareClass::Authorised, _) => "authorised",
        (ShareClass::NotShared, _) => "not_shared",
    }
}
