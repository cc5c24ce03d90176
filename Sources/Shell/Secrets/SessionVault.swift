import Encodings
package import Vault

/// The vault as one session uses it: its passphrase is asked once, and kept until the session ends.
package final class SessionVault {
  private let context: ShellContext
  private var passphrase: SecretBytes?
  private var opened: OpenedVault?

  private static let fileVariable = "PATCHBAY_VAULT_PASSPHRASE_FILE"
  private static let textVariable = "PATCHBAY_VAULT_PASSPHRASE"
  /// The environment variables that lead to the passphrase.
  static let variables: Set<String> = [fileVariable, textVariable]
  /// How often a person may mistype.
  private static let attempts = 3

  package init(_ context: ShellContext) { self.context = context }

  // MARK: Use

  package func value(of name: String) throws(VaultFailure) -> SecretBytes {
    guard let contents = try open()?.contents else {
      throw VaultFailure("there is no vault yet: patchbay secret set \(Self.quoted(name))", .secretMissing)
    }
    guard let value = contents[name] else {
      throw VaultFailure(
        "the vault holds no '\(name)': patchbay secret set \(Self.quoted(name))", .secretMissing)
    }
    return value
  }

  /// What is in the vault; nothing when there is none.
  package func entries() throws(VaultFailure) -> [VaultContents.Entry] {
    try open()?.contents.entries ?? []
  }

  /// Puts a value in, and makes the vault when there is none; `value` is asked for when the vault is open.
  package func set(
    _ name: String, at seconds: Int64, to value: () throws(VaultFailure) -> SecretBytes
  ) throws(VaultFailure) {
    let opened = try open()
    if opened == nil {
      let given = try givenPassphrase()
      passphrase = if let given { given } else { try newPassphrase() }
    }
    let value = try value()
    try change(from: opened) { $0.set(name, to: value, at: seconds) }
  }

  package func remove(_ name: String) throws(VaultFailure) {
    let opened = try open()
    guard opened?.contents[name] != nil else {
      throw VaultFailure(
        "the vault holds no '\(name)': patchbay secret list shows what it holds", .secretMissing)
    }
    try change(from: opened) { _ = $0.remove(name) }
  }

  /// Encrypts everything anew under another passphrase, which stands in a file or is asked for.
  package func rotate(newPassphraseFile: String?) throws(VaultFailure) {
    guard let opened = try open() else {
      throw VaultFailure("there is no vault: patchbay secret set NAME makes one", .secretMissing)
    }
    let new =
      if let newPassphraseFile { try passphrase(inFile: newPassphraseFile) } else { try newPassphrase() }
    try change(from: opened, newPassphrase: new) { _ in }
  }

  private func change(
    from opened: OpenedVault?, newPassphrase: SecretBytes? = nil, _ body: (inout VaultContents) -> Void
  ) throws(VaultFailure) {
    let path = try path()
    guard let passphrase else { return }
    if let folder = context.dataFolder, path.hasPrefix(folder + "/") { context.files.makeFolder(folder) }
    do {
      try context.secrets.vault(at: path)
        .change(with: passphrase, from: opened, newPassphrase: newPassphrase) {
          contents throws(VaultError) in body(&contents)
        }
      if let newPassphrase { self.passphrase = newPassphrase }
    } catch {
      throw VaultFailure(error, path: path)
    }
  }

  // MARK: Opening

  private func path() throws(VaultFailure) -> String {
    guard let path = context.vaultPath else {
      throw VaultFailure("there is no home folder for the vault: set PATCHBAY_VAULT to a path", .fileError)
    }
    return path
  }

  /// The vault as it is on disk now; nil when there is none.
  ///
  /// What was opened before is not opened again.
  private func open() throws(VaultFailure) -> OpenedVault? {
    let path = try path()
    let vault = context.secrets.vault(at: path)
    let bytes: [UInt8]?
    do throws(VaultError) {
      bytes = try vault.read()
    } catch {
      throw VaultFailure(error, path: path)
    }
    guard let bytes else { return nil }
    if let opened, opened.bytes == bytes { return opened }
    if passphrase == nil { passphrase = try givenPassphrase() }
    if let passphrase {
      // One that fails is not kept: another process may have changed it.
      self.passphrase = nil
      try open(vault, bytes, with: passphrase, path: path)
      return opened
    }
    for attempt in 1...Self.attempts {
      let typed = try ask("passphrase of the vault: ")
      do throws(VaultFailure) {
        try open(vault, bytes, with: typed, path: path)
        return opened
      } catch {
        // Another passphrase helps only where this one was the trouble.
        guard error.isWrongPassphrase, attempt < Self.attempts else { throw error }
        context.writeError("\(error.message); try again\n")
      }
    }
    return opened
  }

  private func open(
    _ vault: Vault, _ bytes: [UInt8], with passphrase: SecretBytes, path: String
  ) throws(VaultFailure) {
    do throws(VaultError) {
      opened = try vault.open(bytes, with: passphrase)
      self.passphrase = passphrase
    } catch {
      throw VaultFailure(error, path: path)
    }
  }

  // MARK: Passphrase

  /// The passphrase that the environment leads to; nil when it has to be asked for.
  private func givenPassphrase() throws(VaultFailure) -> SecretBytes? {
    context.secrets.protectMemory()
    if let path = context.environment(Self.fileVariable), !path.isEmpty {
      return try passphrase(inFile: path)
    }
    guard let text = context.environment(Self.textVariable), !text.isEmpty else { return nil }
    return SecretBytes(text.utf8)
  }

  private func passphrase(inFile path: String) throws(VaultFailure) -> SecretBytes {
    context.secrets.protectMemory()
    let path = context.expandingHome(path)
    do throws(FileError) {
      let file = try context.secrets.readFile(path)
      if file.isOpenToOthers {
        context.writeError(
          "warning: others can read \(path), which holds a passphrase: chmod 600 keeps it private\n")
      }
      let passphrase = file.bytes.withoutLineBreak
      guard !passphrase.isEmpty else { throw FileError("\(path) is empty and holds no passphrase") }
      return passphrase
    } catch {
      throw VaultFailure(error.message, .fileError)
    }
  }

  private func newPassphrase() throws(VaultFailure) -> SecretBytes {
    let first = try ask("new passphrase of the vault: ")
    let second = try ask("the same again: ")
    guard first.holdsSame(as: second) else {
      throw VaultFailure("the two passphrases differ; nothing was changed", .secretMissing)
    }
    return first
  }

  private func ask(_ prompt: String) throws(VaultFailure) -> SecretBytes {
    context.secrets.protectMemory()
    guard let text = context.askSecret(prompt), !text.isEmpty else {
      throw VaultFailure(
        "the vault needs its passphrase: type it at a terminal, or set \(Self.fileVariable) to a file that holds it",
        .secretMissing)
    }
    return SecretBytes(text.utf8)
  }

  /// A name as it is typed on a command line.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      byte > 0x7F || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (0x61...0x7A).contains(byte | 0x20) || "/._-".utf8.contains(byte)
    }
    return isPlain && !name.isEmpty ? name : "'" + name.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}

/// Why the vault gave or took nothing, and the status that goes with it.
package struct VaultFailure: Error {
  package var message: String
  package var status: ExitStatus
  fileprivate var isWrongPassphrase = false

  package init(_ message: String, _ status: ExitStatus) {
    self.message = message
    self.status = status
  }

  fileprivate init(_ error: VaultError, path: String) {
    self.init(error.message(path: path), error == .refusesPassphrase ? .secretMissing : .fileError)
    isWrongPassphrase = error == .refusesPassphrase
  }
}
