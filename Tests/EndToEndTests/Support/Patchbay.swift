import TestSupport

/// The built program, as a person or a script uses it.
///
/// Each value has a home folder of its own, so nothing of the machine's is read or changed; what one run leaves there the next one finds.
struct Patchbay {
  let home = TemporaryFolder()
  var environment: [String: String] = [:]

  /// Runs it to its end in the project's top folder.
  func run(_ arguments: String..., input: String = "") throws -> ProcessRunner.Outcome {
    try ProcessRunner.run(
      TestBinary.path, arguments, input: input, environment: wholeEnvironment, directory: TestBinary.root)
  }

  /// Starts it on a terminal, in the home folder.
  func start(_ arguments: String..., columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    try PseudoTerminal(
      running: TestBinary.path, arguments, environment: wholeEnvironment, directory: home.path,
      columns: columns, rows: rows)
  }

  private var wholeEnvironment: [String: String] {
    ["HOME": home.path].merging(environment) { $1 }
  }
}
