/* Many decisions at once: streams of Arrow made by hand, lines of JSON, and work that is ended before its end. */
#include "../arrow.h"
#include "suite.h"

#define AGENCIES "[{\"code\":\"A\",\"kind\":\"administrative_organ\"},{\"code\":\"B\",\"kind\":\"administrative_organ\"}]"
#define CATALOGUE                                                                                             \
    "[{\"code\":\"E\",\"provider_code\":\"B\",\"secret_flag\":\"none\",\"share_type\":\"unconditional\","     \
    "\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}]"
#define REQUEST "{\"requester\":\"A\",\"entry\":\"E\",\"items\":[\"a\",\"c\"]}"

/* Reads a column of the next batch; the number of rows, 0 at the end and -1 where the stream fails. */
static int64_t pull(struct ArrowArrayStream *stream, const char *name, char texts[2][64])
{
    struct ArrowSchema schema;
    struct ArrowArray batch;
    int64_t rows = 0, i;

    if (stream->get_next(stream, &batch) != 0)
        return -1;
    if (batch.release == NULL)
        return 0;
    CHECK(stream->get_schema(stream, &schema) == 0);
    i = arrow_place(&schema, name);
    CHECK(i >= 0);
    rows = batch.length;
    if (i >= 0 && rows == 2) {
        arrow_text(batch.children[i], 0, texts[0]);
        arrow_text(batch.children[i], 1, texts[1]);
    }
    schema.release(&schema);
    batch.release(&batch);
    return rows;
}

static void streams(const ywtb_registry *registry)
{
    ywtb_batch_options options = {0};
    struct arrow_source source;
    struct ArrowArrayStream in, out;
    ywtb_error *error = NULL;
    ywtb_cancel *cancel = NULL;
    char texts[2][64];
    int round;

    options.struct_size = sizeof options;
    options.as_of = AS_OF;
    options.as_of_len = YWTB_NTS;
    arrow_source(&source, 3, 0, &in);
    CHECK(ywtb_batch_decide(registry, &in, &options, &out, &error) == YWTB_OK && error == NULL);
    CHECK(in.release == NULL);
    CHECK(pull(&out, "decision", texts) == 2);
    CHECK(strcmp(texts[0], "partial") == 0 && strcmp(texts[1], "") == 0);
    CHECK(pull(&out, "error", texts) == 2);
    CHECK(strcmp(texts[0], "") == 0 && strcmp(texts[1], "registry.unknown_agency") == 0);
    CHECK(pull(&out, "requester", texts) == 2 && strcmp(texts[1], "Z") == 0);
    for (round = 0; round < 2; round++)
        CHECK(pull(&out, "rule", texts) == 0 && out.get_last_error(&out) == NULL);
    out.release(&out);
    CHECK(out.release == NULL && source.open == 0);

    /* One that is let go of in the middle lets go of what it holds. */
    arrow_source(&source, 3, 0, &in);
    CHECK(ywtb_batch_decide(registry, &in, &options, &out, NULL) == YWTB_OK);
    CHECK(pull(&out, "rule", texts) == 2 && strcmp(texts[0], "SHARE-1") == 0);
    out.release(&out);
    CHECK(source.open == 0);

    /* One that breaks off says why, and goes on saying so. */
    arrow_source(&source, 0, 1, &in);
    CHECK(ywtb_batch_decide(registry, &in, &options, &out, NULL) == YWTB_OK);
    for (round = 0; round < 2; round++) {
        CHECK(pull(&out, "rule", texts) == -1);
        CHECK(strcmp(out.get_last_error(&out), "input.stream: the queue is gone") == 0);
    }
    out.release(&out);
    CHECK(source.open == 0);

    CHECK(ywtb_cancel_new(&cancel, &error) == YWTB_OK);
    options.cancel = cancel;
    arrow_source(&source, 3, 0, &in);
    CHECK(ywtb_batch_decide(registry, &in, &options, &out, NULL) == YWTB_OK);
    CHECK(pull(&out, "rule", texts) == 2);
    ywtb_cancel_now(cancel);
    ywtb_cancel_free(cancel);
    CHECK(pull(&out, "rule", texts) == -1);
    CHECK(strncmp(out.get_last_error(&out), "limit.cancelled: ", 17) == 0);
    out.release(&out);
    CHECK(source.open == 0);
    options.cancel = NULL;

    /* What was handed in is released, whatever comes of the call, and nothing comes out. */
    CHECK_ERROR(ywtb_batch_decide(registry, &in, &options, &out, &error), YWTB_E_INPUT, "input.stream", "");
    CHECK(out.release == NULL);
    arrow_source(&source, 3, 0, &in);
    CHECK_ERROR(ywtb_batch_decide(NULL, &in, &options, &out, &error), YWTB_E_NULL, "argument.null", "");
    CHECK(in.release == NULL && out.release == NULL && source.open == 0);
    arrow_source(&source, 3, 0, &in);
    CHECK_ERROR(ywtb_batch_decide(registry, &in, &options, NULL, &error), YWTB_E_NULL, "argument.null", "");
    CHECK(source.open == 0);
    arrow_source(&source, 3, 0, &in);
    options.as_of = "yesterday";
    CHECK_ERROR(ywtb_batch_decide(registry, &in, &options, &out, &error), YWTB_E_INPUT, "input.date", "");
    CHECK(source.open == 0);
}

