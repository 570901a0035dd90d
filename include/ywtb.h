// ywtb (yi wang tong ban): decisions under the Shanghai regulation on public data and one-net government service, with reasons
// that cite the law, and verification of sealed documents. C99 or C++11. Made from the sources of ywtb-ffi by
// `make header`; do not edit.
//
// Status    Functions that can fail return a ywtb_status, and take as last argument a place for a ywtb_error, or NULL.
// Outs      An out is NULL until the call succeeds. Each has its own ..._free(), which takes NULL too.
// Text      UTF-8, with a length in bytes or YWTB_NTS; NULL with length 0 is the empty text. Only read during the call.
// Threads   A const pointer may be shared by threads; any other is for one thread at a time. Any thread may free.
// Network   None, nor clock, nor files: dates, times and bytes are arguments.

#ifndef YWTB_H
#define YWTB_H

#include <stddef.h>
#include <stdint.h>

// The ABI of this header as one number, to compare with ywtb_abi_version(). Usable in #if.
#define YWTB_ABI_VERSION ((YWTB_ABI_MAJOR << 16) | YWTB_ABI_MINOR)

// The version of the package that this header came with.
#define YWTB_VERSION "0.1.0"

// The length of a text that ends at its NUL.
#define YWTB_NTS ((size_t)-1)

// The length of a text, or the count of a list, that is known to be none.
#define YWTB_NONE ((size_t)-2)

// The structs of the Arrow C data interface, unless another header has them.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#endif

// Major version of the ABI that this header describes: another one is another library (libywtb.so.1).
#define YWTB_ABI_MAJOR 1

// Minor version of the ABI that this header describes: a library with a higher one has everything in this header.
#define YWTB_ABI_MINOR 0

// The call worked.
#define YWTB_OK 0

// A pointer that must not be NULL is NULL: a fault of the calling program. Code `argument.null`.
#define YWTB_E_NULL 101

// A length is over PTRDIFF_MAX: a fault of the calling program. Code `argument.length`.
#define YWTB_E_LENGTH 102

// A struct of options has a size that no version has (code `argument.struct_size`), or sets a member that only a
// newer library knows (code `argument.unknown_option`).
#define YWTB_E_STRUCT 103

// A number is none of the constants that the argument takes. Code `argument.value`.
#define YWTB_E_VALUE 104

// What was handed in cannot be read: encoding, syntax, type, name, date or option. Codes `input....`
#define YWTB_E_INPUT 201

// A limit was reached before there was an answer. Codes `limit....`
#define YWTB_E_LIMIT 301

// The caller ended the work by a ywtb_cancel before there was an answer. Code `limit.cancelled`.
#define YWTB_CANCELLED 401

// A fault of the library, caught at its border. Code `internal`. Every handle stays good.
#define YWTB_E_INTERNAL 901

// No report was given.
#define YWTB_OUTCOME_NONE 0

// Everything that decides is met; a verified document passed.
#define YWTB_OUTCOME_MET 1

// Something that decides is not met; a verified document failed.
#define YWTB_OUTCOME_NOT_MET 2

// A fact that decides is missing; the findings name it.
#define YWTB_OUTCOME_UNDETERMINED 3

// Nothing applies; a verified document bears no signature.
#define YWTB_OUTCOME_NOT_APPLICABLE 4

// Rules of equal rank disagree.
#define YWTB_OUTCOME_CONFLICT 5

// The report is not one of a verification, or the document bears no signature.
#define YWTB_INDICATION_NONE 0

// Every check that the policy demands is met.
#define YWTB_INDICATION_TOTAL_PASSED 1

// Something could not be established.
#define YWTB_INDICATION_INDETERMINATE 2

// A check is failed for good.
#define YWTB_INDICATION_TOTAL_FAILED 3

// Chinese.
#define YWTB_LANG_ZH 1

// English.
#define YWTB_LANG_EN 2

// Nothing is decided: a fact that decides is missing, or nothing applies.
#define YWTB_DECISION_NONE 0

// Everything is granted.
#define YWTB_DECISION_GRANTED 1

// Part is granted; `cut` says which items are not.
#define YWTB_DECISION_PARTIAL 2

// Nothing is granted.
#define YWTB_DECISION_REFUSED 3

// The responsible department must decide on an application.
#define YWTB_DECISION_APPLY 4

// The request is incomplete: its author is told once what is missing.
#define YWTB_DECISION_ASK_ONCE 5

// It cannot be told which regime governs, or none does.
#define YWTB_REGIME_NONE 0

