/* Threads on registries: eight ask one that stays, and one that is replaced again and again while they ask; each answer must
   be that of the registry that was asked. For valgrind's helgrind too, which sees to it that nothing is shared unguarded.

   threads [ROUNDS]

   Built with UNGUARDED, the threads count without a lock, too, which helgrind must see. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ywtb.h"

#define AGENCIES "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]"
#define CATALOGUE(share_type)                                                                                 \
    "[{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\",\"share_type\":\"" share_type "\","    \
    "\"share_reason\":\"x\",\"share_basis\":[{\"level\":\"law\"}],\"items\":[{\"name\":\"a\"}]}]"

enum { READERS = 8, WORLDS = 2 };

static const char *const CATALOGUES[WORLDS] = {CATALOGUE("unconditional"), CATALOGUE("not_shared")};
static const int32_t DECISIONS[WORLDS] = {YWTB_DECISION_GRANTED, YWTB_DECISION_REFUSED};

/* The registry of now, guarded as a host guards it. */
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static ywtb_registry *current;
static int current_world;
static ywtb_registry *staying;
static long rounds = 200;

/* The model and the library differ: this is what the program is for, so it ends here. */
#define MUST(condition)                                                                                       \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                   \
            abort();                                                                                          \
        }                                                                                                     \
    } while (0)

static ywtb_registry *make(int world)
{
    ywtb_registry *registry = NULL;

    MUST(ywtb_registry_new(CATALOGUES[world], YWTB_NTS, "[]", 2, AGENCIES, YWTB_NTS, &registry, NULL) == YWTB_OK);
    return registry;
}

#ifdef UNGUARDED
static long asked;
#endif

/* Asks by every door. */
static void ask(const ywtb_registry *registry, int world)
{
    static const char json[] = "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"a\"]}";
    const ywtb_text item = {"a", 1};
    ywtb_request request = {0};
    ywtb_verdict verdict, same;
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

#ifdef UNGUARDED
    asked++;
#endif
    request.struct_size = sizeof request;
    request.requester.data = "A", request.requester.len = 1;
    request.entry.data = "E", request.entry.len = 1;
    request.items.items = &item, request.items.count = 1;
    request.as_of = 20190501;
    MUST(ywtb_registry_decide_typed(registry, &request, &verdict, NULL) == YWTB_OK);
    MUST(verdict.decision == DECISIONS[world]);
    MUST(ywtb_registry_decide(registry, json, YWTB_NTS, "2019-05-01", 10, NULL, 0, &same, NULL) == YWTB_OK);
    MUST(memcmp(&verdict, &same, sizeof same) == 0);
    MUST(ywtb_registry_explain_typed(registry, &request, &report, NULL) == YWTB_OK);
    MUST(ywtb_report_outcome(report) == verdict.outcome && ywtb_report_finding_count(report) > 0);
    ywtb_report_free(report);
    MUST(ywtb_registry_decide(registry, "{", 1, "2019-05-01", 10, NULL, 0, &same, &error) == YWTB_E_INPUT);
    ywtb_error_free(error);
}

static void *reader(void *none)
{
    long round;

    for (round = 0; round < rounds; round++) {
        MUST(pthread_rwlock_rdlock(&lock) == 0);
        ask(current, current_world);
        MUST(pthread_rwlock_unlock(&lock) == 0);
        ask(staying, 0);
    }
    return none;
}

static void *writer(void *none)
{
    long round;

    for (round = 0; round < rounds; round++) {
        int world = (int)((round + 1) % WORLDS);
        ywtb_registry *next = make(world), *old;

        MUST(pthread_rwlock_wrlock(&lock) == 0);
        old = current;
        current = next;
        current_world = world;
        MUST(pthread_rwlock_unlock(&lock) == 0);
        ywtb_registry_free(old);
    }
    return none;
}

int main(int argc, char **argv)
{
    pthread_t threads[READERS + 1];
    int thread;

    if (argc > 1)
        rounds = strtol(argv[1], NULL, 10);
    current = make(0);
    staying = make(0);
    /* What the library makes once is made here: helgrind does not know by what its threads would wait for one another. */
    ask(current, 0);
    for (thread = 0; thread <= READERS; thread++)
        MUST(pthread_create(&threads[thread], NULL, thread < READERS ? reader : writer, NULL) == 0);
    for (thread = 0; thread <= READERS; thread++)
        MUST(pthread_join(threads[thread], NULL) == 0);
    ywtb_registry_free(current);
    ywtb_registry_free(staying);
    return 0;
}
