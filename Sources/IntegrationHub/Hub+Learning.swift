import Encodings
package import HTTPExchange
import JSON
import Redaction

/// Credentials that no definition names: what goes out and comes in tells them by the names before them.
extension Hub {
  /// A shorter cookie is a setting such as `theme=dark`, and masking it would mask ordinary words.
  private static let shortestCookie = 8

  func learn(from request: HTTPRequest, of connection: String) {
    learnUserInfo(of: request.url, connection)
    for header in request.headers {
      for finding in LiteralCredentials.find(header.name, header.value) {
        learn(finding.value, finding.name, connection)
        if CredentialNames.headersWithScheme.contains(CredentialNames.folded(header.name)) {
          learnPair(finding.value, finding.name, connection)
        }
      }
    }
    learn(
      CredentialScan.find(inURL: request.url) + CredentialScan.find(inBody: request.body ?? []), connection)
  }

  /// Learns from the head of an answer, before anything of its body is shown.
  package func learn(fromHead head: HTTPHead) {
    learn(
      from: HTTPResponse(status: head.status, reason: head.reason, headers: head.headers, finalURL: ""),
      of: receivingConnection)
  }

  /// Learns how secrets of several lines stand in server-sent events: with a field's name before each line.
  package func learnEventSpellings() {
    for secret in Array(secrets.values) {
      guard let value = secret.value.text, value.contains(where: \.isNewline) else { continue }
      let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for field in ["\ndata: ", "\ndata:", "\r\ndata: ", "\r\ndata:"] {
        redactor.register(lines.joined(separator: field), as: secret.reference)
      }
    }
  }

  /// Learns from a part of a body that can be read by itself, before it is shown or stored.
  package func learn(fromPart part: [UInt8]) {
    learn(CredentialScan.find(inBody: part), receivingConnection)
  }

  /// Of an authentication answer more is taken for a credential than of any other.
  func learn(from response: HTTPResponse, of connection: String, isAuthentication: Bool = false) {
    for header in response.headers {
      let name = header.name.lowercased()
      if name == "set-cookie" {
        let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map {
          $0.trimmingBlanks()
        }
        guard pair.count == 2, pair[1].utf8.count >= Self.shortestCookie else { continue }
        learn(pair[1], "cookie-\(pair[0])", connection)
      } else if name == "location" || name == "content-location" || name == "refresh" {
        learn(CredentialScan.find(inURL: header.value), connection)
        learnUserInfo(of: header.value, connection)
      } else if CredentialNames.isCredential(name)
        || isAuthentication && name != "www-authenticate" && SensitiveHeaders.mayHoldCredentials(name)
      {
        for finding in LiteralCredentials.find(header.name, header.value, isKnown: true) {
          learn(finding.value, finding.name, connection)
        }
      }
    }
    learn(response.cookies, of: connection)
    for address in [response.finalURL] + response.redirects.map(\.location) {
      learn(CredentialScan.find(inURL: address), connection)
      learnUserInfo(of: address, connection)
    }
    if isAuthentication, let answer = try? JSONValue(parsing: response.body) {
      for credential in CredentialMembers.values(in: answer) {
        names.register(
          credential.value, as: SecretReference(connection: connection, name: credential.name))
      }
    }
    learn(CredentialScan.find(inBody: response.body), connection)
  }

  /// The cookies of a jar.
  package func learn(_ cookies: [HTTPCookie], of connection: String) {
    for cookie in cookies where cookie.value.utf8.count >= Self.shortestCookie {
      learn(cookie.value, "cookie-\(cookie.name)", connection)
    }
  }

  private func learn(_ values: [NamedValue], _ connection: String) {
    for value in values { learn(value.value, value.name, connection) }
  }

  private func learn(_ value: String, _ name: String, _ connection: String) {
    // What a known secret is in another form keeps its name.
    guard !redactor.isMasked(value) else { return }
    names.register(value, as: SecretReference(connection: connection, name: name), byName: true)
  }

  /// The password in `Basic` credentials, which stands alone elsewhere.
  private func learnPair(_ encoded: String, _ name: String, _ connection: String) {
    guard let bytes = Base64.decode(encoded), let pair = String(validating: bytes, as: UTF8.self),
      let colon = pair.firstIndex(of: ":")
    else { return }
    learn(String(pair[pair.index(after: colon)...]), "password", connection)
  }

  /// `http://user:password@host`: the client sends both as Basic authentication.
  func learnUserInfo(of url: String, _ connection: String) {
    // Nearly no address has one, and a byte says so at once.
    guard url.utf8.contains(UInt8(ascii: "@")), let scheme = url.firstRange(of: "://") else { return }
    let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return }
    let parts = authority[..<at].split(separator: ":", maxSplits: 1).map {
      PercentEncoding.decode(String($0))
    }
    guard parts.count == 2 else { return }
    let known = secrets.values.first {
      key($0.reference.connection) == key(connection) && $0.value.text == parts[1]
    }
    names.register(
      parts[1], as: known?.reference ?? SecretReference(connection: connection, name: "password"),
      identifier: parts[0])
  }
}
