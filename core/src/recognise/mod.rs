//! Recognisers of personal and sensitive fields: by the field's name and by sampled values, each apart, with score and
//! reason. No model, no network; a value never leaves.

mod form;
mod kind;
mod name;
mod surnames;
mod value;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::law::Text;
use crate::schema::{Schema, compile};
use crate::{Error, Limits, json};

pub use kind::{Identifier, Kind, Sensitivity};
use value::Samples;
use words::{Certainty, Meaning};

/// The JSON Schema (2020-12) of what [`recognise_json`] takes.
pub const SCHEMA: &str = include_str!("../../schemas/recognise.json");

static FIELDS: Schema = Schema::new(|| compile(SCHEMA));

/// From this score on a hit proposes; below it, it asks a person to look.
pub const PROPOSES: u64 = 50;

/// A field of a data set: its names, and some of its values where they are at hand.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Field<'a> {
    /// Its name as people read it (信息项名称).
    #[serde(borrow)]
    pub name: Option<&'a str>,
    /// The name of its column (字段英文名).
    pub field_name: Option<&'a str>,
    /// Values, as many as are at hand; some hundred are enough.
    pub samples: Vec<Option<&'a str>>,
}

/// What a field seems to hold, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it holds.
    pub kind: Kind,
    /// What the name says.
    pub name: Option<NameEvidence>,
    /// 0 to 100: the two kinds of evidence together.
    pub score: u64,
    /// What the values say.
    pub values: Option<ValueEvidence>,
}

/// Evidence from the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NameEvidence {
    /// Why.
    pub reason: Reason,
    /// 0 to 100.
    pub score: u64,
    /// The word of our own list that was met.
    pub word: &'static str,
}

/// Evidence from the values: how many fit, never which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ValueEvidence {
    /// Values that fit.
    pub matched: u64,
    /// Why.
    pub reason: Reason,
    /// Values that were not blank.
    pub sampled: u64,
    /// 0 to 100.
    pub score: u64,
}

/// Why a hit is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The name is a word for it.
    Word,
    /// The name may be, and the table is about persons.
    TableOfPersons,
    /// The name may be, and nothing says what the table is about.
    MayBe,
    /// The name says it, and no value fits.
    ValuesContradict,
    /// The values have its form, and its check digit where it has one.
    Form,
    /// It stands within longer values.
    WithinText,
}

impl Reason {
    /// What it says.
    pub const fn text(self) -> Text {
        match self {
            Self::Word => Text { zh: "字段名即指该内容", en: "the name is a word for it" },
            Self::TableOfPersons => Text {
                zh: "字段名可指该内容，且本数据集以人为对象",
                en: "the name may mean it, and the data set is about persons",
            },
            Self::MayBe => Text {
                zh: "字段名可指该内容，请人工判断",
                en: "the name may mean it: for a person to judge",
            },
            Self::ValuesContradict => Text {
                zh: "字段名指该内容，但抽样值均不符",
                en: "the name says it, and no sampled value fits",
            },
            Self::Form => Text {
                zh: "抽样值符合其格式（有校验位的并符合校验位）",
                en: "sampled values have its form, and its check digit where it has one",
            },
            Self::WithinText => {
                Text { zh: "该内容出现在较长的文本中", en: "it stands within longer text" }
            }
        }
    }
}

/// Recognises the fields of one data set, for each the likeliest first; none for a field that holds nothing of note.
///
/// The fields are looked at together: `地址` is somebody's home in a table about persons and none beside credit codes.
///
/// ```
/// use ywtb::recognise::{Field, Kind, recognise};
/// let field = |name| Field { name: Some(name), ..Field::default() };
/// let found = recognise(&[field("联系人手机"), field("单位名称"), field("身份证件类型")]);
/// assert_eq!(found[0][0].kind, Kind::Mobile);
/// assert!(found[1].is_empty() && found[2].is_empty());
/// ```
pub fn recognise(fields: &[Field<'_>]) -> Vec<Vec<Hit>> {
    let looked: Vec<(Option<Meaning>, Samples)> = fields
        .iter()
        .map(|field| {
            (
                name::meaning(field.name, field.field_name),
                Samples::of(field.samples.iter().copied().flatten()),
            )
        })
        .collect();
    let about = About::of(&looked);
    looked.iter().map(|(meaning, samples)| hits(*meaning, samples, about)).collect()
}

/// What the records of a data set are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Persons,
    Organisations,
    Unknown,
}

impl About {
    fn of(looked: &[(Option<Meaning>, Samples)]) -> Self {
        let sure = |meaning: &&Meaning| meaning.sure > Certainty::Maybe;
        let named = looked.iter().filter_map(|(meaning, _)| meaning.as_ref().filter(sure)?.kind);
        let kinds: Vec<Kind> =
            named.chain(looked.iter().flat_map(|(_, samples)| samples.fits.keys().copied())).collect();
        let has = |wanted: &[Kind]| wanted.iter().any(|kind| kinds.contains(kind));
        if has(&[
            Kind::ResidentId,
            Kind::PersonId,
            Kind::Sex,
            Kind::BirthDate,
            Kind::Ethnicity,
            Kind::Marital,
            Kind::Age,
        ]) {
            Self::Persons
        } else if has(&[Kind::Uscc, Kind::OrgCode]) {
            Self::Organisations
        } else if has(&[Kind::PersonName, Kind::CertificateNo, Kind::Mobile]) {
            Self::Persons
        } else {
            Self::Unknown
        }
    }
}

