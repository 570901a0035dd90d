/* ywtb_verify: answers on broken documents, errors on what is none, and the growth of its options. */
#include "suite.h"

#define TIME "2026-11-23T09:00:00+08:00"

/* The start of a ZIP archive: recognised, and broken. */
static const unsigned char CUT[] = {'P', 'K', 3, 4};

static ywtb_status verify_cut(const ywtb_verify_options *options, ywtb_report **report, ywtb_error **error)
{
    return ywtb_verify(CUT, sizeof CUT, TIME, YWTB_NTS, options, report, error);
}

static void a_broken_document_is_an_answer(void)
{
    ywtb_verify_options options = {0};
    ywtb_trust_store *nobody = NULL;
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_buffer *json = NULL;

    CHECK(ywtb_trust_store_new(&nobody, NULL) == YWTB_OK);
    options.struct_size = sizeof options;
    options.policy = "integrity";
    options.policy_len = YWTB_NTS;
    options.trust = nobody;
    options.subject = "permit 7, first page";
    options.subject_len = 8;
    CHECK(verify_cut(&options, &report, &error) == YWTB_OK);
    ywtb_trust_store_free(nobody); /* the report needs nothing that it was made from */
    CHECK(error == NULL);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_NOT_MET);
    CHECK(ywtb_report_indication(report) == YWTB_INDICATION_TOTAL_FAILED);
    CHECK(strcmp(ywtb_report_sub_indication(report), "format_failure") == 0);
    CHECK(ywtb_report_json(report, &json, NULL) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(json), "\"policy\":\"integrity\"") != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "\"id\":\"permit 7\"") != NULL);
    ywtb_buffer_free(json);
    ywtb_report_free(report);
}

static void wrong_arguments(void)
{
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    const unsigned char *letter = (const unsigned char *)"a letter";

    CHECK_ERROR(ywtb_verify(letter, 8, TIME, YWTB_NTS, NULL, &report, &error), YWTB_E_INPUT, "input.unrecognised", "");
    CHECK_ERROR(ywtb_verify(NULL, 0, TIME, YWTB_NTS, NULL, &report, &error), YWTB_E_INPUT, "input.unrecognised", "");
    CHECK_ERROR(ywtb_verify(NULL, 8, TIME, YWTB_NTS, NULL, &report, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_verify(letter, YWTB_NTS, TIME, YWTB_NTS, NULL, &report, &error), YWTB_E_LENGTH,
                "argument.length", "");
    CHECK_ERROR(ywtb_verify(letter, 8, "2026-11-23", YWTB_NTS, NULL, &report, &error), YWTB_E_INPUT, "input.time", "");
    CHECK_ERROR(ywtb_verify(letter, 8, NULL, 0, NULL, &report, &error), YWTB_E_INPUT, "input.time", "");
    CHECK_ERROR(verify_cut(NULL, NULL, &error), YWTB_E_NULL, "argument.null", "");

    options.struct_size = sizeof options;
    options.policy = "lenient";
    options.policy_len = YWTB_NTS;
    CHECK_ERROR(verify_cut(&options, &report, &error), YWTB_E_INPUT, "input.policy", "");
    options.policy = "{\"name\": \"ours\", \"levels\": {\"package\": \"hide\"}}";
    CHECK_ERROR(verify_cut(&options, &report, &error), YWTB_E_INPUT, "input.schema", "/levels/package");
    options.policy = NULL;
    options.policy_len = 3;
    CHECK_ERROR(verify_cut(&options, &report, &error), YWTB_E_NULL, "argument.null", "");
    options.policy_len = 0;
    options.max_input_bytes = 3;
    CHECK_ERROR(verify_cut(&options, &report, &error), YWTB_E_LIMIT, "limit.input_bytes", "");
    CHECK(report == NULL);
}

/* A host of another age: a struct that says its own size is read as far as both know it. */
static void options_grow(void)
{
    struct {
        ywtb_verify_options known;
        size_t since_a_later_version;
    } newer;
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    memset(&newer, 0, sizeof newer);
    CHECK_ERROR(verify_cut(&newer.known, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");
    newer.known.struct_size = sizeof newer.known - 1;
    CHECK_ERROR(verify_cut(&newer.known, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");
    newer.known.struct_size = (size_t)-1;
    CHECK_ERROR(verify_cut(&newer.known, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");

    newer.known.struct_size = sizeof newer;
    CHECK(verify_cut(&newer.known, &report, &error) == YWTB_OK);
    ywtb_report_free(report);
    newer.since_a_later_version = 1;
    CHECK_ERROR(verify_cut(&newer.known, &report, &error), YWTB_E_STRUCT, "argument.unknown_option", "");
    CHECK(report == NULL);
}

void test_verify(void)
{
    a_broken_document_is_an_answer();
    wrong_arguments();
    options_grow();
}
