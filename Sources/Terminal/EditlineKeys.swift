import CLibedit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The keys that do something of ours, and how they stand beside those in the person's `~/.editrc`.
enum EditlineKeys {
  /// Sent to libedit by `editlineReadKey` when there is something to do; a real Ctrl-\ is left out.
  static let action: Unicode.Scalar = "\u{1C}"

  /// Sent to libedit for what it does at Ctrl-Y.
  static let yankKilled: Unicode.Scalar = "\u{1E}"

  /// Those that nobody can type.
  static let own = [action, yankKilled]

  /// Keys that no setting may take away.
  private static let fixed = [
    ("\\034", "pb-action"), ("\\036", "em-yank"), ("^C", "pb-interrupt"), ("^Z", "pb-suspend"),
  ]

  /// Keys that the person may bind to something else.
  private static let usual = [
    ("^P", "pb-older"), ("^N", "pb-newer"), ("^R", "pb-search"), ("^I", "pb-complete"),
    ("\\e[A", "pb-up"), ("\\eOA", "pb-up"), ("\\e[B", "pb-down"), ("\\eOB", "pb-down"),
    ("\\e[C", "pb-right"), ("\\eOC", "pb-right"), ("^F", "pb-right"), ("\\e[F", "pb-end"),
    ("\\eOF", "pb-end"), ("^E", "pb-end"), ("\\e[4~", "pb-end"),
    ("\\e[H", "pb-home"), ("\\eOH", "pb-home"), ("^A", "pb-home"), ("^K", "pb-kill"),
    ("^U", "pb-kill-before"),
    ("^Y", "pb-yank"), ("\\e<", "pb-first"), ("\\e>", "pb-last"),
    ("\\e[1~", "pb-home"),
    ("\\ep", "pb-older-alike"), ("\\en", "pb-newer-alike"),
    ("\\e^M", "pb-newline"), ("\\e^J", "pb-newline"),
    ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"),
    ("\\e[1;3D", "ed-prev-word"), ("\\e[1;3C", "em-next-word"),
    ("\\e[3~", "pb-delete"), ("^D", "pb-delete-or-end"), ("^?", "pb-backspace"), ("^H", "pb-backspace"),
    ("\\e[D", "pb-left"), ("\\eOD", "pb-left"), ("^B", "pb-left"),
  ]

  /// The same for the map of vi's command mode.
  private static let usualInCommandMode = [
    ("k", "pb-up"), ("j", "pb-down"), ("^P", "pb-older"), ("^N", "pb-newer"), ("^R", "pb-search"),
    ("\\e[A", "pb-up"), ("\\eOA", "pb-up"), ("\\e[B", "pb-down"), ("\\eOB", "pb-down"),
  ]

  /// What libedit itself does at those keys: where this stands, the person chose nothing.
  private static let defaults = [
    "ed-prev-history", "ed-next-history", "ed-prev-line", "ed-next-line", "em-inc-search-prev",
    "ed-redisplay", "ed-insert", "ed-unassigned", "ed-next-char", "ed-move-to-end", "vi-next-char",
    "em-copy-region", "em-kill-line", "vi-kill-line-prev", "ed-sequence-lead-in", "em-delete-next-char",
    "Unbound",
  ]

  /// The same for functions that other keys could be bound to.
  private static let ownDefaults = [
    "pb-home": "ed-move-to-beg", "pb-kill": "ed-kill-line", "pb-yank": "em-yank",
    "pb-left": "ed-prev-char", "pb-backspace": "em-delete-prev-char", "pb-delete-or-end": "em-delete-or-list",
    "pb-first": "ed-move-to-beg", "pb-last": "ed-move-to-end",
  ]

