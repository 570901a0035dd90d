/* What a call costs from C: an empty one of the same kind, and ywtb_registry_decide_typed(). Of many rounds the least. */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ywtb.h"

enum { ROUNDS = 200, CALLS = 20000 };

int32_t empty_call(const void *registry, const void *request, void *out, void **error);

static double now(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* A file of the world; runs in the root of the project. */
static char *file(const char *path)
{
    static char rooms[2][4096];
    static int next = 0;
    char *room = rooms[next++];
    FILE *from = fopen(path, "rb");

    if (from == NULL || (room[fread(room, 1, sizeof rooms[0] - 1, from)] = '\0', fclose(from)) != 0)
        exit(1);
    return room;
}

int main(void)
{
    ywtb_text items[] = {{"姓名", YWTB_NTS}, {"地址", YWTB_NTS}};
    ywtb_request request = {0};
    ywtb_registry *registry = NULL;
    ywtb_verdict verdict = {0};
    double empty = 1e9, decided = 1e9;
    int round, call;

    items[0].len = strlen(items[0].data);
    items[1].len = strlen(items[1].data);
    request.struct_size = sizeof request;
    request.requester.data = "A", request.requester.len = 1;
    request.entry.data = "E", request.entry.len = 1;
    request.purpose.data = "核发许可证", request.purpose.len = 15;
    request.items.items = items, request.items.count = 2;
    request.as_of = 20190501;
    if (ywtb_registry_new(file("tests/calls/catalogue.json"), YWTB_NTS, "[]", 2, file("tests/calls/agencies.json"), YWTB_NTS,
                          &registry, NULL) != YWTB_OK)
        return 1;
    for (round = 0; round < ROUNDS; round++) {
        double start = now(), middle, end;
        int32_t failed = 0;

        for (call = 0; call < CALLS; call++)
            failed |= empty_call(registry, &request, &verdict, NULL);
        middle = now();
        for (call = 0; call < CALLS; call++)
            failed |= ywtb_registry_decide_typed(registry, &request, &verdict, NULL);
        end = now();
        if (failed != 0 || verdict.decision != YWTB_DECISION_GRANTED)
            return 1;
        empty = (middle - start) / CALLS < empty ? (middle - start) / CALLS : empty;
        decided = (end - middle) / CALLS < decided ? (end - middle) / CALLS : decided;
    }
    printf("C: empty call %.1f ns, decide %.1f ns\n", empty, decided);
    ywtb_registry_free(registry);
    return 0;
}
