import Shell
import TestSupport

/// A terminal session of the documentation: what is typed, and what comes out.
struct ConsoleBlock {
  struct Step: Equatable {
    /// A line of the system's shell; `patchbay` where the block begins within it.
    var command: String
    /// What is typed into the program that it starts.
    var input = ""
    var output = ""
  }

  private(set) var steps: [Step] = []

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if let prompt = [InteractiveShell.prompt, InteractiveShell.continuationPrompt].first(
        where: line.hasPrefix)
      {
        if steps.isEmpty { steps.append(Step(command: "patchbay")) }
        steps[steps.count - 1].input += line.dropFirst(prompt.count) + "\n"
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
  }

  /// Whether an output is what is shown, where a line `...` stands for any lines.
  static func matches(_ output: String, _ shown: String) -> Bool {
    let parts = ("\n" + shown).split(separator: "\n...\n", omittingEmptySubsequences: false)
    var rest = ("\n" + output)[...]
    guard let first = parts.first, rest.hasPrefix(first) else { return false }
    if parts.count == 1 { return rest == first }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: "\n" + part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix("\n" + (parts.last ?? ""))
  }
}

/// A folder in which a reader tries the commands of a page, one after the other.
struct ReadersFolder {
  private let patchbay = Patchbay()

  init() throws {
    _ = try shell(
      """
      mkdir bin reports && ln -s '\(TestBinary.path)' bin/patchbay
      cp -R '\(TestBinary.root)/sessions' '\(TestBinary.root)/lessons' .
      """)
  }

  func write(_ text: String, to name: String) { patchbay.folder.write(text, to: name) }

  /// Runs a line as a terminal shows it: with both outputs in one.
  func shell(_ line: String, input: String = "") throws -> ProcessRunner.Outcome {
    var environment = patchbay.environment
    environment["PATH"] = patchbay.folder.file("bin") + ":/usr/local/bin:/usr/bin:/bin"
    environment["PATCHBAY_VAULT_PASSPHRASE"] = "correct horse battery staple"
    environment["CI_NODE_INDEX"] = "1"
    environment["CI_NODE_TOTAL"] = "3"
    return try ProcessRunner.run(
      "/bin/sh", ["-c", "exec 2>&1\n" + line], input: input, environment: environment,
      directory: patchbay.folder.path)
  }
}