// The three classes of the measures of 2018.
#define YWTB_REGIME_ORDER9_2018 1

// The negative list of the data regulation of 2022.
#define YWTB_REGIME_DATA_REGULATION_2022 2

// The classes between government departments of 2025.
#define YWTB_REGIME_SHARING_REGULATION_2025 3

// A grant rests on no scenario.
#define YWTB_SCENARIO_NONE -1

// A grant rests on the scenario that the request names.
#define YWTB_SCENARIO_NAMED -2

// The reading that the library takes where none is chosen.
#define YWTB_READING_DEFAULT 0

// As the press release of 2018-10-30 puts it.
#define YWTB_READING_SEED 1

// As the draft of 2018 and its note put it.
#define YWTB_READING_DRAFT 2

// Trusted to issue certificates of those who sign and seal.
#define YWTB_ROLE_SIGNER 1

// Trusted to issue certificates of those who make seals.
#define YWTB_ROLE_MAKER 2

// Trusted to issue certificates of timestamp authorities.
#define YWTB_ROLE_TSA 3

// The question is about a certificate.
#define YWTB_QUERY_CERTIFICATE 1

// The question is about a seal.
#define YWTB_QUERY_SEAL 2

// The place for a host's answer. Until one of ywtb_answer_...() is called, the answer is "unknown".
//
// The library's own, nothing to free: it lives until the callback returns. For the thread that was asked.
typedef struct ywtb_answer ywtb_answer;

// Text that the library made: a report as JSON or in words, the rule table.
//
// Freed with ywtb_buffer_free(), never with free(). Immutable: threads may share it.
typedef struct ywtb_buffer ywtb_buffer;

// A switch by which one thread ends the work that another is at.
//
// Freed with ywtb_cancel_free(), once no call that it was given to is running; a stream keeps a share of its own. Threads
// share it, and any thread may set it. Once set it stays set: make a new one for other work.
typedef struct ywtb_cancel ywtb_cancel;

// Why a call failed. Never holds a value of the input: codes, places and what was expected there.
//
// Put into the last argument of the call, if that is not NULL; freed with ywtb_error_free().
// Immutable: threads may share it. What its functions return lives as long as it does.
typedef struct ywtb_error ywtb_error;

// What a host is asked: what is the status of this certificate, or of this seal?
//
// The library's own, nothing to free: it and all that its functions return live until the callback returns. For the
// thread that was asked.
typedef struct ywtb_query ywtb_query;

// Catalogue, scenarios and agencies, compiled.
//
// Freed with ywtb_registry_free(). Immutable: threads may share it. It keeps its own copy of what it was made from.
typedef struct ywtb_registry ywtb_registry;

// An answer with its reasons.
//
// Freed with ywtb_report_free(). Immutable: threads may share it. It outlives whatever it was made from.
typedef struct ywtb_report ywtb_report;

// Certificates that the caller trusts, each in one role, and what is known about the status of certificates and seals.
//
// Freed with ywtb_trust_store_free(). Filled by one thread at a time; from then on threads may share it as const, and
// it may be freed when no call that uses it is running. It keeps its own copy of what is added.
typedef struct ywtb_trust_store ywtb_trust_store;

// What came of a call: YWTB_OK, YWTB_CANCELLED, or one of YWTB_E_...
//
// A negative answer (not shareable, seal revoked, file altered) is no error: it is YWTB_OK, and stands in the report.
// Numbers are never reused; a host treats one that it does not know as a failure.
typedef int32_t ywtb_status;

// What a sharing request comes to. It owns nothing; its texts end at their NUL and live as long as the library.
typedef struct ywtb_verdict {
    // YWTB_OUTCOME_...
    int32_t outcome;
    // YWTB_DECISION_...
    int32_t decision;
    // YWTB_REGIME_...
    int32_t regime;
    // 1 when part of the area asked for is not granted, else 0.
    int32_t cuts_area;
    // 1 when the reply registers a new scenario, else 0.
    int32_t new_scenario;
    // Zero.
    int32_t reserved;
    // The place of the registered scenario that a grant rests on, or YWTB_SCENARIO_NAMED, YWTB_SCENARIO_NONE.
    int64_t scenario;
    // The items that are not granted, where part is: bit 0 of the first word is the first item asked for.
    uint64_t cut[4];
    // The rule that decided, such as "SHARE-5"; NULL when none did.
    const char *rule;
    // The first code that states the outcome; NULL when none does.
    const char *code;
    // What is wrong with the request itself, such as "registry.unknown_entry"; NULL when nothing is.
    const char *fault;
    // JSON pointer into the request to what is wrong with it; NULL when nothing is.
    const char *fault_path;
} ywtb_verdict;

