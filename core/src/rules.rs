//! The rule table: the sum of what the chapters' files hold.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::Value;

use crate::digest::{canonical, sha256};
use crate::law::{self, Chapter, Code, INSTRUMENTS, Instrument, Parameter, Rule};
use crate::{
    Error, archive, certificate, collection, general, opening, oversight, planning, protection, record, seal,
    service, sharing,
};

/// Version of the rule set; it moves when an answer may change, independently of the library's version.
pub(crate) const VERSION: &str = "2026.1";

static RULES: &[&[&Rule]] = &[
    general::scope::RULES,
    record::STANDING_RULES,
    record::SECRECY_RULES,
    record::PUBLIC_DATA_RULES,
    general::authority::RULES,
    general::authority::competence::RULES,
    general::authority::designation::RULES,
    general::authority::signoff::RULES,
    general::authority::succession::RULES,
    planning::platform::RULES,
    planning::construction::RULES,
    planning::standards::RULES,
    planning::acceptance::RULES,
    planning::purchase::RULES,
    collection::plan::RULES,
    collection::plan::conduct::RULES,
    collection::plan::measure::RULES,
    collection::plan::source::RULES,
    collection::catalogue::listing::RULES,
    collection::catalogue::compiled_by::RULES,
    collection::catalogue::required::RULES,
    collection::catalogue::publication::RULES,
    collection::catalogue::update::RULES,
    collection::catalogue::source::RULES,
    collection::consent::RULES,
    collection::plan::personal::RULES,
    collection::plan::emergency::RULES,
    collection::quality::indicator::RULES,
    collection::quality::liability::RULES,
    record::CHECK_REQUEST_RULES,
    collection::aggregation::RULES,
    collection::aggregation::library::RULES,
    collection::aggregation::freshness::RULES,
    collection::aggregation::returned::RULES,
    sharing::classes::RULES,
    sharing::scenario::RULES,
    sharing::reply::RULES,
    sharing::decide::RULES,
    sharing::usage::RULES,
    sharing::negative_list::RULES,
    sharing::direct::RULES,
    sharing::departments::RULES,
    sharing::breach::RULES,
    sharing::suspension::RULES,
    sharing::delivery::RULES,
    sharing::uncatalogued::RULES,
    sharing::conditions::RULES,
    sharing::completeness::RULES,
    sharing::reply_term::RULES,
    sharing::dispute::RULES,
    sharing::records::RULES,
    sharing::running::RULES,
    sharing::personal::RULES,
    opening::classification::RULES,
    opening::CRITERIA_RULES,
    opening::TREATMENT_RULES,
    opening::list::RULES,
    opening::list_entry::RULES,
    opening::request::RULES,
    opening::channel::RULES,
    opening::harm::RULES,
    opening::indicators::RULES,
    opening::operation::RULES,
    record::HARM_RULES,
    service::item::RULES,
    service::guide::RULES,
    service::equality::RULES,
    service::asked::RULES,
    service::proof::RULES,
    service::material::RULES,
    service::exemption::RULES,
    service::conduct::RULES,
    service::reengineering::RULES,
    service::bundle::RULES,
    service::channel::RULES,
    service::clock::RULES,
    service::intake::RULES,
    service::term::RULES,
    service::rating::RULES,
    protection::security::roles::RULES,
    protection::security::network::RULES,
    protection::security::grades::RULES,
    protection::security::outsourcing::RULES,
    protection::security::incident::RULES,
    protection::security::personal::RULES,
    protection::security::linking::RULES,
    protection::rights::RULES,
    protection::objection::filing::RULES,
    protection::objection::range::RULES,
    protection::objection::steps::RULES,
    certificate::acceptance::RULES,
    certificate::exemption::RULES,
    certificate::issue::RULES,
    certificate::physical::RULES,
    certificate::pushing::RULES,
    certificate::validity::RULES,
    seal::rule::RULES,
    oversight::assessment::RULES,
    oversight::assessment::lines::RULES,
    oversight::liability::RULES,
    oversight::liability::breach::RULES,
    seal::acceptance::RULES,
    seal::lifecycle::RULES,
    seal::making::RULES,
    seal::provision::RULES,
    seal::reliability::RULES,
    seal::message::RULES,
    archive::appraisal::RULES,
    archive::properties::RULES,
    archive::track::RULES,
    archive::transfer::RULES,
    archive::life::RULES,
    law::TIME_RULES,
];

