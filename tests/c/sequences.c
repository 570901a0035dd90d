/*
 * Random sequences of calls against a model: what status each call must return, and what each live handle must still say.
 *
 * `sequences COUNT [SEED]` runs COUNT sequences; hundreds of thousands of them are a soak (`make soak`), which tells its
 * figures. LLVMFuzzerTestOneInput() runs one whose choices are the bytes of a fuzzer (`make fuzz-abi`). Either way the first
 * answers are kept, every later one must be the same to the byte, and the memory and the open files of the process must
 * stay where they were after the first tenth.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arrow.h"
#include "ywtb.h"

#define TIME "2026-11-23T09:00:00+08:00"

#define DAY "2019-05-01", 10

enum { SLOTS = 6, WORLDS = 2, DOCUMENTS = 5, QUESTIONS = 4, KINDS = QUESTIONS + 2 * DOCUMENTS, STEPS = 24, MAY_GROW_KB = 8192 };

static const char *const FILES[DOCUMENTS] = {
    "examples/data/documents/genuine.ofd",     "examples/data/documents/altered_page.ofd",
    "examples/data/documents/forged_seal.ofd", "examples/data/documents/unsigned.ofd",
    "examples/data/documents/seal_v4.esl",
};
static const char *const FACTS[QUESTIONS] = {
    "{\"agency\":{\"kind\":\"administrative_organ\"},\"data\":{\"secret_flag\":\"none\"}}",
    "{\"agency\":{\"kind\":\"utility\",\"utility_kind\":\"gas\"}}",
    "{\"agency\":{}}",
    "{}",
};

static const char AGENCIES[] =
    "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]";
/* Two worlds, and what is decided in each when A asks for items of E. */
static const char *const CATALOGUES[WORLDS] = {
    "[{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\",\"share_type\":\"unconditional\","
    "\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}]",
    "[]",
};
static const int32_t DECISIONS[WORLDS] = {YWTB_DECISION_PARTIAL, YWTB_DECISION_NONE};
static const char *const WORDS[WORLDS] = {"\"decision\":\"partial\"", "\"error\":\"registry.unknown_entry\""};
static const char REQUEST[] = "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"a\",\"c\"]}";

static struct {
    unsigned char bytes[65536];
    size_t len;
} documents[DOCUMENTS];
static char anchor[8192];

/* What each kind of question was answered at first: the report's bytes. */
static char *first[KINDS];
/* Live handles with the kind of their answer. */
static struct {
    ywtb_report *report;
    int kind;
} reports[SLOTS];
static struct {
    ywtb_buffer *buffer;
    int kind;
} buffers[SLOTS];
static struct {
    ywtb_error *error;
    ywtb_status status;
} errors[SLOTS];
static struct {
    ywtb_trust_store *store;
    int anchors;
} stores[SLOTS];

static struct {
    ywtb_registry *registry;
    int world;
} registries[SLOTS];
/* A stream that is pulled now and then, whatever becomes of the registry that it was made from. */
static struct {
    struct ArrowArrayStream stream;
    struct arrow_source source;
    int world;
    int pulled;
} streams[SLOTS];

/* The choices: bytes of the caller's, zero when they are spent. */
static const uint8_t *choices;
static size_t choices_left;

static unsigned choose(unsigned below)
{
    unsigned byte = 0;

    if (choices_left > 0) {
        byte = *choices++;
        choices_left--;
    }
    return byte % below;
}

/* The model and the library differ: this is what the program is for, so it ends here. */
#define MUST(condition)                                                                                       \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                   \
            abort();                                                                                          \
        }                                                                                                     \
    } while (0)

static size_t read_file(const char *path, void *room, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t len;

    MUST(file != NULL);
    len = fread(room, 1, size, file);
    fclose(file);
    MUST(len > 0 && len < size);
    return len;
}

/* Keeps a failed call's error in a slot. */
static void keep_error(ywtb_error *error, ywtb_status status)
{
    unsigned slot = choose(SLOTS);

    MUST(error != NULL && ywtb_error_status(error) == status && ywtb_error_code(error)[0] != '\0');
    ywtb_error_free(errors[slot].error);
    errors[slot].error = error;
    errors[slot].status = status;
}

