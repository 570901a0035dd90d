//! The registry: compiled once, asked often.

use std::ffi::{CStr, CString, c_char};
use std::sync::{Arc, LazyLock};

use ywtb::law::{Code, RuleId};
use ywtb::registry::{Decision, Fault, Regime, Under, Verdict as Answer};
use ywtb::report::Outcome;

use crate::buffer::Buffer;
use crate::error::{Error, Failure, Status, c_text};
use crate::evaluate::{self, day};
use crate::guard::{guard, plain};
use crate::handle::Handle;
use crate::report::{
    Report, YWTB_OUTCOME_CONFLICT, YWTB_OUTCOME_MET, YWTB_OUTCOME_NOT_APPLICABLE, YWTB_OUTCOME_NOT_MET,
    YWTB_OUTCOME_UNDETERMINED,
};

/// Nothing is decided: a fact that decides is missing, or nothing applies.
pub const YWTB_DECISION_NONE: i32 = 0;
/// Everything is granted.
pub const YWTB_DECISION_GRANTED: i32 = 1;
/// Part is granted; `cut` says which items are not.
pub const YWTB_DECISION_PARTIAL: i32 = 2;
/// Nothing is granted.
pub const YWTB_DECISION_REFUSED: i32 = 3;
/// The responsible department must decide on an application.
pub const YWTB_DECISION_APPLY: i32 = 4;
/// The request is incomplete: its author is told once what is missing.
pub const YWTB_DECISION_ASK_ONCE: i32 = 5;

/// It cannot be told which regime governs, or none does.
pub const YWTB_REGIME_NONE: i32 = 0;
/// The three classes of the measures of 2018.
pub const YWTB_REGIME_ORDER9_2018: i32 = 1;
/// The negative list of the data regulation of 2022.
pub const YWTB_REGIME_DATA_REGULATION_2022: i32 = 2;
/// The classes between government departments of 2025.
pub const YWTB_REGIME_SHARING_REGULATION_2025: i32 = 3;

/// A grant rests on no scenario.
pub const YWTB_SCENARIO_NONE: i64 = -1;
/// A grant rests on the scenario that the request names.
pub const YWTB_SCENARIO_NAMED: i64 = -2;

/// Catalogue, scenarios and agencies, compiled.
///
/// Freed with ywtb_registry_free(). Immutable: threads may share it. It keeps its own copy of what it was made from.
pub struct Registry(pub(crate) Arc<ywtb::Registry>);

impl Handle for Registry {}

/// What a sharing request comes to. It owns nothing; its texts end at their NUL and live as long as the library.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Verdict {
    /// YWTB_OUTCOME_...
    pub outcome: i32,
    /// YWTB_DECISION_...
    pub decision: i32,
    /// YWTB_REGIME_...
    pub regime: i32,
    /// 1 when part of the area asked for is not granted, else 0.
    pub cuts_area: i32,
    /// 1 when the reply registers a new scenario, else 0.
    pub new_scenario: i32,
    /// Zero.
    pub reserved: i32,
    /// The place of the registered scenario that a grant rests on, or YWTB_SCENARIO_NAMED, YWTB_SCENARIO_NONE.
    pub scenario: i64,
    /// The items that are not granted, where part is: bit 0 of the first word is the first item asked for.
    pub cut: [u64; 4],
    /// The rule that decided, such as "SHARE-5"; NULL when none did.
    pub rule: *const c_char,
    /// The first code that states the outcome; NULL when none does.
    pub code: *const c_char,
    /// What is wrong with the request itself, such as "registry.unknown_entry"; NULL when nothing is.
    pub fault: *const c_char,
    /// JSON pointer into the request to what is wrong with it; NULL when nothing is.
    pub fault_path: *const c_char,
}

