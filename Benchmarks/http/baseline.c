// N GET requests over one connection, as plain as libcurl allows: what a request costs without Patchbay.
// cc -O2 baseline.c -lcurl; ./a.out URL N prints the milliseconds of one request.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static size_t count(char *data, size_t size, size_t number, void *total) {
  (void)data;
  *(size_t *)total += size * number;
  return size * number;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  long number = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
  if (number < 1) {
    fprintf(stderr, "usage: baseline URL N\n");
    return 64;
  }
  size_t total = 0;
  CURL *handle = curl_easy_init();
  curl_easy_setopt(handle, CURLOPT_URL, argv[1]);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, count);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &total);
  double start = 0;
  // The first request opens the connection and is not counted.
  for (long i = 0; i <= number; i++) {
    if (i == 1) start = now();
    CURLcode code = curl_easy_perform(handle);
    if (code != CURLE_OK) {
      fprintf(stderr, "%s\n", curl_easy_strerror(code));
      return 1;
    }
  }
  printf("%.4f\n", (now() - start) / number);
  curl_easy_cleanup(handle);
  return total > 0 ? 0 : 1;
}
