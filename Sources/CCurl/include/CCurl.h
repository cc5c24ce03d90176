// libcurl, opened when it is first used: linking it would cost every start of the program 7 ms.
// Only what Swift cannot do by itself is here: variadic calls, dlopen, and signal handlers.
#ifndef CCURL_H
#define CCURL_H

#if !__has_include(<curl/curl.h>)
#error "libcurl's headers were not found. Install them: apt-get install libcurl4-openssl-dev"
#else

#include <curl/curl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/// Opens the library and finds every function once; later calls only repeat the answer.
/// Returns NULL when all is well, else a sentence saying what is missing.
const char *ccurl_load(void);

// Everything below needs a ccurl_load() that returned NULL.

CURL *ccurl_easy_init(void);
void ccurl_easy_reset(CURL *easy);
void ccurl_easy_cleanup(CURL *easy);
const char *ccurl_easy_strerror(CURLcode code);
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value);
CURLcode ccurl_set_callback(CURL *easy, CURLoption option,
                            size_t (*callback)(char *, size_t, size_t, void *));
CURLcode ccurl_set_debug_callback(CURL *easy, int (*callback)(CURL *, curl_infotype, char *,
                                                              size_t, void *));
CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);

/// The list belongs to the caller, who gives it to ccurl_slist_free_all.
CURLcode ccurl_get_list(CURL *easy, CURLINFO info, struct curl_slist **list);

/// Cookies that several transfers use, one at a time; NULL when memory is short.
CURLSH *ccurl_cookie_share_init(void);
/// For a share that no handle uses any more.
void ccurl_share_cleanup(CURLSH *share);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
/// Waits for the transfer, for `descriptor` (none when negative) or for the time to pass.
CURLMcode ccurl_multi_poll(CURLM *multi, int descriptor, int milliseconds);
/// True when a transfer has ended; `result` then says how.
bool ccurl_multi_take_result(CURLM *multi, CURLcode *result);

typedef enum {
  CCURL_BROTLI_UNFINISHED,
  CCURL_BROTLI_FINISHED,
  CCURL_BROTLI_UNKNOWN
} ccurl_brotli_state;

/// NULL when libcurl, which must have been loaded, brought no decoder along.
void *ccurl_brotli_create(void);
void ccurl_brotli_destroy(void *decoder);
/// How far the stream is behind these bytes; unknown when it is broken or gives more than `room` bytes.
ccurl_brotli_state ccurl_brotli_receive(void *decoder, const void *bytes, size_t count,
                                        size_t *room);

/// The codings of a body that the library can take off, as it asks for them.
const char *ccurl_codings(void);

CURLU *ccurl_url(void);
void ccurl_url_cleanup(CURLU *url);
CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags);
/// The text belongs to the caller, who gives it to ccurl_free.
CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags);
void ccurl_free(void *text);

// TLS libraries write to sockets without MSG_NOSIGNAL. A peer that has gone must not end the
// program, and the program's own SIGPIPE setting is not ours to change: so the signal is blocked
// in this thread for the length of a transfer and one that arrived meanwhile is dropped.
typedef struct {
  sigset_t previous;
  bool was_pending;
} ccurl_pipe_guard;

void ccurl_pipe_guard_enter(ccurl_pipe_guard *guard);
void ccurl_pipe_guard_leave(ccurl_pipe_guard *guard);

/// A flag with a descriptor that becomes readable when the flag is raised.
typedef struct ccurl_interruption ccurl_interruption;

ccurl_interruption *ccurl_interruption_create(void);
void ccurl_interruption_destroy(ccurl_interruption *interruption);
/// Safe in a signal handler and from any thread.
void ccurl_interruption_raise(ccurl_interruption *interruption);
bool ccurl_interruption_is_raised(ccurl_interruption *interruption);
void ccurl_interruption_reset(ccurl_interruption *interruption);
/// Opens the pipe at the first call; -1 when the system has no descriptor left.
int ccurl_interruption_descriptor(ccurl_interruption *interruption);

/// Makes `number` raise this interruption in place of what it did before; one signal at a time.
/// False when the signal cannot be caught or another one is watched already.
bool ccurl_interruption_watch_signal(ccurl_interruption *interruption, int number);
/// Gives the watched signal back what it did before.
void ccurl_interruption_unwatch_signal(ccurl_interruption *interruption);

#endif
#endif