static void lines(const ywtb_registry *registry)
{
    static const char text[] = REQUEST "\n\n{\"entry\":7}\r\n" REQUEST "\n";
    ywtb_batch_options options = {0};
    ywtb_buffer *buffer = NULL;
    ywtb_cancel *cancel = NULL;
    ywtb_error *error = NULL;
    const char *line;

    options.struct_size = sizeof options;
    options.as_of = AS_OF;
    options.as_of_len = YWTB_NTS;
    CHECK(ywtb_batch_decide_ndjson(registry, text, YWTB_NTS, &options, &buffer, &error) == YWTB_OK);
    line = ywtb_buffer_data(buffer);
    CHECK(strstr(line, "\"cut\":[\"c\"],\"decision\":\"partial\"") != NULL);
    line = strchr(line, '\n');
    CHECK(line != NULL && strstr(line, "\"error\":\"input.json\",\"error_path\":\"@0\"") != NULL);
    line = line == NULL ? NULL : strchr(line + 1, '\n');
    CHECK(line != NULL && strstr(line, "\"error\":\"input.schema\",\"error_path\":\"/entry\"") != NULL);
    line = line == NULL ? NULL : strchr(line + 1, '\n');
    CHECK(line != NULL && strstr(line, "\"decision\":\"partial\"") != NULL);
    line = line == NULL ? NULL : strchr(line + 1, '\n');
    CHECK(line != NULL && line[1] == '\0');
    ywtb_buffer_free(buffer);

    options.as_of_len = 0;
    CHECK(ywtb_batch_decide_ndjson(registry, REQUEST, YWTB_NTS, &options, &buffer, &error) == YWTB_OK);
    CHECK(strstr(ywtb_buffer_data(buffer), "\"error\":\"input.date\",\"error_path\":\"/received_at\"") != NULL);
    ywtb_buffer_free(buffer);

    CHECK(ywtb_cancel_new(&cancel, NULL) == YWTB_OK);
    ywtb_cancel_now(cancel);
    options.cancel = cancel;
    CHECK_ERROR(ywtb_batch_decide_ndjson(registry, text, YWTB_NTS, &options, &buffer, &error), YWTB_CANCELLED,
                "limit.cancelled", "");
    CHECK(buffer == NULL);
    ywtb_cancel_free(cancel);
}

static void documents(void)
{
    static uint8_t document[1 << 17];
    size_t len = suite_file("examples/data/documents/genuine.ofd", document, sizeof document);
    ywtb_verify_options options = {0};
    ywtb_report *report = NULL;
    ywtb_error *error = NULL;
    ywtb_cancel *cancel = NULL;

    options.struct_size = sizeof options;
    CHECK(ywtb_cancel_new(&cancel, NULL) == YWTB_OK);
    options.cancel = cancel;
    CHECK(ywtb_verify(document, len, "2026-11-23T09:00:00Z", YWTB_NTS, &options, &report, &error) == YWTB_OK);
    ywtb_report_free(report);
    ywtb_cancel_now(cancel);
    ywtb_cancel_now(cancel);
    CHECK_ERROR(ywtb_verify(document, len, "2026-11-23T09:00:00Z", YWTB_NTS, &options, &report, &error), YWTB_CANCELLED,
                "limit.cancelled", "");
    ywtb_cancel_free(cancel);
}

void test_batch(void)
{
    ywtb_registry *registry = NULL;

    CHECK(ywtb_registry_new(CATALOGUE, YWTB_NTS, "[]", YWTB_NTS, AGENCIES, YWTB_NTS, &registry, NULL) == YWTB_OK);
    streams(registry);
    lines(registry);
    documents();
    ywtb_registry_free(registry);
}
