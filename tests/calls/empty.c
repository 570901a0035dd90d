/* A call that does nothing, of the kind of ywtb_registry_decide_typed(). */
#include <stdint.h>

int32_t empty_call(const void *registry, const void *request, void *out, void **error);
int32_t empty_call(const void *registry, const void *request, void *out, void **error)
{
    (void)registry, (void)request, (void)out, (void)error;
    return 0;
}