static PARAMETERS: &[&[&Parameter]] = &[
    record::CYCLE_PARAMETERS,
    record::STANDING_PARAMETERS,
    archive::transfer::PARAMETERS,
    collection::catalogue::update::PARAMETERS,
    collection::quality::liability::PARAMETERS,
    opening::indicators::PARAMETERS,
    oversight::assessment::PARAMETERS,
    protection::objection::steps::PARAMETERS,
    protection::security::incident::PARAMETERS,
    protection::security::network::PARAMETERS,
    protection::security::personal::PARAMETERS,
    seal::message::PARAMETERS,
    service::clock::PARAMETERS,
    service::proof::PARAMETERS,
    service::rating::PARAMETERS,
    service::term::PARAMETERS,
    sharing::delivery::PARAMETERS,
    sharing::records::PARAMETERS,
    sharing::reply_term::PARAMETERS,
    sharing::uncatalogued::PARAMETERS,
    &[&record::CHECK_DAYS],
];

static CODES: &[&[&Code]] = &[
    general::scope::CODES,
    general::divisions::CODES,
    record::STANDING_CODES,
    record::SECRECY_CODES,
    record::PUBLIC_DATA_CODES,
    general::authority::CODES,
    general::authority::competence::CODES,
    general::authority::designation::CODES,
    general::authority::signoff::CODES,
    general::authority::succession::CODES,
    planning::CODES,
    planning::platform::CODES,
    planning::construction::CODES,
    planning::standards::CODES,
    planning::acceptance::CODES,
    planning::purchase::CODES,
    collection::plan::CODES,
    collection::plan::conduct::CODES,
    collection::plan::measure::CODES,
    collection::plan::source::CODES,
    collection::catalogue::listing::CODES,
    collection::catalogue::compiled_by::CODES,
    collection::catalogue::required::CODES,
    collection::catalogue::publication::CODES,
    collection::catalogue::update::CODES,
    collection::catalogue::source::CODES,
    collection::catalogue::class::CODES,
    collection::catalogue::compilation::CODES,
    collection::catalogue::compile::CODES,
    collection::consent::CODES,
    collection::plan::personal::CODES,
    collection::plan::emergency::CODES,
    collection::quality::indicator::CODES,
    collection::quality::liability::CODES,
    record::CHECK_REQUEST_CODES,
    collection::aggregation::CODES,
    collection::aggregation::library::CODES,
    collection::aggregation::freshness::CODES,
    collection::aggregation::returned::CODES,
    sharing::classes::CODES,
    sharing::scenario::CODES,
    sharing::reply::CODES,
    sharing::decide::CODES,
    sharing::usage::CODES,
    sharing::negative_list::CODES,
    sharing::direct::CODES,
    sharing::departments::CODES,
    sharing::regime::CODES,
    sharing::course::CODES,
    sharing::breach::CODES,
    sharing::suspension::CODES,
    sharing::delivery::CODES,
    sharing::uncatalogued::CODES,
    sharing::conditions::CODES,
    sharing::completeness::CODES,
    sharing::reply_term::CODES,
    sharing::dispute::CODES,
    sharing::records::CODES,
    sharing::running::CODES,
    sharing::personal::CODES,
    opening::classification::CODES,
    opening::CRITERIA_CODES,
    opening::TREATMENT_CODES,
    opening::list::CODES,
    opening::list_entry::CODES,
    opening::request::CODES,
    opening::channel::CODES,
    opening::harm::CODES,
    opening::indicators::CODES,
    opening::operation::CODES,
    record::HARM_CODES,
    service::item::CODES,
    service::guide::CODES,
    service::equality::CODES,
    service::asked::CODES,
    service::proof::CODES,
    service::material::CODES,
    service::exemption::CODES,
    service::conduct::CODES,
    service::reengineering::CODES,
    service::bundle::CODES,
    service::channel::CODES,
    service::clock::CODES,
    service::intake::CODES,
    service::term::CODES,
    service::rating::CODES,
    protection::security::roles::CODES,
    protection::security::network::CODES,
    protection::security::grades::CODES,
    protection::security::outsourcing::CODES,
    protection::security::incident::CODES,
    protection::security::personal::CODES,
    protection::security::linking::CODES,
    protection::rights::CODES,
    protection::objection::filing::CODES,
    protection::objection::range::CODES,
    protection::objection::steps::CODES,
    certificate::acceptance::CODES,
    certificate::checks::copy::CODES,
    certificate::checks::face::CODES,
    certificate::checks::holder::CODES,
    certificate::checks::identifier::CODES,
    certificate::checks::issuer::CODES,
    certificate::checks::items::CODES,
    certificate::checks::standing::CODES,
    certificate::checks::term::CODES,
    certificate::exemption::CODES,
    certificate::issue::CODES,
    certificate::physical::CODES,
    certificate::pushing::CODES,
    certificate::validity::CODES,
    seal::rule::CODES,
    oversight::assessment::CODES,
    oversight::assessment::lines::CODES,
    oversight::liability::CODES,
    oversight::liability::breach::CODES,
    seal::acceptance::CODES,
    seal::lifecycle::CODES,
    seal::making::CODES,
    seal::provision::CODES,
    seal::validity::CODES,
    seal::reliability::CODES,
    seal::message::CODES,
    archive::appraisal::CODES,
    archive::properties::CODES,
    archive::packed::items::CODES,
    archive::track::CODES,
    archive::transfer::CODES,
    archive::life::CODES,
    law::TIME_CODES,
];

