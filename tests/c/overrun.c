/* Breaks the promise of the header: a length beyond the bytes, which the library reads from their end. One that is
   instrumented says so. */
#include <stdlib.h>
#include <string.h>

#include "ywtb.h"

int main(void)
{
    uint8_t *data = malloc(4);
    ywtb_report *report = NULL;

    if (data == NULL)
        return 0;
    memcpy(data, "PK\3\4", 4);
    ywtb_verify(data, 64, "2026-11-23T09:00:00Z", YWTB_NTS, NULL, &report, NULL);
    ywtb_report_free(report);
    free(data);
    return 0;
}
