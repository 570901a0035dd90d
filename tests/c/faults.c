/* Every entry, called wrongly: NULL everywhere, lengths that no object has, text that is not UTF-8. Built with FAULTS and
   linked with the library of that feature, every entry fails inside, too: a status comes back, outs are NULL, and every
   handle is as good as before. faults.sh sees to it that no entry of the header is missing here. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arrow.h"
#include "ywtb.h"

#define NUMBER "310101199001011234"
#define FACTS "{\"subject\":{\"kind\":\"person\",\"id\":\"" NUMBER "\"}}"
#define TOPIC "scope", YWTB_NTS
#define DAY "2019-05-01", YWTB_NTS
#define TIME "2026-11-23T09:00:00+08:00", YWTB_NTS

static int failures = 0;

#define CHECK(condition)                                                                                      \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            failures++;                                                                                       \
            printf("%d: %s\n", __LINE__, #condition);                                                         \
        }                                                                                                     \
    } while (0)

/* An argument that is wrong, and what comes of it. */
struct wrong {
    const char *at;
    size_t len;
    ywtb_status status;
    const char *code;
};

static const struct wrong NO_BYTES[] = {
    {NULL, 1, YWTB_E_NULL, "argument.null"},
    {"x", (size_t)PTRDIFF_MAX + 1, YWTB_E_LENGTH, "argument.length"},
    {"x", YWTB_NTS - 1, YWTB_E_LENGTH, "argument.length"},
};
static const struct wrong NO_TEXT[] = {
    {NULL, 1, YWTB_E_NULL, "argument.null"},
    {NULL, YWTB_NTS, YWTB_E_NULL, "argument.null"},
    {"x", (size_t)PTRDIFF_MAX + 1, YWTB_E_LENGTH, "argument.length"},
    {"x", YWTB_NTS - 1, YWTB_E_LENGTH, "argument.length"},
    {"\"\xff\"", 3, YWTB_E_INPUT, "input.utf8"},
    {"\"\xe6\xb2\"", YWTB_NTS, YWTB_E_INPUT, "input.utf8"},
};

/* Of a request, where YWTB_NONE is a length. */
static const struct wrong NO_FACT[] = {
    {NULL, 1, YWTB_E_NULL, "argument.null"},
    {NULL, YWTB_NTS, YWTB_E_NULL, "argument.null"},
    {"x", (size_t)PTRDIFF_MAX + 1, YWTB_E_LENGTH, "argument.length"},
    {"\xe6\xb2", 2, YWTB_E_INPUT, "input.utf8"},
};
static const struct wrong NO_LISTS[] = {
    {NULL, 1, YWTB_E_NULL, "argument.null"},
    {NULL, PTRDIFF_MAX / sizeof(ywtb_text) + 1, YWTB_E_LENGTH, "argument.length"},
    {NULL, YWTB_NTS, YWTB_E_LENGTH, "argument.length"},
};

/* Calls an entry with each wrong argument, as AT and LEN; with a place for the error and without. */
#define EACH(list, call)                                                                                      \
    do {                                                                                                      \
        size_t each;                                                                                          \
        for (each = 0; each < sizeof list / sizeof list[0]; each++) {                                         \
            const char *AT = list[each].at;                                                                   \
            size_t LEN = list[each].len;                                                                      \
            ywtb_error *error = NULL, **ERROR = &error;                                                       \
            (void)AT, (void)LEN;                                                                              \
            CHECK((call) == list[each].status);                                                               \
            CHECK(strcmp(ywtb_error_code(error), list[each].code) == 0);                                      \
            ywtb_error_free(error);                                                                           \
            ERROR = NULL;                                                                                     \
            CHECK((call) == list[each].status);                                                               \
        }                                                                                                     \
    } while (0)
#define BYTES (const uint8_t *)AT, LEN
#define TEXT AT, LEN

static const struct wrong NOTHING[] = {{NULL, 0, YWTB_E_NULL, "argument.null"}};

