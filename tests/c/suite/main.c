/* Runs the suite. Everything is freed at the end, so that valgrind finds any leak. */
#include "suite.h"

int suite_failures = 0;

ywtb_report *suite_report(void)
{
    ywtb_report *report = NULL;
    CHECK(ywtb_evaluate("scope", YWTB_NTS, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &report, NULL) == YWTB_OK);
    return report;
}

size_t suite_file(const char *path, void *room, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t len = 0;

    if (file != NULL) {
        len = fread(room, 1, size, file);
        fclose(file);
    }
    CHECK(len > 0 && len < size);
    return len < size ? len : 0;
}

int main(void)
{
    test_version();
    test_evaluate();
    test_report();
    test_error();
    test_id();
    test_trust();
    test_status();
    test_verify();
    test_certificate();
    test_archive();
    test_registry();
    test_batch();
    test_threads();
    if (suite_failures != 0)
        fprintf(stderr, "%d checks failed\n", suite_failures);
    return suite_failures == 0 ? 0 : 1;
}
