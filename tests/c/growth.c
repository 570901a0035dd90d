/* A hundred thousand calls, good and bad: the memory of the process stays where it was after the first thousand. */
#include <stdio.h>
#include <string.h>

#include "ywtb.h"

enum { WARM = 1000, CALLS = 100000, MAY_GROW_KB = 512 };

/* One call of each kind; zero when all went as they must. */
static int calls(void)
{
    static const char good[] = "{\"agency\":{\"kind\":\"administrative_organ\"},\"data\":{\"secret_flag\":\"none\"}}";
    static const char bad[] = "{\"agency\":{\"kind\":7},\"nobody\":1}";
    static const unsigned char cut[] = {'P', 'K', 3, 4};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_buffer *buffer = NULL;
    int failed = 0;

    failed |= ywtb_evaluate("scope", 5, good, YWTB_NTS, "2019-05-01", 10, NULL, 0, &report, &error) != YWTB_OK;
    failed |= ywtb_report_finding_code(report, 0) == NULL;
    failed |= ywtb_report_json(report, &buffer, &error) != YWTB_OK;
    ywtb_buffer_free(buffer);
    failed |= ywtb_report_json(report, NULL, &error) != YWTB_E_NULL;
    ywtb_error_free(error);
    ywtb_report_free(report);

    failed |= ywtb_evaluate("scope", 5, bad, YWTB_NTS, "2019-05-01", 10, NULL, 0, &report, &error) != YWTB_E_INPUT;
    failed |= ywtb_error_json(error, &buffer, NULL) != YWTB_OK;
    ywtb_buffer_free(buffer);
    ywtb_error_free(error);
    failed |= ywtb_evaluate("scope", 5, bad, YWTB_NTS, "2019-05-01", 10, NULL, 0, &report, NULL) != YWTB_E_INPUT;

    failed |= ywtb_verify(cut, sizeof cut, "2026-11-23T09:00:00Z", YWTB_NTS, NULL, &report, &error) != YWTB_OK;
    ywtb_report_free(report);
    return failed;
}

/* Resident memory in KiB; 0 where the system does not say. */
static long resident(void)
{
    char line[256];
    long kb = 0;
    FILE *status = fopen("/proc/self/status", "r");

    if (status == NULL)
        return 0;
    while (fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmRSS: %ld", &kb) == 1)
            break;
    fclose(status);
    return kb;
}

int main(void)
{
    long before = 0;
    int i;

    for (i = 0; i < CALLS; i++) {
        if (i == WARM)
            before = resident();
        if (calls() != 0) {
            fprintf(stderr, "round %d did not go as it must\n", i);
            return 1;
        }
    }
    if (resident() - before > MAY_GROW_KB) {
        fprintf(stderr, "grew from %ld to %ld KiB\n", before, resident());
        return 1;
    }
    return 0;
}
