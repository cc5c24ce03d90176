import HTTPExchange
import Redaction

/// Answers every request with a secret in odd places and encodings, as a seed has it.
final class EchoingTransport: HTTPTransport {
  private var random: SeededGenerator
  private let secrets: [String]

  init(seed: UInt64, secrets: [String]) {
    random = SeededGenerator(seed: seed)
    self.secrets = secrets
  }

  func send(_ request: HTTPRequest, interruption: Interruption) throws(TransportError) -> HTTPResponse {
    if Int.random(in: 0..<12, using: &random) == 0 {
      throw .unreachable(.connect, message: "cannot reach \(text()) at \(text())")
    }
    var headers = [HTTPHeader("X-Echo", text()), HTTPHeader("X-Request-Id", "r-1")]
    var redirects: [HTTPRedirect] = []
    if Bool.random(using: &random) {
      headers.append(HTTPHeader("Set-Cookie", "id=\(encoded([.percent])); Path=/"))
    }
    if Bool.random(using: &random) {
      headers.append(HTTPHeader("Location", "/next/\(encoded([.percent]))?a=1"))
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      redirects = [
        HTTPRedirect(
          status: 302, location: "https://h.test/r/\(encoded([.percent, .form]))?q=\(encoded([.form]))")
      ]
    }
    let (type, body) = body()
    headers.append(HTTPHeader("Content-Type", type))
    let status = [200, 200, 200, 201, 400, 500].randomElement(using: &random) ?? 200
    return HTTPResponse(
      status: status, reason: Bool.random(using: &random) ? "OK" : "Says \(text())", headers: headers,
      body: body, finalURL: redirects.last?.location ?? request.url, redirects: redirects)
  }

  // MARK: Texts

  private func encoded(_ forms: [SecretForm]) -> String {
    let secret = secrets.randomElement(using: &random) ?? ""
    let form = forms.randomElement(using: &random) ?? .raw
    return form.encode(secret, identifier: "demo") ?? secret
  }

  /// A secret in some form, alone or among words; line breaks would end a header.
  private func text() -> String {
    let one = encoded([.raw, .percent, .base64, .hex, .json, .component])
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return one
    case 1: return "Bearer \(one)"
    case 2: return "a \(one), b \(encoded([.raw, .form, .base64URL]))"
    default: return "id=\(one); x"
    }
  }

  private func body() -> (type: String, bytes: [UInt8]) {
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      return ("text/plain", Array("say \(encoded([.raw])) and \(encoded(SecretForm.allCases))\nend".utf8))
    case 1:
      let form = encoded([.form])
      return ("application/x-www-form-urlencoded", Array("a=\(form)&\(encoded([.form]))=1&c=\(form)".utf8))
    case 2:
      let inner = encoded([.xml, .xmlDecimal, .xmlHexadecimal])
      return ("application/xml", Array("<r><v a=\"\(encoded([.xml]))\">\(inner)</v></r>".utf8))
    case 3: return ("application/octet-stream", [0xFF, 0x00] + encoded([.raw, .percent]).utf8 + [0xFE])
    default: return ("application/json", Array(json().utf8))
    }
  }

  private static let jsonForms: [SecretForm] = [
    .json, .jsonSlash, .jsonUnicode, .jsonStrict, .jsonFull, .jsonMarkup, .base64, .hex, .percent,
  ]

  private func json() -> String {
    var members = [#""value":"\#(encoded(Self.jsonForms))""#, #""n":1"#]
    let secret = encoded([.json])
    if Bool.random(using: &random) { members.append(#""\#(encoded([.json, .jsonUnicode]))":2"#) }
    if Bool.random(using: &random) { members.append(#""both":"\#(secret) \#(encoded(Self.jsonForms))""#) }
    if Bool.random(using: &random) { members.append(#""list":["\#(secret)",{"deep":"x/\#(secret)/y"}]"#) }
    if Bool.random(using: &random) {
      members.append(#""inner":"{\"a\":\"\#(SecretForm.json.encode(secret, identifier: nil) ?? "")\"}""#)
    }
    if let number = secrets.first(where: { $0.allSatisfy(\.isNumber) }), Bool.random(using: &random) {
      members.append(#""number":\#(number)"#)
      members.append(#""numbers":[1, \#(number)]"#)
    }
    if Bool.random(using: &random) {
      members.append(#""access_token":"tok-\#(UInt32.random(in: .min ... .max, using: &random))-abc""#)
    }
    return "{\(members.joined(separator: ","))}"
  }
}

/// A generator whose whole state is its seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
