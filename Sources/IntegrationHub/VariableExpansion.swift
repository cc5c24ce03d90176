import Encodings
import JSON

/// Replaces `[[name]]` by connection variables, in one pass (hub spec, section 3.2).
struct VariableExpansion {
  /// Where a value goes decides how it is written there.
  enum Context {
    case plain
    /// Refuses line breaks, which would start another header.
    case header
    /// Inside the text of a JSON body.
    case json
    /// Inside the text of an XML body.
    case xml
    /// Inside a form-encoded body.
    case form
    /// A whole URL: as it is up to the end of the host, percent-encoded behind it.
    case url
    /// In front of the `@` of a URL. A `:` stays, so that a value may be a name and a password.
    case userInfo
  }

  /// Gives a variable's value; nil when no such variable exists.
  let value: (_ name: String) throws(HubError) -> String?
  let knownNames: [String]
  let connection: String

  func expand(_ text: String, in context: Context) throws(HubError) -> String {
    guard text.holds("[[") else { return text }
    var result = ""
    var rest = Substring(text)
    while let open = Self.firstPair(of: UInt8(ascii: "["), in: rest) {
      let before = rest[..<open.lowerBound]
      if before.utf8.last == UInt8(ascii: "\\") {
        result += before.dropLast()
        result += "[["
        rest = rest[open.upperBound...]
        continue
      }
      guard let close = Self.firstPair(of: UInt8(ascii: "]"), in: rest[open.upperBound...]) else { break }
      let name = rest[open.upperBound..<close.lowerBound].trimmingBlanks()
      guard let found = try value(name) else {
        throw HubError(
          .refused, "Connection variable '\(name)' is not defined",
          suggestion: "define it with: variable \(connection) \(name) VALUE",
          unknown: (name, knownNames))
      }
      result += before
      result += try written(found, named: name, in: context, after: result)
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// Where a byte first stands twice.
  private static func firstPair(of byte: UInt8, in text: Substring) -> Range<String.Index>? {
    let bytes = text.utf8
    var rest = bytes[...]
    while let first = rest.firstIndex(of: byte) {
      let second = bytes.index(after: first)
      guard second < bytes.endIndex else { return nil }
      if bytes[second] == byte { return first..<bytes.index(after: second) }
      rest = bytes[second...]
    }
    return nil
  }

  private func written(
    _ value: String, named name: String, in context: Context, after result: String
  ) throws(HubError) -> String {
    switch context {
    case .plain: return value
    case .header:
      guard !value.contains(where: \.isNewline) else {
        throw HubError(.refused, "Variable '\(name)' holds a line break, which a header cannot carry")
      }
      return value
    case .json:
      // The quotes that the writer adds stand in the body already.
      return String(JSONValue.string(value).text(.compact).dropFirst().dropLast())
    case .xml:
      return value.reduce(into: "") { $0 += Self.xmlEscapes[$1] ?? String($1) }
    case .form: return PercentEncoding.encode(value, .form)
    case .url: return Self.isBeforePath(result) ? value : PercentEncoding.encode(value)
    case .userInfo: return PercentEncoding.encode(value).replacing("%3A", with: ":")
    }
  }

  private static let xmlEscapes: [Character: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;",
  ]

  /// True while a URL's text has not got past its host.
  private static func isBeforePath(_ url: String) -> Bool {
    if url.isEmpty { return true }
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
      return false
    }
    return !bytes[colon...].dropFirst(3).contains { "/?#".utf8.contains($0) }
  }

  func expand(_ pairs: [NamedValue], in context: Context) throws(HubError) -> [NamedValue] {
    try pairs.map { pair throws(HubError) in
      NamedValue(pair.name, try expand(pair.value, in: context))
    }
  }

  /// Every string value in a JSON value; the writer escapes what was put in.
  func expand(_ json: JSONValue) throws(HubError) -> JSONValue {
    switch json {
    case .string(let text): return .string(try expand(text, in: .plain))
    case .array(let items):
      return .array(try items.map { item throws(HubError) in try expand(item) })
    case .object(let object):
      var result = object
      for index in result.members.indices {
        result.members[index].value = try expand(result.members[index].value)
      }
      return .object(result)
    case .null, .bool, .number: return json
    }
  }
}
