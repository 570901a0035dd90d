//! The topic `catalogue.entry`: is an entry as it must be, and are the data in the catalogue at all?

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::compiled_by::{self, Lacks};
use super::facts::{Body, CompiledLevel, Listed};
use super::listing::{DataSet, listing};
use super::publication::{Publication, Stage, publication};
use super::required::{PROVIDER_UNKNOWN, requirements};
use super::update::{Change, Said, Timely, update};
use crate::law::{Code, Law, Level};
use crate::record::{Excluded, Fact, secrecy};
use crate::report::{Findings, Obligation, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/catalogue.entry.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "catalogue.entry",
    schema: SCHEMA,
    kind: "catalogue_entry",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    provider: Body<'a>,
    compiler: Fact<Body<'a>>,
    entry: Fact<Listed<'a>>,
    in_sector_catalogue: Fact<bool>,
    publication: Fact<Publication>,
    change: Fact<Change<'a>>,
    data_set: Fact<DataSet<'a>>,
}

/// What each part came to, in the order in which the main word is chosen.
#[derive(Default)]
struct Words {
    listing: Option<&'static str>,
    compiler: Option<&'static str>,
    missing: Vec<&'static str>,
    fields: Option<&'static str>,
    publication: Option<&'static str>,
    step: Option<&'static str>,
    update: Option<Timely>,
    review: Option<Timely>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut obligations = Vec::new();
    let (words, findings) = weigh(&facts, question, &mut obligations);
    let decision = words.decision(&facts, &findings);
    Ok(Judgement { findings, value: words.value(decision), obligations })
}

/// What the topic decides on the entry that `facts` hold, and what was found.
pub(crate) fn decision<'a, D: Deserializer<'a>>(
    facts: D,
    question: &Question<'_>,
) -> Result<(Option<&'static str>, Findings), D::Error> {
    let facts: Facts<'_> = read(facts)?;
    let (words, findings) = weigh(&facts, question, &mut Vec::new());
    Ok((words.decision(&facts, &findings), findings))
}

fn weigh(facts: &Facts<'_>, question: &Question<'_>, obligations: &mut Vec<Obligation>) -> (Words, Findings) {
    let mut out = question.state();
    let mut words = Words::default();
    if out.law().applies() {
        let provider = facts.provider.agency();
        if let Fact::Known(data) = &facts.data_set {
            words.listing = listing(&provider, data, question.options.reading, &mut out);
        }
        let asked = facts.entry.known().is_some() || facts.change.known().is_some();
        if asked && let Some(department) = department(&facts.provider, &mut out) {
            if let Fact::Known(entry) = &facts.entry {
                entry_words(entry, facts, department, &mut words, &mut out);
            }
            if let Fact::Known(change) = &facts.change
                && department
            {
                let said = &mut Said { question, out: &mut out, obligations };
                let updated = update(change, "/change", said);
                (words.update, words.review) = (updated.update, updated.review);
            }
        }
    }
    (words, out)
}

/// Whether the provider is a government department under the regulation of 2025; what follows is found without that
/// regulation where it is not. `None` when its kind would decide and is unknown.
fn department(provider: &Body<'_>, out: &mut Findings) -> Option<bool> {
    if out.law().date() < Law::SHARING_REGULATION {
        return Some(false);
    }
    let department = provider.agency().is_government_department();
    match department {
        Some(false) => out.under(out.law().without("GDS")),
        Some(true) => {}
        None => out.missing(&PROVIDER_UNKNOWN, vec!["/provider/kind".into()]),
    }
    department
}

