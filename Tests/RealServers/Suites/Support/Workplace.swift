import TestSupport

/// A folder in which the built program is tried as a user would, with nothing of the machine's own.
struct Workplace {
  let folder = TemporaryFolder()
  var environment: [String: String] = [:]

  private var whole: [String: String] {
    ["XDG_DATA_HOME": folder.file("data"), "HOME": folder.path].merging(environment) { $1 }
  }

  func patchbay(_ arguments: [String], input: String = "", timeout: Double = 60) throws
    -> ProcessRunner.Outcome
  {
    try ProcessRunner.run(
      TestBinary.path, arguments, input: input, environment: whole, directory: folder.path, timeout: timeout)
  }

  /// Runs cells from standard input up to the first that fails.
  func run(_ cells: String, timeout: Double = 60) throws -> ProcessRunner.Outcome {
    try patchbay(["run", "-"], input: cells, timeout: timeout)
  }

  func replay(_ name: String) throws -> ProcessRunner.Outcome { try patchbay(["replay", name]) }

  func terminal() throws -> PseudoTerminal {
    try PseudoTerminal(
      running: TestBinary.path, [], environment: whole, directory: folder.path, columns: 200, rows: 50)
  }
}

extension ProcessRunner.Outcome {
  /// All that the program said, for the message of a failing test.
  var said: String { "status \(status)\n\(stdout)\(stderr)" }
}
