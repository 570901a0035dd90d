/* Eight threads read one report and make their own, with the same bytes. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "suite.h"

enum { THREADS = 8, ROUNDS = 20 };

struct shared {
    const ywtb_report *report;
    const ywtb_buffer *json;
};

static int same_answer(const struct shared *shared)
{
    ywtb_report *own = NULL;
    ywtb_buffer *json = NULL;
    int same = 0;

    if (ywtb_evaluate("scope", 5, FACTS, YWTB_NTS, AS_OF, YWTB_NTS, NULL, 0, &own, NULL) == YWTB_OK &&
        ywtb_report_json(own, &json, NULL) == YWTB_OK)
        same = strcmp(ywtb_buffer_data(json), ywtb_buffer_data(shared->json)) == 0 &&
               strcmp(ywtb_report_finding_code(own, 0), ywtb_report_finding_code(shared->report, 0)) == 0;
    ywtb_buffer_free(json);
    ywtb_report_free(own);
    return same;
}

static void *run(void *argument)
{
    const struct shared *shared = argument;
    int round;
    for (round = 0; round < ROUNDS; round++)
        if (!same_answer(shared))
            return argument;
    return NULL;
}

void test_threads(void)
{
    ywtb_report *report = suite_report();
    ywtb_buffer *json = NULL;
    struct shared shared;
    pthread_t threads[THREADS];
    int i;

    CHECK(ywtb_report_json(report, &json, NULL) == YWTB_OK);
    shared.report = report;
    shared.json = json;
    for (i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, run, &shared) == 0);
    for (i = 0; i < THREADS; i++) {
        void *failed = NULL;
        CHECK(pthread_join(threads[i], &failed) == 0 && failed == NULL);
    }
    ywtb_buffer_free(json);
    ywtb_report_free(report);
}
