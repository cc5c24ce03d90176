import SnippetSyntax

/// The words of the shell itself, written with a colon.
package enum ShellCommand: String, CaseIterable, Sendable {
  case help, vars, show, templates, connections, requests, delete, dry, last, headers, body,
    path, table, diff, copy, timing, set,
    save,
    open, trust, history, `private`,
    reset, quit

  /// The error for a word that is no command, at its place in the source.
  static func unknown(_ name: String, in source: SourceText) -> Diagnostic {
    let start = source.utf8.firstIndex(of: UInt8(ascii: ":")) ?? 0
    let nearest = NearestName.of(name, in: allCases.map(\.rawValue))
    let span = SourceSpan(start, start + 1 + name.utf8.count)
    // As it was typed: in another case a secret would not be known.
    return Diagnostic(
      .shellUnknownCommand, "there is no command '\(source[span])'", at: span,
      suggestion: nearest.map { "did you mean ':\($0)'?" } ?? "try :help")
  }

  package var usage: String {
    switch self {
    case .help: ":help [TOPIC]"
    case .vars: ":vars [TEXT]"
    case .show: ":show NAME"
    case .templates: ":templates [NAME]"
    case .connections: ":connections [NAME]"
    case .requests: ":requests [CONNECTION]"
    case .delete: ":delete KIND NAME"
    case .dry: ":dry VERB ..."
    case .last: ":last"
    case .headers: ":headers"
    case .body: ":body [> FILE]"
    case .path: ":path QUERY [in NAME]"
    case .table: ":table [QUERY] [in NAME]"
    case .diff: ":diff [CELL [CELL]]"
    case .copy: ":copy [QUERY] [in NAME]"
    case .timing: ":timing"
    case .set: ":set [NAME VALUE]"
    case .save: ":save[!] FILE"
    case .open: ":open FILE"
    case .trust: ":trust"
    case .history: ":history [TEXT]"
    case .private: ":private [off]"
    case .reset: ":reset"
    case .quit: ":quit"
    }
  }

  package var summary: String {
    switch self {
    case .help: "this overview, or help on one thing"
    case .vars: "the variables; TEXT picks names that hold it"
    case .show: "one variable, whole, or the code of a function"
    case .templates: "the templates, or the definition of one"
    case .connections: "the connections, or the definition of one"
    case .requests: "the requests of all connections, or of one"
    case .delete: "take away a template, connection, request, variable or secret"
    case .dry: "a request as it would be sent; nothing is sent"
    case .last: "the last exchange: what was sent and what came back"
    case .headers: "the headers of the last answer"
    case .body: "the last answer's body, whole, or into a file"
    case .path: "what a JSONPath finds in the last answer, or in a variable"
    case .table: "the records of the last answer or of a variable as a table"
    case .diff: "how the last answer differs from an earlier one"
    case .copy: "the last answer, or a part of it, into the clipboard"
    case .timing: "where the time of the last exchange went"
    case .set: "the settings, or change one"
    case .save: "write transcript and recording; ! overwrites"
    case .open: "restore a saved session; nothing is sent"
    case .trust: "let the opened transcript use its secrets"
    case .history: "what was entered; TEXT picks entries"
    case .private: "keep what is entered out of the history, from here on"
    case .reset: "forget variables, functions and connections"
    case .quit: "leave; Ctrl-D does the same"
    }
  }

  /// Whether it becomes a cell of the transcript: what shows or changes state does.
  package var isRecorded: Bool {
    switch self {
    case .vars, .show, .set, .delete, .dry, .path, .table, .diff, .reset: true
    case .help, .templates, .connections, .requests, .last, .headers, .body, .copy, .timing, .save, .open,
      .trust,
      .history, .private, .quit:
      false
    }
  }
}
