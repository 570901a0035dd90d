/* Runs cases for the conformance test: the same lines in give the same lines out in every language.
 *
 * In, four lines a case: topic, as_of, options as JSON (may be empty), facts as JSON. Out, one line a case: the report as
 * JSON, or "error CODE PATH". Ends with 0 when the input was whole cases, whatever their answers. */
#include <stdio.h>
#include <stdlib.h>

#include "ywtb.h"

/* A line without its end; may hold any byte. */
struct line {
    char *data;
    size_t len, room;
};

/* Reads a line; zero at the end of the input. */
static int read_line(struct line *line)
{
    int c;

    line->len = 0;
    while ((c = getchar()) != EOF && c != '\n') {
        if (line->len == line->room) {
            size_t room = line->room < 1024 ? 1024 : 2 * line->room;
            char *data = realloc(line->data, room);
            if (data == NULL)
                exit(1);
            line->data = data;
            line->room = room;
        }
        line->data[line->len++] = (char)c;
    }
    return c != EOF || line->len > 0;
}

static void answer(const struct line *topic, const struct line *as_of, const struct line *options,
                   const struct line *facts)
{
    ywtb_report *report = NULL;
    ywtb_buffer *json = NULL;
    ywtb_error *error = NULL;

    if (ywtb_evaluate(topic->data, topic->len, facts->data, facts->len, as_of->data, as_of->len, options->data,
                      options->len, &report, &error) == YWTB_OK &&
        ywtb_report_json(report, &json, &error) == YWTB_OK) {
        fwrite(ywtb_buffer_data(json), 1, ywtb_buffer_len(json), stdout);
        putchar('\n');
    } else {
        printf("error %s %s\n", ywtb_error_code(error), ywtb_error_path(error));
    }
    ywtb_buffer_free(json);
    ywtb_report_free(report);
    ywtb_error_free(error);
}

int main(void)
{
    struct line lines[4] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    int whole = 1;
    int i;

    while (whole && read_line(&lines[0])) {
        for (i = 1; i < 4; i++)
            whole = whole && read_line(&lines[i]);
        if (whole)
            answer(&lines[0], &lines[1], &lines[2], &lines[3]);
    }
    for (i = 0; i < 4; i++)
        free(lines[i].data);
    if (!whole)
        fputs("run_cases: the input ends within a case\n", stderr);
    return whole ? 0 : 1;
}
