import IntegrationHub
import Vault
import Redaction

/// Asks a secret's source for its value.
struct SecretReader {
  /// What a source gave.
  enum Reading {
    case value(String)
    /// Nothing; the text says what to do.
    case missing(String)
    case interrupted
  }

  var context: ShellContext
  var vault: SessionVault
  /// The environment variables that hold secrets.
  var secretVariables: Set<String>
  /// Says something that no transcript records.
  var warn: (String) -> Void
  /// Learns what a command printed before anything else of it is shown.
  var learn: (String) -> Void

  func read(_ source: SecretSource, reference: SecretReference) -> Reading {
    switch source {
    case .environment(let name):
      if let value = context.environment(name), !value.isEmpty { return .value(value) }
      return .missing("set the environment variable \(name) and start again")
    case .typed:
      let value = context.askSecret("value of \(reference.path): ")
      if let value, !value.isEmpty { return .value(value) }
      return .missing(
        "type it at a terminal with: secret \(reference.connection) \(reference.name), or use: from env NAME")
    case .copied: return .missing(reference.adviceAfterCopy)
    case .command(let text): return read(command: text, reference)
    case .file(let path): return read(file: context.expandingHome(path))
    case .vault(let name):
      do throws(VaultFailure) {
        guard let value = try vault.value(of: name ?? reference.path).text else {
          return .missing("its value in the vault is no UTF-8 text")
        }
        return value.isEmpty ? .missing("its value in the vault is empty") : .value(value)
      } catch {
        return .missing(error.message)
      }
    }
  }

  private func read(file path: String) -> Reading {
    do throws(FileError) {
      let file = try context.secrets.readFile(path)
      if file.isOpenToOthers {
        warn("others can read \(path), which holds a secret: chmod 600 keeps it private")
      }
      guard let value = file.bytes.withoutLineBreak.text else { return .missing("\(path) is no UTF-8 text") }
      return value.isEmpty ? .missing("\(path) is empty") : .value(value)
    } catch {
      return .missing(error.message)
    }
  }

  private func read(command text: String, _ reference: SecretReference) -> Reading {
    let hidden = secretVariables.union(SessionVault.variables)
    let command = SecretCommand(text, hiddenVariables: hidden)
    let result = context.secrets.run(command, interruption: context.interruption)
    let value = result.output.withoutLineBreak.text
    let problem: String
    switch result.end {
    case .interrupted: return .interrupted
    case .exited(status: 0):
      if let value, !value.isEmpty { return .value(value) }
      problem = value == nil ? "its command printed no UTF-8 text" : "its command printed nothing"
    case .exited(let status): problem = "its command ended with status \(status)"
    case .killed(let signal): problem = "its command was ended by signal \(signal)"
    case .timedOut: problem = "its command did not end within \(command.timeLimitSeconds) s"
    case .printedTooMuch:
      problem = "its command printed more than \(VaultContents.longestValue / 1_048_576) MiB"
    case .notStarted(let reason): problem = "its command could not be started: \(reason)"
    }
    if let value { learn(value) }
    if result.errors.contains(where: { !$0.isWhitespace }) {
      warn("the command of secret \(reference.path) wrote:\n\(Self.lastLines(of: result.errors))")
    }
    return .missing(problem)
  }

  /// Enough to see what is wrong, set in so that it is not taken for a message of ours.
  private static func lastLines(of text: String) -> String {
    text.split(whereSeparator: \.isNewline).suffix(20).map { "  \($0)" }.joined(separator: "\n")
  }
}
