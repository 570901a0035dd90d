/* ywtb_verify_archive: packages of DA/T 48 and ZIP archives, what is known beside them, and what is none. */
#include "suite.h"

#define EEP                                                                                                   \
    "<\xe7\x94\xb5\xe5\xad\x90\xe6\x96\x87\xe4\xbb\xb6\xe5\xb0\x81\xe8\xa3\x85\xe5\x8c\x85 "                  \
    "xmlns='http://www.saac.gov.cn/standards/ERM/encapsulation'>"                                             \
    "</\xe7\x94\xb5\xe5\xad\x90\xe6\x96\x87\xe4\xbb\xb6\xe5\xb0\x81\xe8\xa3\x85\xe5\x8c\x85>"

/* A ZIP archive without entries. */
static const unsigned char EMPTY[22] = {'P', 'K', 5, 6};

static ywtb_status verify(const void *data, size_t len, const ywtb_archive_options *options, ywtb_report **report,
                          ywtb_error **error)
{
    return ywtb_verify_archive(data, len, "2024-06-01", YWTB_NTS, options, report, error);
}

static void a_package_that_is_returned(const void *data, size_t len, const char *kind)
{
    ywtb_archive_options options = {0};
    ywtb_report *report = NULL;
    ywtb_buffer *json = NULL;

    options.struct_size = sizeof options;
    options.known = "{\"stage\":\"transfer\",\"plan\":{\"files\":2},\"subject\":\"package 7\"}";
    options.known_len = YWTB_NTS;
    CHECK(verify(data, len, &options, &report, NULL) == YWTB_OK);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_NOT_MET);
    CHECK(ywtb_report_indication(report) == YWTB_INDICATION_NONE);
    CHECK(ywtb_report_json(report, &json, NULL) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(json), kind) != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "\"topic\":\"verify.archive\"") != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "\"id\":\"package 7\"") != NULL);
    ywtb_buffer_free(json);
    ywtb_report_free(report);
}

static void wrong_arguments(void)
{
    ywtb_archive_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    CHECK_ERROR(verify("a letter", 8, NULL, &report, &error), YWTB_E_INPUT, "input.unrecognised", "");
    CHECK_ERROR(verify(EMPTY, sizeof EMPTY, NULL, NULL, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_verify_archive(EMPTY, sizeof EMPTY, "1.6.2024", YWTB_NTS, NULL, &report, &error), YWTB_E_INPUT,
                "input.date", "");
    CHECK_ERROR(verify(EMPTY, sizeof EMPTY, &options, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");
    options.struct_size = sizeof options;
    options.max_input_bytes = 21;
    CHECK_ERROR(verify(EMPTY, sizeof EMPTY, &options, &report, &error), YWTB_E_LIMIT, "limit.input_bytes", "");
    options.max_input_bytes = 0;
    options.known = "{\"stage\":\"someday\"}";
    options.known_len = YWTB_NTS;
    CHECK_ERROR(verify(EMPTY, sizeof EMPTY, &options, &report, &error), YWTB_E_INPUT, "input.option", "");
    CHECK(report == NULL);
}

void test_archive(void)
{
    a_package_that_is_returned(EMPTY, sizeof EMPTY, "\"kind\":\"plain\"");
    a_package_that_is_returned(EEP, sizeof EEP - 1, "\"kind\":\"eep\"");
    wrong_arguments();
}