fn entry_words(
    entry: &Listed<'_>,
    facts: &Facts<'_>,
    department: bool,
    words: &mut Words,
    out: &mut Findings,
) {
    if secrecy(entry.secret_flag, "/entry/secret_flag", department, out) == Excluded::Yes {
        return;
    }
    if out.law().date() >= Law::DATA_REGULATION {
        words.compiler = compiler_word(entry, facts, out);
    }
    for requirement in requirements(&out.law(), department) {
        let mut said: Vec<(&'static Code, &'static str)> = Vec::new();
        if requirement.ask(entry, &mut |code, field| said.push((code, field))) {
            out.add(requirement.complete, "/entry");
        }
        let mut unknown: Vec<Cow<'static, str>> = Vec::new();
        for (code, field) in said {
            let path = format!("/entry/{field}");
            if code.result == Outcome::NotMet {
                out.add(code, path);
                if code.level == Level::Fail && !words.missing.contains(&field) {
                    words.missing.push(field);
                }
            } else {
                unknown.push(path.into());
            }
        }
        if !unknown.is_empty() {
            out.missing(requirement.unknown, unknown);
        }
    }
    words.fields = match (words.missing.is_empty(), out.law().date() >= Law::DATA_REGULATION) {
        (false, true) => Some("missing_field"),
        (false, false) => Some("not_conforming"),
        (true, true) => Some("complete"),
        (true, false) => Some("conforming"),
    };
    let asked = !entry.assessments.is_unknown() || facts.publication.known().is_some();
    if department && asked {
        let steps = facts.publication.known().copied().unwrap_or_default();
        (words.publication, words.step) = match publication(&entry.assessments, &steps, out) {
            Stage::Publishable => (Some("publishable"), None),
            Stage::Blocked(step) => (Some("blocked"), Some(step)),
            Stage::Unknown => (None, None),
        };
    }
}

/// CAT-2.
fn compiler_word(entry: &Listed<'_>, facts: &Facts<'_>, out: &mut Findings) -> Option<&'static str> {
    let compiler = facts.compiler.known().map(|body| body.level);
    let level = match compiled_by::level(entry.compiled_level, compiler) {
        Ok(level) => level,
        Err((code, lacks)) => {
            let path = match lacks {
                Lacks::Level => "/entry/compiled_level",
                Lacks::Compiler => "/compiler/level",
            };
            if code.result == Outcome::NotMet {
                out.add(code, path);
                return Some("wrong_compiler");
            }
            out.missing(code, vec![path.into()]);
            return None;
        }
    };
    const IN_SECTOR: &str = "/in_sector_catalogue";
    let code = compiled_by::stands(level, facts.in_sector_catalogue.is(true));
    match code.result {
        Outcome::Undetermined => out.missing(code, vec![IN_SECTOR.into()]),
        _ if level == CompiledLevel::DistrictSupplement => out.add(code, IN_SECTOR),
        _ => out.add(code, "/entry/compiled_level"),
    }
    match code.result {
        Outcome::Met => Some("valid"),
        Outcome::NotMet => Some("duplicate_of_sector"),
        _ => None,
    }
}

impl Words {
    /// The main word is the first fault, in the order of listing, compiler, fields, publication, terms; without one, what
    /// was asked about stands.
    fn decision(&self, facts: &Facts<'_>, findings: &Findings) -> Option<&'static str> {
        let timely = |timely: Option<Timely>| timely.map(|timely| timely.word);
        let faults = [
            self.listing.filter(|word| *word != "listed"),
            self.compiler.filter(|word| *word != "valid"),
            self.fields.filter(|_| !self.missing.is_empty()),
            self.publication.filter(|word| *word != "publishable"),
            timely(self.update).filter(|word| *word == "late"),
            timely(self.review).filter(|word| *word == "late"),
        ];
        let stands = match facts.entry {
            Fact::Known(_) => self.fields,
            _ => self.listing.or(timely(self.update)).or(timely(self.review)),
        };
        match findings.outcome() {
            Outcome::NotMet => faults.into_iter().flatten().next(),
            Outcome::Met | Outcome::NotApplicable => stands,
            _ => None,
        }
    }

    fn value(self, decision: Option<&'static str>) -> BTreeMap<&'static str, Value> {
        let timely = |timely: Option<Timely>| timely.map(|timely| timely.word);
        BTreeMap::from([
            ("decision", decision.into()),
            ("missing", self.missing.into()),
            ("listing", self.listing.into()),
            ("compiler", self.compiler.into()),
            ("publication", self.publication.into()),
            ("step", self.step.into()),
            ("update", timely(self.update).into()),
            ("update_by", self.update.map(|timely| timely.last.to_string()).into()),
            ("review", timely(self.review).into()),
            ("review_by", self.review.map(|timely| timely.last.to_string()).into()),
            ("late_days", self.update.or(self.review).map(|timely| timely.late_days).into()),
        ])
    }
}
