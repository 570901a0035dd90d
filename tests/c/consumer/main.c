/* A program that knows nothing but the installed package. */
#include <stdio.h>
#include <string.h>

#include <ywtb.h>

int main(void)
{
    ywtb_report *report = NULL;

    if (ywtb_abi_version() != YWTB_ABI_VERSION || strcmp(ywtb_version(), YWTB_VERSION) != 0)
        return 2;
    if (ywtb_evaluate("scope", YWTB_NTS, "{}", YWTB_NTS, "2019-05-01", YWTB_NTS, NULL, 0, &report, NULL) != YWTB_OK)
        return 3;
    printf("outcome %d\n", (int)ywtb_report_outcome(report));
    ywtb_report_free(report);
    return 0;
}
