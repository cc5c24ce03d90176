import Redaction

/// Where a secret's value comes from (hub spec, section 3.2).
package enum SecretSource: Equatable, Sendable {
  case typed
  case environment(String)
  /// What a command of the system's shell prints.
  case command(String)
  case file(path: String)
  /// An entry of the vault; without a name the one that is called as the secret is.
  case vault(name: String?)
  /// Copied with its connection, and without the value (hub spec, section 3).
  case copied

  /// The kind of source, as a transcript names it, and which variable: `env CRM_SECRET`.
  package var label: String {
    switch self {
    case .typed: "typed"
    case .environment(let name): "env \(name)"
    case .command: "command"
    case .file: "file"
    case .vault: "vault"
    case .copied: "copied"
    }
  }

  /// Whether the source is asked when the value is first needed, and not when the secret is defined.
  package var isAskedLate: Bool {
    switch self {
    case .typed, .environment, .copied: false
    case .command, .file, .vault: true
    }
  }
}

/// What is known of a secret's value.
package enum SecretValue: Sendable {
  case known(String)
  /// There is none, and `advice` says what to do.
  case missing(advice: String)
  /// The source was not asked yet.
  case unread

  var text: String? {
    if case .known(let text) = self { text } else { nil }
  }
}

/// A variable whose value is never shown again.
struct Secret {
  var reference: SecretReference
  var source: SecretSource
  var value: SecretValue
}
