import Encodings
import HTTPExchange
import JSON

/// Turns a request's parts, still holding `[[name]]`, into what is sent (hub spec, sections 3.3 and 4).
struct RequestBuilder {
  var expansion: VariableExpansion

  /// The URL with its parameters in the query.
  func url(_ text: String, baseURL: String, parameters: [NamedValue]) throws(HubError) -> String {
    let own = try expansion.expand(text, in: .url)
    var url = own
    if !Self.hasScheme(own) {
      let base = try expansion.expand(baseURL, in: .url)
      guard !base.isEmpty else {
        throw HubError(
          .refused, "'\(own)' has no scheme and the connection has no baseUrl",
          suggestion: "write https://... or give the connection a \"baseUrl\"")
      }
      url = Self.join(base, own)
    }
    let folded = url.prefix(8).lowercased()
    guard folded.hasPrefix("http://") || folded.hasPrefix("https://") else {
      throw HubError(.refused, "'\(url)' is no web address", suggestion: "it begins with http:// or https://")
    }
    for parameter in try expansion.expand(parameters, in: .plain) {
      let pair = PercentEncoding.encode(parameter.name) + "=" + PercentEncoding.encode(parameter.value)
      var fragment = ""
      if let hash = url.firstIndex(of: "#") {
        fragment = String(url[hash...])
        url = String(url[..<hash])
      }
      url +=
        (url.contains("?") ? (url.hasSuffix("?") || url.hasSuffix("&") ? "" : "&") : "?") + pair + fragment
    }
    return PercentEncoding.repairURL(url)
  }

  static func hasScheme(_ url: String) -> Bool {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
      bytes[colon...].starts(with: "://".utf8)
    else { return false }
    return bytes[..<colon].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// Appends as text with exactly one `/` between; a query or an empty text is appended as it is.
  static func join(_ base: String, _ path: String) -> String {
    if path.isEmpty || path.hasPrefix("?") { return base + path }
    let stem = base.hasSuffix("/") ? String(base.dropLast()) : base
    return stem + (path.hasPrefix("/") ? path : "/" + path)
  }

  func headers(_ pairs: [NamedValue]) throws(HubError) -> [HTTPHeader] {
    let expanded = try expansion.expand(pairs, in: .header)
    for pair in expanded {
      guard Self.isToken(pair.name) else {
        throw HubError(.refused, "'\(pair.name)' is no header name")
      }
      guard !pair.value.contains(where: \.isNewline) else {
        throw HubError(.refused, "Header '\(pair.name)' holds a line break")
      }
    }
    // What came from a variable may be a secret, and must not follow a redirect to another host.
    return zip(pairs, expanded).map { written, pair in
      HTTPHeader(pair.name, pair.value, isSensitive: written.value.holds("[["))
    }
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
      }
  }

  /// The body's bytes, and the Content-Type it brings unless a header names one.
  func body(_ json: JSONValue?, headers: [HTTPHeader]) throws(HubError) -> (bytes: [UInt8], type: String)? {
    try body(json, contentType: headers.first { $0.name.isEqual(ignoringCase: "content-type") }?.value)
  }

  func body(_ json: JSONValue?, contentType: String?) throws(HubError) -> (bytes: [UInt8], type: String)? {
    switch json {
    case nil, .null: return nil
    case .string(let text):
      let type = contentType?.lowercased() ?? ""
      let context: VariableExpansion.Context =
        if type.holds("json") {
          .json
        } else if type.holds("x-www-form-urlencoded") {
          .form
        } else if type.holds("xml") {
          .xml
        } else {
          .plain
        }
      return (Array(try expansion.expand(text, in: context).utf8), "text/plain; charset=utf-8")
    case .some(let value):
      return (Array(try expansion.expand(value).text(.compact).utf8), "application/json")
    }
  }

  func formBody(_ parameters: [NamedValue]) -> [UInt8] {
    Array(
      parameters.map {
        PercentEncoding.encode($0.name, .form) + "=" + PercentEncoding.encode($0.value, .form)
      }.joined(separator: "&").utf8)
  }
}