// A text in UTF-8 that the host owns, only read during the call. All zero: it is unknown, which is not the same as none.
typedef struct ywtb_text {
    // Where it begins.
    const char *data;
    // Its length in bytes; YWTB_NTS when it ends at its NUL; YWTB_NONE when it is known that there is none.
    size_t len;
} ywtb_text;

// A list of texts that the host owns, only read during the call. All zero: it is unknown.
typedef struct ywtb_texts {
    // The first.
    const struct ywtb_text *items;
    // How many; YWTB_NONE when it is known that there is none.
    size_t count;
} ywtb_texts;

// A sharing request, as far as columns of ywtb_batch_decide() can say one; what else a request may hold (undertakings, a
// reply) goes by ywtb_registry_decide(). Every member that is zero is unknown, so clear the struct first, and set
// `struct_size`.
//
// Later versions of the ABI append members. What members point to is only read during the call.
typedef struct ywtb_request {
    // sizeof(ywtb_request).
    size_t struct_size;
    // Code of the agency that asks.
    struct ywtb_text requester;
    // Code of the entry; none: the datum is in no catalogue.
    struct ywtb_text entry;
    // Code of the providing agency; unknown: the entry's own.
    struct ywtb_text provider;
    // Names of the items asked for.
    struct ywtb_texts items;
    // Purpose.
    struct ywtb_text purpose;
    // Duty that the use rests on.
    struct ywtb_text duty_ref;
    // Service item.
    struct ywtb_text service_item;
    // The scenario that the request names; decides from 2022.
    struct ywtb_text scenario_ref;
    // Division codes of the rows asked for; none: no limit.
    struct ywtb_texts area;
    // Names of the items that the duty needs.
    struct ywtb_texts necessary_items;
    // The day of receipt, whose law governs, as a number such as 20190501.
    int32_t received_at;
    // The evaluation date, likewise; needed where `received_at` is unknown.
    int32_t as_of;
    // YWTB_READING_..., where a text is open.
    int32_t reading;
    // Zero.
    int32_t reserved;
} ywtb_request;

// How many requests are to be decided. Every member that is zero has its default, so clear the struct first, and set
// `struct_size`.
//
// Later versions of the ABI append members. What members point to is only read during the call.
typedef struct ywtb_batch_options {
    // sizeof(ywtb_batch_options).
    size_t struct_size;
    // The evaluation date of requests that do not say when they were received, written YYYY-MM-DD; NULL with length 0 for
    // none, and then such a request has the error `input.date`. Length in bytes or YWTB_NTS.
    const char *as_of;
    // Length of `as_of`.
    size_t as_of_len;
    // JSON (`overlays`, `reading`); NULL with length 0 for none. Length in bytes or YWTB_NTS.
    const char *options;
    // Length of `options`.
    size_t options_len;
    // Ends the work; NULL for a batch that runs to its end.
    const struct ywtb_cancel *cancel;
} ywtb_batch_options;

// A host's own function, which knows or finds out the status of certificates and seals.
//
// It answers by ywtb_answer_...() alone; of several answers the last one counts. A host that returns without one has
// said "unknown", whatever went wrong with it: nothing passes because nobody answered. It is called on the thread that
// called the library, before that call returns; it may call the library, but must free nothing that this call uses.
// It must return: a C++ exception or a longjmp() that leaves it ends the process or worse.
//
// `user` is the host's own, as it stands in the options.
typedef void (*ywtb_status_host)(void *user, const struct ywtb_query *query, struct ywtb_answer *answer);

