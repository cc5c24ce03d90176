// Swift imports libedit's plain functions itself. Only the variadic ones, and what the C library hides from Swift, need a wrapper here.
#ifndef PATCHBAY_CLIBEDIT_SHIM_H
#define PATCHBAY_CLIBEDIT_SHIM_H

#if __has_include(<histedit.h>)

#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

// glibc declares it only with _XOPEN_SOURCE.
extern int wcwidth(wchar_t character);

typedef unsigned char (*CLibeditFunction)(EditLine *, int);
typedef char *(*CLibeditPrompt)(EditLine *);

static inline int clibedit_set_int(EditLine *editor, int option, int value) {
  return el_set(editor, option, value);
}

static inline int clibedit_set_text(EditLine *editor, int option, const char *value) {
  return el_set(editor, option, value);
}

static inline int clibedit_set_file(EditLine *editor, int stream, FILE *file) {
  return el_set(editor, EL_SETFP, stream, file);
}

static inline int clibedit_set_prompt(EditLine *editor, CLibeditPrompt prompt, char escape) {
  return el_set(editor, EL_PROMPT_ESC, prompt, escape);
}

static inline int clibedit_set_reader(EditLine *editor, el_rfunc_t reader) {
  return el_set(editor, EL_GETCFN, reader);
}

static inline int clibedit_set_history(EditLine *editor, History *list) {
  return el_set(editor, EL_HIST, history, list);
}

static inline int clibedit_set_client(EditLine *editor, void *client) {
  return el_set(editor, EL_CLIENTDATA, client);
}

static inline void *clibedit_client(EditLine *editor) {
  void *client = NULL;
  return el_get(editor, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

static inline const char *clibedit_editor_name(EditLine *editor) {
  const char *name = NULL;
  return el_get(editor, EL_EDITOR, &name) == 0 ? name : NULL;
}

static inline int clibedit_setty(EditLine *editor, const char *mode, const char *setting) {
  return el_set(editor, EL_SETTY, mode, setting, NULL);
}

static inline int clibedit_add_function(
    EditLine *editor, const char *name, const char *help, CLibeditFunction function) {
  return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int clibedit_bind(EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, key, function, NULL);
}

// The map of vi's command mode.
static inline int clibedit_bind_alternative(
    EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, "-a", key, function, NULL);
}

// Writes what the key does to the editor's output stream.
static inline int clibedit_show_binding(EditLine *editor, const char *key) {
  return el_set(editor, EL_BIND, key, NULL);
}

static inline int clibedit_refresh(EditLine *editor) { return el_set(editor, EL_REFRESH); }

static inline int clibedit_history_size(History *list, HistEvent *event, int size) {
  return history(list, event, H_SETSIZE, size);
}

static inline int clibedit_history_enter(History *list, HistEvent *event, const char *entry) {
  return history(list, event, H_ENTER, entry);
}

static inline int clibedit_history_clear(History *list, HistEvent *event) {
  return history(list, event, H_CLEAR);
}

// 1 in a locale that knows ASCII alone.
static inline size_t clibedit_bytes_per_character(void) { return MB_CUR_MAX; }

#else
#error "libedit's headers were not found. Install them: apt-get install libedit-dev"
#endif

#endif
