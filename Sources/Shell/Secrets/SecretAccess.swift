package import HTTPExchange
package import Vault

/// What the sources of secrets reach of the machine; replaced in tests.
package protocol SecretAccess: AnyObject {
  /// Runs a command to its end, its time limit or an interruption, without any input.
  func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult
  /// A file's bytes; one that is too long or no regular file is an error.
  func readFile(_ path: String) throws(FileError) -> SecretFile
  func vault(at path: String) -> Vault
  /// Keeps the memory of this process to itself, from now on; called before a secret is held, and often.
  func protectMemory()
}

/// A command that prints a secret.
package struct SecretCommand: Equatable, Sendable {
  /// For `/bin/sh -c`.
  package var text: String
  /// The environment variables that it does not get.
  package var hiddenVariables: Set<String>
  package var timeLimitSeconds = 30

  package init(_ text: String, hiddenVariables: Set<String> = []) {
    self.text = text
    self.hiddenVariables = hiddenVariables
  }
}

/// What a command left behind.
package struct SecretCommandResult {
  /// How it ended.
  package enum End: Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
    case timedOut
    case interrupted
    case printedTooMuch
    case notStarted(reason: String)
  }

  package var end: End
  package var output: SecretBytes
  /// The beginning of what it wrote to stderr.
  package var errors: String

  package init(_ end: End, output: SecretBytes = SecretBytes([]), errors: String = "") {
    self.end = end
    self.output = output
    self.errors = errors
  }
}

/// The bytes of a file that holds a secret.
package struct SecretFile {
  package var bytes: SecretBytes
  /// Whether other users of the machine may read the file.
  package var isOpenToOthers: Bool

  package init(bytes: SecretBytes, isOpenToOthers: Bool) {
    self.bytes = bytes
    self.isOpenToOthers = isOpenToOthers
  }
}
