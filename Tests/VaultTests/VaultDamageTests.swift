import Crypto
import Testing
import Vault

/// Whatever became of a vault's bytes, there is a word for it and no crash.
@Suite struct VaultDamageTests {
  private let vault: Vault
  private let good: [UInt8]
  private let passphrase = SecretBytes("correct horse".utf8)

  init() throws {
    let storage = MemoryStorage()
    vault = Vault(storage, cost: .tiny, bounds: .tiny)
    try vault.change(with: passphrase) { contents throws(VaultError) in
      contents.set("a", to: SecretBytes("1".utf8), at: 0)
    }
    good = storage.bytes ?? []
  }

  private func error(of bytes: [UInt8]) -> VaultError? {
    do {
      _ = try vault.open(bytes, with: passphrase)
      return nil
    } catch {
      return error
    }
  }

  /// With a checksum that fits: what somebody would write who knows the format but not the passphrase.
  private func forged(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var bytes = Array(good.dropLast(32))
    change(&bytes)
    return bytes + SHA256.hash(data: bytes)
  }

  @Test func theOriginalOpens() {
    #expect(error(of: good) == nil)
    #expect(error(of: forged { _ in }) == nil)
  }

  @Test func everyFlippedByteIsNoticed() {
    for index in good.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var bytes = good
        bytes[index] ^= mask
        let error = error(of: bytes)
        switch index {
        case 0..<16: #expect(error == .isNoVault)
        case 16..<18:
          #expect(error == .isDamaged || error == .isNewer(version: Int(bytes[16]) << 8 | Int(bytes[17])))
        // The length says that there is more, or less.
        case 65..<69: #expect(error == .isDamaged || error == .isTruncated)
        default: #expect(error == .isDamaged, "byte \(index)")
        }
      }
    }
  }

  @Test func everyForgedByteIsNoticed() {
    for index in 18..<good.count - 32 where !(65..<69).contains(index) {
      let error = error(of: forged { $0[index] ^= 0x01 })
      let expected: VaultError = index < 21 ? .hasUnreasonableCost : .refusesPassphrase
      // One bit more in N, r or p may still be a reasonable cost; the key is another one then.
      #expect(error == expected || error == .refusesPassphrase, "byte \(index)")
    }
  }

  @Test func everyTruncationIsNoticed() {
    #expect(error(of: []) == .isNoVault)
    for count in 1..<good.count {
      #expect(error(of: Array(good[..<count])) == .isTruncated, "\(count) bytes")
    }
    #expect(error(of: good + [0]) == .isDamaged)
  }

  @Test func otherFilesAreNoVaults() {
    #expect(error(of: Array("# a transcript\n".utf8)) == .isNoVault)
    // Line ends were changed on the way.
    #expect(error(of: Array("patchbay vault\n".utf8) + good[16...]) == .isNoVault)
  }

  @Test func aNewerFormatIsNotTouched() throws {
    let storage = MemoryStorage()
    storage.bytes = forged { $0[17] = 2 }
    let bytes = storage.bytes
    #expect(throws: VaultError.isNewer(version: 2)) {
      try Vault(storage, cost: .tiny, bounds: .tiny).change(with: passphrase)
    }
    #expect(storage.bytes == bytes)
  }

  /// Deriving such a key would take a terabyte, for ever, or no time at all.
  @Test(arguments: [
    (33, 8, 1), (30, 8, 1), (17, 255, 1), (17, 8, 255), (14, 8, 1), (0, 0, 0), (255, 255, 255), (4, 8, 1),
  ])
  func unreasonableCostsAreRefused(cost: (UInt8, UInt8, UInt8)) {
    let bytes = forged { $0.replaceSubrange(18..<21, with: [cost.0, cost.1, cost.2]) }
    let vault = Vault(MemoryStorage())
    let isUnreasonable = cost != (14, 8, 1)
    // This one stays inside the bounds, and its key opens nothing.
    #expect(throws: isUnreasonable ? VaultError.hasUnreasonableCost : .refusesPassphrase) {
      try vault.open(bytes, with: passphrase)
    }
  }

  @Test func arbitraryBytesNeverCrash() {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for round in 0..<2000 {
      var bytes =
        round % 2 == 0 ? good : (0..<Int(next() % 300)).map { _ in UInt8(truncatingIfNeeded: next()) }
      for _ in 0..<Int(next() % 8) where !bytes.isEmpty {
        bytes[Int(next()) % bytes.count] = UInt8(truncatingIfNeeded: next())
      }
      checkVaultFile(bytes)
    }
    checkVaultFile([])
    // A count of entries that the bytes cannot hold.
    checkVaultFile([0xFF, 0xFF, 0xFF, 0xFF])
  }
}
