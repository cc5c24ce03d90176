import Crypto
import Encodings

/// The answer to a Digest challenge (RFC 7616, section 3.4).
package struct DigestResponse {
  /// Hash functions by the names that challenges have for them.
  package enum Algorithm: String, CaseIterable, Sendable {
    case md5 = "MD5"
    case sha256 = "SHA-256"
    case sha512256 = "SHA-512-256"

    func hash(_ text: some Sequence<UInt8>) -> String {
      switch self {
      case .md5: Hexadecimal.encode(Insecure.MD5.hash(data: Array(text)))
      case .sha256: Hexadecimal.encode(SHA256.hash(data: Array(text)))
      case .sha512256: Hexadecimal.encode(SHA512256.hash(Array(text)))
      }
    }
  }

  package enum Protection: String, Sendable {
    case auth
    case integrity = "auth-int"
  }

  package let realm: String
  package private(set) var nonce: String
  package let opaque: String?
  package let algorithm: Algorithm
  package let isSession: Bool
  /// nil answers servers of before RFC 2617.
  package let protection: Protection?
  package let hashesUserName: Bool
  /// The first nonce counts for a session's key, whatever follows.
  private let firstNonce: String
  /// How often the nonce was used.
  package private(set) var count = 0
  package let clientNonce: String

  /// nil when the challenge is no Digest or asks for what is not supported.
  package init?(_ challenge: AuthenticationChallenge, clientNonce: String) {
    guard challenge.scheme == "digest", let realm = challenge.parameters["realm"],
      let nonce = challenge.parameters["nonce"]
    else { return nil }
    var name = challenge.parameters["algorithm"]?.uppercased() ?? "MD5"
    isSession = name.hasSuffix("-SESS")
    if isSession { name = String(name.dropLast("-SESS".count)) }
    guard let algorithm = Algorithm(rawValue: name) else { return nil }
    if let offered = challenge.parameters["qop"] {
      let names = offered.split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
      guard let found = [Protection.auth, .integrity].first(where: { names.contains($0.rawValue) }) else {
        return nil
      }
      protection = found
    } else {
      protection = nil
    }
    self.realm = realm
    self.nonce = nonce
    firstNonce = nonce
    self.algorithm = algorithm
    opaque = challenge.parameters["opaque"]
    hashesUserName = challenge.parameters["userhash"]?.lowercased() == "true"
    self.clientNonce = clientNonce
  }

  /// What a note says: `SHA-256, qop auth`.
  package var label: String {
    algorithm.rawValue + (isSession ? "-sess" : "") + (protection.map { ", qop \($0.rawValue)" } ?? "")
  }

  /// Whether the nonce was used once at most, so that a refusal is none of its age.
  package var isFresh: Bool { count < 2 }

  /// Takes the nonce that the server wants next.
  package mutating func turn(to nonce: String) {
    guard nonce != self.nonce else { return }
    self.nonce = nonce
    count = 0
  }

  /// Counts one more use of the nonce.
  package mutating func countUse() { count += 1 }

  private var nonceCount: String {
    let digits = String(count, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The value of `response`, a hash in hexadecimal.
  package func response(
    username: String, password: String, method: String, uri: String, body: [UInt8]
  ) -> String {
    var first = algorithm.hash("\(username):\(realm):\(password)".utf8)
    if isSession { first = algorithm.hash("\(first):\(firstNonce):\(clientNonce)".utf8) }
    var second = "\(method):\(uri)"
    if protection == .integrity { second += ":" + algorithm.hash(body) }
    let last = algorithm.hash(second.utf8)
    guard let protection else { return algorithm.hash("\(first):\(nonce):\(last)".utf8) }
    return algorithm.hash(
      "\(first):\(nonce):\(nonceCount):\(clientNonce):\(protection.rawValue):\(last)".utf8)
  }

  /// The value of the Authorization header.
  package func header(username: String, uri: String, response: String) -> String {
    var parts: [String] = []
    if hashesUserName {
      parts.append("username=\"\(algorithm.hash("\(username):\(realm)".utf8))\"")
    } else if username.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      parts.append("username=\(Self.quoted(username))")
    } else {
      // RFC 8187.
      parts.append("username*=UTF-8''\(PercentEncoding.encode(username))")
    }
    parts.append("realm=\(Self.quoted(realm))")
    parts.append("uri=\"\(uri)\"")
    parts.append("algorithm=\(algorithm.rawValue)\(isSession ? "-sess" : "")")
    parts.append("nonce=\(Self.quoted(nonce))")
    if let protection {
      parts += ["nc=\(nonceCount)", "cnonce=\"\(clientNonce)\"", "qop=\(protection.rawValue)"]
    }
    parts.append("response=\"\(response)\"")
    if let opaque { parts.append("opaque=\(Self.quoted(opaque))") }
    if hashesUserName { parts.append("userhash=true") }
    return "Digest " + parts.joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
      + "\""
  }
}
