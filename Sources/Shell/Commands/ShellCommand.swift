import SnippetSyntax

/// The words of the shell itself, written with a colon.
package enum ShellCommand: String, CaseIterable, Sendable {
  case help, explain, why, vars, show, watch, unwatch, undo, rerun, step, `break`, templates, connections,
    requests, scripts, graph, delete, dry,
    trace, last, headers, body, path, table, diff, expect, copy, timing, set, env, param,
    save, edit,
    open, recover, trust, history, `private`,
    reset, learn, goal, hint, solution, skip, again, play, quit

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
    case .explain: ":explain [CELL]"
    case .why: ":why NAME[.PATH]"
    case .vars: ":vars [TEXT]"
    case .show: ":show NAME[.PATH]"
    case .watch: ":watch [NAME]"
    case .unwatch: ":unwatch [NAME]"
    case .undo: ":undo [COUNT]"
    case .rerun: ":rerun NUMBER ..."
    case .step: ":step CELL"
    case .break: ":break [LINE, ACTION, NAME or error]"
    case .templates: ":templates [NAME]"
    case .connections: ":connections [NAME]"
    case .requests: ":requests [CONNECTION]"
    case .scripts: ":scripts [NAME]"
    case .graph: ":graph [SCRIPT [mermaid]]"
    case .delete: ":delete KIND NAME"
    case .dry: ":dry VERB ..."
    case .trace: ":trace [N [NAME]] [> FILE]"
    case .last: ":last"
    case .headers: ":headers"
    case .body: ":body [> FILE]"
    case .path: ":path QUERY [in NAME]"
    case .table: ":table [QUERY] [in NAME]"
    case .diff: ":diff [CELL [CELL]]"
    case .expect: ":expect CONDITION"
    case .copy: ":copy [QUERY] [in NAME]"
    case .timing: ":timing"
    case .set: ":set [[--save] NAME VALUE]"
    case .env: ":env [NAME [{...}]]"
    case .param: ":param NAME = VALUE"
    case .save: ":save[!] FILE"
    case .open: ":open FILE"
    case .recover: ":recover [drop]"
    case .trust: ":trust [FILE]"
    case .history: ":history [TEXT]"
    case .edit: ":edit [N]"
    case .private: ":private [off]"
    case .reset: ":reset"
    case .learn: ":learn [LESSON | off]"
    case .goal, .hint, .solution, .skip, .again, .play: ":\(rawValue)"
    case .quit: ":quit"
    }
  }

  package var summary: String {
    switch self {
    case .help: "this overview, or help on one thing"
    case .explain: "what a cell or an error means, in plain words"
    case .why: "which line wrote a value, and from what"
    case .vars: "the variables with type and size; TEXT picks names that hold it"
    case .show: "a variable or a place in it, whole, or the code of a function"
    case .watch: "say when a value changes, or list what is watched"
    case .unwatch: "watch a value no longer, or none"
    case .undo: "take back the last cells; what was sent stays sent"
    case .rerun: "run cells again by their numbers, as new cells"
    case .step: "run a cell line by line, a script action by action"
    case .break: "where cells and scripts stop, or one more place; off [N] ends that"
    case .templates: "the templates, or the definition of one"
    case .connections: "the connections, or the definition of one"
    case .requests: "the requests of all connections, or of one"
    case .scripts: "the scripts, or the text of one"
    case .graph: "a script as a drawing, with the branches that its last run took"
    case .delete: "take away a template, connection, request, variable, secret or script"
    case .dry: "a request as it would be sent; nothing is sent"
    case .trace: "the actions that the last script fired, or one with its variables"
    case .last: "the last exchange: what was sent and what came back"
    case .headers: "the headers of the last answer"
    case .body: "the last answer's body, whole, or into a file"
    case .path: "what a JSONPath finds in the last answer, or in a variable"
    case .table: "the records of the last answer or of a variable as a table"
    case .diff: "how the last answer differs from an earlier one"
    case .expect: "what must hold, or the cell fails"
    case .copy: "the last answer, or a part of it, into the clipboard"
    case .timing: "where the time of the last exchange went"
    case .set: "the settings, or change one; --save keeps it for later sessions"
    case .env: "the sets of values, or switch to one, or define it; off ends that"
    case .param: "a value that a replay may be given from outside"
    case .save: "write transcript and recording; ! overwrites"
    case .open: "restore a saved session; nothing is sent"
    case .recover: "open an unsaved session that was kept, or remove it"
    case .trust: "let the opened transcript, or one to include, use its secrets"
    case .history: "what was entered, with its cell; TEXT picks entries"
    case .edit: "edit a cell in $EDITOR, then here; without N the last one"
    case .private: "keep what is entered out of the history, from here on"
    case .reset: "forget variables, functions and connections"
    case .learn: "the course: go on where you stopped, or begin a lesson"
    case .goal: "in a lesson: what is asked"
    case .hint: "in a lesson: the next hint"
    case .solution: "in a lesson: cells that reach the goal"
    case .skip: "in a lesson: let the goal be, and go on"
    case .again: "in a lesson: begin the goal anew"
    case .play: "in a lesson: try things out unchecked; again to go back"
    case .quit: "leave; Ctrl-D does the same"
    }
  }

  /// Whether it becomes a cell of the transcript: what shows or changes state does.
  package var isRecorded: Bool {
    switch self {
    case .vars, .show, .set, .env, .param, .delete, .dry, .path, .table, .diff, .expect, .reset: true
    case .help, .explain, .why, .watch, .unwatch, .undo, .rerun, .step, .break, .templates, .connections,
      .requests, .scripts, .graph, .trace, .last,
      .headers, .body,
      .copy, .timing, .save, .open, .recover, .trust,
      .history, .edit, .private, .learn, .goal, .hint, .solution, .skip, .again, .play, .quit:
      false
    }
  }

  /// Whether code that runs after it may see another value; those that run again for `:undo`.
  var changesVariables: Bool {
    switch self {
    case .set, .env, .param, .delete, .reset: true
    default: false
    }
  }
}
