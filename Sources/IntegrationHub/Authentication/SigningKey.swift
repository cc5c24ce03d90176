import Crypto
import CryptoExtras
import Encodings

/// A private key that signs assertions, read from PEM (PKCS #8, PKCS #1 or SEC 1).
package struct SigningKey {
  /// Signature algorithms of JSON Web Signatures (RFC 7518, section 3.1).
  package enum Algorithm: String, CaseIterable, Sendable {
    case RS256, RS384, RS512, ES256, ES384
  }

  private enum Key {
    case rsa(_RSA.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
  }

  private let key: Key
  package let algorithm: Algorithm

  /// Without an algorithm the key's kind decides: RS256, ES256 or ES384.
  package init(pem: String, algorithm: Algorithm?) throws(HubError) {
    let (label, block) = try Self.keyBlock(of: pem)
    let key = try Self.key(label, block)
    let usual: [Algorithm] =
      switch key {
      case .rsa: [.RS256, .RS384, .RS512]
      case .p256: [.ES256]
      case .p384: [.ES384]
      }
    let chosen = algorithm ?? usual[0]
    guard usual.contains(chosen) else {
      throw HubError(
        .refused, "The private key cannot sign with \(chosen.rawValue)",
        suggestion: "it can with \(usual.map(\.rawValue).joined(separator: ", "))")
    }
    self.key = key
    self.algorithm = chosen
  }

  /// The signature's bytes; of ECDSA the two numbers beside each other (RFC 7518, section 3.4).
  package func signature(of text: some StringProtocol) throws(HubError) -> [UInt8] {
    let bytes = Array(text.utf8)
    do {
      switch key {
      case .rsa(let key):
        let signature =
          switch algorithm {
          case .RS384:
            try key.signature(for: SHA384.hash(data: bytes), padding: .insecurePKCS1v1_5)
          case .RS512:
            try key.signature(for: SHA512.hash(data: bytes), padding: .insecurePKCS1v1_5)
          default: try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
          }
        return signature.withUnsafeBytes { Array($0) }
      case .p256(let key): return Array(try key.signature(for: SHA256.hash(data: bytes)).rawRepresentation)
      case .p384(let key): return Array(try key.signature(for: SHA384.hash(data: bytes)).rawRepresentation)
      }
    } catch {
      throw HubError(.refused, "The private key cannot sign: \(error)")
    }
  }

  private static func key(_ label: String, _ pem: String) throws(HubError) -> Key {
    if label != "EC PRIVATE KEY", let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) {
      return .rsa(key)
    }
    if label != "RSA PRIVATE KEY" {
      if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) { return .p256(key) }
      if let key = try? P384.Signing.PrivateKey(pemRepresentation: pem) { return .p384(key) }
    }
    throw HubError(
      .refused, "The private key cannot be read",
      suggestion: "it is RSA of at least 2048 bits, or an elliptic curve, P-256 or P-384")
  }

  /// The block that holds the key, whatever stands around it.
  private static func keyBlock(of text: String) throws(HubError) -> (label: String, block: String) {
    // Environment variables often carry line breaks as two characters.
    let text = text.contains("\n") ? text : text.replacing("\\n", with: "\n")
    var others: [String] = []
    var rest = text[...]
    while let begin = rest.firstRange(of: "-----BEGIN ") {
      let after = rest[begin.upperBound...]
      guard let end = after.firstRange(of: "-----") else { break }
      let label = String(after[..<end.lowerBound])
      guard let close = after.firstRange(of: "-----END \(label)-----") else { break }
      if ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"].contains(label) {
        let body = after[end.upperBound..<close.lowerBound]
        // `Proc-Type: 4,ENCRYPTED`, the old way of a passphrase.
        if body.contains("ENCRYPTED") { throw encrypted }
        let digits = body.filter { !$0.isWhitespace }
        guard let bytes = Base64.decode(digits) else { break }
        return (label, block(label, bytes))
      }
      if label == "ENCRYPTED PRIVATE KEY" { throw encrypted }
      others.append(label)
      rest = after[close.upperBound...]
    }
    throw HubError(
      .refused,
      others.isEmpty
        ? "The private key is not in PEM"
        : "What stands as the private key is \(others.joined(separator: " and "))",
      suggestion: "it begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----")
  }

  private static let encrypted = HubError(
    .refused, "The private key is encrypted, and there is no passphrase for it",
    suggestion: "take the passphrase off with: openssl pkey -in KEY -out PLAIN; and keep PLAIN in the vault")

  /// PEM with the line lengths that readers insist on (RFC 7468).
  private static func block(_ label: String, _ bytes: [UInt8]) -> String {
    var lines = ["-----BEGIN \(label)-----"]
    var rest = Base64.encode(bytes)[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }
}
