package import HTTPExchange
package import IntegrationHub
import TextLayout

/// The one door to the world: everything the shell reads or changes outside of itself.
///
/// Made once by the command line; tests make one in which anything they did not set traps.
package struct ShellContext {
  /// An environment variable by its name.
  package var environment: (String) -> String?
  package var writeOutput: (String) -> Void
  package var writeError: (String) -> Void
  /// Writes bytes to stdout as they are, for output too long to be one text.
  package var writeBytes: (UnsafeRawBufferPointer) -> Void
  /// Why stdout could not be written, if that has happened.
  package var outputFailure: () -> String?
  /// True when a person sits at both ends.
  package var isInteractive: Bool
  package var usesColor: Bool
  /// The same for stderr, which may go elsewhere.
  package var usesErrorColor: Bool
  /// Milliseconds since 1970 in UTC.
  package var clock: () -> Int64
  package var randomSeed: () -> UInt64
  /// Makes the transport that reaches the network and the practice service.
  package var makeTransport: () -> any HTTPTransport
  /// Puts the practice service's data back as seeded, if it runs.
  package var resetSandbox: () -> Void
  /// Asks on the terminal device without echo; nil when there is none or the person gave up.
  package var askSecret: (_ prompt: String) -> String?
  /// Asks on the terminal device for one of some keys; nil when there is none or the person gave up.
  package var askKey: (_ prompt: String, _ keys: String) -> Character?
  /// What the sources of secrets reach of the machine.
  package var secrets: any SecretAccess
  package var files: any FileStore
  /// The person who signs in through a browser; nil where there is none.
  package var consent: (any ConsentAccess)?
  package var interruption: Interruption
  /// Shows a person what is longer than the screen; nil where output is no screen.
  package var pager: (any Pager)?
  /// The terminal that a person looks at, as large as it is now; nil where there is none.
  package var screen: (() -> TerminalScreen)?
  /// Lets a person edit a text in another program; nil where there is no terminal.
  package var editor: (any EntryEditor)?

  package init(
    environment: @escaping (String) -> String?, writeOutput: @escaping (String) -> Void,
    writeError: @escaping (String) -> Void, writeBytes: @escaping (UnsafeRawBufferPointer) -> Void,
    outputFailure: @escaping () -> String? = { nil }, isInteractive: Bool, usesColor: Bool,
    usesErrorColor: Bool = false,
    clock: @escaping () -> Int64, randomSeed: @escaping () -> UInt64,
    makeTransport: @escaping () -> any HTTPTransport,
    resetSandbox: @escaping () -> Void, askSecret: @escaping (String) -> String?,
    askKey: @escaping (String, String) -> Character? = { _, _ in nil },
    secrets: any SecretAccess, files: any FileStore, consent: (any ConsentAccess)? = nil,
    interruption: Interruption, pager: (any Pager)? = nil, editor: (any EntryEditor)? = nil,
    screen: (() -> TerminalScreen)? = nil
  ) {
    self.environment = environment
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.writeBytes = writeBytes
    self.outputFailure = outputFailure
    self.isInteractive = isInteractive
    self.usesColor = usesColor
    self.usesErrorColor = usesErrorColor
    self.clock = clock
    self.randomSeed = randomSeed
    self.makeTransport = makeTransport
    self.resetSandbox = resetSandbox
    self.askSecret = askSecret
    self.askKey = askKey
    self.secrets = secrets
    self.files = files
    self.consent = consent
    self.interruption = interruption
    self.pager = pager
    self.editor = editor
    self.screen = screen
  }

  /// Words as the terminal shows them, if there is one.
  package func fitted(_ text: String, isPage: Bool = false) -> String {
    screen.map { HangingWrap.text(text, columns: $0().columns, isPage: isPage) } ?? text
  }

  /// The file of the vault: `$PATCHBAY_VAULT`, or in the data folder.
  package var vaultPath: String? {
    if let path = environment("PATCHBAY_VAULT"), !path.isEmpty { return expandingHome(path) }
    return dataFolder.map { $0 + "/vault" }
  }

  /// A path with the home folder in place of a `~` at its start.
  func expandingHome(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = environment("HOME"), !home.isEmpty else {
      return path
    }
    return home + path.dropFirst()
  }

  /// The folder for history, trust and vault: `$XDG_DATA_HOME/patchbay`, or under the home folder.
  package var dataFolder: String? {
    if let folder = environment("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/patchbay" }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/share/patchbay"
  }

  /// The folder for settings: `$XDG_CONFIG_HOME/patchbay`, or under the home folder.
  package var configurationFolder: String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/patchbay" }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.config/patchbay"
  }
}