/* Keeps a report in a slot; its bytes must be those of the first of its kind. */
static void keep_report(ywtb_report *report, int kind)
{
    unsigned slot = choose(SLOTS);
    ywtb_buffer *buffer = NULL;

    MUST(report != NULL && ywtb_report_json(report, &buffer, NULL) == YWTB_OK);
    if (first[kind] == NULL) {
        first[kind] = (char *)malloc(ywtb_buffer_len(buffer) + 1);
        MUST(first[kind] != NULL);
        memcpy(first[kind], ywtb_buffer_data(buffer), ywtb_buffer_len(buffer) + 1);
    }
    MUST(strcmp(first[kind], ywtb_buffer_data(buffer)) == 0);
    ywtb_buffer_free(buffer);
    ywtb_report_free(reports[slot].report);
    reports[slot].report = report;
    reports[slot].kind = kind;
}

static void evaluate(void)
{
    int kind = (int)choose(QUESTIONS);
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    MUST(ywtb_evaluate("scope", 5, FACTS[kind], YWTB_NTS, "2019-05-01", 10, NULL, 0, &report, &error) == YWTB_OK);
    MUST(error == NULL);
    keep_report(report, kind);
}

/* Facts of which some bytes are changed: an answer or an input error, never a fault of the library. */
static void evaluate_garbage(void)
{
    char facts[128];
    size_t len = strlen(FACTS[0]), i;
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_status status;

    memcpy(facts, FACTS[0], len);
    for (i = 0; i < 3; i++)
        facts[choose((unsigned)len)] = (char)choose(256);
    status = ywtb_evaluate("scope", 5, facts, len - choose(4), "2019-05-01", 10, NULL, 0, &report, &error);
    if (status == YWTB_OK) {
        ywtb_report_free(report);
    } else {
        MUST(status == YWTB_E_INPUT && report == NULL);
        keep_error(error, status);
    }
}

static void verify(void)
{
    int document = (int)choose(DOCUMENTS), trusting = (int)choose(2);
    unsigned slot = choose(SLOTS);
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;

    options.struct_size = sizeof options;
    options.policy = "integrity";
    options.policy_len = YWTB_NTS;
    options.trust = stores[slot].store;
    /* Reports of a store with an anchor and without one differ, so they are kinds of their own. */
    trusting = options.trust != NULL && stores[slot].anchors > 0;
    MUST(ywtb_verify(documents[document].bytes, documents[document].len, TIME, YWTB_NTS, &options, &report, NULL) == YWTB_OK);
    keep_report(report, QUESTIONS + 2 * document + trusting);
}

static void verify_wrongly(void)
{
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    size_t size = choose(200);

    options.struct_size = size;
    if (size < sizeof options) {
        MUST(ywtb_verify(documents[0].bytes, 4, TIME, YWTB_NTS, &options, &report, &error) == YWTB_E_STRUCT);
        keep_error(error, YWTB_E_STRUCT);
    }
    error = NULL;
    switch (choose(4)) {
    case 0:
        MUST(ywtb_verify(NULL, 1, TIME, YWTB_NTS, NULL, &report, &error) == YWTB_E_NULL);
        keep_error(error, YWTB_E_NULL);
        break;
    case 1:
        MUST(ywtb_verify(documents[0].bytes, (size_t)-2, TIME, YWTB_NTS, NULL, &report, &error) == YWTB_E_LENGTH);
        keep_error(error, YWTB_E_LENGTH);
        break;
    case 2:
        MUST(ywtb_verify(documents[0].bytes, 4, "now", YWTB_NTS, NULL, &report, &error) == YWTB_E_INPUT);
        keep_error(error, YWTB_E_INPUT);
        break;
    default:
        MUST(ywtb_verify(documents[0].bytes, 4, TIME, YWTB_NTS, NULL, NULL, &error) == YWTB_E_NULL);
        keep_error(error, YWTB_E_NULL);
    }
    MUST(report == NULL);
}

static void change_store(void)
{
    unsigned slot = choose(SLOTS);
    ywtb_error *error = NULL;

    switch (choose(4)) {
    case 0:
        ywtb_trust_store_free(stores[slot].store);
        MUST(ywtb_trust_store_new(&stores[slot].store, &error) == YWTB_OK);
        stores[slot].anchors = 0;
        break;
    case 1:
        if (stores[slot].store == NULL || stores[slot].anchors > 0)
            break;
        MUST(ywtb_trust_store_add_pem(stores[slot].store, YWTB_ROLE_SIGNER, anchor, YWTB_NTS, &error) == YWTB_OK);
        stores[slot].anchors++;
        break;
    case 2:
        if (stores[slot].store == NULL)
            break;
        MUST(ywtb_trust_store_add_der(stores[slot].store, YWTB_ROLE_MAKER, documents[0].bytes, 64, &error) == YWTB_E_INPUT);
        keep_error(error, YWTB_E_INPUT);
        break;
    default:
        MUST(ywtb_trust_store_add_pem(NULL, YWTB_ROLE_SIGNER, anchor, YWTB_NTS, &error) == YWTB_E_NULL);
        keep_error(error, YWTB_E_NULL);
    }
}

