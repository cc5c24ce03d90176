#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#if defined(__APPLE__)
#define LIBRARY "libcurl.4.dylib"
#define INSTALL "install curl with your package manager"
#else
#define LIBRARY "libcurl.so.4"
#define INSTALL "apt-get install libcurl4"
#endif

// Every function of the library that is called; load() finds each by its name.
#define FUNCTIONS(X)                                                                              \
  X(curl_global_init) X(curl_easy_init) X(curl_easy_reset) X(curl_easy_cleanup)                   \
  X(curl_easy_strerror) X(curl_easy_setopt) X(curl_easy_getinfo) X(curl_slist_append)             \
  X(curl_slist_free_all) X(curl_multi_init) X(curl_multi_cleanup) X(curl_multi_add_handle)        \
  X(curl_multi_remove_handle) X(curl_multi_perform) X(curl_multi_poll) X(curl_multi_info_read)    \
  X(curl_share_init) X(curl_share_setopt) X(curl_share_cleanup)                                   \
  X(curl_url) X(curl_url_cleanup) X(curl_url_set) X(curl_url_get) X(curl_free)                 \
  X(curl_version_info)

#define DECLARE(name) static __typeof__(name) *p_##name;
FUNCTIONS(DECLARE)

static char failure[256];

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(failure, sizeof failure, "%s not found: %s", LIBRARY, INSTALL);
    return;
  }
#define FIND(name)                                                                                \
  p_##name = (__typeof__(name) *)dlsym(library, #name);                                           \
  if (p_##name == NULL) {                                                                         \
    snprintf(failure, sizeof failure, "%s is too old, it has no %s: %s", LIBRARY, #name,          \
             "version 7.66 or newer is needed");                                                  \
    return;                                                                                       \
  }
  FUNCTIONS(FIND)
  if (p_curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    snprintf(failure, sizeof failure, "%s could not be started", LIBRARY);
}

const char *ccurl_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return failure[0] == '\0' ? NULL : failure;
}

CURL *ccurl_easy_init(void) { return p_curl_easy_init(); }
void ccurl_easy_reset(CURL *easy) { p_curl_easy_reset(easy); }
void ccurl_easy_cleanup(CURL *easy) { p_curl_easy_cleanup(easy); }
const char *ccurl_easy_strerror(CURLcode code) { return p_curl_easy_strerror(code); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return p_curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return p_curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return p_curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_callback(CURL *easy, CURLoption option,
                            size_t (*callback)(char *, size_t, size_t, void *)) {
  return p_curl_easy_setopt(easy, option, callback);
}

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
  return p_curl_easy_getinfo(easy, info, value);
}

CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return p_curl_easy_getinfo(easy, info, value);
}

CURLcode ccurl_set_debug_callback(CURL *easy, int (*callback)(CURL *, curl_infotype, char *,
                                                              size_t, void *)) {
  return p_curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, callback);
}

CURLcode ccurl_get_list(CURL *easy, CURLINFO info, struct curl_slist **list) {
  return p_curl_easy_getinfo(easy, info, list);
}

CURLSH *ccurl_cookie_share_init(void) {
  CURLSH *share = p_curl_share_init();
  if (share == NULL) return NULL;
  if (p_curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE) == CURLSHE_OK) return share;
  p_curl_share_cleanup(share);
  return NULL;
}

void ccurl_share_cleanup(CURLSH *share) { p_curl_share_cleanup(share); }

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return p_curl_slist_append(list, text);
}

void ccurl_slist_free_all(struct curl_slist *list) { p_curl_slist_free_all(list); }

CURLM *ccurl_multi_init(void) { return p_curl_multi_init(); }
void ccurl_multi_cleanup(CURLM *multi) { p_curl_multi_cleanup(multi); }

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy) {
  return p_curl_multi_add_handle(multi, easy);
}

CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy) {
  return p_curl_multi_remove_handle(multi, easy);
}

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
  return p_curl_multi_perform(multi, running);
}

CURLMcode ccurl_multi_poll(CURLM *multi, int descriptor, int milliseconds) {
  struct curl_waitfd extra = {.fd = descriptor, .events = CURL_WAIT_POLLIN, .revents = 0};
  int ready = 0;
  return p_curl_multi_poll(multi, descriptor < 0 ? NULL : &extra, descriptor < 0 ? 0 : 1,
                           milliseconds, &ready);
}

bool ccurl_multi_take_result(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = p_curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return true;
    }
  }
  return false;
}

CURLU *ccurl_url(void) { return p_curl_url(); }
void ccurl_url_cleanup(CURLU *url) { p_curl_url_cleanup(url); }

CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
  return p_curl_url_set(url, part, text, flags);
}

CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
  return p_curl_url_get(url, part, text, flags);
}

#ifndef CURL_VERSION_ZSTD
#define CURL_VERSION_ZSTD (1 << 26)
#endif

const char *ccurl_codings(void) {
  static char codings[40];
  int features = p_curl_version_info(CURLVERSION_NOW)->features;
  // In the order in which libcurl names them.
  snprintf(codings, sizeof codings, "%s%s%s", features & CURL_VERSION_LIBZ ? ", deflate, gzip" : "",
           features & CURL_VERSION_BROTLI ? ", br" : "", features & CURL_VERSION_ZSTD ? ", zstd" : "");
  return codings[0] == '\0' ? "identity" : codings + 2;
}

void ccurl_free(void *text) { p_curl_free(text); }

static bool pipe_signal_is_pending(void) {
  sigset_t pending;
  return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
}

void ccurl_pipe_guard_enter(ccurl_pipe_guard *guard) {
  sigset_t pipe_only;
  sigemptyset(&pipe_only);
  sigaddset(&pipe_only, SIGPIPE);
  guard->was_pending = pipe_signal_is_pending();
  pthread_sigmask(SIG_BLOCK, &pipe_only, &guard->previous);
}

void ccurl_pipe_guard_leave(ccurl_pipe_guard *guard) {
  if (!guard->was_pending && pipe_signal_is_pending()) {
    sigset_t pipe_only;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
#if defined(__APPLE__)
    int number = 0;
    sigwait(&pipe_only, &number);
#else
    const struct timespec at_once = {0, 0};
    sigtimedwait(&pipe_only, NULL, &at_once);
#endif
  }
  pthread_sigmask(SIG_SETMASK, &guard->previous, NULL);
}
