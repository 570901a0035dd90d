/* ywtb_evaluate: lengths and NULs, options, and everything that can be wrong with an argument. */
#include "suite.h"

static void answers(void)
{
    const char *facts = FACTS "and bytes past the length";
    ywtb_report *report = NULL;
    ywtb_error *error = (ywtb_error *)&report; /* an old value is overwritten, not read */

    CHECK(ywtb_evaluate("scope?", 5, facts, strlen(FACTS), AS_OF, YWTB_NTS, "{\"reading\":\"draft\"}", YWTB_NTS, &report,
                        &error) == YWTB_OK);
    CHECK(error == NULL);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_MET);
    CHECK(ywtb_report_indication(report) == YWTB_INDICATION_NONE);
    CHECK(ywtb_report_sub_indication(report) == NULL);
    ywtb_report_free(report);
}

/* A missing fact is an answer, not an error. */
static void unknown_is_not_false(void)
{
    ywtb_report *report = NULL;
    CHECK(ywtb_evaluate("scope", YWTB_NTS, "{}", 2, AS_OF, YWTB_NTS, NULL, 0, &report, NULL) == YWTB_OK);
    CHECK(ywtb_report_outcome(report) == YWTB_OUTCOME_UNDETERMINED);
    ywtb_report_free(report);
}

static void wrong_arguments(void)
{
    static const char not_utf8[] = "{\"a\":\"\xff\"}";
    ywtb_report *report = (ywtb_report *)&report;
    ywtb_error *error = NULL;

    CHECK_ERROR(ywtb_evaluate(NULL, YWTB_NTS, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error), YWTB_E_NULL,
                "argument.null", "");
    CHECK(report == NULL); /* an out is NULL after a failure, whatever it held */
    CHECK_ERROR(ywtb_evaluate("scope", 5, NULL, 1, AS_OF, YWTB_NTS, NULL, 0, &report, &error), YWTB_E_NULL,
                "argument.null", "");
    CHECK_ERROR(ywtb_evaluate("scope", 5, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, YWTB_NTS, &report, &error),
                YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_evaluate("scope", 5, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, NULL, &error), YWTB_E_NULL,
                "argument.null", "");
    CHECK_ERROR(ywtb_evaluate("scope", 5, FACTS, (size_t)PTRDIFF_MAX + 1, AS_OF, YWTB_NTS, NULL, 0, &report, &error),
                YWTB_E_LENGTH, "argument.length", "");
    CHECK_ERROR(ywtb_evaluate("sc\xc3(pe", YWTB_NTS, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error),
                YWTB_E_INPUT, "input.utf8", "@2");
    CHECK_ERROR(ywtb_evaluate("scope", 5, not_utf8, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error), YWTB_E_INPUT,
                "input.utf8", "@6");
    CHECK_ERROR(ywtb_evaluate("no.such", YWTB_NTS, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error),
                YWTB_E_INPUT, "input.topic", "");
    CHECK_ERROR(ywtb_evaluate("scope", 5, FACTS, YWTB_NTS, "1 May 2019", YWTB_NTS, NULL, 0, &report, &error),
                YWTB_E_INPUT, "input.date", "");
    CHECK_ERROR(ywtb_evaluate("scope", 5, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, "{\"redaing\":1}", YWTB_NTS, &report, &error),
                YWTB_E_INPUT, "input.option", "/redaing");
    CHECK_ERROR(ywtb_evaluate("scope", 5, NULL, 0, AS_OF, YWTB_NTS, NULL, 0, &report, &error), YWTB_E_INPUT,
                "input.json", "@0");
    CHECK_ERROR(ywtb_evaluate("scope", 5, "{\"agency\":{\"kind\":7}}", YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error),
                YWTB_E_INPUT, "input.schema", "/agency/kind");
    CHECK(report == NULL);

    /* Nobody need ask why. */
    CHECK(ywtb_evaluate(NULL, 3, NULL, 3, NULL, 3, NULL, 3, NULL, NULL) == YWTB_E_NULL);
}

static void too_deep(void)
{
    char facts[400];
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    memset(facts, '[', sizeof facts);
    CHECK(ywtb_evaluate("scope", 5, facts, sizeof facts, AS_OF, YWTB_NTS, NULL, 0, &report, &error) == YWTB_E_LIMIT);
    CHECK(strcmp(ywtb_error_code(error), "limit.depth") == 0);
    ywtb_error_free(error);
}

static void two_days(void)
{
    ywtb_buffer *comparison = NULL;
    ywtb_error *error = NULL;
    CHECK_ERROR(ywtb_compare_json("scope", 5, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, "soon", YWTB_NTS, NULL, 0,
                                  &comparison, &error),
                YWTB_E_INPUT, "input.date", "");
    CHECK(comparison == NULL);
    CHECK(ywtb_compare_json("scope", 5,
                            "{\"agency\":{\"kind\":\"utility\",\"utility_kind\":\"railway\"},"
                            "\"data\":{\"secret_flag\":\"none\",\"capacity\":\"public_service\"}}",
                            YWTB_NTS, "2019-06-01", YWTB_NTS, "2022-03-01", YWTB_NTS, NULL, 0, &comparison, NULL) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(comparison), "\"application\":\"by_reference\"") != NULL);
    ywtb_buffer_free(comparison);
}

void test_evaluate(void)
{
    answers();
    unknown_is_not_false();
    wrong_arguments();
    too_deep();
    two_days();
}
