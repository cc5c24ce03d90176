/* prctl takes a variable number of arguments, which Swift cannot call. */
#ifdef __linux__
#include <sys/prctl.h>

/* Keeps the memory of this process out of core dumps, and other processes of the user away from it. */
static inline int patchbay_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
static inline int patchbay_forbid_dumps(void) { return 0; }
#endif