  static func bind(in editor: OpaquePointer, messages: UnsafeMutablePointer<FILE>) {
    clibedit_add_function(editor, "pb-action", "What the last key stands for", editlineAction)
    clibedit_add_function(editor, "pb-interrupt", "Drop what is being typed", editlineInterrupt)
    clibedit_add_function(
      editor, "pb-suspend", "Stop the program until the shell resumes it", editlineSuspend)
    clibedit_add_function(editor, "pb-older", "The entry before", editlineOlder)
    clibedit_add_function(editor, "pb-newer", "The entry after", editlineNewer)
    clibedit_add_function(editor, "pb-up", "The row above, or the entry before", editlineUp)
    clibedit_add_function(editor, "pb-down", "The row below, or the entry after", editlineDown)
    clibedit_add_function(editor, "pb-newline", "A newline in the entry", editlineNewline)
    clibedit_add_function(editor, "pb-search", "Search the history", editlineSearch)
    clibedit_add_function(editor, "pb-complete", "Complete the word at the cursor", editlineComplete)
    clibedit_add_function(editor, "pb-left", "To the left", editlineLeft)
    clibedit_add_function(
      editor, "pb-backspace", "Delete the character before the cursor", editlineDeleteBackward)
    clibedit_add_function(editor, "pb-delete", "Delete the character at the cursor", editlineDeleteForward)
    clibedit_add_function(
      editor, "pb-delete-or-end", "Delete the character at the cursor, or end the input", editlineDeleteOrEnd)
    clibedit_add_function(editor, "pb-right", "To the right, or take the suggestion", editlineRight)
    clibedit_add_function(editor, "pb-kill", "Take the rest of the row away", editlineKill)
    clibedit_add_function(
      editor, "pb-kill-before", "Take what stands before the cursor in its row away", editlineKillBefore)
    clibedit_add_function(editor, "pb-first", "To the beginning of the entry", editlineFirst)
    clibedit_add_function(editor, "pb-last", "To the end of the entry", editlineLast)
    clibedit_add_function(editor, "pb-yank", "Put back what was taken away", editlineYank)
    clibedit_add_function(
      editor, "pb-home", "To the beginning of the row, or of the entry", editlineHome)
    clibedit_add_function(
      editor, "pb-end", "To the end of the row, or of the entry, or take the suggestion", editlineEnd)
    clibedit_add_function(
      editor, "pb-older-alike", "The entry before that begins alike", editlineOlderAlike)
    clibedit_add_function(editor, "pb-newer-alike", "The entry after that begins alike", editlineNewerAlike)
    clibedit_set_text(editor, EL_EDITOR, "emacs")
    let hasSettings = el_source(editor, nil) == 0
    let isVi = isVi(editor)
    // In vi's insert mode a sequence would swallow a quick ESC and the key after it.
    for (key, function) in usual where !(isVi && key.hasPrefix("\\e")) {
      if !hasSettings || isFree(key, for: function, in: editor, messages: messages) {
        clibedit_bind(editor, key, function)
      }
    }
    if isVi {
      for (key, function) in usualInCommandMode { clibedit_bind_alternative(editor, key, function) }
    }
    for (key, function) in fixed {
      clibedit_bind(editor, key, function)
      clibedit_bind_alternative(editor, key, function)
    }
    // Ctrl-C and Ctrl-Z are keys, Ctrl-S and Ctrl-Q as well, and a carriage return arrives as it was sent.
    for setting in ["-isig", "-ixon", "-icrnl", "-inlcr"] { clibedit_setty(editor, "-d", setting) }
  }

  /// Whether the keys are those of vi.
  static func isVi(_ editor: OpaquePointer) -> Bool {
    clibedit_editor_name(editor).map { strcmp($0, "vi") == 0 } ?? false
  }

  /// Whether the person's settings left a key as libedit has it, which libedit only tells in print.
  private static func isFree(
    _ key: String, for function: String, in editor: OpaquePointer, messages: UnsafeMutablePointer<FILE>
  ) -> Bool {
    var text: UnsafeMutablePointer<CChar>?
    var size = 0
    guard let memory = open_memstream(&text, &size) else { return true }
    for stream: Int32 in [1, 2] { clibedit_set_file(editor, stream, memory) }
    clibedit_show_binding(editor, key)
    for stream: Int32 in [1, 2] { clibedit_set_file(editor, stream, messages) }
    fclose(memory)
    defer { free(text) }
    guard let text, size > 0 else { return true }
    let binding = String(cString: text)
    return (defaults + [ownDefaults[function]].compactMap { $0 }).contains { binding.contains($0) }
  }
}
