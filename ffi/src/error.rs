//! Why a call could not be answered.

use std::ffi::{CString, c_char};

use serde::Serialize;
use ywtb::ErrorKind;

use crate::buffer::Buffer;
use crate::guard::{guard, plain};
use crate::handle::Handle;

/// What came of a call: YWTB_OK, YWTB_CANCELLED, or one of YWTB_E_...
///
/// A negative answer (not shareable, seal revoked, file altered) is no error: it is YWTB_OK, and stands in the report.
/// Numbers are never reused; a host treats one that it does not know as a failure.
pub type Status = i32;

/// The call worked.
pub const YWTB_OK: i32 = 0;

/// A pointer that must not be NULL is NULL: a fault of the calling program. Code `argument.null`.
pub const YWTB_E_NULL: i32 = 101;
/// A length is over PTRDIFF_MAX: a fault of the calling program. Code `argument.length`.
pub const YWTB_E_LENGTH: i32 = 102;
/// A struct of options has a size that no version has (code `argument.struct_size`), or sets a member that only a
/// newer library knows (code `argument.unknown_option`).
pub const YWTB_E_STRUCT: i32 = 103;
/// A number is none of the constants that the argument takes. Code `argument.value`.
pub const YWTB_E_VALUE: i32 = 104;

/// What was handed in cannot be read: encoding, syntax, type, name, date or option. Codes `input....`
pub const YWTB_E_INPUT: i32 = 201;

/// A limit was reached before there was an answer. Codes `limit....`
pub const YWTB_E_LIMIT: i32 = 301;

/// The caller ended the work by a ywtb_cancel before there was an answer. Code `limit.cancelled`.
pub const YWTB_CANCELLED: i32 = 401;

/// A fault of the library, caught at its border. Code `internal`. Every handle stays good.
pub const YWTB_E_INTERNAL: i32 = 901;

/// Why a call failed. Never holds a value of the input: codes, places and what was expected there.
///
/// Put into the last argument of the call, if that is not NULL; freed with ywtb_error_free().
/// Immutable: threads may share it. What its functions return lives as long as it does.
#[derive(Debug)]
pub struct Error {
    code: CString,
    message: CString,
    path: CString,
    body: Body,
}

impl Handle for Error {}

/// The error as JSON, with every place exactly as it is.
#[derive(Debug, Serialize)]
struct Body {
    code: &'static str,
    details: Vec<Place>,
    status: Status,
}

#[derive(Debug, Serialize)]
struct Place {
    message: String,
    path: String,
}

/// A failed entry, before C sees it: one word, so that entries that succeed move no more than that about.
#[derive(Debug)]
pub(crate) struct Failure(Box<Body>);

impl Failure {
    fn new(status: Status, code: &'static str, path: String, message: String) -> Self {
        Self(Box::new(Body { code, details: vec![Place { message, path }], status }))
    }

    /// A pointer that must not be NULL.
    pub(crate) fn null(name: &str) -> Self {
        Self::new(YWTB_E_NULL, "argument.null", String::new(), format!("argument `{name}` must not be NULL"))
    }

    /// A length that no object has.
    pub(crate) fn length(name: &str) -> Self {
        let message = format!("the length of argument `{name}` must be at most PTRDIFF_MAX");
        Self::new(YWTB_E_LENGTH, "argument.length", String::new(), message)
    }

    /// A struct that does not say its size.
    pub(crate) fn struct_size() -> Self {
        let message = "`struct_size` must be the sizeof of the struct of options".to_owned();
        Self::new(YWTB_E_STRUCT, "argument.struct_size", String::new(), message)
    }

    /// A struct that sets what this library does not know.
    pub(crate) fn unknown_option() -> Self {
        let message = "the struct of options sets a member that only a newer library knows".to_owned();
        Self::new(YWTB_E_STRUCT, "argument.unknown_option", String::new(), message)
    }

    /// A number that is none of an argument's constants.
    pub(crate) fn value(name: &str, constants: &str) -> Self {
        let message = format!("argument `{name}` must be one of {constants}");
        Self::new(YWTB_E_VALUE, "argument.value", String::new(), message)
    }

    /// Text that is not UTF-8 from a byte on.
    pub(crate) fn utf8(name: &str, from: usize) -> Self {
        Self::new(YWTB_E_INPUT, "input.utf8", format!("@{from}"), format!("argument `{name}` must be UTF-8"))
    }

    /// Something that was handed in and that the core has no reader for.
    pub(crate) fn input(code: &'static str, message: &str) -> Self {
        Self::new(YWTB_E_INPUT, code, String::new(), message.to_owned())
    }