/// The texts of a rule, each with its NUL.
struct Texts {
    id: CString,
    codes: Vec<(&'static str, CString)>,
}

impl Texts {
    /// Those of a rule; made once, as they live as long as the library, and found by chapter and number.
    fn of(rule: RuleId) -> Option<&'static Self> {
        static TEXTS: LazyLock<Vec<Vec<Option<Texts>>>> = LazyLock::new(|| {
            let mut chapters: Vec<Vec<Option<Texts>>> = Vec::new();
            let codes = ywtb::codes();
            for rule in ywtb::rules() {
                let (chapter, number) = place(rule.id);
                chapters.resize_with(chapters.len().max(chapter.saturating_add(1)), Vec::new);
                if let Some(rules) = chapters.get_mut(chapter) {
                    rules.resize_with(rules.len().max(number.saturating_add(1)), || None);
                    if let Some(texts) = rules.get_mut(number) {
                        *texts = Some(Texts::made(rule.id, &codes));
                    }
                }
            }
            chapters
        });
        let (chapter, number) = place(rule);
        TEXTS.get(chapter)?.get(number)?.as_ref()
    }

    fn made(rule: RuleId, codes: &[&Code]) -> Self {
        let codes = codes.iter().filter(|code| code.rule.id == rule);
        Self {
            id: c_text(&rule.to_string()),
            codes: codes.map(|code| (code.code, c_text(code.code))).collect(),
        }
    }

    fn code(&self, code: &Code) -> Option<&CStr> {
        // The text of a code mostly stands at one place, which is sooner compared.
        let mut codes = self.codes.iter();
        let same = self.codes.iter().find(|(text, _)| std::ptr::eq(*text, code.code));
        same.or_else(|| codes.find(|(text, _)| *text == code.code)).map(|(_, text)| text.as_c_str())
    }
}

fn place(RuleId(chapter, number): RuleId) -> (usize, usize) {
    (chapter as usize, usize::from(number))
}

/// The code and the place of a fault.
fn fault(fault: Fault) -> Option<&'static [CString; 2]> {
    static FAULTS: LazyLock<Vec<(Fault, [CString; 2])>> = LazyLock::new(|| {
        Fault::ALL.into_iter().map(|fault| (fault, [fault.code, fault.path].map(c_text))).collect()
    });
    FAULTS.iter().find(|(known, _)| *known == fault).map(|(_, texts)| texts)
}

fn pointer(text: Option<&'static CStr>) -> *const c_char {
    text.map_or(std::ptr::null(), CStr::as_ptr)
}

impl From<Answer> for Verdict {
    fn from(answer: Answer) -> Self {
        let [fault, fault_path] = answer
            .fault
            .and_then(fault)
            .map_or([None; 2], |texts| texts.each_ref().map(|text| Some(text.as_c_str())));
        Self {
            outcome: match answer.outcome {
                Outcome::Met => YWTB_OUTCOME_MET,
                Outcome::NotMet => YWTB_OUTCOME_NOT_MET,
                Outcome::Undetermined => YWTB_OUTCOME_UNDETERMINED,
                Outcome::NotApplicable => YWTB_OUTCOME_NOT_APPLICABLE,
                Outcome::Conflict => YWTB_OUTCOME_CONFLICT,
            },
            decision: match answer.decision {
                None => YWTB_DECISION_NONE,
                Some(Decision::Granted) => YWTB_DECISION_GRANTED,
                Some(Decision::Partial) => YWTB_DECISION_PARTIAL,
                Some(Decision::Refused) => YWTB_DECISION_REFUSED,
                Some(Decision::Apply) => YWTB_DECISION_APPLY,
                Some(Decision::AskOnce) => YWTB_DECISION_ASK_ONCE,
            },
            regime: match answer.regime {
                None => YWTB_REGIME_NONE,
                Some(Regime::Order9) => YWTB_REGIME_ORDER9_2018,
                Some(Regime::DataRegulation) => YWTB_REGIME_DATA_REGULATION_2022,
                Some(Regime::SharingRegulation) => YWTB_REGIME_SHARING_REGULATION_2025,
            },
            cuts_area: i32::from(answer.cuts_area),
            new_scenario: i32::from(answer.new_scenario),
            reserved: 0,
            scenario: match answer.scenario {
                None => YWTB_SCENARIO_NONE,
                Some(Under::Named) => YWTB_SCENARIO_NAMED,
                Some(Under::Registered(place)) => i64::try_from(place).unwrap_or(YWTB_SCENARIO_NONE),
            },
            cut: answer.cut.words(),
            rule: pointer(answer.rule().and_then(|rule| Some(Texts::of(rule.id)?.id.as_c_str()))),
            code: pointer(answer.reasons.iter().next().and_then(|code| Texts::of(code.rule.id)?.code(code))),
            fault: pointer(fault),
            fault_path: pointer(fault_path),
        }
    }
}

