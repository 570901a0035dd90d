/* A report and the buffers that it fills. */
#include "suite.h"

static void accessors(const ywtb_report *report)
{
    size_t count = ywtb_report_finding_count(report);
    size_t i;

    CHECK(count > 0);
    for (i = 0; i < count; i++)
        CHECK(strchr(ywtb_report_finding_code(report, i), '.') != NULL);
    CHECK(ywtb_report_finding_code(report, 0) == ywtb_report_finding_code(report, 0)); /* alive with the report */
    CHECK(ywtb_report_finding_code(report, count) == NULL);
    CHECK(ywtb_report_finding_code(report, (size_t)-1) == NULL);
}

static void texts(const ywtb_report *report)
{
    ywtb_buffer *json = NULL;
    ywtb_buffer *again = NULL;
    ywtb_buffer *text = NULL;
    ywtb_error *error = NULL;

    CHECK(ywtb_report_json(report, &json, &error) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(json), "\"schema\":\"ywtb.report/1\"") != NULL);
    CHECK(ywtb_buffer_data(json)[ywtb_buffer_len(json)] == '\0');
    CHECK(ywtb_report_json(report, &again, NULL) == YWTB_OK);
    CHECK(strcmp(ywtb_buffer_data(json), ywtb_buffer_data(again)) == 0);
    ywtb_buffer_free(json);
    ywtb_buffer_free(again);

    CHECK(ywtb_report_text(report, YWTB_LANG_ZH, &text, &error) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(text), "\xe7\xac\xa6\xe5\x90\x88") != NULL); /* met, in Chinese */
    ywtb_buffer_free(text);
    CHECK(ywtb_report_text(report, YWTB_LANG_EN, &text, &error) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(text), "SCOPE-") != NULL);
    ywtb_buffer_free(text);

    CHECK_ERROR(ywtb_report_text(report, 7, &text, &error), YWTB_E_VALUE, "argument.value", "");
    CHECK(text == NULL);
    CHECK_ERROR(ywtb_report_json(report, NULL, &error), YWTB_E_NULL, "argument.null", "");
}

/* NULL in the place of any handle. */
static void nulls(void)
{
    ywtb_buffer *out = NULL;
    ywtb_error *error = NULL;

    CHECK(ywtb_report_outcome(NULL) == YWTB_OUTCOME_NONE);
    CHECK(ywtb_report_indication(NULL) == YWTB_INDICATION_NONE);
    CHECK(ywtb_report_sub_indication(NULL) == NULL);
    CHECK(ywtb_report_finding_count(NULL) == 0);
    CHECK(ywtb_report_finding_code(NULL, 0) == NULL);
    CHECK_ERROR(ywtb_report_json(NULL, &out, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_report_text(NULL, YWTB_LANG_EN, &out, &error), YWTB_E_NULL, "argument.null", "");
    CHECK(ywtb_buffer_len(NULL) == 0);
    CHECK(strcmp(ywtb_buffer_data(NULL), "") == 0);
    ywtb_buffer_free(NULL);
    ywtb_report_free(NULL);
}

void test_report(void)
{
    ywtb_report *report = suite_report();
    accessors(report);
    texts(report);
    ywtb_report_free(report);
    nulls();
}