static void change_registry(void)
{
    unsigned slot = choose(SLOTS), from = choose(SLOTS);
    ywtb_registry *registry = NULL;
    ywtb_buffer *saved = NULL;
    ywtb_error *error = NULL;
    int world = (int)choose(WORLDS);

    switch (choose(3)) {
    case 0:
        MUST(ywtb_registry_new(CATALOGUES[world], YWTB_NTS, "[]", 2, AGENCIES, YWTB_NTS, &registry, &error) == YWTB_OK);
        break;
    case 1:
        if (registries[from].registry == NULL)
            return;
        world = registries[from].world;
        MUST(ywtb_registry_save(registries[from].registry, &saved, &error) == YWTB_OK);
        MUST(ywtb_registry_load(ywtb_buffer_data(saved), ywtb_buffer_len(saved), &registry, &error) == YWTB_OK);
        ywtb_buffer_free(saved);
        break;
    default:
        MUST(ywtb_registry_new("[{}]", 4, "[]", 2, AGENCIES, YWTB_NTS, &registry, &error) == YWTB_E_INPUT);
        keep_error(error, YWTB_E_INPUT);
    }
    ywtb_registry_free(registries[slot].registry);
    registries[slot].registry = registry;
    registries[slot].world = world;
}

static void decide(void)
{
    unsigned slot = choose(SLOTS);
    const ywtb_registry *registry = registries[slot].registry;
    const ywtb_text items[] = {{"a", 1}, {"c", YWTB_NTS}};
    ywtb_request request = {0};
    struct {
        ywtb_request request;
        unsigned char since[256];
    } newer = {0};
    ywtb_verdict verdict, same;
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_status status;
    size_t garbage = choose(256);

    request.struct_size = sizeof request;
    request.requester.data = "A", request.requester.len = 1;
    request.entry.data = "E", request.entry.len = YWTB_NTS;
    request.items.items = items, request.items.count = 2;
    request.as_of = 20190501;
    status = ywtb_registry_decide_typed(registry, &request, &verdict, &error);
    MUST(status == (registry == NULL ? YWTB_E_NULL : YWTB_OK));
    if (status != YWTB_OK) {
        keep_error(error, status);
        return;
    }
    MUST(verdict.decision == DECISIONS[registries[slot].world]);
    MUST(ywtb_registry_decide(registry, REQUEST, YWTB_NTS, DAY, NULL, 0, &same, NULL) == YWTB_OK);
    MUST(memcmp(&verdict, &same, sizeof same) == 0);
    MUST(ywtb_registry_explain_typed(registry, &request, &report, NULL) == YWTB_OK);
    MUST(ywtb_report_outcome(report) == verdict.outcome);
    ywtb_report_free(report);

    /* A struct of which a length, a date or the size is changed: an answer or an error, never a fault. What would break the
       promise of the header, a length beyond the text, is not tried; a struct of a newer host has more members. */
    newer.request = request;
    switch (choose(4)) {
    case 0: newer.request.struct_size = garbage; break;
    case 1: newer.request.as_of = (int32_t)(garbage << choose(24)); break;
    case 2: newer.request.purpose.len = YWTB_NONE - garbage; break;
    default: newer.request.items.count = YWTB_NTS - garbage;
    }
    error = NULL;
    status = ywtb_registry_decide_typed(registry, &newer.request, &same, &error);
    if (status != YWTB_OK)
        keep_error(error, status);
    MUST(status != YWTB_E_INTERNAL);
}

