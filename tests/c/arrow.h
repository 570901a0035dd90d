/* Arrow streams by hand, from the specification alone: requests of three columns of texts, the last a list. */
#ifndef ARROW_H
#define ARROW_H

#include "ywtb.h"

/* Batches that a stream still has, or where it breaks off; counts what was released, to be zero at the end. */
struct arrow_source {
    int batches;
    int fails;
    int open;
};

/* Makes a stream of batches of two requests: {"A", "E", ["a", "c"]} and {"Z", "E", ["a"]}. With `fails`, it breaks off at
   its end with the error "the queue is gone". */
void arrow_source(struct arrow_source *source, int batches, int fails, struct ArrowArrayStream *stream);

/* The text of a row of a column of texts, or of 16-bit keys into texts; "" for null. */
const char *arrow_text(const struct ArrowArray *column, int64_t row, char room[64]);

/* The place of a column of a struct; -1 where there is none of the name. */
int64_t arrow_place(const struct ArrowSchema *schema, const char *name);

#endif
