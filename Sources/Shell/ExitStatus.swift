/// The statuses with which patchbay ends; scripts and CI rely on them.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case differs = 1
  case invalid = 3
  case runtimeError = 4
  case actionFailed = 5
  case timedOut = 6
  case unreachable = 7
  case secretMissing = 8
  case usage = 64
  case internalError = 70
  case fileError = 74
  case interrupted = 130

  /// One line for `patchbay help exit-status`.
  package var explanation: String {
    switch self {
    case .done: "done"
    case .differs:
      "a replay differs, an expectation failed, or fmt --check found a file that is not formatted"
    case .invalid:
      "a cell, a definition or a :command is wrong, or the input ends inside an open block; not JSON"
    case .runtimeError: "a Snippet error at run time"
    case .actionFailed:
      "connectauth, connectrequest or test ended in OnError, or a connection or request is not known"
    case .timedOut: "connectauth, connectrequest or test ended in OnTimeout"
    case .unreachable: "no answer: name look-up, connect or TLS failed"
    case .secretMissing: "a secret that is needed has no value or may not be used"
    case .usage: "the command line is wrong"
    case .internalError: "a mistake in patchbay itself"
    case .fileError: "a file is missing, unreadable, unwritable, not UTF-8 or damaged"
    case .interrupted: "interrupted"
    }
  }

  /// The table of all statuses.
  package static var table: String {
    let rows = allCases.map { status in
      let number = String(status.rawValue)
      let lines = HelpText.wrapped(
        status.explanation.split(separator: " ").map(String.init), indent: "      ", gap: " ")
      return String(repeating: " ", count: 4 - number.count) + number + lines.dropFirst(4)
    }
    return (["Exit status of patchbay:", ""] + rows).joined(separator: "\n")
      + "\n\nWhere several hold, the most specific is given: 8 before 7, 6 and 5; in a live\nreplay 8 before 1.\n"
  }
}
