/* Errors: every fault at once, and nothing of the input. */
#include "suite.h"

static void details(void)
{
    const char *facts = "{\"agency\":{\"kind\":\"310101199001011234\"},\"nobody\":true}";
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_error *failure = NULL;
    ywtb_buffer *json = NULL;

    CHECK(ywtb_evaluate("scope", 5, facts, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error) == YWTB_E_INPUT);
    CHECK(strstr(ywtb_error_message(error), "/agency/kind") != NULL);
    CHECK(strstr(ywtb_error_message(error), "/nobody") != NULL);
    CHECK(ywtb_error_json(error, &json, &failure) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(json), "\"code\":\"input.schema\"") != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "\"path\":\"/nobody\"") != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "\"status\":201") != NULL);
    CHECK(strstr(ywtb_buffer_data(json), "310101") == NULL);
    CHECK(strstr(ywtb_error_message(error), "310101") == NULL);
    ywtb_buffer_free(json);
    ywtb_error_free(error);
}

void test_error(void)
{
    ywtb_buffer *json = NULL;
    ywtb_error *error = NULL;

    details();
    CHECK(ywtb_error_status(NULL) == YWTB_OK);
    CHECK(strcmp(ywtb_error_code(NULL), "") == 0);
    CHECK(strcmp(ywtb_error_message(NULL), "") == 0);
    CHECK(strcmp(ywtb_error_path(NULL), "") == 0);
    CHECK_ERROR(ywtb_error_json(NULL, &json, &error), YWTB_E_NULL, "argument.null", "");
    ywtb_error_free(NULL);
}