static void decide_lines(void)
{
    unsigned slot = choose(SLOTS);
    ywtb_batch_options options = {0};
    ywtb_buffer *answers = NULL;
    ywtb_error *error = NULL;
    ywtb_cancel *cancel = NULL;
    char text[3 * sizeof REQUEST];
    size_t len = sizeof REQUEST - 1, lines = 1, i;
    const char *line;

    if (registries[slot].registry == NULL)
        return;
    /* Garbage, and then a line that is good. */
    for (i = 0; i < len; i++)
        text[i] = choose(8) == 0 ? (char)choose(256) : REQUEST[i];
    text[len++] = '\n';
    memcpy(text + len, REQUEST, sizeof REQUEST);
    len += sizeof REQUEST - 1;
    for (i = 0; i < len; i++)
        lines += text[i] == '\n';
    options.struct_size = sizeof options;
    options.as_of = "2019-05-01";
    options.as_of_len = 10;
    MUST(ywtb_batch_decide_ndjson(registries[slot].registry, text, len, &options, &answers, &error) == YWTB_OK);
    for (line = ywtb_buffer_data(answers); lines > 1; lines--) {
        line = strchr(line, '\n');
        MUST(line != NULL);
        line++;
    }
    MUST(strstr(line, WORDS[registries[slot].world]) != NULL && strchr(line, '\n')[1] == '\0');
    ywtb_buffer_free(answers);

    MUST(ywtb_cancel_new(&cancel, NULL) == YWTB_OK);
    ywtb_cancel_now(cancel);
    options.cancel = cancel;
    MUST(ywtb_batch_decide_ndjson(registries[slot].registry, text, len, &options, &answers, &error) == YWTB_CANCELLED);
    ywtb_cancel_free(cancel);
    keep_error(error, YWTB_CANCELLED);
}

/* Opens a stream of one batch over a registry, pulls it, or lets it go at whichever place it is. */
static void stream(void)
{
    unsigned slot = choose(SLOTS), from = choose(SLOTS);
    struct ArrowArrayStream *stream = &streams[slot].stream, requests;
    ywtb_batch_options options = {0};
    struct ArrowArray batch;
    struct ArrowSchema schema;
    char text[64];

    if (stream->release == NULL) {
        if (registries[from].registry == NULL)
            return;
        options.struct_size = sizeof options;
        options.as_of = "2019-05-01";
        options.as_of_len = 10;
        arrow_source(&streams[slot].source, 1, 0, &requests);
        MUST(ywtb_batch_decide(registries[from].registry, &requests, &options, stream, NULL) == YWTB_OK);
        MUST(requests.release == NULL);
        streams[slot].world = registries[from].world;
        streams[slot].pulled = 0;
    } else if (choose(3) == 0) {
        stream->release(stream);
        MUST(stream->release == NULL && streams[slot].source.open == 0);
    } else {
        MUST(stream->get_next(stream, &batch) == 0);
        MUST((batch.release == NULL) == (streams[slot].pulled > 0));
        if (batch.release == NULL)
            return;
        streams[slot].pulled = 1;
        MUST(stream->get_schema(stream, &schema) == 0);
        arrow_text(batch.children[arrow_place(&schema, "decision")], 0, text);
        MUST(strcmp(text, streams[slot].world == 0 ? "partial" : "") == 0);
        schema.release(&schema);
        batch.release(&batch);
    }
}

static void check_identifier(void)
{
    char value[8];
    size_t i;
    int32_t valid = -1;
    ywtb_error *error = NULL;
    ywtb_status status;

    for (i = 0; i < sizeof value; i++)
        value[i] = (char)choose(256);
    status = ywtb_id_check("division", YWTB_NTS, value, choose(9), &valid, NULL, &error);
    if (status == YWTB_OK) {
        MUST(valid == 0 || valid == 1);
    } else {
        MUST(status == YWTB_E_INPUT);
        keep_error(error, status);
    }
}

static void write_report(void)
{
    unsigned from = choose(SLOTS), to = choose(SLOTS);

    if (reports[from].report == NULL)
        return;
    ywtb_buffer_free(buffers[to].buffer);
    MUST(ywtb_report_json(reports[from].report, &buffers[to].buffer, NULL) == YWTB_OK);
    buffers[to].kind = reports[from].kind;
}

static void let_go(void)
{
    unsigned slot = choose(SLOTS);

    switch (choose(5)) {
    case 0:
        ywtb_report_free(reports[slot].report);
        reports[slot].report = NULL;
        break;
    case 1:
        ywtb_buffer_free(buffers[slot].buffer);
        buffers[slot].buffer = NULL;
        break;
    case 2:
        ywtb_error_free(errors[slot].error);
        errors[slot].error = NULL;
        break;
    case 3:
        ywtb_registry_free(registries[slot].registry);
        registries[slot].registry = NULL;
        break;
    default:
        ywtb_trust_store_free(stores[slot].store);
        stores[slot].store = NULL;
    }
}

