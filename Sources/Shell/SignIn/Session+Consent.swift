import IntegrationHub
import Redaction
import Vault

/// What sign-ins through a browser need of a session.
extension Session {
  /// Bytes for verifiers and the like: never from the seed that a transcript holds.
  static func randomBytes(_ count: Int, from context: ShellContext) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let word = context.randomSeed()
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    return Array(bytes.prefix(count))
  }

  /// A transcript that nobody trusted sends no person anywhere but to the practice service.
  func consentRefusal(_ url: String) -> String? {
    guard case .untrusted(let advice, _) = secretPolicy, !Self.isPractice(url) else { return nil }
    return "a transcript that is not trusted opens no browser: \(advice)"
  }

  /// Puts a refresh token back where the secret came from, so that the next session has it.
  func keep(_ value: String, of reference: SecretReference, in source: SecretSource) {
    guard case .read = secretPolicy else { return }
    guard case .vault(let name) = source else {
      if source != .typed {
        warnUnrecorded(
          "the service gave a new \(reference.path), which its source (\(source.label)) does not hold")
      }
      return
    }
    do throws(VaultFailure) {
      try vault.set(name ?? reference.path, at: context.clock() / 1000) { () throws(VaultFailure) in
        SecretBytes(value.utf8)
      }
    } catch {
      warnUnrecorded("the new \(reference.path) is not in the vault: \(error.message)")
    }
  }
}
