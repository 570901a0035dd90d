/* ywtb_verify_certificate: records and files, the inquiry beside them, and how its options nest. */
#include "suite.h"

#define TIME "2026-11-23T12:00:00+08:00"

/* A certificate of a body that does not exist; the check characters were computed apart from the library. */
static const char RECORD[] =
    "{\"ZZMC\":\"\xe7\xa4\xba\xe4\xbe\x8b\xe8\xae\xb8\xe5\x8f\xaf\xe8\xaf\x81\",\"ZZLXDM\":\"11310000002420447T001\","
    "\"ZZBH\":\"SH2024000001\",\"ZZBS\":\"1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W\","
    "\"ZZBFJG\":\"A\",\"ZZBFJGDM\":\"11310000002420447T\",\"ZZBFRQ\":\"2024-05-20\",\"CZZT\":\"B\","
    "\"CZZTDM\":\"9131000013221158XC\",\"CZZTDMLXDM\":\"001\",\"ZZYXQQSRQ\":\"2024-06-01\",\"ZZYXQJZRQ\":\"2029-06-01\"}";

static ywtb_status verify(const void *data, size_t len, const ywtb_certificate_options *options, ywtb_report **report,
                          ywtb_error **error)
{
    return ywtb_verify_certificate(data, len, TIME, YWTB_NTS, options, report, error);
}

/* Whether a report's JSON holds a text. */
static int says(const ywtb_report *report, const char *text)
{
    ywtb_buffer *json = NULL;
    int found = ywtb_report_json(report, &json, NULL) == YWTB_OK && strstr(ywtb_buffer_data(json), text) != NULL;
    ywtb_buffer_free(json);
    return found;
}

static void a_record(void)
{
    ywtb_certificate_options options = {0};
    ywtb_verify_options how = {0};
    ywtb_report *report = NULL;

    CHECK(verify(RECORD, sizeof RECORD - 1, NULL, &report, NULL) == YWTB_OK);
    CHECK(ywtb_report_indication(report) == YWTB_INDICATION_INDETERMINATE);
    CHECK(says(report, "\"topic\":\"verify.certificate\"") && says(report, "\"holder_match\":\"not_asked\""));
    ywtb_report_free(report);

    how.struct_size = sizeof how;
    how.subject = "permit 7";
    how.subject_len = YWTB_NTS;
    options.struct_size = sizeof options;
    options.verify = &how;
    options.inquiry = "{\"holder\":{\"kind\":\"001\",\"code\":\"9131000013221158XC\"},\"status\":{\"status\":\"valid\","
                      "\"at\":\"2026-11-23T09:00:00+08:00\",\"version\":\"001\",\"matches\":true,\"identifier\":"
                      "\"1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W\"}}";
    options.inquiry_len = YWTB_NTS;
    CHECK(verify(RECORD, sizeof RECORD - 1, &options, &report, NULL) == YWTB_OK);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_MET);
    CHECK(says(report, "\"holder_match\":\"matches\"") && says(report, "\"id\":\"permit 7\""));
    ywtb_report_free(report);
}

static void wrong_arguments(void)
{
    ywtb_certificate_options options = {0};
    ywtb_verify_options how = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    CHECK_ERROR(verify("%PDF-1.7", 8, NULL, &report, &error), YWTB_E_INPUT, "certificate.pdf_unsupported", "");
    CHECK_ERROR(verify("a letter", 8, NULL, &report, &error), YWTB_E_INPUT, "input.unrecognised", "");
    CHECK_ERROR(verify(NULL, 0, NULL, &report, &error), YWTB_E_INPUT, "input.unrecognised", "");
    CHECK_ERROR(verify("{\"ZZMC\":7}", 10, NULL, &report, &error), YWTB_E_INPUT, "input.schema", "/ZZMC");
    CHECK_ERROR(verify(RECORD, 9, NULL, NULL, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(verify("{}", 2, &options, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");
    options.struct_size = sizeof options;
    options.verify = &how;
    CHECK_ERROR(verify("{}", 2, &options, &report, &error), YWTB_E_STRUCT, "argument.struct_size", "");
    how.struct_size = sizeof how;
    how.max_input_bytes = 1;
    CHECK_ERROR(verify("{}", 2, &options, &report, &error), YWTB_E_LIMIT, "limit.input_bytes", "");
    options.verify = NULL;
    options.inquiry = "{\"holder\":7}";
    options.inquiry_len = YWTB_NTS;
    CHECK_ERROR(verify("{}", 2, &options, &report, &error), YWTB_E_INPUT, "input.schema", "/holder");
    CHECK(report == NULL);
}

void test_certificate(void)
{
    a_record();
    wrong_arguments();
}