static void nulls(void)
{
    ywtb_buffer *buffer = NULL;

    EACH(NOTHING, ywtb_error_json(NULL, &buffer, ERROR));
    EACH(NOTHING, ywtb_error_json(NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_report_json(NULL, &buffer, ERROR));
    EACH(NOTHING, ywtb_report_text(NULL, YWTB_LANG_ZH, &buffer, ERROR));
    EACH(NOTHING, ywtb_evaluate(NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_compare_json(NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_trust_store_new(NULL, ERROR));
    EACH(NOTHING, ywtb_trust_store_add_pem(NULL, 0, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_trust_store_add_der(NULL, 0, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_trust_store_add_intermediates(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_trust_store_add_crl(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_trust_store_add_ocsp(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_trust_store_set_status(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_verify(NULL, 0, NULL, 0, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_verify_certificate(NULL, 0, NULL, 0, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_verify_archive(NULL, 0, NULL, 0, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_id_check(NULL, 0, NULL, 0, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_rules_json(NULL, ERROR));
    EACH(NOTHING, ywtb_registry_new(NULL, 0, NULL, 0, NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_decide(NULL, NULL, 0, NULL, 0, NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_explain(NULL, NULL, 0, NULL, 0, NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_scenario_id(NULL, 0, &buffer, ERROR));
    EACH(NOTHING, ywtb_registry_decide_typed(NULL, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_explain_typed(NULL, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_save(NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_registry_load(NULL, 0, NULL, ERROR));
    EACH(NOTHING, ywtb_batch_decide(NULL, NULL, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_batch_decide_ndjson(NULL, NULL, 0, NULL, NULL, ERROR));
    EACH(NOTHING, ywtb_cancel_new(NULL, ERROR));
    EACH(NOTHING, ywtb_answer_good(NULL, ERROR));
    EACH(NOTHING, ywtb_answer_unknown(NULL, ERROR));
    EACH(NOTHING, ywtb_answer_revoked(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_answer_suspended(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_answer_crl(NULL, NULL, 0, ERROR));
    EACH(NOTHING, ywtb_answer_ocsp(NULL, NULL, 0, ERROR));

    CHECK(ywtb_error_status(NULL) == YWTB_OK && *ywtb_error_code(NULL) == '\0');
    CHECK(*ywtb_error_message(NULL) == '\0' && *ywtb_error_path(NULL) == '\0');
    CHECK(*ywtb_buffer_data(NULL) == '\0' && ywtb_buffer_len(NULL) == 0);
    CHECK(ywtb_report_outcome(NULL) == YWTB_OUTCOME_NONE && ywtb_report_indication(NULL) == YWTB_INDICATION_NONE);
    CHECK(ywtb_report_sub_indication(NULL) == NULL && ywtb_report_finding_code(NULL, 0) == NULL);
    CHECK(ywtb_report_finding_count(NULL) == 0);
    CHECK(ywtb_query_kind(NULL) == 0 && *ywtb_query_sha256(NULL) == '\0' && *ywtb_query_time(NULL) == '\0');
    CHECK(*ywtb_query_seal_id(NULL) == '\0' && *ywtb_query_serial(NULL) == '\0' && *ywtb_query_issuer_name(NULL) == '\0');
    CHECK(ywtb_query_certificate(NULL) != NULL && ywtb_query_certificate_len(NULL) == 0);
    CHECK(ywtb_query_issuer(NULL) != NULL && ywtb_query_issuer_len(NULL) == 0);
    ywtb_error_free(NULL);
    ywtb_buffer_free(NULL);
    ywtb_report_free(NULL);
    ywtb_trust_store_free(NULL);
    ywtb_registry_free(NULL);
    ywtb_cancel_now(NULL);
    ywtb_cancel_free(NULL);
}

/* A host that is asked answers wrongly. */
static void answer_wrongly(void *user, const ywtb_query *query, ywtb_answer *answer)
{
    (void)query;
    EACH(NO_TEXT, ywtb_answer_revoked(answer, TEXT, ERROR));
    EACH(NO_TEXT, ywtb_answer_suspended(answer, TEXT, ERROR));
    EACH(NO_BYTES, ywtb_answer_crl(answer, BYTES, ERROR));
    EACH(NO_BYTES, ywtb_answer_ocsp(answer, BYTES, ERROR));
    *(int *)user += 1;
}

static void arguments(void)
{
    static const uint8_t cut[] = {'P', 'K', 3, 4};
    static uint8_t genuine[1 << 17];
    FILE *file = fopen("examples/data/documents/genuine.ofd", "rb");
    size_t genuine_len = file == NULL ? 0 : fread(genuine, 1, sizeof genuine, file);
    ywtb_verify_options verify = {0};
    ywtb_certificate_options certificate = {0};
    ywtb_archive_options archive = {0};
    ywtb_trust_store *store = NULL;
    ywtb_report *report = NULL;
    ywtb_buffer *buffer = NULL;
    ywtb_registry *registry = NULL, *none = NULL;
    ywtb_verdict verdict;
    ywtb_request request = {0};
    ywtb_text name;
    ywtb_batch_options batch = {0};
    struct arrow_source source;
    struct ArrowArrayStream stream, answers;
    int32_t valid = 7;
    int asked = 0;

    CHECK(ywtb_trust_store_new(&store, NULL) == YWTB_OK);
    CHECK(ywtb_registry_new("[]", 2, "[]", 2, "[]", 2, &registry, NULL) == YWTB_OK);
    EACH(NO_TEXT, ywtb_registry_new(TEXT, "[]", 2, "[]", 2, &none, ERROR));
    EACH(NO_TEXT, ywtb_registry_new("[]", 2, TEXT, "[]", 2, &none, ERROR));
    EACH(NO_TEXT, ywtb_registry_new("[]", 2, "[]", 2, TEXT, &none, ERROR));
    EACH(NO_TEXT, ywtb_registry_decide(registry, TEXT, DAY, NULL, 0, &verdict, ERROR));
    EACH(NO_TEXT, ywtb_registry_decide(registry, "{}", 2, TEXT, NULL, 0, &verdict, ERROR));
    EACH(NO_TEXT, ywtb_registry_decide(registry, "{}", 2, DAY, TEXT, &verdict, ERROR));
    EACH(NO_TEXT, ywtb_registry_explain(registry, TEXT, DAY, NULL, 0, &report, ERROR));
    EACH(NO_TEXT, ywtb_registry_explain(registry, "{}", 2, TEXT, NULL, 0, &report, ERROR));
    EACH(NO_TEXT, ywtb_registry_explain(registry, "{}", 2, DAY, TEXT, &report, ERROR));
    EACH(NO_BYTES, ywtb_registry_load(TEXT, &none, ERROR));
    EACH(NOTHING, ywtb_registry_decide_typed(registry, NULL, &verdict, ERROR));
    CHECK(none == NULL);

    batch.struct_size = sizeof batch;
    EACH(NO_BYTES, ywtb_batch_decide_ndjson(registry, TEXT, &batch, &buffer, ERROR));
    EACH(NO_TEXT, (batch.as_of = AT, batch.as_of_len = LEN,
                   ywtb_batch_decide_ndjson(registry, "{}", 2, &batch, &buffer, ERROR)));
    batch.as_of = NULL, batch.as_of_len = 0;
    EACH(NO_TEXT, (batch.options = AT, batch.options_len = LEN,
                   ywtb_batch_decide_ndjson(registry, "{}", 2, &batch, &buffer, ERROR)));
    EACH(NO_TEXT, (arrow_source(&source, 1, 0, &stream), batch.options = AT, batch.options_len = LEN,
                   ywtb_batch_decide(registry, &stream, &batch, &answers, ERROR)));
    CHECK(source.open == 0 && stream.release == NULL && answers.release == NULL);

    request.struct_size = sizeof request;
    request.as_of = 20190501;
    EACH(NO_FACT, (request.purpose.data = AT, request.purpose.len = LEN,
                   ywtb_registry_decide_typed(registry, &request, &verdict, ERROR)));
    memset(&request.purpose, 0, sizeof request.purpose);
    EACH(NO_TEXT, (name.data = AT, name.len = LEN, request.items.items = &name, request.items.count = 1,
                   ywtb_registry_decide_typed(registry, &request, &verdict, ERROR)));
    EACH(NO_LISTS, (request.items.items = NULL, request.items.count = LEN,
                    ywtb_registry_decide_typed(registry, &request, &verdict, ERROR)));
    ywtb_registry_free(registry);
    EACH(NO_TEXT, ywtb_evaluate(TEXT, FACTS, YWTB_NTS, DAY, NULL, 0, &report, ERROR));
    EACH(NO_TEXT, ywtb_evaluate(TOPIC, TEXT, DAY, NULL, 0, &report, ERROR));
    EACH(NO_TEXT, ywtb_evaluate(TOPIC, FACTS, YWTB_NTS, TEXT, NULL, 0, &report, ERROR));
    EACH(NO_TEXT, ywtb_evaluate(TOPIC, FACTS, YWTB_NTS, DAY, TEXT, &report, ERROR));
    EACH(NO_TEXT, ywtb_compare_json(TEXT, FACTS, YWTB_NTS, DAY, DAY, NULL, 0, &buffer, ERROR));
    EACH(NO_TEXT, ywtb_compare_json(TOPIC, TEXT, DAY, DAY, NULL, 0, &buffer, ERROR));
    EACH(NO_TEXT, ywtb_compare_json(TOPIC, FACTS, YWTB_NTS, TEXT, DAY, NULL, 0, &buffer, ERROR));
    EACH(NO_TEXT, ywtb_compare_json(TOPIC, FACTS, YWTB_NTS, DAY, TEXT, NULL, 0, &buffer, ERROR));
    EACH(NO_TEXT, ywtb_compare_json(TOPIC, FACTS, YWTB_NTS, DAY, DAY, TEXT, &buffer, ERROR));
    EACH(NO_BYTES, ywtb_trust_store_add_pem(store, YWTB_ROLE_TSA, TEXT, ERROR));
    EACH(NO_BYTES, ywtb_trust_store_add_der(store, YWTB_ROLE_TSA, BYTES, ERROR));
    EACH(NO_BYTES, ywtb_trust_store_add_intermediates(store, BYTES, ERROR));
    EACH(NO_BYTES, ywtb_trust_store_add_crl(store, BYTES, ERROR));
    EACH(NO_BYTES, ywtb_trust_store_add_ocsp(store, BYTES, ERROR));
    EACH(NO_TEXT, ywtb_trust_store_set_status(store, TEXT, ERROR));
    EACH(NO_BYTES, ywtb_verify(BYTES, TIME, NULL, &report, ERROR));
    EACH(NO_TEXT, ywtb_verify(cut, sizeof cut, TEXT, NULL, &report, ERROR));
    EACH(NO_BYTES, ywtb_verify_certificate(BYTES, TIME, NULL, &report, ERROR));
    EACH(NO_TEXT, ywtb_verify_certificate(cut, sizeof cut, TEXT, NULL, &report, ERROR));
    EACH(NO_BYTES, ywtb_verify_archive(BYTES, DAY, NULL, &report, ERROR));
    EACH(NO_TEXT, ywtb_verify_archive(cut, sizeof cut, TEXT, NULL, &report, ERROR));
    EACH(NO_TEXT, ywtb_id_check(TEXT, "1", 1, &valid, &buffer, ERROR));
    EACH(NO_TEXT, ywtb_id_check("uscc", 4, TEXT, &valid, &buffer, ERROR));
    CHECK(valid == 0);

    verify.struct_size = sizeof verify;
    EACH(NO_TEXT, (verify.policy = AT, verify.policy_len = LEN,
                   ywtb_verify(cut, sizeof cut, TIME, &verify, &report, ERROR)));
    verify.policy = NULL, verify.policy_len = 0;
    EACH(NO_TEXT, (verify.subject = AT, verify.subject_len = LEN,
                   ywtb_verify(cut, sizeof cut, TIME, &verify, &report, ERROR)));
    verify.subject = NULL, verify.subject_len = 0;
    EACH(NO_BYTES, (verify.original = (const uint8_t *)AT, verify.original_len = LEN,
                    ywtb_verify(cut, sizeof cut, TIME, &verify, &report, ERROR)));
    verify.original = NULL, verify.original_len = 0;
    certificate.struct_size = sizeof certificate;
    EACH(NO_TEXT, (certificate.inquiry = AT, certificate.inquiry_len = LEN,
                   ywtb_verify_certificate(cut, sizeof cut, TIME, &certificate, &report, ERROR)));
    archive.struct_size = sizeof archive;
    EACH(NO_TEXT, (archive.known = AT, archive.known_len = LEN,
                   ywtb_verify_archive(cut, sizeof cut, DAY, &archive, &report, ERROR)));
    CHECK(report == NULL && buffer == NULL);

    verify.status_host = answer_wrongly;
    verify.status_user = &asked;
    CHECK(ywtb_verify(genuine, genuine_len, TIME, &verify, &report, NULL) == YWTB_OK && asked > 0);
    CHECK(ywtb_report_indication(report) == YWTB_INDICATION_INDETERMINATE);
    ywtb_report_free(report);
    ywtb_trust_store_free(store);
    if (file != NULL)
        fclose(file);
}

#ifdef FAULTS
/* Of the feature alone: from here on every entry fails inside, or no longer. */
void ywtb_test_force_panics(int32_t on);

/* Calls an entry that fails inside: OUT holds what must be gone, and is NULL afterwards. */
#define FAILS(call)                                                                                           \
    do {                                                                                                      \
        ywtb_error *error = NULL, **ERROR = &error;                                                           \
        void *out = &failures;                                                                                \
        (void)out;                                                                                            \
        ywtb_test_force_panics(1);                                                                            \
        CHECK((call) == YWTB_E_INTERNAL);                                                                     \
        ERROR = NULL;                                                                                         \
        CHECK((call) == YWTB_E_INTERNAL);                                                                     \
        ywtb_test_force_panics(0);                                                                            \
        CHECK(strcmp(ywtb_error_code(error), "internal") == 0);                                               \
        CHECK(strstr(ywtb_error_message(error), NUMBER) == NULL);                                             \
        ywtb_error_free(error);                                                                               \
    } while (0)
#define FAILS_OUT(type, call)                                                                                 \
    do {                                                                                                      \
        type *OUT = (type *)&failures;                                                                        \
        FAILS(call);                                                                                          \
        CHECK(OUT == NULL);                                                                                   \
    } while (0)

static void failing_host(void *user, const ywtb_query *query, ywtb_answer *answer)
{
    (void)user;
    FAILS(ywtb_answer_good(answer, ERROR));
    FAILS(ywtb_answer_unknown(answer, ERROR));
    FAILS(ywtb_answer_revoked(answer, NULL, 0, ERROR));
    FAILS(ywtb_answer_suspended(answer, NULL, 0, ERROR));
    FAILS(ywtb_answer_crl(answer, (const uint8_t *)"x", 1, ERROR));
    FAILS(ywtb_answer_ocsp(answer, (const uint8_t *)"x", 1, ERROR));
    ywtb_test_force_panics(1);
    CHECK(ywtb_query_kind(query) == 0 && *ywtb_query_sha256(query) == '\0');
    CHECK(ywtb_query_certificate_len(query) == 0 && ywtb_query_certificate(query) != NULL);
    ywtb_test_force_panics(0);
    CHECK(ywtb_query_kind(query) != 0 && strlen(ywtb_query_sha256(query)) == 64);
}

static void forced(void)
{
    static uint8_t genuine[1 << 17];
    FILE *file = fopen("examples/data/documents/genuine.ofd", "rb");
    size_t genuine_len = file == NULL ? 0 : fread(genuine, 1, sizeof genuine, file);
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_buffer *before = NULL, *after = NULL;
    ywtb_trust_store *store = NULL;
    ywtb_error *wrong = NULL;
    ywtb_registry *registry = NULL;
    ywtb_verdict verdict;
    ywtb_request request = {0};
    struct arrow_source source;
    struct ArrowArrayStream stream, answers;
    struct ArrowSchema schema;
    struct ArrowArray array;
    int32_t valid = 7;

    CHECK(ywtb_evaluate(TOPIC, FACTS, YWTB_NTS, DAY, NULL, 0, &report, NULL) == YWTB_OK);
    CHECK(ywtb_report_json(report, &before, NULL) == YWTB_OK);
    CHECK(ywtb_trust_store_new(&store, NULL) == YWTB_OK);
    CHECK(ywtb_evaluate(TOPIC, "{", 1, DAY, NULL, 0, &(ywtb_report *){NULL}, &wrong) == YWTB_E_INPUT);

    FAILS_OUT(ywtb_report, ywtb_evaluate(TOPIC, FACTS, YWTB_NTS, DAY, NULL, 0, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_compare_json(TOPIC, FACTS, YWTB_NTS, DAY, DAY, NULL, 0, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_report_json(report, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_report_text(report, YWTB_LANG_ZH, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_error_json(wrong, &OUT, ERROR));
    FAILS_OUT(ywtb_trust_store, ywtb_trust_store_new(&OUT, ERROR));
    FAILS(ywtb_trust_store_add_pem(store, YWTB_ROLE_TSA, "x", 1, ERROR));
    FAILS(ywtb_trust_store_add_der(store, YWTB_ROLE_TSA, (const uint8_t *)"x", 1, ERROR));
    FAILS(ywtb_trust_store_add_intermediates(store, (const uint8_t *)"x", 1, ERROR));
    FAILS(ywtb_trust_store_add_crl(store, (const uint8_t *)"x", 1, ERROR));
    FAILS(ywtb_trust_store_add_ocsp(store, (const uint8_t *)"x", 1, ERROR));
    FAILS(ywtb_trust_store_set_status(store, "{}", 2, ERROR));
    FAILS_OUT(ywtb_report, ywtb_verify(genuine, genuine_len, TIME, NULL, &OUT, ERROR));
    FAILS_OUT(ywtb_report, ywtb_verify_certificate(genuine, genuine_len, TIME, NULL, &OUT, ERROR));
    FAILS_OUT(ywtb_report, ywtb_verify_archive(genuine, genuine_len, DAY, NULL, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_id_check("resident_id", YWTB_NTS, NUMBER, YWTB_NTS, &valid, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_rules_json(&OUT, ERROR));
    CHECK(ywtb_registry_new("[]", 2, "[]", 2, "[]", 2, &registry, NULL) == YWTB_OK);
    FAILS_OUT(ywtb_registry, ywtb_registry_new("[]", 2, "[]", 2, "[]", 2, &OUT, ERROR));
    FAILS(ywtb_registry_decide(registry, "{}", 2, DAY, NULL, 0, &verdict, ERROR));
    FAILS_OUT(ywtb_report, ywtb_registry_explain(registry, "{}", 2, DAY, NULL, 0, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_registry_scenario_id(registry, 0, &OUT, ERROR));
    request.struct_size = sizeof request;
    request.as_of = 20190501;
    FAILS(ywtb_registry_decide_typed(registry, &request, &verdict, ERROR));
    FAILS_OUT(ywtb_report, ywtb_registry_explain_typed(registry, &request, &OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_registry_save(registry, &OUT, ERROR));
    FAILS_OUT(ywtb_registry, ywtb_registry_load("ywtb", 4, &OUT, ERROR));
    FAILS_OUT(ywtb_cancel, ywtb_cancel_new(&OUT, ERROR));
    FAILS_OUT(ywtb_buffer, ywtb_batch_decide_ndjson(registry, "{}", 2, NULL, &OUT, ERROR));
    FAILS((arrow_source(&source, 1, 0, &stream), ywtb_batch_decide(registry, &stream, NULL, &answers, ERROR)));
    CHECK(source.open == 0 && stream.release == NULL && answers.release == NULL);

    /* A stream that fails while it is pulled is at its end, and says so from then on. */
    arrow_source(&source, 1, 0, &stream);
    CHECK(ywtb_batch_decide(registry, &stream, NULL, &answers, NULL) == YWTB_OK);
    ywtb_test_force_panics(1);
    CHECK(answers.get_next(&answers, &array) != 0);
    ywtb_test_force_panics(0);
    CHECK(answers.get_next(&answers, &array) != 0 && answers.get_schema(&answers, &schema) != 0);
    CHECK(strcmp(answers.get_last_error(&answers), "internal: a fault of the library was caught") == 0);
    ywtb_test_force_panics(1);
    answers.release(&answers);
    CHECK(source.open == 0 && answers.release == NULL);
    ywtb_test_force_panics(0);

    ywtb_test_force_panics(1);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_NONE && ywtb_report_indication(report) == YWTB_INDICATION_NONE);
    CHECK(ywtb_report_finding_count(report) == 0 && ywtb_report_finding_code(report, 0) == NULL);
    CHECK(ywtb_report_sub_indication(report) == NULL);
    CHECK(ywtb_error_status(wrong) == YWTB_E_INTERNAL && *ywtb_error_code(wrong) == '\0');
    CHECK(*ywtb_error_message(wrong) == '\0' && *ywtb_error_path(wrong) == '\0');
    CHECK(*ywtb_buffer_data(before) == '\0' && ywtb_buffer_len(before) == 0);
    CHECK(ywtb_abi_version() == YWTB_ABI_VERSION && strcmp(ywtb_version(), YWTB_VERSION) == 0);
    ywtb_test_force_panics(0);

    options.struct_size = sizeof options;
    options.trust = store;
    options.status_host = failing_host;
    CHECK(ywtb_report_json(report, &after, NULL) == YWTB_OK);
    CHECK(strcmp(ywtb_buffer_data(before), ywtb_buffer_data(after)) == 0);
    CHECK(strcmp(ywtb_error_code(wrong), "input.json") == 0);
    ywtb_report_free(report);
    CHECK(ywtb_verify(genuine, genuine_len, TIME, &options, &report, NULL) == YWTB_OK); /* nothing half added */

    /* What is freed while it fails is freed all the same: valgrind looks. */
    ywtb_test_force_panics(1);
    ywtb_report_free(report);
    ywtb_error_free(wrong);
    ywtb_buffer_free(before);
    ywtb_trust_store_free(store);
    ywtb_registry_free(registry);
    ywtb_test_force_panics(0);
    ywtb_buffer_free(after);
    if (file != NULL)
        fclose(file);
}
#endif

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        ywtb_quiet_panics();
    nulls();
    arguments();
#ifdef FAULTS
    forced();
#endif
    return failures == 0 ? 0 : 1;
}
