/* The registry: typed verdicts, and the report on the same facts. */
#include "suite.h"

#define AGENCIES "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]"
#define ENTRY                                                                                                 \
    "{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\",\"share_type\":\"unconditional\","      \
    "\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"
#define REQUEST "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"a\",\"c\"]}"

/* A text of the request by its bytes and its length. */
static ywtb_text text(const char *data)
{
    ywtb_text text;

    text.data = data;
    text.len = strlen(data);
    return text;
}

/* What the typed door says is what the JSON door says. */
static void typed(const ywtb_registry *registry)
{
    const ywtb_text items[] = {{"a", 1}, {"c", YWTB_NTS}};
    ywtb_text many[300];
    ywtb_request request = {0};
    ywtb_verdict verdict, same;
    ywtb_report *report = NULL, *whole = NULL;
    ywtb_buffer *json = NULL, *same_json = NULL;
    ywtb_error *error = NULL;
    int i;

    request.struct_size = sizeof request;
    request.requester = text("A");
    request.entry = text("E");
    request.items.items = items;
    request.items.count = 2;
    request.as_of = 20190501;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, &error) == YWTB_OK && error == NULL);
    CHECK(ywtb_registry_decide(registry, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &same, NULL) == YWTB_OK);
    CHECK(verdict.decision == YWTB_DECISION_PARTIAL && memcmp(&verdict, &same, sizeof same) == 0);

    CHECK(ywtb_registry_explain_typed(registry, &request, &report, &error) == YWTB_OK);
    CHECK(ywtb_registry_explain(registry, REQUEST, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &whole, &error) == YWTB_OK);
    CHECK(ywtb_report_json(report, &json, NULL) == YWTB_OK && ywtb_report_json(whole, &same_json, NULL) == YWTB_OK);
    CHECK(strcmp(ywtb_buffer_data(json), ywtb_buffer_data(same_json)) == 0);
    ywtb_buffer_free(json);
    ywtb_buffer_free(same_json);
    ywtb_report_free(report);
    ywtb_report_free(whole);

    /* The day of receipt governs, and is enough; a reading may be chosen. */
    request.received_at = 20190501;
    request.as_of = 0;
    request.reading = YWTB_READING_DRAFT;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(verdict.regime == YWTB_REGIME_ORDER9_2018);
    request.received_at = 20250901;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(verdict.regime == YWTB_REGIME_SHARING_REGULATION_2025);

    /* Unknown is not none. */
    request.received_at = 20190501;
    memset(&request.items, 0, sizeof request.items);
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(verdict.outcome == YWTB_OUTCOME_UNDETERMINED);
    request.items.items = items;
    request.items.count = 2;
    request.entry.len = YWTB_NONE;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(ywtb_registry_decide(registry, "{\"requester\":\"A\",\"entry\":null,\"items\":[\"a\",\"c\"]}", YWTB_NTS, AS_OF,
                               YWTB_NTS, NULL, 0, &same, NULL) == YWTB_OK);
    CHECK(verdict.fault == NULL && memcmp(&verdict, &same, sizeof same) == 0);
    request.entry = text("E");

    /* More than fit into a verdict, and more than fit into its room. */
    for (i = 0; i < 300; i++)
        many[i] = text(i == 17 ? "b" : "c");
    request.items.items = many;
    request.items.count = 100;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(verdict.decision == YWTB_DECISION_PARTIAL && verdict.cut[0] == ~((uint64_t)1 << 17));
    request.items.count = 300;
    CHECK(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    CHECK(strcmp(verdict.fault, "limit.items") == 0 && strcmp(verdict.fault_path, "/items") == 0);
    request.items.count = 2;

    request.received_at = 20190230;
    CHECK_ERROR(ywtb_registry_decide_typed(registry, &request, &verdict, &error), YWTB_E_INPUT, "input.date", "");
    request.received_at = 0;
    CHECK_ERROR(ywtb_registry_decide_typed(registry, &request, &verdict, &error), YWTB_E_INPUT, "input.date", "");
    request.received_at = 20190501;
    request.reading = 3;
    CHECK_ERROR(ywtb_registry_decide_typed(registry, &request, &verdict, &error), YWTB_E_VALUE, "argument.value", "");
    request.reading = 0;
    request.struct_size--;
    CHECK_ERROR(ywtb_registry_decide_typed(registry, &request, &verdict, &error), YWTB_E_STRUCT, "argument.struct_size", "");
}

static void saved(const ywtb_registry *registry)
{
    ywtb_registry *again = NULL;
    ywtb_buffer *text = NULL, *same = NULL;
    ywtb_error *error = NULL;
    char changed[2048];

    CHECK(ywtb_registry_save(registry, &text, &error) == YWTB_OK);
    CHECK(ywtb_registry_load(ywtb_buffer_data(text), YWTB_NTS, &again, &error) == YWTB_OK);
    CHECK(ywtb_registry_save(again, &same, &error) == YWTB_OK);
    CHECK(strcmp(ywtb_buffer_data(text), ywtb_buffer_data(same)) == 0);
    ywtb_registry_free(again);
    CHECK(ywtb_buffer_len(text) < sizeof changed);
    memcpy(changed, ywtb_buffer_data(text), ywtb_buffer_len(text));
    changed[ywtb_buffer_len(text) - 10] ^= 1;
    CHECK_ERROR(ywtb_registry_load(changed, ywtb_buffer_len(text), &again, &error), YWTB_E_INPUT, "input.snapshot", "");
    CHECK(again == NULL);
    ywtb_buffer_free(text);
    ywtb_buffer_free(same);
}

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
    typed(registry);
    saved(registry);
    ywtb_registry_free(registry);
    ywtb_registry_free(NULL);

    CHECK_ERROR(ywtb_registry_new("[" ENTRY "," ENTRY "]", YWTB_NTS, "[]", YWTB_NTS, AGENCIES, YWTB_NTS, &registry, &error),
                YWTB_E_INPUT, "input.registry", "/catalogue/1/code");
    CHECK(registry == NULL);
}
