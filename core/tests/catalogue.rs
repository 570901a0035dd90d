//! The generated catalogue against the rules: what was planted must be found, and nothing else.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ywtb::report::{Outcome, Report};
use ywtb::{date, evaluate};
use ywtb_testkit::{Catalogue, Defect, Pattern};

fn ask(topic: &str, facts: &Value, day: &str) -> Report {
    let facts = serde_json::to_vec(facts).unwrap();
    evaluate(topic, &facts, date(day).unwrap(), &Default::default()).unwrap()
}

/// The regimes in which a defect makes the share class fall, by the text of the rules: O9 art. 27, SDR art. 38,
/// GDS arts 14 and 15.
fn falls(defect: Defect, regime: &str) -> bool {
    use Defect::*;
    match regime {
        "order9_2018" => matches!(
            defect,
            NoShareClass
                | TwoShareClasses
                | NoShareReason
                | NoShareBasis
                | ShareBasisTooLow
                | ShareBasisNotInForce
                | ItemSharedMoreFreely
        ),
        "data_regulation_2022" => matches!(defect, NoNegativeListReview | NegativeListReviewedByOther),
        _ => matches!(defect, NoShareClass | TwoShareClasses | LocalBasisForNotShared | ItemSharedMoreFreely),
    }
}

#[test]
fn sound_entries_stand_and_planted_defects_fall() {
    let catalogue = Catalogue::generate(9, 360, 0);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &catalogue.entries {
        let code = entry["entry"]["code"].as_str().unwrap();
        let defect = catalogue.defects.get(code).copied();
        for day in ["2019-05-01", "2022-05-01", "2025-09-01"] {
            let report = ask("sharing.classification", &Catalogue::sharing_facts(entry), day);
            let regime = report.value["regime"].as_str().unwrap_or_default();
            let told = format!("{code} {defect:?} {day}\n{}", report.to_text(ywtb::report::Lang::En));
            if entry["entry"]["secret_flag"] == "state_secret" {
                assert_eq!(report.outcome, Outcome::NotApplicable, "{told}");
                continue;
            }
            // Reasons and bases matter for the class of 2025 only where it is "not shared".
            let not_shared = entry["entry"]["share_type"] == "not_shared";
            let depends = regime == "sharing_regulation_2025"
                && not_shared
                && matches!(
                    defect,
                    Some(
                        Defect::NoShareReason
                            | Defect::NoShareBasis
                            | Defect::ShareBasisTooLow
                            | Defect::ShareBasisNotInForce
                    )
                );
            let listed = regime == "data_regulation_2022" && entry["entry"]["on_negative_list"] == true;
            let basis_of_list = listed
                && matches!(
                    defect,
                    Some(Defect::NoShareBasis | Defect::ShareBasisTooLow | Defect::ShareBasisNotInForce)
                );
            let expected = defect.is_some_and(|defect| falls(defect, regime)) || depends || basis_of_list;
            assert_eq!(report.outcome, if expected { Outcome::NotMet } else { Outcome::Met }, "{told}");
            *seen.entry(format!("{regime} {:?}", report.outcome)).or_default() += 1;
        }
        let report = ask("opening.classification", &Catalogue::opening_facts(entry), "2022-05-01");
        let told = format!("{code} {defect:?}\n{}", report.to_text(ywtb::report::Lang::En));
        let expected = match defect {
            _ if entry["entry"]["secret_flag"] == "state_secret" => Outcome::NotApplicable,
            Some(
                Defect::TwoOpenClasses
                | Defect::OpenedTooFreely
                | Defect::ClosedWithoutGround
                | Defect::ItemOpenedMoreFreely,
            ) => Outcome::NotMet,
            _ => Outcome::Met,
        };
        assert_eq!(report.outcome, expected, "{told}");
    }
    for regime in ["order9_2018", "data_regulation_2022", "sharing_regulation_2025"] {
        for outcome in ["Met", "NotMet"] {
            assert!(seen.contains_key(&format!("{regime} {outcome}")), "{regime} {outcome} in {seen:?}");
        }
    }
}

/// What a pattern comes to under a regime, by the text of SHARE-4 to SHARE-9, 14, 15 and 17; `None` where more than
/// the pattern decides.
fn expected(pattern: Pattern, regime: &str) -> Option<&'static str> {
    use Pattern::*;
    Some(match (regime, pattern) {
        ("", _) => return None,
        (_, NotSubject | NotShared) => "refused",
        (_, OpenToAll) | ("order9_2018" | "data_regulation_2022", InScenario) => "granted",
        ("order9_2018", BeyondScenario) | ("order9_2018" | "data_regulation_2022", MoreThanNeeded) => {
            "partial"
        }
        ("order9_2018", NoScenario | OtherPurpose | OtherArea) => "apply",
        ("data_regulation_2022", BeyondScenario | OtherPurpose) => "granted",
        ("data_regulation_2022", NoScenario | NoUndertakings) => "ask_once",
        ("sharing_regulation_2025", InScenario | BeyondScenario | NoScenario | OtherPurpose) => "apply",
        _ => return None,
    })
}

#[test]
fn every_complete_request_decides() {
    let catalogue = Catalogue::generate(9, 360, 1000);
    let mut decisions: BTreeMap<String, usize> = BTreeMap::new();
    for request in &catalogue.requests {
        let report = ask("sharing.request", &catalogue.request_facts(request), "2026-11-23");
        let pattern = &catalogue.patterns[request["id"].as_str().unwrap()];
        let told = format!("{pattern:?}\n{}", report.to_text(ywtb::report::Lang::En));
        let undetermined = matches!(report.outcome, Outcome::Undetermined | Outcome::Conflict);
        assert!(!undetermined || *pattern == Pattern::Incomplete, "{told}");
        let decision = report.value["decision"].clone();
        assert_eq!(
            report.outcome == Outcome::Met,
            decision == json!("granted") && !told.contains("✗"),
            "{told}"
        );
        if let Some(expected) = expected(*pattern, report.value["regime"].as_str().unwrap_or_default()) {
            assert_eq!(decision, expected, "{told}");
        }
        *decisions.entry(format!("{pattern:?} {} {decision}", report.value["regime"])).or_default() += 1;
    }
    for (what, count) in &decisions {
        println!("{count:5} {what}");
    }
}
