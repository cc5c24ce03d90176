package import Crypto
import CryptoExtras

/// What it costs to derive a key: the parameters of scrypt (RFC 7914, section 2).
package struct ScryptCost: Equatable, Sendable {
  /// The logarithm of N, the number of blocks.
  package var logarithmOfN: UInt8
  package var blockSize: UInt8
  package var parallelism: UInt8

  package init(logarithmOfN: UInt8, blockSize: UInt8, parallelism: UInt8) {
    self.logarithmOfN = logarithmOfN
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// What new vaults use: 128 MiB, and about half a second.
  package static let standard = ScryptCost(logarithmOfN: 17, blockSize: 8, parallelism: 1)

  /// Next to nothing, for tests and fuzzing.
  package static let tiny = ScryptCost(logarithmOfN: 4, blockSize: 8, parallelism: 1)

  /// The memory that one derivation takes.
  var memory: Int { 128 << Int(logarithmOfN) * Int(blockSize) }

  /// The costs that a file may ask for: it must neither eat the machine nor be cheap to guess.
  package struct Bounds: Sendable {
    package var memory: ClosedRange<Int>

    /// For vaults on disk.
    package static let standard = Bounds(memory: 1 << 24...1 << 29)
    /// For tests and fuzzing.
    package static let tiny = Bounds(memory: 1...1 << 16)

    func allow(_ cost: ScryptCost) -> Bool {
      // The first three keep the product below from overflowing, and inside what BoringSSL accepts.
      (1...30).contains(cost.logarithmOfN) && (1...16).contains(cost.blockSize)
        && (1...2).contains(cost.parallelism) && memory.contains(cost.memory)
    }
  }
}

extension ScryptCost {
  /// The key for a passphrase; the library leaves one copy of it unwiped in freed memory.
  package func derive(
    _ passphrase: SecretBytes, salt: [UInt8], count: Int
  ) throws(VaultError) -> SymmetricKey {
    // An empty one has no address, which the library does not expect.
    guard !passphrase.isEmpty, !salt.isEmpty else { throw .refusesPassphrase }
    do {
      return try passphrase.withBytes { passphrase in
        try KDF.Scrypt.deriveKey(
          from: passphrase.assumingMemoryBound(to: UInt8.self), salt: salt, outputByteCount: count,
          rounds: 1 << Int(logarithmOfN), blockSize: Int(blockSize), parallelism: Int(parallelism))
      }
    } catch {
      throw .noKey
    }
  }
}
