#include "CCurl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

struct ccurl_interruption {
  atomic_bool raised;
  /// Both ends of the pipe in one word, so that they appear at once; -1 before it is opened.
  _Atomic(int64_t) pipe;
};

static int read_end(int64_t ends) { return (int)(ends & 0x7fffffff); }
static int write_end(int64_t ends) { return (int)(ends >> 32); }

ccurl_interruption *ccurl_interruption_create(void) {
  ccurl_interruption *new = calloc(1, sizeof *new);
  if (new == NULL) return NULL;
  atomic_init(&new->raised, false);
  atomic_init(&new->pipe, -1);
  return new;
}

static void close_both(int64_t ends) {
  close(read_end(ends));
  close(write_end(ends));
}

void ccurl_interruption_destroy(ccurl_interruption *interruption) {
  if (interruption == NULL) return;
  ccurl_interruption_unwatch_signal(interruption);
  int64_t ends = atomic_load(&interruption->pipe);
  if (ends >= 0) close_both(ends);
  free(interruption);
}

static void wake(int64_t ends) {
  // A full pipe is already readable, so a failed write loses nothing.
  ssize_t written = write(write_end(ends), "!", 1);
  (void)written;
}

void ccurl_interruption_raise(ccurl_interruption *interruption) {
  if (interruption == NULL) return;
  int saved = errno;
  atomic_store(&interruption->raised, true);
  int64_t ends = atomic_load(&interruption->pipe);
  if (ends >= 0) wake(ends);
  errno = saved;
}

bool ccurl_interruption_is_raised(ccurl_interruption *interruption) {
  return interruption != NULL && atomic_load(&interruption->raised);
}

void ccurl_interruption_reset(ccurl_interruption *interruption) {
  if (interruption == NULL) return;
  // The flag first: a byte without the flag would keep every later wait from sleeping.
  atomic_store(&interruption->raised, false);
  int64_t ends = atomic_load(&interruption->pipe);
  if (ends < 0) return;
  char bytes[64];
  while (read(read_end(ends), bytes, sizeof bytes) > 0) {
  }
}

int ccurl_interruption_descriptor(ccurl_interruption *interruption) {
  if (interruption == NULL) return -1;
  int64_t ends = atomic_load(&interruption->pipe);
  if (ends >= 0) return read_end(ends);

  int pair[2];
  if (pipe(pair) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    fcntl(pair[i], F_SETFD, FD_CLOEXEC);
    fcntl(pair[i], F_SETFL, fcntl(pair[i], F_GETFL) | O_NONBLOCK);
  }
  int64_t opened = ((int64_t)pair[1] << 32) | pair[0];
  int64_t expected = -1;
  if (!atomic_compare_exchange_strong(&interruption->pipe, &expected, opened)) {
    close_both(opened);
    return read_end(expected);
  }
  // Raised before the pipe was there: the byte that could not be written then.
  if (atomic_load(&interruption->raised)) wake(opened);
  return pair[0];
}

static _Atomic(ccurl_interruption *) watcher;
static int watched_signal;
static struct sigaction previous_action;

static void signal_arrived(int number) {
  (void)number;
  ccurl_interruption_raise(atomic_load(&watcher));
}

bool ccurl_interruption_watch_signal(ccurl_interruption *interruption, int number) {
  ccurl_interruption *none = NULL;
  if (interruption == NULL) return false;
  if (!atomic_compare_exchange_strong(&watcher, &none, interruption)) return false;
  struct sigaction action = {0};
  action.sa_handler = signal_arrived;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  watched_signal = number;
  if (sigaction(number, &action, &previous_action) == 0) return true;
  atomic_store(&watcher, NULL);
  return false;
}

void ccurl_interruption_unwatch_signal(ccurl_interruption *interruption) {
  if (interruption == NULL || atomic_load(&watcher) != interruption) return;
  sigaction(watched_signal, &previous_action, NULL);
  atomic_store(&watcher, NULL);
}
