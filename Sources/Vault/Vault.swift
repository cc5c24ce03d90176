/// The encrypted file that holds secrets, opened by a passphrase.
package struct Vault {
  private let storage: any VaultStorage
  private let cost: ScryptCost
  private let bounds: ScryptCost.Bounds

  package init(
    _ storage: any VaultStorage, cost: ScryptCost = .standard, bounds: ScryptCost.Bounds = .standard
  ) {
    self.storage = storage
    self.cost = cost
    self.bounds = bounds
  }

  /// The file's bytes, still encrypted; nil when there is no vault.
  package func read() throws(VaultError) -> [UInt8]? { try storage.read() }

  /// What the bytes of a vault hold.
  package func open(_ bytes: [UInt8], with passphrase: SecretBytes) throws(VaultError) -> OpenedVault {
    OpenedVault(
      bytes: bytes, contents: try VaultFormat.open(bytes, passphrase: passphrase, bounds: bounds))
  }

  /// Changes what is in the vault, and makes it if there is none; no other process writes meanwhile.
  ///
  /// `opened` saves opening it again when nobody wrote since. With `newPassphrase` it is opened by that one from then
  /// on. When `body` throws, nothing is written.
  package func change(
    with passphrase: SecretBytes, from opened: OpenedVault? = nil, newPassphrase: SecretBytes? = nil,
    _ body: (inout VaultContents) throws(VaultError) -> Void = { _ throws(VaultError) in }
  ) throws(VaultError) {
    try storage.update { bytes throws(VaultError) in
      var contents = VaultContents()
      if let bytes {
        if let opened, opened.bytes == bytes {
          contents = opened.contents
        } else {
          contents = try open(bytes, with: passphrase).contents
        }
      }
      try body(&contents)
      return try VaultFormat.seal(contents, passphrase: newPassphrase ?? passphrase, cost: cost)
    }
  }
}

/// A vault that its passphrase opened.
package struct OpenedVault {
  /// The file as it was then.
  package let bytes: [UInt8]
  package let contents: VaultContents
}

/// Where the bytes of a vault are kept.
package protocol VaultStorage: AnyObject {
  /// nil when there is no vault.
  func read() throws(VaultError) -> [UInt8]?
  /// Replaces the bytes by what `body` makes of them, without another writer in between.
  func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError)
}

/// Opens arbitrary bytes as a vault, at next to no cost, for fuzzing: whatever they are, it comes back.
package func checkVaultFile(_ bytes: [UInt8]) {
  let passphrase = SecretBytes("passphrase".utf8)
  _ = try? VaultFormat.open(bytes, passphrase: passphrase, bounds: .tiny)
  // Behind the checksum and the encryption stands a second reader.
  _ = VaultContents(decoding: SecretBytes(bytes))
}