// How a document is to be verified. Every member that is zero has its default, so clear the struct first:
//
//     ywtb_verify_options options = {0};
//     options.struct_size = sizeof options;
//
// Later versions of the ABI append members. What members point to is only read during the call.
typedef struct ywtb_verify_options {
    // sizeof(ywtb_verify_options).
    size_t struct_size;
    // How much each check weighs: "default", or "integrity", for which trust, revocation and a bare seal's period only
    // inform; or the JSON text of a policy of your own. Length in bytes or YWTB_NTS.
    const char *policy;
    // Length of `policy`.
    size_t policy_len;
    // For a signature that comes apart from what it signs: the signed bytes. NULL for documents that hold both.
    const uint8_t *original;
    // Length of `original` in bytes.
    size_t original_len;
    // Who is trusted; NULL for nobody.
    const struct ywtb_trust_store *trust;
    // The caller's own reference to the document, for the report. Length in bytes or YWTB_NTS.
    const char *subject;
    // Length of `subject`.
    size_t subject_len;
    // Most bytes of the document; 0 for 256 MiB.
    size_t max_input_bytes;
    // Most bytes of all files of a package together, after inflation; 0 for 256 MiB.
    size_t max_package_bytes;
    // Whom to ask about the status of certificates and seals; NULL for nobody.
    ywtb_status_host status_host;
    // Handed to `status_host`; the host's own, never looked at.
    void *status_user;
    // Ends the work; NULL for a document that is verified to the end.
    const struct ywtb_cancel *cancel;
} ywtb_verify_options;

// How an electronic certificate is to be verified. Every member that is zero has its default, so clear the struct first,
// and set `struct_size`.
//
// Later versions of the ABI append members. What members point to is only read during the call.
typedef struct ywtb_certificate_options {
    // sizeof(ywtb_certificate_options).
    size_t struct_size;
    // How its file is to be verified, by which policy, trusting whom; NULL for the defaults.
    const struct ywtb_verify_options *verify;
    // What is asked and known beside the document (holder, status, purpose, names, types), as JSON (schema
    // `certificate.inquiry`). Length in bytes or YWTB_NTS.
    const char *inquiry;
    // Length of `inquiry`.
    size_t inquiry_len;
} ywtb_certificate_options;

// How an archive package is to be tested. Every member that is zero has its default, so clear the struct first, and set
// `struct_size`.
//
// Later versions of the ABI append members. What members point to is only read during the call.
typedef struct ywtb_archive_options {
    // sizeof(ywtb_archive_options).
    size_t struct_size;
    // What is known beside the package, as JSON: `stage` ("filing", "transfer", "preservation"), `plan` (what was planned
    // to be in it), `registered` (the digest that was registered for it), `verdicts` (what ywtb_verify() said of signed
    // contents, by their names in the record), `subject` (the caller's own reference). Length in bytes or YWTB_NTS.
    const char *known;
    // Length of `known`.
    size_t known_len;
    // Most bytes of the package; 0 for 256 MiB.
    size_t max_input_bytes;
    // Most bytes of all its files together, after inflation; 0 for 256 MiB.
    size_t max_package_bytes;
} ywtb_archive_options;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The ABI of the library that was loaded: major << 16 | minor, to compare with YWTB_ABI_VERSION. Callable first.
uint32_t ywtb_abi_version(void);

// The version of the library that was loaded, such as "0.1.0". Ends at its NUL and lives for ever.
const char *ywtb_version(void);

// Keeps the library from writing to stderr when it catches a fault of its own; by default it writes the place.
//
// Optional, for hosts that own their stderr; lasts until the process ends. Concerns this library alone.
void ywtb_quiet_panics(void);

// The status that the call returned; YWTB_OK for NULL.
ywtb_status ywtb_error_status(const struct ywtb_error *error);

// The stable code, such as "input.schema". UTF-8, ends at its NUL, lives as long as the error; "" for NULL.
const char *ywtb_error_code(const struct ywtb_error *error);

// What is wrong, place by place, in English on one line; for logs. UTF-8, ends at its NUL, lives as long as the error;
// "" for NULL.
const char *ywtb_error_message(const struct ywtb_error *error);

// Where the first fault lies: a JSON pointer into the facts, a file in the package, or a byte offset ("@123"); "" when
// the whole input is meant, and for NULL. UTF-8, ends at its NUL (a U+0000 inside stands as U+FFFD), lives as long as
// the error.
const char *ywtb_error_path(const struct ywtb_error *error);

// The error as JSON: {"code", "details": [{"message", "path"}, ...], "status"}, every fault at once.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `failure` may be NULL.
ywtb_status ywtb_error_json(const struct ywtb_error *error,
                            struct ywtb_buffer **out,
                            struct ywtb_error **failure);

// Frees an error. NULL is fine.
void ywtb_error_free(struct ywtb_error *error);

// The text: UTF-8, with one NUL after its end, alive as long as the buffer. "" for NULL.
const char *ywtb_buffer_data(const struct ywtb_buffer *buffer);

// The length of the text in bytes, without the NUL after its end. 0 for NULL.
size_t ywtb_buffer_len(const struct ywtb_buffer *buffer);

// Frees a buffer. NULL is fine.
void ywtb_buffer_free(struct ywtb_buffer *buffer);

