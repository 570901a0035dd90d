/* Trust stores: by role, from PEM and DER, all of a text or nothing. */
#include "suite.h"

/* ORIGIN: self-signed SM2 certificate made for this test with OpenSSL; its key was thrown away. */
static const char ANCHOR[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBxTCCAWugAwIBAgIUT2cycPu4FCeb5X7FNRIwEOkUp0wwCgYIKoEcz1UBg3Uw\n"
    "ODELMAkGA1UEBhMCQ04xEzARBgNVBAoMCnl3dGIgdGVzdHMxFDASBgNVBAMMC1Rl\n"
    "c3QgYW5jaG9yMB4XDTI2MTEyMzE4MDUwMloXDTQ2MTExODE4MDUwMlowODELMAkG\n"
    "A1UEBhMCQ04xEzARBgNVBAoMCnl3dGIgdGVzdHMxFDASBgNVBAMMC1Rlc3QgYW5j\n"
    "aG9yMFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEYTndaF6JPvyD7BAWUzmQIH7Q\n"
    "7RouZAuenrr4ggd9g+n+QI+3eTe7rdzwokI6agrEQGz8gR8Q5+lCOTdNaXWK26NT\n"
    "MFEwHQYDVR0OBBYEFI2+ArO5lSSt5tCXm8JrC0NrKstjMB8GA1UdIwQYMBaAFI2+\n"
    "ArO5lSSt5tCXm8JrC0NrKstjMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoEcz1UBg3UD\n"
    "SAAwRQIgc14+GBhCdoRGLYqTEFNSC01eGcYRHmY9Mauta+8w5ioCIQCtrN9zldeD\n"
    "3HTk8xkxeTEf2SxOQAQ36gfTeEOQLqrEvA==\n"
    "-----END CERTIFICATE-----\n";

static void wrong(ywtb_trust_store *store)
{
    static const unsigned char not_der[] = {0x30, 0x82, 0xff, 0xff, 0x00};
    char half[2 * sizeof ANCHOR];
    ywtb_error *error = NULL;

    CHECK_ERROR(ywtb_trust_store_add_pem(store, 0, ANCHOR, YWTB_NTS, &error), YWTB_E_VALUE, "argument.value", "");
    CHECK_ERROR(ywtb_trust_store_add_pem(NULL, YWTB_ROLE_TSA, ANCHOR, YWTB_NTS, &error), YWTB_E_NULL, "argument.null", "");
    CHECK_ERROR(ywtb_trust_store_add_pem(store, YWTB_ROLE_TSA, NULL, 0, &error), YWTB_E_INPUT, "input.certificate", "");
    CHECK(ywtb_trust_store_add_der(store, YWTB_ROLE_TSA, not_der, sizeof not_der, &error) == YWTB_E_INPUT);
    CHECK(strcmp(ywtb_error_code(error), "input.certificate") == 0);
    ywtb_error_free(error);

    strcpy(half, ANCHOR);
    strcat(half, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    CHECK(ywtb_trust_store_add_pem(store, YWTB_ROLE_TSA, half, YWTB_NTS, NULL) == YWTB_E_INPUT);
}

/* Lists and responses are read when a document is verified. */
static void status(ywtb_trust_store *store)
{
    static const unsigned char text[] = {'t', 'e', 'x', 't'}, cut[] = {'P', 'K', 3, 4};
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;

    options.struct_size = sizeof options;
    options.trust = store;
    CHECK(ywtb_trust_store_add_crl(store, text, sizeof text, &error) == YWTB_OK);
    CHECK(ywtb_trust_store_add_ocsp(store, text, sizeof text, &error) == YWTB_OK);
    CHECK_ERROR(ywtb_verify(cut, sizeof cut, "2026-11-23T09:00:00Z", YWTB_NTS, &options, &report, &error),
                YWTB_E_INPUT, "input.crl", "/crls/0");
}

void test_trust(void)
{
    ywtb_trust_store *store = NULL;
    ywtb_error *error = NULL;

    CHECK(ywtb_trust_store_new(&store, &error) == YWTB_OK && store != NULL);
    CHECK(ywtb_trust_store_add_pem(store, YWTB_ROLE_SIGNER, ANCHOR, YWTB_NTS, &error) == YWTB_OK);
    CHECK(ywtb_trust_store_add_pem(store, YWTB_ROLE_MAKER, ANCHOR, strlen(ANCHOR), &error) == YWTB_OK);
    CHECK(error == NULL);
    CHECK(ywtb_trust_store_add_intermediates(store, (const uint8_t *)ANCHOR, strlen(ANCHOR), &error) == YWTB_OK);
    CHECK(ywtb_trust_store_set_status(store, "{\"schema\":\"ywtb.status/1\"}", YWTB_NTS, &error) == YWTB_OK);
    CHECK_ERROR(ywtb_trust_store_set_status(store, "{}", YWTB_NTS, &error), YWTB_E_INPUT, "input.schema", "");
    wrong(store);
    status(store);
    ywtb_trust_store_free(store);

    CHECK_ERROR(ywtb_trust_store_new(NULL, &error), YWTB_E_NULL, "argument.null", "");
    ywtb_trust_store_free(NULL);
}
