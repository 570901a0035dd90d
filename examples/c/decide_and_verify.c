/* Decides one question and verifies one document, and says both in words.
 *
 *     decide_and_verify TOPIC FACTS.json AS_OF DOCUMENT TIME [TRUST.pem]
 *     decide_and_verify sharing.request request.json 2019-05-01 permit.ofd 2026-11-23T09:00:00+08:00
 *
 * Ends with 0 when both are answered, whatever the answers; with 1 when one could not be. Words are Chinese when LANG is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ywtb.h"

/* A file in memory; the library reads none itself. */
struct file {
    unsigned char *data;
    size_t len;
};

static struct file read_file(const char *path)
{
    struct file file = {NULL, 0};
    size_t room = 0;
    FILE *stream = fopen(path, "rb");

    if (stream == NULL) {
        perror(path);
        exit(1);
    }
    do {
        if (file.len == room) {
            unsigned char *data = realloc(file.data, room = room == 0 ? 65536 : 2 * room);
            if (data == NULL)
                exit(1);
            file.data = data;
        }
        file.len += fread(file.data + file.len, 1, room - file.len, stream);
    } while (file.len == room);
    fclose(stream);
    return file;
}

/* Says why a call failed, and frees the error. */
static int failed(const char *what, ywtb_error *error)
{
    fprintf(stderr, "%s: %s: %s\n", what, ywtb_error_code(error), ywtb_error_message(error));
    ywtb_error_free(error);
    return 1;
}

/* Prints a report in words, and frees it. */
static int print(ywtb_report *report)
{
    const char *lang = getenv("LANG");
    int32_t words = lang != NULL && strncmp(lang, "zh", 2) == 0 ? YWTB_LANG_ZH : YWTB_LANG_EN;
    ywtb_buffer *text = NULL;
    ywtb_error *error = NULL;
    ywtb_status status = ywtb_report_text(report, words, &text, &error);

    if (status == YWTB_OK)
        fwrite(ywtb_buffer_data(text), 1, ywtb_buffer_len(text), stdout);
    ywtb_buffer_free(text);
    ywtb_report_free(report);
    return status == YWTB_OK ? 0 : failed("report", error);
}

static int decide(const char *topic, const char *path, const char *as_of)
{
    struct file facts = read_file(path);
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_status status = ywtb_evaluate(topic, YWTB_NTS, (const char *)facts.data, facts.len, as_of, YWTB_NTS, NULL, 0,
                                       &report, &error);

    free(facts.data);
    return status == YWTB_OK ? print(report) : failed(path, error);
}

/* The anchors of a PEM file, trusted to issue certificates of signers and of makers of seals. */
static ywtb_trust_store *trust_in(const char *path)
{
    static const int32_t roles[] = {YWTB_ROLE_SIGNER, YWTB_ROLE_MAKER};
    struct file pem = read_file(path);
    ywtb_trust_store *store = NULL;
    ywtb_error *error = NULL;
    ywtb_status status = ywtb_trust_store_new(&store, &error);
    size_t i;

    for (i = 0; status == YWTB_OK && i < sizeof roles / sizeof roles[0]; i++)
        status = ywtb_trust_store_add_pem(store, roles[i], (const char *)pem.data, pem.len, &error);
    free(pem.data);
    if (status != YWTB_OK)
        exit(failed(path, error));
    return store;
}

static int verify(const char *path, const char *time, const char *trust)
{
    struct file document = read_file(path);
    ywtb_trust_store *store = trust != NULL ? trust_in(trust) : NULL;
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_status status;

    options.struct_size = sizeof options;
    options.trust = store;
    options.policy = store != NULL ? "default" : "integrity"; /* without anchors, ask only whether it is whole */
    options.policy_len = YWTB_NTS;
    status = ywtb_verify(document.data, document.len, time, YWTB_NTS, &options, &report, &error);
    free(document.data);
    ywtb_trust_store_free(store);
    return status == YWTB_OK ? print(report) : failed(path, error);
}

int main(int argc, char **argv)
{
    int wrong;

    if (argc < 6 || argc > 7) {
        fprintf(stderr, "usage: %s TOPIC FACTS.json AS_OF DOCUMENT TIME [TRUST.pem]\n", argv[0]);
        return 1;
    }
    /* A library of another major version would be another library; an older minor one may lack entries. */
    if (ywtb_abi_version() >> 16 != YWTB_ABI_MAJOR || ywtb_abi_version() < YWTB_ABI_VERSION) {
        fprintf(stderr, "built for ABI %d.%d, found library %s\n", YWTB_ABI_MAJOR, YWTB_ABI_MINOR, ywtb_version());
        return 1;
    }
    wrong = decide(argv[1], argv[2], argv[3]);
    putchar('\n');
    return verify(argv[4], argv[5], argc == 7 ? argv[6] : NULL) || wrong;
}
