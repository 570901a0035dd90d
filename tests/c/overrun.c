/* Breaks the promise of the header: a length beyond the text. A library that is instrumented says so. */
#include <stdlib.h>

#include "ywtb.h"

int main(void)
{
    char *text = calloc(4, 1);
    int32_t valid = 0;

    ywtb_id_check("uscc", 4, text, 64, &valid, NULL, NULL);
    free(text);
    return 0;
}
