/* Identifiers: a bad one is an answer. */
#include "suite.h"

void test_id(void)
{
    int32_t valid = 7;
    ywtb_buffer *json = NULL;
    ywtb_error *error = NULL;

    CHECK(ywtb_id_check("uscc", YWTB_NTS, "91350100M000100Y43", YWTB_NTS, &valid, &json, &error) == YWTB_OK);
    CHECK(valid == 1);
    CHECK(strstr(ywtb_buffer_data(json), "\"code\":\"ok\"") != NULL);
    ywtb_buffer_free(json);

    CHECK(ywtb_id_check("uscc", YWTB_NTS, "91350100M000100Y44", YWTB_NTS, &valid, NULL, NULL) == YWTB_OK);
    CHECK(valid == 0);

    CHECK(ywtb_id_check("division", YWTB_NTS, "310119", YWTB_NTS, &valid, &json, NULL) == YWTB_OK);
    CHECK(valid == 0);
    CHECK(strstr(ywtb_buffer_data(json), "\"code\":\"historic\",\"notes\":[]") != NULL);
    ywtb_buffer_free(json);
    json = NULL;

    valid = 1;
    CHECK_ERROR(ywtb_id_check("no.such", YWTB_NTS, "x", 1, &valid, &json, &error), YWTB_E_INPUT, "input.scheme", "");
    CHECK(valid == 0 && json == NULL);
    CHECK_ERROR(ywtb_id_check("uscc", YWTB_NTS, "x", 1, NULL, &json, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_id_check("uscc", YWTB_NTS, "\x80", 1, &valid, NULL, &error), YWTB_E_INPUT, "input.utf8", "@0");
}