    /// A panic that was caught. Its text is not repeated: it may hold what was handed in.
    pub(crate) fn panicked() -> Self {
        let message = "a fault of the library was caught".to_owned();
        Self::new(YWTB_E_INTERNAL, "internal", String::new(), message)
    }

    /// The status that the entry returns.
    pub(crate) fn status(&self) -> Status {
        self.0.status
    }

    /// The stable code.
    #[cfg(test)]
    pub(crate) fn code(&self) -> &'static str {
        self.0.code
    }
}

impl From<ywtb::Error> for Failure {
    fn from(error: ywtb::Error) -> Self {
        let status = match error.kind() {
            _ if error.code() == "limit.cancelled" => YWTB_CANCELLED,
            ErrorKind::Input => YWTB_E_INPUT,
            ErrorKind::Limit => YWTB_E_LIMIT,
            _ => YWTB_E_INTERNAL,
        };
        let details =
            error.details().map(|d| Place { message: d.message.clone(), path: d.path.clone() }).collect();
        Self(Box::new(Body { code: error.code(), details, status }))
    }
}

impl From<Failure> for Error {
    fn from(Failure(body): Failure) -> Self {
        let places: Vec<String> = body
            .details
            .iter()
            .map(|place| match place.path.as_str() {
                "" => place.message.clone(),
                path => format!("{path}: {}", place.message),
            })
            .collect();
        Self {
            code: c_text(body.code),
            message: c_text(&places.join("; ")),
            path: c_text(body.details.first().map_or("", |place| &place.path)),
            body: *body,
        }
    }
}

impl Error {
    /// Code and message, for who gets no more than one text.
    pub(crate) fn summary(&self) -> CString {
        c_text(&format!("{}: {}", self.body.code, self.message.to_string_lossy()))
    }
}

/// Text for C. A JSON pointer may hold U+0000, at which C would stop reading.
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default()
}

/// The status that the call returned; YWTB_OK for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_error_status(error: Option<&Error>) -> Status {
    plain(YWTB_E_INTERNAL, || error.map_or(YWTB_OK, |error| error.body.status))
}

/// The stable code, such as "input.schema". UTF-8, ends at its NUL, lives as long as the error; "" for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_error_code(error: Option<&Error>) -> *const c_char {
    text_of(error, |error| &error.code)
}

/// What is wrong, place by place, in English on one line; for logs. UTF-8, ends at its NUL, lives as long as the error;
/// "" for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_error_message(error: Option<&Error>) -> *const c_char {
    text_of(error, |error| &error.message)
}

/// Where the first fault lies: a JSON pointer into the facts, a file in the package, or a byte offset ("@123"); "" when
/// the whole input is meant, and for NULL. UTF-8, ends at its NUL (a U+0000 inside stands as U+FFFD), lives as long as
/// the error.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_error_path(error: Option<&Error>) -> *const c_char {
    text_of(error, |error| &error.path)
}

/// The error as JSON: {"code", "details": [{"message", "path"}, ...], "status"}, every fault at once.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `failure` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_error_json(
    error: Option<&Error>,
    out: *mut *mut Buffer,
    failure: *mut *mut Error,
) -> Status {
    guard(failure, |caller| {
        let out = caller.out(out, "out")?;
        let error = error.ok_or_else(|| Failure::null("error"))?;
        out.put(Buffer::new(serde_json::to_string(&error.body).map_err(|_| Failure::panicked())?));
        Ok(())
    })
}

/// Frees an error. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_error_free(error: Option<Box<Error>>) {
    plain((), || drop(error));
}

fn text_of(error: Option<&Error>, part: impl FnOnce(&Error) -> &CString) -> *const c_char {
    plain(c"".as_ptr(), || error.map_or(c"".as_ptr(), |error| part(error).as_ptr()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_named_and_a_nul_does_not_cut_the_path() {
        let core = ywtb::evaluate(
            "scope",
            br#"{"a\u0000b": 1, "c": 2}"#,
            ywtb::date("2019-05-01").unwrap(),
            &ywtb::Options::default(),
        );
        let error = Error::from(Failure::from(core.unwrap_err()));
        assert_eq!(error.code.to_str().unwrap(), "input.schema");
        assert!(error.body.details.len() > 1);
        let paths: Vec<&str> = error.body.details.iter().map(|place| place.path.as_str()).collect();
        assert!(paths.iter().any(|path| path.contains('\0')), "{paths:?}");
        assert!(!error.message.as_bytes().is_empty());
    }
}