/// The rules in the order of their ids.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = RULES.iter().flat_map(|part| part.iter().copied()).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// The rule with this id, such as `SHARE-3`.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().flat_map(|part| part.iter().copied()).find(|rule| rule.id.to_string() == id)
}

/// Every code that findings and obligations may carry, in the order of their rules.
pub fn codes() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = CODES.iter().flat_map(|part| part.iter().copied()).collect();
    codes.sort_by_key(|code| (code.rule.id, code.code));
    codes
}

/// The entry of a code.
pub fn code(name: &str) -> Option<&'static Code> {
    CODES.iter().flat_map(|part| part.iter().copied()).find(|code| code.code == name)
}

/// What the law sets, or leaves open, as a number or a list, in the order of ids.
pub fn parameters() -> Vec<&'static Parameter> {
    let mut parameters: Vec<_> = PARAMETERS.iter().flat_map(|part| part.iter().copied()).collect();
    parameters.sort_by_key(|parameter| parameter.id);
    parameters
}

/// The parameter with this id, such as `sharing.delivery_days`.
pub fn parameter(id: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().flat_map(|part| part.iter().copied()).find(|parameter| parameter.id == id)
}

/// The rule table with its chapters, instruments, parameters and codes.
#[derive(Serialize)]
struct Table {
    chapters: [Chapter; 20],
    codes: Vec<&'static Code>,
    instruments: &'static [Instrument],
    parameters: Vec<&'static Parameter>,
    rules: Vec<&'static Rule>,
    version: &'static str,
}

