/* What was compiled against is what was loaded. */
#include "suite.h"

void test_version(void)
{
    ywtb_buffer *rules = NULL;

    CHECK(ywtb_abi_version() == YWTB_ABI_VERSION);
    CHECK(ywtb_abi_version() >> 16 == YWTB_ABI_MAJOR);
    CHECK((ywtb_abi_version() & 0xffff) == YWTB_ABI_MINOR);
    CHECK(strcmp(ywtb_version(), YWTB_VERSION) == 0);

    CHECK(ywtb_rules_json(&rules, NULL) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(rules), "SCOPE-3") != NULL);
    CHECK(strlen(ywtb_buffer_data(rules)) == ywtb_buffer_len(rules));
    ywtb_buffer_free(rules);

    ywtb_quiet_panics();
    ywtb_quiet_panics();
}
