// What Swift cannot reach: a function with a variable number of arguments, and a global variable.
#ifndef PATCHBAY_CPROCESS_SHIM_H
#define PATCHBAY_CPROCESS_SHIM_H

#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

// The variables of this process, `NAME=value`, with NULL at the end.
static inline char **cprocess_environment(void) { return environ; }

// Keeps the memory of this process out of core dumps and away from other processes of the same user.
static inline int cprocess_forbid_dumps(void) {
#ifdef __linux__
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#else
  return 0;
#endif
}

#endif