// The answer: one of YWTB_OUTCOME_... A host treats a number that it does not know like YWTB_OUTCOME_UNDETERMINED.
int32_t ywtb_report_outcome(const struct ywtb_report *report);

// The main indication of a verification (ETSI EN 319 102-1): one of YWTB_INDICATION_...
int32_t ywtb_report_indication(const struct ywtb_report *report);

// Why a verification did not pass, such as "hash_failure". Ends at its NUL, lives as long as the report; NULL when
// there is no sub-indication.
const char *ywtb_report_sub_indication(const struct ywtb_report *report);

// How many findings the report has. 0 for NULL.
size_t ywtb_report_finding_count(const struct ywtb_report *report);

// The stable code of a finding, counted from 0. Ends at its NUL, lives as long as the report; NULL past the end.
const char *ywtb_report_finding_code(const struct ywtb_report *report,
                                     size_t index);

// The whole report as JSON (schema "ywtb.report/1"): RFC 8785 canonical, so the same question gives the same bytes.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL.
ywtb_status ywtb_report_json(const struct ywtb_report *report,
                             struct ywtb_buffer **out,
                             struct ywtb_error **error);

// The report in words, for people. `lang` is YWTB_LANG_ZH or YWTB_LANG_EN.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL.
ywtb_status ywtb_report_text(const struct ywtb_report *report,
                             int32_t lang,
                             struct ywtb_buffer **out,
                             struct ywtb_error **error);

// Frees a report. NULL is fine.
void ywtb_report_free(struct ywtb_report *report);

// Judges facts under a topic and says why, citing the law in force.
//
// `topic` is a name such as "sharing.request". `facts` is JSON that fits the topic's schema; a fact that is left out is
// unknown, not false. `as_of` is the evaluation date, written YYYY-MM-DD. `options` is JSON (`calendar`,
// `overlays`, `policy`, `reading`, `include_values`); NULL with length 0 for none.
//
// All text is UTF-8, is only read during the call, and has its length in bytes after it, or YWTB_NTS when it ends at
// its NUL. `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_evaluate(const char *topic,
                          size_t topic_len,
                          const char *facts,
                          size_t facts_len,
                          const char *as_of,
                          size_t as_of_len,
                          const char *options,
                          size_t options_len,
                          struct ywtb_report **out,
                          struct ywtb_error **error);

// Judges facts as if all of it happened on `first`, and again on `second`: what changes, and by which instruments?
//
// Arguments as of ywtb_evaluate(). `out` receives a buffer of JSON (schema "ywtb.comparison/1") to free with
// ywtb_buffer_free(). `error` may be NULL. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_compare_json(const char *topic,
                              size_t topic_len,
                              const char *facts,
                              size_t facts_len,
                              const char *first,
                              size_t first_len,
                              const char *second,
                              size_t second_len,
                              const char *options,
                              size_t options_len,
                              struct ywtb_buffer **out,
                              struct ywtb_error **error);

// Compiles three JSON arrays of records (schema `registry`): the entries of a catalogue, scenarios, agencies.
//
// All text is UTF-8, is only read during the call, and has its length in bytes after it, or YWTB_NTS when it ends at
// its NUL. `out` receives a registry to free with ywtb_registry_free(). `error` may be NULL; it names every fault.
// Since ABI 1.0.
ywtb_status ywtb_registry_new(const char *catalogue,
                              size_t catalogue_len,
                              const char *scenarios,
                              size_t scenarios_len,
                              const char *agencies,
                              size_t agencies_len,
                              struct ywtb_registry **out,
                              struct ywtb_error **error);

// Decides on a sharing request: JSON, the facts of topic "sharing.request" with codes of the registry in the place of
// `requester`, `entry` and `provider`, and without `scenarios`. A code that the registry does not hold is a fact that is
// unknown, and `fault` names it; it is no error.
//
// `as_of` is the evaluation date, written YYYY-MM-DD. `options` is JSON (`reading`); NULL with length 0 for none. `out` is
// the caller's own. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_registry_decide(const struct ywtb_registry *registry,
                                 const char *request,
                                 size_t request_len,
                                 const char *as_of,
                                 size_t as_of_len,
                                 const char *options,
                                 size_t options_len,
                                 struct ywtb_verdict *out,
                                 struct ywtb_error **error);