/// Compiles three JSON arrays of records (schema `registry`): the entries of a catalogue, scenarios, agencies.
///
/// All text is UTF-8, is only read during the call, and has its length in bytes after it, or YWTB_NTS when it ends at
/// its NUL. `out` receives a registry to free with ywtb_registry_free(). `error` may be NULL; it names every fault.
/// Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_new(
    catalogue: *const c_char,
    catalogue_len: usize,
    scenarios: *const c_char,
    scenarios_len: usize,
    agencies: *const c_char,
    agencies_len: usize,
    out: *mut *mut Registry,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let catalogue = caller.octets(catalogue, catalogue_len, "catalogue")?;
        let scenarios = caller.octets(scenarios, scenarios_len, "scenarios")?;
        let agencies = caller.octets(agencies, agencies_len, "agencies")?;
        let limits = ywtb::Limits::default();
        out.put(Registry(Arc::new(ywtb::Registry::from_json(catalogue, scenarios, agencies, &limits)?)));
        Ok(())
    })
}

/// Decides on a sharing request: JSON, the facts of topic "sharing.request" with codes of the registry in the place of
/// `requester`, `entry` and `provider`, and without `scenarios`. A code that the registry does not hold is a fact that is
/// unknown, and `fault` names it; it is no error.
///
/// `as_of` is the evaluation date, written YYYY-MM-DD. `options` is JSON (`reading`); NULL with length 0 for none. `out` is
/// the caller's own. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_decide(
    registry: Option<&Registry>,
    request: *const c_char,
    request_len: usize,
    as_of: *const c_char,
    as_of_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut Verdict,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let mut out = caller.place(out).ok_or_else(|| Failure::null("out"))?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let request = caller.octets(request, request_len, "request")?;
        let options = evaluate::options(caller, options, options_len)?;
        let as_of = day(caller, as_of, as_of_len, "as_of")?;
        out.write(Verdict::from(registry.0.decide_json(request, as_of, &options)?));
        Ok(())
    })
}

/// The report on a request: what ywtb_evaluate() says of the same facts, to the byte.
///
/// Arguments as of ywtb_registry_decide(). `out` receives a report to free with ywtb_report_free(). Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_explain(
    registry: Option<&Registry>,
    request: *const c_char,
    request_len: usize,
    as_of: *const c_char,
    as_of_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let request = caller.octets(request, request_len, "request")?;
        let options = evaluate::options(caller, options, options_len)?;
        let as_of = day(caller, as_of, as_of_len, "as_of")?;
        out.put(Report::from(registry.0.explain_json(request, as_of, &options)?));
        Ok(())
    })
}

/// The id of the scenario at a place of the registry, as JSON text; JSON null where it has none or there is no such place.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_scenario_id(
    registry: Option<&Registry>,
    place: usize,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let id = serde_json::to_string(&registry.0.scenario_id(place)).map_err(|_| Failure::panicked())?;
        out.put(Buffer::new(id));
        Ok(())
    })
}

/// The registry as text that ywtb_registry_load() reads: its version, the SHA-256 of what follows, and the records. Equal
/// registries give equal texts.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_save(
    registry: Option<&Registry>,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        out.put(Buffer::new(String::from_utf8(registry.0.to_snapshot()).map_err(|_| Failure::panicked())?));
        Ok(())
    })
}

/// The registry that was saved. The digest tells accidents, not forgers: the records are checked like any other.
///
/// `saved` has its length in bytes after it, or YWTB_NTS. `out` receives a registry to free with ywtb_registry_free(). `error`
/// may be NULL: code `input.snapshot` for what was not saved so, or was changed. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_registry_load(
    saved: *const c_char,
    saved_len: usize,
    out: *mut *mut Registry,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let saved = caller.octets(saved, saved_len, "saved")?;
        out.put(Registry(Arc::new(ywtb::Registry::from_snapshot(saved, &ywtb::Limits::default())?)));
        Ok(())
    })
}

/// Frees a registry. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_registry_free(registry: Option<Box<Registry>>) {
    plain((), || drop(registry));
}
