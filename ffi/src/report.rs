//! The report: typed accessors for what a host branches on, JSON and words for the rest.

use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use ywtb::report::{Indication, Lang, Outcome};

use crate::buffer::Buffer;
use crate::error::{Error, Failure, Status};
use crate::guard::{guard, plain};
use crate::handle::Handle;

/// No report was given.
pub const YWTB_OUTCOME_NONE: i32 = 0;
/// Everything that decides is met; a verified document passed.
pub const YWTB_OUTCOME_MET: i32 = 1;
/// Something that decides is not met; a verified document failed.
pub const YWTB_OUTCOME_NOT_MET: i32 = 2;
/// A fact that decides is missing; the findings name it.
pub const YWTB_OUTCOME_UNDETERMINED: i32 = 3;
/// Nothing applies; a verified document bears no signature.
pub const YWTB_OUTCOME_NOT_APPLICABLE: i32 = 4;
/// Rules of equal rank disagree.
pub const YWTB_OUTCOME_CONFLICT: i32 = 5;

/// The report is not one of a verification, or the document bears no signature.
pub const YWTB_INDICATION_NONE: i32 = 0;
/// Every check that the policy demands is met.
pub const YWTB_INDICATION_TOTAL_PASSED: i32 = 1;
/// Something could not be established.
pub const YWTB_INDICATION_INDETERMINATE: i32 = 2;
/// A check is failed for good.
pub const YWTB_INDICATION_TOTAL_FAILED: i32 = 3;

/// Chinese.
pub const YWTB_LANG_ZH: i32 = 1;
/// English.
pub const YWTB_LANG_EN: i32 = 2;

/// An answer with its reasons.
///
/// Freed with ywtb_report_free(). Immutable: threads may share it. It outlives whatever it was made from.
pub struct Report {
    report: ywtb::report::Report,
    /// Made when first asked for: most hosts read the JSON.
    texts: OnceLock<Texts>,
}

impl Handle for Report {}

/// Parts of a report as texts that end at their NUL.
struct Texts {
    finding_codes: Vec<CString>,
    sub_indication: Option<CString>,
}

impl From<ywtb::report::Report> for Report {
    fn from(report: ywtb::report::Report) -> Self {
        Self { report, texts: OnceLock::new() }
    }
}

impl Report {
    fn texts(&self) -> &Texts {
        // Codes are ours and hold no NUL.
        let text = |code: &str| CString::new(code).unwrap_or_default();
        self.texts.get_or_init(|| Texts {
            finding_codes: self.report.findings.iter().map(|finding| text(finding.code)).collect(),
            sub_indication: self.report.sub_indication.as_deref().map(text),
        })
    }
}

/// The answer: one of YWTB_OUTCOME_... A host treats a number that it does not know like YWTB_OUTCOME_UNDETERMINED.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_outcome(report: Option<&Report>) -> i32 {
    plain(YWTB_OUTCOME_NONE, || match report.map(|this| this.report.outcome) {
        None => YWTB_OUTCOME_NONE,
        Some(Outcome::Met) => YWTB_OUTCOME_MET,
        Some(Outcome::NotMet) => YWTB_OUTCOME_NOT_MET,
        Some(Outcome::Undetermined) => YWTB_OUTCOME_UNDETERMINED,
        Some(Outcome::NotApplicable) => YWTB_OUTCOME_NOT_APPLICABLE,
        Some(Outcome::Conflict) => YWTB_OUTCOME_CONFLICT,
    })
}

/// The main indication of a verification (ETSI EN 319 102-1): one of YWTB_INDICATION_...
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_indication(report: Option<&Report>) -> i32 {
    plain(YWTB_INDICATION_NONE, || match report.and_then(|this| this.report.indication) {
        None => YWTB_INDICATION_NONE,
        Some(Indication::TotalPassed) => YWTB_INDICATION_TOTAL_PASSED,
        Some(Indication::Indeterminate) => YWTB_INDICATION_INDETERMINATE,
        Some(Indication::TotalFailed) => YWTB_INDICATION_TOTAL_FAILED,
    })
}

/// Why a verification did not pass, such as "hash_failure". Ends at its NUL, lives as long as the report; NULL when
/// there is no sub-indication.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_sub_indication(report: Option<&Report>) -> *const c_char {
    let none = std::ptr::null();
    plain(none, || report.and_then(|this| this.texts().sub_indication.as_ref()).map_or(none, |t| t.as_ptr()))
}

/// How many findings the report has. 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_finding_count(report: Option<&Report>) -> usize {
    plain(0, || report.map_or(0, |this| this.report.findings.len()))
}

/// The stable code of a finding, counted from 0. Ends at its NUL, lives as long as the report; NULL past the end.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_finding_code(report: Option<&Report>, index: usize) -> *const c_char {
    let none = std::ptr::null();
    plain(none, || report.and_then(|this| this.texts().finding_codes.get(index)).map_or(none, |t| t.as_ptr()))
}

/// The whole report as JSON (schema "ywtb.report/1"): RFC 8785 canonical, so the same question gives the same bytes.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_report_json(
    report: Option<&Report>,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let this = report.ok_or_else(|| Failure::null("report"))?;
        out.put(Buffer::new(this.report.to_json()?));
        Ok(())
    })
}

/// The report in words, for people. `lang` is YWTB_LANG_ZH or YWTB_LANG_EN.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_report_text(
    report: Option<&Report>,
    lang: i32,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let this = report.ok_or_else(|| Failure::null("report"))?;
        let lang = match lang {
            YWTB_LANG_ZH => Lang::Zh,
            YWTB_LANG_EN => Lang::En,
            _ => return Err(Failure::value("lang", "YWTB_LANG_ZH, YWTB_LANG_EN")),
        };
        out.put(Buffer::new(this.report.to_text(lang)));
        Ok(())
    })
}

/// Frees a report. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_report_free(report: Option<Box<Report>>) {
    plain((), || drop(report));
}
