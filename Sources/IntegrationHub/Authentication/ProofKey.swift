import Crypto
import Encodings

/// Proof Key for Code Exchange (RFC 7636), method S256.
package enum ProofKey {
  package static func challenge(of verifier: String) -> String {
    Base64.encodeForURL(SHA256.hash(data: Array(verifier.utf8)))
  }
}
