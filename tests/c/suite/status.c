/* A host that is asked about status: what it answers counts, silence and what cannot be read mean "unknown". */
#include "suite.h"

#define TIME "2026-11-23T09:00:00+08:00"

/* What a host does when it is asked. */
enum act { GOOD, SILENT, UNKNOWN, TAKEN_BACK, REVOKED_LONG_AGO, REVOKED_SOME_TIME, SUSPENDED, UNREADABLE, NO_LIST, NO_RESPONSE };

struct host {
    enum act act;
    int certificates, seals, wrong;
};

/* The question says what it is about, and nothing of what it is not about. */
static int is_whole(const ywtb_query *query)
{
    size_t certificate = ywtb_query_certificate_len(query);

    if (strlen(ywtb_query_sha256(query)) != 64 || strcmp(ywtb_query_time(query), "2026-11-23T01:00:00Z") != 0)
        return 0;
    if (ywtb_query_kind(query) == YWTB_QUERY_SEAL)
        return ywtb_query_seal_id(query)[0] != '\0' && ywtb_query_serial(query)[0] == '\0' &&
               ywtb_query_issuer_name(query)[0] == '\0' && certificate == 0 && ywtb_query_issuer_len(query) == 0;
    return ywtb_query_kind(query) == YWTB_QUERY_CERTIFICATE && ywtb_query_seal_id(query)[0] == '\0' &&
           ywtb_query_serial(query)[0] != '\0' && strncmp(ywtb_query_issuer_name(query), "C=CN", 4) == 0 &&
           certificate > 100 && ywtb_query_certificate(query)[0] == 0x30 &&
           (ywtb_query_issuer_len(query) == 0 || ywtb_query_issuer(query)[0] == 0x30);
}

static void ask(void *user, const ywtb_query *query, ywtb_answer *answer)
{
    static const unsigned char text[] = {'t', 'e', 'x', 't'};
    struct host *host = user;
    ywtb_error *error = NULL;

    host->wrong += !is_whole(query);
    *(ywtb_query_kind(query) == YWTB_QUERY_SEAL ? &host->seals : &host->certificates) += 1;
    switch (host->act) {
    case GOOD: CHECK(ywtb_answer_good(answer, &error) == YWTB_OK && error == NULL); break;
    case SILENT: break;
    case UNKNOWN: CHECK(ywtb_answer_unknown(answer, NULL) == YWTB_OK); break;
    case TAKEN_BACK:
        CHECK(ywtb_answer_good(answer, NULL) == YWTB_OK);
        CHECK(ywtb_answer_unknown(answer, NULL) == YWTB_OK);
        break;
    case REVOKED_LONG_AGO:
        CHECK(ywtb_answer_revoked(answer, "2020-01-01T00:00:00Z", YWTB_NTS, NULL) == YWTB_OK);
        break;
    case REVOKED_SOME_TIME: CHECK(ywtb_answer_revoked(answer, NULL, 0, NULL) == YWTB_OK); break;
    case SUSPENDED: CHECK(ywtb_answer_suspended(answer, "2020-01-01T00:00:00Z", 20, NULL) == YWTB_OK); break;
    case UNREADABLE:
        CHECK(ywtb_answer_good(answer, NULL) == YWTB_OK);
        CHECK_ERROR(ywtb_answer_revoked(answer, "yesterday", YWTB_NTS, &error), YWTB_E_INPUT, "input.time", "");
        break;
    case NO_LIST: CHECK(ywtb_answer_crl(answer, text, sizeof text, NULL) == YWTB_OK); break;
    case NO_RESPONSE: CHECK(ywtb_answer_ocsp(answer, text, sizeof text, NULL) == YWTB_OK); break;
    }
}

/* Verifies a genuine document of people who are trusted, asking a host that acts so. */
static void expect(enum act act, int indication, const char *sub_indication)
{
    static unsigned char document[1 << 17];
    static char root[1 << 12], ca[1 << 12];
    size_t len = suite_file("examples/data/documents/genuine.ofd", document, sizeof document);
    size_t root_len = suite_file("examples/data/trust/root.pem", root, sizeof root);
    size_t ca_len = suite_file("examples/data/trust/ca.pem", ca, sizeof ca);
    struct host host = {GOOD, 0, 0, 0};
    ywtb_verify_options options = {0};
    ywtb_trust_store *trust = NULL;
    ywtb_report *report = NULL;
    const char *why;

    host.act = act;
    CHECK(ywtb_trust_store_new(&trust, NULL) == YWTB_OK);
    CHECK(ywtb_trust_store_add_pem(trust, YWTB_ROLE_SIGNER, root, root_len, NULL) == YWTB_OK);
    CHECK(ywtb_trust_store_add_pem(trust, YWTB_ROLE_MAKER, root, root_len, NULL) == YWTB_OK);
    CHECK(ywtb_trust_store_add_intermediates(trust, (const uint8_t *)ca, ca_len, NULL) == YWTB_OK);
    options.struct_size = sizeof options;
    options.trust = trust;
    options.status_host = ask;
    options.status_user = &host;
    CHECK(ywtb_verify(document, len, TIME, YWTB_NTS, &options, &report, NULL) == YWTB_OK);
    why = ywtb_report_sub_indication(report);
    if (ywtb_report_indication(report) != indication || strcmp(why == NULL ? "" : why, sub_indication) != 0) {
        suite_failures++;
        fprintf(stderr, "a host that does %d: %d %s\n", act, ywtb_report_indication(report), why == NULL ? "" : why);
    }
    CHECK(host.certificates > 1 && host.seals == 1 && host.wrong == 0);
    ywtb_report_free(report);
    ywtb_trust_store_free(trust);
}

void test_status(void)
{
    ywtb_error *error = NULL;

    expect(GOOD, YWTB_INDICATION_TOTAL_PASSED, "");
    expect(SILENT, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(UNKNOWN, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(TAKEN_BACK, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(UNREADABLE, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(NO_LIST, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(NO_RESPONSE, YWTB_INDICATION_INDETERMINATE, "try_later");
    expect(REVOKED_LONG_AGO, YWTB_INDICATION_INDETERMINATE, "revoked_no_poe");
    expect(SUSPENDED, YWTB_INDICATION_INDETERMINATE, "revoked_no_poe");
    expect(REVOKED_SOME_TIME, YWTB_INDICATION_INDETERMINATE, "revoked_no_poe");

    CHECK_ERROR(ywtb_answer_good(NULL, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_answer_crl(NULL, NULL, 0, &error), YWTB_E_NULL, "argument.null", "");
    CHECK(ywtb_query_kind(NULL) == 0 && ywtb_query_sha256(NULL)[0] == '\0' && ywtb_query_time(NULL)[0] == '\0');
    CHECK(ywtb_query_certificate(NULL) != NULL && ywtb_query_certificate_len(NULL) == 0);
    CHECK(ywtb_query_issuer(NULL) != NULL && ywtb_query_issuer_len(NULL) == 0);
}
