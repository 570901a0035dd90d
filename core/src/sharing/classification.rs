//! The topic `sharing.classification`: does the class of an entry stand?

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
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

/// What the topic says of the classes of an entry, in its words.
#[derive(Default)]
pub(crate) struct Classes {
    regime: Option<Regime>,
    /// The class that the entry states.
    pub(crate) declared: Option<&'static str>,
    /// The class that counts.
    pub(crate) effective: Option<&'static str>,
    defective: Option<bool>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let (classes, findings) = classes(facts, question)?;
    let value = BTreeMap::from([
        ("regime", classes.regime.map(Regime::as_str).into()),
        ("declared_class", classes.declared.into()),
        ("effective_class", classes.effective.into()),
        ("defective", classes.defective.into()),
    ]);
    Ok(Judgement { findings, value, obligations: Vec::new() })
}

/// The classes of the entry that `facts` hold, and what was found.
pub(crate) fn classes<'a, D: Deserializer<'a>>(
    facts: D,
    question: &Question<'_>,
) -> Result<(Classes, Findings), D::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut classes = Classes::default();
    if out.law().applies()
        && let Some(regime) = Regime::between(&[(&facts.provider, "/provider")], &mut out)
    {
        let department = regime == Regime::SharingRegulation;
        if secrecy(facts.entry.secret_flag, "/entry/secret_flag", department, &mut out) != Excluded::Yes {
            classes = classify(regime, &facts.entry, &mut out);
        }
        classes.regime = Some(regime);
    }
    Ok((classes, out))
}

fn classify(regime: Regime, entry: &Entry<'_>, out: &mut Findings) -> Classes {
    let name = |class: ShareClass| class_name(regime, class);
    let told = |classified: Classified| Classes {
        regime: None,
        declared: classified.declared.map(name),
        effective: classified.effective.map(name),
        defective: classified.defective,
    };
    match regime {
        Regime::Order9 => {
            let classified = classes::classify(entry, out);
            told(classes::SCHEME.items(entry, classified, out))
        }
        Regime::SharingRegulation => {
            regime.displaces_classes(out);
            let classified = departments::classify(entry, out);
            conditions::listed(entry, classified.declared, out);
            told(departments::SCHEME.items(entry, classified, out))
        }
        Regime::DataRegulation => {
            regime.displaces_classes(out);
            let (effective, defective) = match negative_list::listing(entry, out) {
                Listing::NotListed => (Some("shareable"), Some(false)),
                Listing::Effective => (Some("negative_list"), Some(false)),
                Listing::Defective => (Some("shareable"), Some(true)),
                Listing::Unknown => (None, None),
            };
            let listed = entry.on_negative_list.is(true);
            let declared = listed.map(|listed| if listed { "negative_list" } else { "shareable" });
            Classes { regime: None, declared, effective, defective }
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
