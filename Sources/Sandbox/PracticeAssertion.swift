import Crypto
import CryptoExtras
import Encodings
import JSON

/// A signed assertion as the practice service checks it (RFC 7523, section 3).
struct PracticeAssertion {
  /// The public half of the key that the sessions sign with.
  static let publicKey = """
    -----BEGIN PUBLIC KEY-----
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcW9nr0FJ30BlI4U1+gedSKC8I8VL
    xHErCkkBfO1SXFHnD2wxaQjxpdC4g37W5sXckKQDSes+ZgkUd2PDuf2ifw==
    -----END PUBLIC KEY-----
    """

  let claims: JSONObject

  /// nil when the text is no assertion that this key signed.
  init?(_ text: String, publicKey: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
      let signature = Self.bytes(parts[2]),
      Self.isValid(
        signature, of: Array("\(parts[0]).\(parts[1])".utf8), header["alg"]?.stringValue ?? "", publicKey)
    else { return nil }
    self.claims = claims
  }

  /// What is wrong with the claims; nil when nothing is.
  func problem(issuer: String, audience: String) -> String? {
    guard claims["iss"]?.stringValue == issuer else { return "iss must be '\(issuer)'" }
    guard claims["aud"]?.stringValue == audience else { return "aud must be '\(audience)'" }
    // This service does not know the time of day.
    guard let end = claims["exp"]?.intValue, end > claims["iat"]?.intValue ?? 0 else {
      return "exp must be a time after iat"
    }
    return nil
  }

  private static func isValid(
    _ signature: [UInt8], of text: [UInt8], _ algorithm: String, _ publicKey: String
  ) -> Bool {
    switch algorithm {
    case "ES256":
      guard let key = try? P256.Signing.PublicKey(pemRepresentation: publicKey),
        let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
      else { return false }
      return key.isValidSignature(signature, for: text)
    case "RS256": return isValid(signature, of: SHA256.hash(data: text), publicKey)
    case "RS384": return isValid(signature, of: SHA384.hash(data: text), publicKey)
    default: return false
    }
  }

  private static func isValid(_ signature: [UInt8], of digest: some Digest, _ publicKey: String) -> Bool {
    guard let key = try? _RSA.Signing.PublicKey(pemRepresentation: publicKey) else { return false }
    return key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
  }

  private static func bytes(_ part: Substring) -> [UInt8]? {
    Base64.decode(part.replacing("-", with: "+").replacing("_", with: "/"))
  }

  private static func object(_ part: Substring) -> JSONObject? {
    bytes(part).flatMap { try? JSONValue(parsing: $0) }?.objectValue
  }
}
