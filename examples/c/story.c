/* One story from end to end: an application through one window, its materials by sharing and by electronic certificate,
 * the sealed decision, the archive package, an objection later.
 *
 *     story [--json] [examples/data/story]
 *
 * steps.tsv says what is asked at each step, and through which door. With --json each report is a line. Ends with 1 when a
 * step could not be asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ywtb.h"

enum { DOOR, TOPIC, AT, ABOUT, KNOWN, TAKES, ZH, EN, FIELDS };

/* Bytes with a NUL behind them. */
struct bytes {
    char *data;
    size_t len;
};

static void *room(size_t len)
{
    void *place = malloc(len);

    if (place == NULL)
        exit(1);
    return place;
}

static struct bytes read_file(const char *folder, const char *name)
{
    struct bytes file = {NULL, 0};
    char *path = room(strlen(folder) + strlen(name) + 2);
    FILE *stream;
    long len;

    sprintf(path, "%s/%s", folder, name);
    stream = fopen(path, "rb");
    if (stream == NULL || fseek(stream, 0, SEEK_END) != 0 || (len = ftell(stream)) < 0) {
        perror(path);
        exit(1);
    }
    rewind(stream);
    file.len = (size_t)len;
    file.data = room(file.len + 1);
    if (fread(file.data, 1, file.len, stream) != file.len)
        exit(1);
    file.data[file.len] = '\0';
    fclose(stream);
    free(path);
    return file;
}

static void check(ywtb_status status, const char *what, ywtb_error *error)
{
    if (status == YWTB_OK)
        return;
    fprintf(stderr, "%s: %s: %s\n", what, ywtb_error_code(error), ywtb_error_message(error));
    ywtb_error_free(error);
    exit(1);
}

/* Whom we trust, and the lists of revoked certificates. */
static ywtb_trust_store *trust_in(const char *folder)
{
    static const int32_t roles[] = {YWTB_ROLE_SIGNER, YWTB_ROLE_MAKER};
    static const char *const lists[] = {"root.crl", "ca.crl"};
    struct bytes root = read_file(folder, "root.pem"), ca = read_file(folder, "ca.pem");
    ywtb_trust_store *store = NULL;
    ywtb_error *error = NULL;
    size_t i;

    check(ywtb_trust_store_new(&store, &error), "trust", error);
    for (i = 0; i < 2; i++) {
        struct bytes list = read_file(folder, lists[i]);
        check(ywtb_trust_store_add_pem(store, roles[i], root.data, root.len, &error), "root.pem", error);
        check(ywtb_trust_store_add_crl(store, (const uint8_t *)list.data, list.len, &error), lists[i], error);
        free(list.data);
    }
    check(ywtb_trust_store_add_intermediates(store, (const uint8_t *)ca.data, ca.len, &error), "ca.pem", error);
    free(root.data);
    free(ca.data);
    return store;
}

/* Puts the report of the step before into the facts, as the field `name`. */
static struct bytes with_report(struct bytes facts, const char *name, ywtb_buffer *report)
{
    struct bytes both = {NULL, 0};
    char *end = strrchr(facts.data, '}');

    if (end == NULL || report == NULL)
        return facts;
    *end = '\0';
    both.data = room(facts.len + strlen(name) + ywtb_buffer_len(report) + 8);
    both.len = (size_t)sprintf(both.data, "%s,\"%s\":%s}", facts.data, name, ywtb_buffer_data(report));
    free(facts.data);
    return both;
}

/* What the door of the step answers. */
static ywtb_report *ask(const char *folder, char *const step[], const ywtb_trust_store *trust, ywtb_buffer *last)
{
    struct bytes about = read_file(folder, step[ABOUT]), known = {NULL, 0};
    const uint8_t *data;
    ywtb_verify_options verify = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_status status;

    if (strcmp(step[KNOWN], "-") != 0)
        known = read_file(folder, step[KNOWN]);
    if (strcmp(step[TAKES], "-") != 0)
        about = with_report(about, step[TAKES], last);
    data = (const uint8_t *)about.data;
    verify.struct_size = sizeof verify;
    verify.trust = trust;
    if (strcmp(step[DOOR], "evaluate") == 0) {
        status = ywtb_evaluate(step[TOPIC], YWTB_NTS, about.data, about.len, step[AT], YWTB_NTS, NULL, 0, &report, &error);
    } else if (strcmp(step[DOOR], "certificate") == 0) {
        ywtb_certificate_options options = {0};
        options.struct_size = sizeof options;
        options.verify = &verify;
        options.inquiry = known.data;
        options.inquiry_len = known.len;
        status = ywtb_verify_certificate(data, about.len, step[AT], YWTB_NTS, &options, &report, &error);
    } else if (strcmp(step[DOOR], "archive") == 0) {
        ywtb_archive_options options = {0};
        options.struct_size = sizeof options;
        options.known = known.data;
        options.known_len = known.len;
        status = ywtb_verify_archive(data, about.len, step[AT], YWTB_NTS, &options, &report, &error);
    } else {
        status = ywtb_verify(data, about.len, step[AT], YWTB_NTS, &verify, &report, &error);
    }
    check(status, step[ABOUT], error);
    free(about.data);
    free(known.data);
    return report;
}

/* Cuts a line into its fields, in place; whether there are as many as there must be. */
static int cut(char *line, char *step[])
{
    int count = 0;

    for (; line != NULL && count < FIELDS; count++) {
        step[count] = line;
        line = strchr(line, '\t');
        if (line != NULL)
            *line++ = '\0';
    }
    return count == FIELDS && line == NULL;
}

int main(int argc, char **argv)
{
    int json = argc > 1 && strcmp(argv[1], "--json") == 0;
    const char *folder = argc > 1 + json ? argv[1 + json] : "examples/data/story";
    struct bytes steps = read_file(folder, "steps.tsv");
    ywtb_trust_store *trust = trust_in(folder);
    ywtb_buffer *last = NULL;
    char *line = strtok(steps.data, "\n");

    while ((line = strtok(NULL, "\n")) != NULL) {
        char *step[FIELDS];
        ywtb_report *report;
        ywtb_buffer *text = NULL;
        ywtb_error *error = NULL;

        if (!cut(line, step)) {
            fprintf(stderr, "steps.tsv: a step has %d fields\n", FIELDS);
            return 1;
        }
        report = ask(folder, step, trust, last);
        ywtb_buffer_free(last);
        last = NULL;
        check(ywtb_report_json(report, &last, &error), step[ABOUT], error);
        check(ywtb_report_text(report, YWTB_LANG_EN, &text, &error), step[ABOUT], error);
        if (json)
            printf("%s\n", ywtb_buffer_data(last));
        else
            printf("# %s · %s\n%s\n", step[ZH], step[EN], ywtb_buffer_data(text));
        ywtb_buffer_free(text);
        ywtb_report_free(report);
    }
    ywtb_buffer_free(last);
    ywtb_trust_store_free(trust);
    free(steps.data);
    return 0;
}