fn hits(meaning: Option<Meaning>, samples: &Samples, about: About) -> Vec<Hit> {
    let mut found: BTreeMap<Kind, Hit> = BTreeMap::new();
    if let Some((kind, name)) = meaning.and_then(|meaning| by_name(meaning, samples, about)) {
        found.insert(kind, Hit { kind, name: Some(name), score: name.score, values: None });
    }
    for (kind, fit) in &samples.fits {
        let values = ValueEvidence {
            matched: fit.matched,
            reason: if fit.is_within { Reason::WithinText } else { Reason::Form },
            sampled: samples.sampled,
            score: fit.score,
        };
        // Where the values say an address or a name, the name of the field says whose.
        let of_things = matches!(kind, Kind::Address | Kind::Phone) && about != About::Persons;
        let named = meaning.and_then(|meaning| meaning.kind) == Some(*kind);
        if of_things && !named {
            continue;
        }
        let hit = found.entry(*kind).or_insert(Hit { kind: *kind, name: None, score: 0, values: None });
        hit.score = together(hit.score, fit.score);
        hit.values = Some(values);
    }
    let mut hits: Vec<Hit> = found.into_values().collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.kind));
    hits
}

fn by_name(meaning: Meaning, samples: &Samples, about: About) -> Option<(Kind, NameEvidence)> {
    let kind = meaning.kind?;
    let (score, reason) = match (meaning.sure, about) {
        (Certainty::Sure, _) => (90, Reason::Word),
        (Certainty::Likely, _) => (75, Reason::Word),
        (Certainty::Maybe, About::Persons) => (65, Reason::TableOfPersons),
        (Certainty::Maybe, About::Organisations) => return None,
        (Certainty::Maybe, About::Unknown) => (35, Reason::MayBe),
    };
    let (score, reason) =
        if samples.contradict(kind) { (score / 2, Reason::ValuesContradict) } else { (score, reason) };
    Some((kind, NameEvidence { reason, score, word: meaning.word }))
}

/// Two independent grounds: what one leaves open the other may close.
fn together(one: u64, other: u64) -> u64 {
    let open = 100_u64.saturating_sub(one).saturating_mul(100_u64.saturating_sub(other)) / 100;
    100_u64.saturating_sub(open)
}

/// What [`recognise_json`] takes.
#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    fields: Vec<Field<'a>>,
}

/// The fields of a request that fits a schema.
pub(crate) fn read(value: &Value) -> Result<Vec<Field<'_>>, Error> {
    let request = Request::deserialize(value)
        .map_err(|_| Error::internal("fields that fit the schema could not be read"))?;
    Ok(request.fields)
}

/// [`recognise`] from JSON to JSON: `{"fields": [{"name", "field_name", "samples"}]}` to `{"fields": [{"hits": […]}]}`.
///
/// # Errors
/// Those of reading JSON; `input.schema` with every fault at once.
pub fn recognise_json(fields: &[u8]) -> Result<String, Error> {
    let value = json::parse(fields, &Limits::default())?;
    FIELDS.check(&value)?;
    let found = recognise(&read(&value)?);
    let answer = serde_json::json!({
        "fields": found.iter().map(|hits| serde_json::json!({"hits": hits})).collect::<Vec<_>>(),
    });
    serde_json::to_string(&answer).map_err(|_| Error::internal("the answer could not be written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(fields: &[Field<'_>]) -> Vec<Option<(Kind, u64)>> {
        recognise(fields).iter().map(|hits| hits.first().map(|hit| (hit.kind, hit.score))).collect()
    }

    fn named(name: &str) -> Field<'_> {
        Field { name: Some(name), ..Field::default() }
    }

    #[test]
    fn the_table_says_whose_address_it_is() {
        assert_eq!(best(&[named("地址"), named("性别")])[0], Some((Kind::Address, 65)));
        assert_eq!(best(&[named("地址"), named("统一社会信用代码")])[0], None);
        assert_eq!(best(&[named("地址")])[0], Some((Kind::Address, 35)));
    }

    #[test]
    fn values_add_to_names_and_take_from_them() {
        let id = |samples| Field { name: Some("身份证号"), field_name: None, samples };
        let plain = best(&[id(vec![])])[0].unwrap().1;
        let shown = best(&[id(vec![Some("11010519491231002X"), None])])[0].unwrap().1;
        let denied = best(&[id(vec![Some("a"), Some("b"), Some("c")])])[0].unwrap().1;
        assert!(shown > plain && plain > PROPOSES && denied < PROPOSES, "{shown} {plain} {denied}");
    }

    #[test]
    fn values_speak_where_the_name_says_something_else() {
        let remark =
            Field {
                name: Some("备注"), field_name: None, samples: vec![Some("身份证11010519491231002X")]
            };
        let hits = recognise(&[remark]);
        assert_eq!(hits[0][0].kind, Kind::ResidentId);
        assert!(!serde_json::to_string(&hits).unwrap().contains("1101051949"));
    }

    #[test]
    fn json_in_and_out() {
        let answer =
            recognise_json(r#"{"fields": [{"name": "性别"}, {"field_name": "mc"}]}"#.as_bytes()).unwrap();
        assert_eq!(
            answer,
            r#"{"fields":[{"hits":[{"kind":"sex","name":{"reason":"word","score":90,"word":"性别"},"score":90,"values":null}]},{"hits":[]}]}"#
        );
        assert_eq!(recognise_json(br#"{"fields": [{"nam": 1}]}"#).unwrap_err().path(), "/fields/0/nam");
    }
}