// The report on a request: what ywtb_evaluate() says of the same facts, to the byte.
//
// Arguments as of ywtb_registry_decide(). `out` receives a report to free with ywtb_report_free(). Since ABI 1.0.
ywtb_status ywtb_registry_explain(const struct ywtb_registry *registry,
                                  const char *request,
                                  size_t request_len,
                                  const char *as_of,
                                  size_t as_of_len,
                                  const char *options,
                                  size_t options_len,
                                  struct ywtb_report **out,
                                  struct ywtb_error **error);

// The id of the scenario at a place of the registry, as JSON text; JSON null where it has none or there is no such place.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Since ABI 1.0.
ywtb_status ywtb_registry_scenario_id(const struct ywtb_registry *registry,
                                      size_t place,
                                      struct ywtb_buffer **out,
                                      struct ywtb_error **error);

// The registry as text that ywtb_registry_load() reads: its version, the SHA-256 of what follows, and the records. Equal
// registries give equal texts.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_registry_save(const struct ywtb_registry *registry,
                               struct ywtb_buffer **out,
                               struct ywtb_error **error);

// The registry that was saved. The digest tells accidents, not forgers: the records are checked like any other.
//
// `saved` has its length in bytes after it, or YWTB_NTS. `out` receives a registry to free with ywtb_registry_free(). `error`
// may be NULL: code `input.snapshot` for what was not saved so, or was changed. Since ABI 1.0.
ywtb_status ywtb_registry_load(const char *saved,
                               size_t saved_len,
                               struct ywtb_registry **out,
                               struct ywtb_error **error);

// Frees a registry. NULL is fine.
void ywtb_registry_free(struct ywtb_registry *registry);

// Decides on a sharing request: as ywtb_registry_decide() on the same facts, without any JSON; takes no memory up to 8 names.
//
// `out` is the caller's own. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_registry_decide_typed(const struct ywtb_registry *registry,
                                       const struct ywtb_request *request,
                                       struct ywtb_verdict *out,
                                       struct ywtb_error **error);

// The report on a request: what ywtb_evaluate() says of the same facts, to the byte.
//
// Arguments as of ywtb_registry_decide_typed(). `out` receives a report to free with ywtb_report_free(). Since ABI 1.0.
ywtb_status ywtb_registry_explain_typed(const struct ywtb_registry *registry,
                                        const struct ywtb_request *request,
                                        struct ywtb_report **out,
                                        struct ywtb_error **error);

// Makes a switch that is not set; give it to calls in their options.
//
// `out` receives it, to be freed with ywtb_cancel_free(). `error` may be NULL. Since ABI 1.0.
ywtb_status ywtb_cancel_new(struct ywtb_cancel **out, struct ywtb_error **error);

// Sets the switch: calls and streams that it was given to end with YWTB_CANCELLED as soon as they look at it, which they do
// from file to file, from signature to signature and from one group of rows to the next. NULL is fine. Since ABI 1.0.
void ywtb_cancel_now(const struct ywtb_cancel *cancel);

// Frees a switch. NULL is fine. Since ABI 1.0.
void ywtb_cancel_free(struct ywtb_cancel *cancel);

// Decides on a stream of sharing requests, a row each, as they are pulled: order is kept, all cores work, and no more than
// what they are at work on is held. The rows come back with the answers beside them.
//
// `requests` has the columns `requester`, `entry` and `items` (a list), and may have `provider`, `purpose`, `duty_ref`,
// `service_item`, `scenario_ref` (or `scenario`), `area` and `necessary_items` (lists) and `received_at` (a date, a time or a
// text); others pass through. Texts may be Utf8, LargeUtf8, Utf8View or dictionaries of these. A column that is not there
// is unknown, a null says that there is none. It is taken over, whatever comes of the call: its `release` is NULL afterwards.
//
// `out`, the caller's own struct, receives a stream with the columns `decision`, `outcome`, `regime`, `rule`, `codes`, `cut`,
// `granted_under`, `error` and `error_path` after those of the requests; its `release` is NULL unless the call succeeds. It is
// released by its own `release`, by any thread, pulled by one thread at a time, and needs neither `registry` nor anything
// else that was handed in. A bad row is a row with `error`. What ends the stream stands in its `get_last_error`, the code
// first: `input.stream` when `requests` broke off or broke the format, `limit.cancelled`, `internal`.
//
// `options` may be NULL. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_batch_decide(const struct ywtb_registry *registry,
                              struct ArrowArrayStream *requests,
                              const struct ywtb_batch_options *options,
                              struct ArrowArrayStream *out,
                              struct ywtb_error **error);