/// The rule table as canonical JSON: `version`, `chapters`, `instruments`, `parameters`, `rules` and `codes`.
///
/// # Errors
/// `internal`, should the table not be serialisable; a test shows that it is.
pub fn rules_json() -> Result<String, Error> {
    let table = Table {
        chapters: Chapter::ALL,
        codes: codes(),
        instruments: INSTRUMENTS,
        parameters: parameters(),
        rules: rules(),
        version: VERSION,
    };
    let value: Value =
        serde_json::to_value(table).map_err(|_| Error::internal("the rule table could not be written"))?;
    String::from_utf8(canonical(&value)?).map_err(|_| Error::internal("the rule table is not text"))
}

/// The digest of the rule table, made once.
pub(crate) fn digest() -> &'static str {
    static DIGEST: LazyLock<String> =
        LazyLock::new(|| rules_json().map(|json| sha256(json.as_bytes())).unwrap_or_default());
    &DIGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Amount, Date, Unit};

    #[test]
    fn ids_and_codes_are_unique_and_every_code_has_a_rule_of_the_table() {
        let rules = rules();
        assert!(rules.windows(2).all(|pair| pair[0].id < pair[1].id), "a rule stands twice");
        let codes = codes();
        for (index, code) in codes.iter().enumerate() {
            assert!(codes[index + 1..].iter().all(|other| other.code != code.code), "{}", code.code);
            assert!(rules.iter().any(|rule| std::ptr::eq(*rule, code.rule)), "{}", code.code);
            assert!(!code.message.zh.is_empty() && !code.message.en.is_empty());
        }
    }

    #[test]
    fn every_citation_names_an_instrument_and_every_date_exists() {
        for rule in rules() {
            assert!(!rule.basis.is_empty(), "{}", rule.id);
            for text in [rule.title, rule.condition, rule.outcome] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", rule.id);
            }
            assert!(rule.period.from != Date::MIN && rule.period.to.is_none_or(|to| to != Date::MIN));
            for basis in rule.basis {
                assert!(Instrument::get(basis.citation.instrument).is_some(), "{}", rule.id);
                assert!(basis.period.to.is_none_or(|to| to != Date::MIN), "{}", rule.id);
                let place = basis.citation;
                assert!(
                    place.article.is_some() || place.item.is_some() || place.section.is_some(),
                    "{}",
                    rule.id
                );
            }
            // At the first day of every instrument: something in force carries the rule, as long as it is asked.
            for instrument in INSTRUMENTS {
                let day = instrument.in_force.from;
                if rule.period.contains(day) {
                    assert!(!law::Law::as_of(day).basis(rule.basis).0.is_empty(), "{} on {day}", rule.id);
                }
            }
            for next in rule.replaced_by {
                assert!(self::rule(&next.to_string()).is_some(), "{}", rule.id);
            }
        }
    }

    /// Terms hold on every day; targets of a year only in years that have one.
    #[test]
    fn parameters_are_unique_dated_and_cited() {
        let parameters = parameters();
        assert!(parameters.windows(2).all(|pair| pair[0].id < pair[1].id), "a parameter stands twice");
        for parameter in parameters {
            assert!(!parameter.rules.is_empty() && !parameter.settings.is_empty(), "{}", parameter.id);
            assert!(parameter.rules.iter().all(|id| rule(&id.to_string()).is_some()), "{}", parameter.id);
            for setting in parameter.settings {
                assert!(Instrument::get(setting.basis.citation.instrument).is_some(), "{}", parameter.id);
                let words = matches!(setting.value, Amount::Words(words) if words.iter().all(|word| parameter.words.contains(word)));
                assert!(
                    words || (parameter.unit != Unit::Words && parameter.words.is_empty()),
                    "{}",
                    parameter.id
                );
            }
            for pair in parameter.settings.windows(2) {
                assert!(
                    pair[0].basis.period.to.is_some_and(|to| to <= pair[1].basis.period.from),
                    "{}",
                    parameter.id
                );
            }
            for instrument in INSTRUMENTS.iter().filter(|_| parameter.unit != Unit::TenThousandths) {
                assert!(parameter.on(instrument.in_force.from).is_some(), "{}", parameter.id);
            }
        }
    }
}
