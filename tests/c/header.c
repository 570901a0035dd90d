/* Compiled as C99 and as C++11: the header stands on its own, twice, and each of its constants is good where constants
   are used. exports.sh sees to it that none is missing here. */
#include "ywtb.h"
#include "ywtb.h"

#if YWTB_ABI_VERSION != ((YWTB_ABI_MAJOR << 16) | YWTB_ABI_MINOR) || YWTB_ABI_MAJOR < 1
#error "the version macros must count in #if"
#endif

static const size_t ends_at_nul = YWTB_NTS;
static const size_t none = YWTB_NONE;
static const char version[] = YWTB_VERSION;

/* A number that stands twice does not compile. */
const char *ywtb_test_status_name(ywtb_status status);
const char *ywtb_test_status_name(ywtb_status status)
{
    switch (status) {
    case YWTB_OK: return "ok";
    case YWTB_CANCELLED: return "cancelled";
    case YWTB_E_NULL: return "null";
    case YWTB_E_LENGTH: return "length";
    case YWTB_E_STRUCT: return "struct";
    case YWTB_E_VALUE: return "value";
    case YWTB_E_INPUT: return "input";
    case YWTB_E_LIMIT: return "limit";
    case YWTB_E_INTERNAL: return "internal";
    default: return ends_at_nul > none && none > sizeof version ? version : "";
    }
}

int ywtb_test_is_decided(int32_t decision, int32_t regime, int64_t scenario);
int ywtb_test_is_decided(int32_t decision, int32_t regime, int64_t scenario)
{
    switch (decision) {
    case YWTB_DECISION_NONE:
    case YWTB_DECISION_GRANTED:
    case YWTB_DECISION_PARTIAL:
    case YWTB_DECISION_REFUSED:
    case YWTB_DECISION_APPLY:
    case YWTB_DECISION_ASK_ONCE: break;
    default: return 0;
    }
    switch (scenario) {
    case YWTB_SCENARIO_NONE:
    case YWTB_SCENARIO_NAMED: break;
    default: return 0;
    }
    switch (regime) {
    case YWTB_REGIME_NONE:
    case YWTB_REGIME_ORDER9_2018:
    case YWTB_REGIME_DATA_REGULATION_2022:
    case YWTB_REGIME_SHARING_REGULATION_2025: return 1;
    default: return 0;
    }
}

int ywtb_test_is_chosen(int32_t reading);
int ywtb_test_is_chosen(int32_t reading)
{
    switch (reading) {
    case YWTB_READING_SEED:
    case YWTB_READING_DRAFT: return 1;
    case YWTB_READING_DEFAULT:
    default: return 0;
    }
}

int ywtb_test_is_known(int32_t outcome, int32_t indication, int32_t lang, int32_t role, int32_t kind);
int ywtb_test_is_known(int32_t outcome, int32_t indication, int32_t lang, int32_t role, int32_t kind)
{
    switch (outcome) {
    case YWTB_OUTCOME_NONE:
    case YWTB_OUTCOME_MET:
    case YWTB_OUTCOME_NOT_MET:
    case YWTB_OUTCOME_UNDETERMINED:
    case YWTB_OUTCOME_NOT_APPLICABLE:
    case YWTB_OUTCOME_CONFLICT: break;
    default: return 0;
    }
    switch (indication) {
    case YWTB_INDICATION_NONE:
    case YWTB_INDICATION_TOTAL_PASSED:
    case YWTB_INDICATION_INDETERMINATE:
    case YWTB_INDICATION_TOTAL_FAILED: break;
    default: return 0;
    }
    switch (lang) {
    case YWTB_LANG_ZH:
    case YWTB_LANG_EN: break;
    default: return 0;
    }
    switch (kind) {
    case YWTB_QUERY_CERTIFICATE:
    case YWTB_QUERY_SEAL: break;
    default: return 0;
    }
    switch (role) {
    case YWTB_ROLE_SIGNER:
    case YWTB_ROLE_MAKER:
    case YWTB_ROLE_TSA: return 1;
    default: return 0;
    }
}