// Decides on sharing requests that stand one a line (NDJSON), each as ywtb_registry_decide() takes it, and gives as many
// lines in the same order: JSON objects with the fields `codes`, `cut`, `decision`, `error`, `error_path`, `granted_under`,
// `outcome`, `regime` and `rule`, as the columns of ywtb_batch_decide(). A line that cannot be read, an empty one too, is a
// line with `error`.
//
// `requests` has its length in bytes after it, or YWTB_NTS. `options` may be NULL. `out` receives a buffer to free with
// ywtb_buffer_free(). `error` may be NULL. All cores work. Threads may call this at once. Since ABI 1.0.
ywtb_status ywtb_batch_decide_ndjson(const struct ywtb_registry *registry,
                                     const char *requests,
                                     size_t requests_len,
                                     const struct ywtb_batch_options *options,
                                     struct ywtb_buffer **out,
                                     struct ywtb_error **error);

// Makes a store that trusts nobody.
//
// `out` receives it, to be freed with ywtb_trust_store_free(). `error` may be NULL.
ywtb_status ywtb_trust_store_new(struct ywtb_trust_store **out, struct ywtb_error **error);

// Adds every certificate of a PEM text in one role, YWTB_ROLE_...; all of them or, when one cannot be read, none.
// A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
ywtb_status ywtb_trust_store_add_pem(struct ywtb_trust_store *store,
                                     int32_t role,
                                     const char *pem,
                                     size_t pem_len,
                                     struct ywtb_error **error);

// Adds one certificate in DER in one role, YWTB_ROLE_... `error` may be NULL.
ywtb_status ywtb_trust_store_add_der(struct ywtb_trust_store *store,
                                     int32_t role,
                                     const uint8_t *der,
                                     size_t der_len,
                                     struct ywtb_error **error);

// Adds certificates of authorities that nobody trusts by themselves, from PEM, DER or a PKCS#7 bundle: a path may lead
// through them to a trusted one. `error` may be NULL.
ywtb_status ywtb_trust_store_add_intermediates(struct ywtb_trust_store *store,
                                               const uint8_t *data,
                                               size_t data_len,
                                               struct ywtb_error **error);

// Adds a list of revoked certificates in DER or PEM. It is read when a document is verified. `error` may be NULL.
ywtb_status ywtb_trust_store_add_crl(struct ywtb_trust_store *store,
                                     const uint8_t *data,
                                     size_t data_len,
                                     struct ywtb_error **error);

// Adds an OCSP response in DER. It is read when a document is verified. `error` may be NULL.
ywtb_status ywtb_trust_store_add_ocsp(struct ywtb_trust_store *store,
                                      const uint8_t *data,
                                      size_t data_len,
                                      struct ywtb_error **error);

// Sets the answers about certificates and seals that the caller vouches for, as JSON (schema `status`); they take the
// place of those set before. A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
ywtb_status ywtb_trust_store_set_status(struct ywtb_trust_store *store,
                                        const char *json,
                                        size_t json_len,
                                        struct ywtb_error **error);

// Frees a store. NULL is fine.
void ywtb_trust_store_free(struct ywtb_trust_store *store);

// What the question is about: one of YWTB_QUERY_... A host leaves a kind that it does not know unanswered.
int32_t ywtb_query_kind(const struct ywtb_query *query);

// SHA-256 of the certificate in DER, or of the seal, in hexadecimal. Ends at its NUL; "" for NULL.
const char *ywtb_query_sha256(const struct ywtb_query *query);

// The moment of the question as RFC 3339, in UTC. Ends at its NUL; "" for NULL.
const char *ywtb_query_time(const struct ywtb_query *query);

// The id of the seal, as the seal states it. UTF-8, ends at its NUL; "" for a certificate and for NULL.
const char *ywtb_query_seal_id(const struct ywtb_query *query);

// The serial number of the certificate in lower-case hexadecimal. Ends at its NUL; "" for a seal and for NULL.
const char *ywtb_query_serial(const struct ywtb_query *query);

// The issuer of the certificate as reports write it. UTF-8, ends at its NUL; "" for a seal and for NULL.
const char *ywtb_query_issuer_name(const struct ywtb_query *query);

// The certificate in DER; never NULL.
const uint8_t *ywtb_query_certificate(const struct ywtb_query *query);

// The length of the certificate in bytes; 0 for a seal and for NULL.
size_t ywtb_query_certificate_len(const struct ywtb_query *query);

// The certificate of the issuer in DER; never NULL.
const uint8_t *ywtb_query_issuer(const struct ywtb_query *query);

