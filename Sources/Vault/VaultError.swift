/// Why a vault could not be used.
package enum VaultError: Error, Equatable, Sendable {
  case isNoVault
  /// Its format is of a later version.
  case isNewer(version: Int)
  case isTruncated
  /// A byte is not what was written.
  case isDamaged
  /// It asks for a key that is too cheap or too dear to derive.
  case hasUnreasonableCost
  /// The passphrase is another one, or somebody changed the file on purpose.
  case refusesPassphrase
  case isTooBig
  /// Another process was writing it all the time.
  case isLocked
  /// The system could not read or write it.
  case file(reason: String)
  /// The key could not be derived, for want of memory.
  case noKey

  /// What happened, in words, for the vault at `path`.
  package func message(path: String) -> String {
    switch self {
    case .isNoVault: "\(path) is no vault"
    case .isNewer(let version):
      "the vault \(path) has format \(version), which this version does not know: use a newer patchbay"
    case .isTruncated: "the vault \(path) is cut short: put a copy of it back"
    case .isDamaged: "the vault \(path) is damaged: put a copy of it back"
    case .hasUnreasonableCost: "the vault \(path) asks for a key at an unreasonable cost, and is not opened"
    case .refusesPassphrase: "the passphrase does not open the vault \(path)"
    case .isTooBig: "the vault \(path) would hold or holds more than \(VaultFormat.largest / 1_048_576) MiB"
    case .isLocked: "another patchbay is writing the vault \(path): try again"
    case .file(let reason): "the vault \(path): \(reason)"
    case .noKey: "the key of the vault \(path) cannot be derived: there is not enough memory"
    }
  }
}
