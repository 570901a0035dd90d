/* The registry: typed verdicts, and the report on the same facts. */
#include "suite.h"

#define AGENCIES "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]"
#define ENTRY                                                                                                 \
    "{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\",\"share_type\":\"unconditional\","      \
    "\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"
#define REQUEST "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"a\",\"c\"]}"

void test_registry(void)
{
    ywtb_registry *registry = NULL;
    ywtb_report *report = NULL;
    ywtb_buffer *id = NULL;
    ywtb_error *error = NULL;
    ywtb_verdict verdict;

    CHECK(ywtb_registry_new("[" ENTRY "]", YWTB_NTS, "[]", YWTB_NTS, AGENCIES, YWTB_NTS, &registry, &error) == YWTB_OK);
    CHECK(ywtb_registry_decide(registry, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &verdict, &error) == YWTB_OK);
    CHECK(verdict.outcome == YWTB_OUTCOME_NOT_MET);
    CHECK(verdict.decision == YWTB_DECISION_PARTIAL);
    CHECK(verdict.regime == YWTB_REGIME_ORDER9_2018);
    CHECK(verdict.cut[0] == 2 && verdict.cut[1] == 0 && verdict.cut[3] == 0);
    CHECK(verdict.scenario == YWTB_SCENARIO_NONE);
    CHECK(strcmp(verdict.rule, "SHARE-1") == 0);
    CHECK(strcmp(verdict.code, "share.item.not_of_entry") == 0);
    CHECK(verdict.fault == NULL && verdict.fault_path == NULL);

    CHECK(ywtb_registry_explain(registry, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, &error) == YWTB_OK);
    CHECK(ywtb_report_outcome(report) == verdict.outcome);
    ywtb_report_free(report);

    CHECK(ywtb_registry_decide(registry, "{\"requester\":\"Z\",\"entry\":\"E\",\"items\":[\"a\"]}", YWTB_NTS, AS_OF,
                               YWTB_NTS, NULL, 0, &verdict, NULL) == YWTB_OK);
    CHECK(verdict.decision == YWTB_DECISION_NONE && verdict.outcome == YWTB_OUTCOME_UNDETERMINED);
    CHECK(strcmp(verdict.fault, "registry.unknown_agency") == 0 && strcmp(verdict.fault_path, "/requester") == 0);

    CHECK(ywtb_registry_scenario_id(registry, 0, &id, &error) == YWTB_OK);
    CHECK(strcmp(ywtb_buffer_data(id), "null") == 0);
    ywtb_buffer_free(id);

    CHECK_ERROR(ywtb_registry_decide(registry, "{\"entry\":7}", YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &verdict, &error),
                YWTB_E_INPUT, "input.schema", "/entry");
    CHECK_ERROR(ywtb_registry_decide(registry, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, NULL, &error), YWTB_E_NULL,
                "argument.null", "");
    CHECK_ERROR(ywtb_registry_decide(NULL, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &verdict, &error), YWTB_E_NULL,
                "argument.null", "");
    ywtb_registry_free(registry);
    ywtb_registry_free(NULL);

    CHECK_ERROR(ywtb_registry_new("[" ENTRY "," ENTRY "]", YWTB_NTS, "[]", YWTB_NTS, AGENCIES, YWTB_NTS, &registry, &error),
                YWTB_E_INPUT, "input.registry", "/catalogue/1/code");
    CHECK(registry == NULL);
}
