/* Arrow streams by hand; see arrow.h. */
#include "arrow.h"

#include <stdlib.h>
#include <string.h>

/* What a column needs of memory, in one block behind its array. */
struct column {
    struct ArrowArray list, text;
    const void *list_buffers[2], *text_buffers[3];
    struct ArrowArray *child;
    struct arrow_source *source;
};

static const int32_t TWO[] = {0, 1, 2}, THREE[] = {0, 1, 2, 3}, LISTS[] = {0, 2, 3};

/* Children are released by their parent, each by itself or moved out of it. */
static void release_nothing(struct ArrowArray *array)
{
    array->release = NULL;
}

struct batch {
    struct ArrowArray *children[3];
    const void *none[1];
    struct column columns[3];
    struct arrow_source *source;
};

static void release_batch(struct ArrowArray *array)
{
    struct batch *batch = array->private_data;
    int i;

    for (i = 0; i < 3; i++)
        if (batch->children[i]->release != NULL)
            batch->children[i]->release(batch->children[i]);
    batch->source->open--;
    free(batch);
    array->release = NULL;
}

static void texts(struct ArrowArray *array, const void **buffers, int64_t length, const int32_t *ends, const char *bytes)
{
    memset(array, 0, sizeof *array);
    buffers[0] = NULL, buffers[1] = ends, buffers[2] = bytes;
    array->length = length;
    array->n_buffers = 3;
    array->buffers = buffers;
    array->release = release_nothing;
}

static int next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    struct arrow_source *source = stream->private_data;
    struct batch *batch;
    struct column *items;

    memset(out, 0, sizeof *out);
    if (source->batches == 0)
        return source->fails ? 5 : 0;
    source->batches--;
    batch = calloc(1, sizeof *batch);
    if (batch == NULL)
        return 12;
    texts(&batch->columns[0].text, batch->columns[0].text_buffers, 2, TWO, "AZ");
    texts(&batch->columns[1].text, batch->columns[1].text_buffers, 2, TWO, "EE");
    items = &batch->columns[2];
    texts(&items->text, items->text_buffers, 3, THREE, "aca");
    items->list_buffers[1] = LISTS;
    items->list.length = 2;
    items->list.n_buffers = 2;
    items->list.buffers = items->list_buffers;
    items->child = &items->text;
    items->list.n_children = 1;
    items->list.children = &items->child;
    items->list.release = release_nothing;
    batch->children[0] = &batch->columns[0].text;
    batch->children[1] = &batch->columns[1].text;
    batch->children[2] = &items->list;
    batch->source = source;
    source->open++;
    out->length = 2;
    out->n_buffers = 1;
    out->buffers = batch->none;
    out->n_children = 3;
    out->children = batch->children;
    out->private_data = batch;
    out->release = release_batch;
    return 0;
}

static void release_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    static struct ArrowSchema columns[3], item, *children[3] = {&columns[0], &columns[1], &columns[2]}, *items = &item;
    static const char *const names[] = {"requester", "entry", "items"};
    int i;

    (void)stream;
    item.format = "u";
    item.name = "item";
    item.release = release_schema;
    for (i = 0; i < 3; i++) {
        columns[i].format = i == 2 ? "+l" : "u";
        columns[i].name = names[i];
        columns[i].flags = ARROW_FLAG_NULLABLE;
        columns[i].n_children = i == 2;
        columns[i].children = i == 2 ? &items : NULL;
        columns[i].release = release_schema;
    }
    memset(out, 0, sizeof *out);
    out->format = "+s";
    out->n_children = 3;
    out->children = children;
    out->release = release_schema;
    return 0;
}

static const char *last_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "the queue is gone";
}

static void release_stream(struct ArrowArrayStream *stream)
{
    struct arrow_source *source = stream->private_data;

    source->open--;
    stream->release = NULL;
}

void arrow_source(struct arrow_source *source, int batches, int fails, struct ArrowArrayStream *stream)
{
    source->batches = batches;
    source->fails = fails;
    source->open = 1;
    stream->get_schema = get_schema;
    stream->get_next = next;
    stream->get_last_error = last_error;
    stream->release = release_stream;
    stream->private_data = source;
}

const char *arrow_text(const struct ArrowArray *column, int64_t row, char room[64])
{
    const uint8_t *valid = column->buffers[0];
    const struct ArrowArray *values = column->dictionary == NULL ? column : column->dictionary;
    const int32_t *ends = values->buffers[1];
    size_t len;

    room[0] = '\0';
    row += column->offset;
    if (valid != NULL && (valid[row / 8] >> (row % 8) & 1) == 0)
        return room;
    if (column->dictionary != NULL)
        row = ((const int16_t *)column->buffers[1])[row] + values->offset;
    len = (size_t)(ends[row + 1] - ends[row]);
    if (len < 64) {
        memcpy(room, (const char *)values->buffers[2] + ends[row], len);
        room[len] = '\0';
    }
    return room;
}

int64_t arrow_place(const struct ArrowSchema *schema, const char *name)
{
    int64_t i;

    for (i = 0; i < schema->n_children; i++)
        if (strcmp(schema->children[i]->name, name) == 0)
            return i;
    return -1;
}