/* What every live handle must still say, whatever was called and freed meanwhile. */
static void look_at_all(void)
{
    unsigned slot;

    for (slot = 0; slot < SLOTS; slot++) {
        const ywtb_report *report = reports[slot].report;
        size_t count = ywtb_report_finding_count(report);

        MUST((ywtb_report_outcome(report) == YWTB_OUTCOME_NONE) == (report == NULL));
        MUST(ywtb_report_finding_code(report, count) == NULL);
        MUST((count > 0) == (ywtb_report_finding_code(report, 0) != NULL));
        if (buffers[slot].buffer != NULL)
            MUST(strcmp(ywtb_buffer_data(buffers[slot].buffer), first[buffers[slot].kind]) == 0);
        if (errors[slot].error != NULL)
            MUST(ywtb_error_status(errors[slot].error) == errors[slot].status);
    }
}

static void let_all_go(void)
{
    unsigned slot;

    for (slot = 0; slot < SLOTS; slot++) {
        ywtb_report_free(reports[slot].report);
        ywtb_buffer_free(buffers[slot].buffer);
        ywtb_error_free(errors[slot].error);
        ywtb_trust_store_free(stores[slot].store);
        ywtb_registry_free(registries[slot].registry);
        if (streams[slot].stream.release != NULL)
            streams[slot].stream.release(&streams[slot].stream);
        MUST(streams[slot].source.open == 0);
    }
    memset(reports, 0, sizeof reports);
    memset(buffers, 0, sizeof buffers);
    memset(errors, 0, sizeof errors);
    memset(stores, 0, sizeof stores);
    memset(registries, 0, sizeof registries);
    memset(streams, 0, sizeof streams);
}

static void set_up(void)
{
    static int done = 0;
    int i;

    if (done)
        return;
    for (i = 0; i < DOCUMENTS; i++)
        documents[i].len = read_file(FILES[i], documents[i].bytes, sizeof documents[i].bytes);
    anchor[read_file("examples/data/trust/root.pem", anchor, sizeof anchor - 1)] = '\0';
    done = 1;
}

/* One sequence, chosen by bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const calls[])(void) = {
        evaluate,        evaluate_garbage, verify, verify_wrongly, change_store, check_identifier, write_report, let_go,
        change_registry, decide,           decide_lines, stream,
    };
    int step;

    set_up();
    choices = data;
    choices_left = size;
    for (step = 0; step < STEPS && choices_left > 0; step++) {
        calls[choose(sizeof calls / sizeof calls[0])]();
        look_at_all();
    }
    let_all_go();
    return 0;
}

#ifndef YWTB_LIBFUZZER
/* Resident memory in KiB; 0 where the system does not say. */
static long resident(void)
{
    char line[256];
    long kb = 0;
    FILE *status = fopen("/proc/self/status", "r");

    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmRSS: %ld", &kb) == 1)
            break;
    if (status != NULL)
        fclose(status);
    return kb;
}

/* Open files; 0 where the system does not say. */
static int open_files(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    while (folder != NULL && readdir(folder) != NULL)
        count++;
    if (folder != NULL)
        closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? strtol(argv[1], NULL, 10) : 200, i, before = 0;
    int files = 0;
    time_t start = time(NULL);
    uint64_t state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    int kind;

    for (i = 0; i < count; i++) {
        uint8_t bytes[8 * STEPS];
        size_t at;

        for (at = 0; at < sizeof bytes; at++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            bytes[at] = (uint8_t)(state >> 56);
        }
        LLVMFuzzerTestOneInput(bytes, sizeof bytes);
        if (i == count / 10) {
            before = resident();
            files = open_files();
        }
    }
    for (kind = 0; kind < KINDS; kind++)
        free(first[kind]);
    if (time(NULL) - start > 60)
        printf("%ld sequences of %d calls in %ld s: from %ld to %ld KiB, from %d to %d open files, every answer as at first\n",
               count, STEPS, (long)(time(NULL) - start), before, resident(), files, open_files());
    if (resident() - before > MAY_GROW_KB || open_files() != files) {
        fprintf(stderr, "grew from %ld to %ld KiB, from %d to %d open files\n", before, resident(), files, open_files());
        return 1;
    }
    return 0;
}
#endif
