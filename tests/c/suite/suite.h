/* What the files of the suite share: checks that name their place, and a question that has an answer. */
#ifndef SUITE_H
#define SUITE_H

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "ywtb.h"

extern int suite_failures;

/* Counts a condition that does not hold, and says where; the suite goes on. */
#define CHECK(condition)                                                                                      \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            suite_failures++;                                                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                   \
        }                                                                                                     \
    } while (0)

/* Checks the status, code and path of a failed call, and frees its error. */
#define CHECK_ERROR(call, status, code, path)                                                                 \
    do {                                                                                                      \
        CHECK((call) == (status));                                                                            \
        CHECK(ywtb_error_status(error) == (status));                                                          \
        CHECK(strcmp(ywtb_error_code(error), code) == 0);                                                     \
        CHECK(strcmp(ywtb_error_path(error), path) == 0);                                                     \
        ywtb_error_free(error);                                                                               \
        error = NULL;                                                                                         \
    } while (0)

/* Facts of topic "scope" that are met on AS_OF. */
#define FACTS "{\"agency\":{\"kind\":\"administrative_organ\"},\"data\":{\"secret_flag\":\"none\"}}"
#define AS_OF "2019-05-01"

/* The report on FACTS, or NULL. */
ywtb_report *suite_report(void);

/* Reads a file of the project, of which the suite runs in the root; gives its length, 0 when it is missing or does not fit. */
size_t suite_file(const char *path, void *room, size_t size);

void test_version(void);
void test_evaluate(void);
void test_report(void);
void test_error(void);
void test_id(void);
void test_trust(void);
void test_status(void);
void test_verify(void);
void test_certificate(void);
void test_archive(void);
void test_registry(void);
void test_batch(void);
void test_threads(void);

#endif