// The length of the issuer's certificate in bytes; 0 where it is not known, for a seal and for NULL.
size_t ywtb_query_issuer_len(const struct ywtb_query *query);

// In force at the moment of the question. It is recorded as the host's own word. `error` may be NULL.
ywtb_status ywtb_answer_good(struct ywtb_answer *answer, struct ywtb_error **error);

// Withdrawn for good, since the moment `since` (RFC 3339 with its zone; NULL with length 0 when it is not known). It is
// recorded as the host's own word. A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
ywtb_status ywtb_answer_revoked(struct ywtb_answer *answer,
                                const char *since,
                                size_t since_len,
                                struct ywtb_error **error);

// On hold, since the moment `since`, as for ywtb_answer_revoked(). `error` may be NULL.
ywtb_status ywtb_answer_suspended(struct ywtb_answer *answer,
                                  const char *since,
                                  size_t since_len,
                                  struct ywtb_error **error);

// Nothing is known; takes back what was answered before. `error` may be NULL.
ywtb_status ywtb_answer_unknown(struct ywtb_answer *answer, struct ywtb_error **error);

// A list of revoked certificates in DER or PEM, which is verified like any other; "unknown" for a seal. It is copied.
// `error` may be NULL.
ywtb_status ywtb_answer_crl(struct ywtb_answer *answer,
                            const uint8_t *data,
                            size_t data_len,
                            struct ywtb_error **error);

// An OCSP response in DER, which is verified like any other; "unknown" for a seal. It is copied. `error` may be NULL.
ywtb_status ywtb_answer_ocsp(struct ywtb_answer *answer,
                             const uint8_t *data,
                             size_t data_len,
                             struct ywtb_error **error);

// Verifies an OFD document, a seal (.esl) or a single signature, told apart by their bytes, and says why.
//
// A broken, altered or unsigned document is an answer: YWTB_OK, with ywtb_report_indication(). `time` is the moment at
// which the question is asked, as RFC 3339 with its zone, such as "2026-11-23T09:00:00+08:00"; its length in bytes, or
// YWTB_NTS. `options` may be NULL.
//
// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_verify(const uint8_t *data,
                        size_t data_len,
                        const char *time,
                        size_t time_len,
                        const struct ywtb_verify_options *options,
                        struct ywtb_report **out,
                        struct ywtb_error **error);

// Verifies an electronic certificate and says why: an OFD document with its metadata, or a metadata record alone (JSON,
// schema `certificate.metadata`), told apart by their bytes.
//
// A certificate that fails is an answer: YWTB_OK. What can be said of its data whatever came of the file stands in the
// report's value under `information`. A PDF is an error, code `certificate.pdf_unsupported`. `time` as for ywtb_verify();
// `options` may be NULL.
//
// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_verify_certificate(const uint8_t *data,
                                    size_t data_len,
                                    const char *time,
                                    size_t time_len,
                                    const struct ywtb_certificate_options *options,
                                    struct ywtb_report **out,
                                    struct ywtb_error **error);

// Tests an archive package on its own bytes and says why: a ZIP archive with its record, or the XML of DA/T 48.
//
// A package that must be returned is an answer: YWTB_OK. `as_of` is the day on which it is tested, written YYYY-MM-DD, its
// length in bytes or YWTB_NTS; `options` may be NULL. What no program can test stands in the report's value under
// `needs_person`.
//
// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_verify_archive(const uint8_t *data,
                                size_t data_len,
                                const char *as_of,
                                size_t as_of_len,
                                const struct ywtb_archive_options *options,
                                struct ywtb_report **out,
                                struct ywtb_error **error);

// Checks an identifier, such as a unified social credit code (scheme "uscc"). A bad identifier is an answer: YWTB_OK.
//
// The schemes are "cert_id", "uscc", "org_code", "resident_id", "resident_id_15", "biz_reg_15", "service_item" and "division".
// `valid` receives 1 or 0. `out` may be NULL; else it receives JSON, {"code", "notes", "parts", "scheme", "valid"}, as a
// buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_id_check(const char *scheme,
                          size_t scheme_len,
                          const char *value,
                          size_t value_len,
                          int32_t *valid,
                          struct ywtb_buffer **out,
                          struct ywtb_error **error);

// The rule table as JSON: every rule with its citations and dates in force, every code with its words.
//
// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once.
ywtb_status ywtb_rules_json(struct ywtb_buffer **out,
                            struct ywtb_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* YWTB_H */
