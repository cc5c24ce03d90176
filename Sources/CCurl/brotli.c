#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>

// The decoder that libcurl brought along; its header is not needed to build.

#if defined(__APPLE__)
#define LIBRARY "libbrotlidec.1.dylib"
#else
#define LIBRARY "libbrotlidec.so.1"
#endif

enum { FAILED = 0, FINISHED = 1, NEEDS_INPUT = 2, NEEDS_OUTPUT = 3 };

static void *(*create)(void *, void *, void *);
static int (*decompress)(void *, size_t *, const uint8_t **, size_t *, uint8_t **, size_t *);
static void (*destroy)(void *);

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  if (library == NULL) return;
  decompress = (__typeof__(decompress))dlsym(library, "BrotliDecoderDecompressStream");
  destroy = (__typeof__(destroy))dlsym(library, "BrotliDecoderDestroyInstance");
  if (decompress == NULL || destroy == NULL) return;
  create = (__typeof__(create))dlsym(library, "BrotliDecoderCreateInstance");
}

void *ccurl_brotli_create(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return create == NULL ? NULL : create(NULL, NULL, NULL);
}

void ccurl_brotli_destroy(void *decoder) { destroy(decoder); }

ccurl_brotli_state ccurl_brotli_receive(void *decoder, const void *bytes, size_t count,
                                        size_t *room) {
  uint8_t scratch[16384];
  const uint8_t *next = bytes;
  for (;;) {
    uint8_t *output = scratch;
    size_t space = sizeof scratch;
    int result = decompress(decoder, &count, &next, &space, &output, NULL);
    size_t written = sizeof scratch - space;
    if (result == FINISHED) return CCURL_BROTLI_FINISHED;
    if (result == NEEDS_INPUT) return CCURL_BROTLI_UNFINISHED;
    if (result != NEEDS_OUTPUT || written > *room) return CCURL_BROTLI_UNKNOWN;
    *room -= written;
  }
}
