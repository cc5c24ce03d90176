import Crypto
import Vault

/// What holds for the reader of vaults whatever the file is.
///
/// The first byte chooses what the others are: the file; names and values to be put into one, each up to a NUL; what
/// takes the place of its header under a new checksum, read with the bounds of tests, or with those of users.
enum VaultProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    guard let first = bytes.first else { return nil }
    let rest = Array(bytes.dropFirst())
    switch first & 3 {
    case 0:
      checkVaultFile(rest)
      return nil
    case 1: return damageFailure(rest)
    case 2: return forgeryFailure(rest, bounds: .tiny)
    default: return forgeryFailure(rest, bounds: .standard)
    }
  }

  private static let passphrase = SecretBytes("passphrase".utf8)

  private static func sealed(_ entries: [(name: String, value: [UInt8])]) throws(VaultError) -> [UInt8] {
    let storage = MemoryVault()
    try Vault(storage, cost: .tiny, bounds: .tiny).change(with: passphrase) { contents throws(VaultError) in
      for (index, entry) in entries.enumerated() {
        contents.set(entry.name, to: SecretBytes(entry.value), at: Int64(index))
      }
    }
    return storage.bytes ?? []
  }

  private static func open(_ bytes: [UInt8], _ bounds: ScryptCost.Bounds = .tiny) -> Result<
    OpenedVault, VaultError
  > {
    let vault = Vault(MemoryVault(), cost: .tiny, bounds: bounds)
    return Result { () throws(VaultError) in try vault.open(bytes, with: passphrase) }
  }

  // MARK: Damage

  private static func damageFailure(_ bytes: [UInt8]) -> String? {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
    var entries: [(name: String, value: [UInt8])] = []
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = String(decoding: parts[index], as: UTF8.self)
      if VaultContents.problem(withName: name) == nil { entries.append((name, Array(parts[index + 1]))) }
    }
    guard let good = try? sealed(entries), case .success(let opened) = open(good) else {
      return "a vault does not open again"
    }
    let expected = Dictionary(entries.map { ($0.name, $0.value) }) { $1 }
    let found = Dictionary(opened.contents.entries.map { ($0.name, $0.value.withBytes { Array($0) }) }) { $1 }
    if found != expected || opened.contents.entries.count != expected.count {
      return "a vault holds something else"
    }
    let place = bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % good.count
    for bit in 0..<8 {
      var damaged = good
      damaged[place] ^= 1 << bit
      switch open(damaged) {
      case .success: return "bit \(bit) of byte \(place) does not matter"
      case .failure(.isDamaged), .failure(.isTruncated), .failure(.isNoVault), .failure(.isNewer): break
      case .failure(let error): return "bit \(bit) of byte \(place) is called \(error)"
      }
    }
    switch open(Array(good[..<place])) {
    case .failure(.isTruncated): break
    case .failure(.isNoVault) where place == 0: break
    case let other: return "the first \(place) bytes are called \(other)"
    }
    if case .failure(.isDamaged) = open(good + [0]) { return nil }
    return "a byte behind the end does not matter"
  }

  // MARK: Forgery

  /// Puts bytes over what follows the magic, and a checksum that fits.
  private static func forgeryFailure(_ bytes: [UInt8], bounds: ScryptCost.Bounds) -> String? {
    guard let good = try? sealed([("crm/secret", Array("value".utf8))]) else {
      return "a vault cannot be made"
    }
    var forged = Array(good.dropLast(checksumSize))
    let bytes = bytes.prefix(forged.count - magicSize)
    forged.replaceSubrange(magicSize..<magicSize + bytes.count, with: bytes)
    forged += SHA256.hash(data: forged)
    guard case .success = open(forged, bounds), forged != good else { return nil }
    return "a vault opens that was changed"
  }

  private static let magicSize = 16
  private static let checksumSize = 32
}

private final class MemoryVault: VaultStorage {
  var bytes: [UInt8]?

  func read() -> [UInt8]? { bytes }

  func update(_ body: ([UInt8]?) throws(VaultError) -> [UInt8]) throws(VaultError) { bytes = try body(bytes) }
}
