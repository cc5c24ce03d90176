import Encodings
package import JSON

/// Finds credentials in what is sent and answered, by the names before them.
///
/// It reads bytes and no tree, so that a body that is cut or not quite its format is searched too.
package enum CredentialScan {
  /// Texts in texts, as an echo of JSON in JSON has them.
  private static let deepest = 3

  /// The credentials of a body of any format that names its parts.
  package static func find(inBody body: [UInt8]) -> [NamedValue] {
    let first = body.first { $0 > 0x20 }
    switch first {
    case UInt8(ascii: "<"): return find(inMarkup: body)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return find(inJSON: body, deepest)
    case nil: return []
    default:
      if body.starts(with: "--".utf8) { return find(inMultipart: body) }
      // A long line without `=` soon is no form.
      guard body.prefix(256).contains(UInt8(ascii: "=")) else { return [] }
      return find(inQuery: String(decoding: body, as: UTF8.self))
    }
  }

  /// The credentials among the parameters of an address, behind `?` and behind `#`.
  package static func find(inURL url: String) -> [NamedValue] {
    let utf8 = url.utf8
    guard let start = utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
      return []
    }
    return url[utf8.index(after: start)...].split { $0 == "#" || $0 == "?" }.flatMap {
      find(inQuery: String($0))
    }
  }

  /// The credentials among the parameters of a query or of a form.
  package static func find(inQuery query: String) -> [NamedValue] {
    let pairs = PercentEncoding.pairs(query)
    let isTokenRequest = pairs.contains { $0.name == "grant_type" }
    return pairs.flatMap { pair -> [NamedValue] in
      if CredentialNames.isCredential(pair.name, inTokenRequest: isTokenRequest) {
        return kept(pair.name, pair.value)
      }
      return pair.value.first == "{" ? find(inJSON: Array(pair.value.utf8), deepest) : []
    }
  }

  /// A value that may be a credential: no variable, no row of stars, nothing of one word such as `true`.
  private static func kept(_ name: String, _ value: String) -> [NamedValue] {
    let value = value.trimmingBlanks()
    let isOpen = value.holds("[[") || value.allSatisfy { "*•.xX-".contains($0) }
    // An address is no secret, whatever its name; neither is what could be any setting.
    let isPlain = ["true", "false", "null", "none", "basic", "bearer"].contains(value.lowercased())
    return isOpen || isPlain || value.hasPrefix("http://") || value.hasPrefix("https://")
      ? [] : LiteralCredentials.find(name, value, isKnown: true).map { NamedValue($0.name, $0.value) }
  }

  // MARK: JSON

  /// Strings that follow a name and `:`; numbers too, since a password may be one.
  private static func find(inJSON text: [UInt8], _ depth: Int) -> [NamedValue] {
    var found: [NamedValue] = []
    var name: String?
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\"") {
        let start = index
        index = endOfString(text, from: start)
        let inner = text[start + 1..<max(start + 1, index - 1)]
        var next = index
        while next < text.count, ValueContext.isBlank(text[next]) { next += 1 }
        if name == nil, next < text.count, text[next] == UInt8(ascii: ":") {
          name = ""
          if CredentialNames.mayBeKnown(inner.prefix(64)) {
            let written = String(decoding: inner.prefix(64), as: UTF8.self)
            if CredentialNames.isCredential(written) { name = written }
          }
          index = next + 1
          continue
        }
        if let name, !name.isEmpty {
          found += kept(name, string(text[start..<index]))
        } else if depth > 0, inner.contains(UInt8(ascii: "\\")) || inner.contains(UInt8(ascii: "=")) {
          found += nested(string(text[start..<index]), depth - 1)
        }
        name = nil
      } else if let known = name, !known.isEmpty, ValueContext.isDigit(byte) {
        let end = text[index...].firstIndex { !ValueContext.isNumberPart($0) } ?? text.count
        if end - index >= Redactor.shortestValue {
          found.append(NamedValue(known, String(decoding: text[index..<end], as: UTF8.self)))
        }
        (index, name) = (end, nil)
      } else {
        if !ValueContext.isBlank(byte) { name = nil }
        index += 1
      }
    }
    return found
  }

  /// A text that is JSON or a form itself.
  private static func nested(_ text: String, _ depth: Int) -> [NamedValue] {
    switch text.utf8.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): find(inJSON: Array(text.utf8), depth)
    default:
      text.contains("=") && !text.contains(" ")
        ? find(inQuery: String(text.split(separator: "?").last ?? "")) : []
    }
  }

  private static func endOfString(_ text: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(text.count, index + 1)
  }

  private static func string(_ literal: ArraySlice<UInt8>) -> String {
    (try? JSONValue(parsing: Array(literal)))?.stringValue
      ?? String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
  }

  // MARK: Markup

  /// Elements and attributes: `<Password Type="x">abc</Password>`, `<login password="abc"/>`.
  private static func find(inMarkup text: [UInt8]) -> [NamedValue] {
    var found: [NamedValue] = []
    var index = 0
    while let open = text[index...].firstIndex(of: UInt8(ascii: "<")) {
      let end = text[open...].firstIndex(of: UInt8(ascii: ">")) ?? text.count
      var tag = String(decoding: text[open + 1..<max(open + 1, end)], as: UTF8.self)
      let isEmpty = tag.last == "/"
      if isEmpty { tag.removeLast() }
      index = min(text.count, end + 1)
      let parts = tag.split(whereSeparator: \.isWhitespace)
      guard let first = parts.first, first.first != "/", first.first != "!", first.first != "?" else {
        continue
      }
      for attribute in parts.dropFirst() {
        let sides = attribute.split(separator: "=", maxSplits: 1)
        guard sides.count == 2, let name = local(sides[0]) else { continue }
        let value = String.UnicodeScalarView(sides[1].unicodeScalars.filter { $0 != "\"" && $0 != "'" })
        found += kept(name, unescaped(String(value)))
      }
      guard !isEmpty, let name = local(first) else { continue }
      let close = text[index...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
      found += kept(name, unescaped(String(decoding: text[index..<close], as: UTF8.self)))
    }
    return found.filter { !$0.value.isEmpty }
  }

  /// The name without its prefix, if it is a credential's.
  private static func local(_ name: Substring) -> String? {
    let name = String(name.split(separator: ":").last ?? name)
    return CredentialNames.isCredential(name) ? name : nil
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    guard text.contains("&") else { return String(text) }
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      var reader = EscapeReader(bytes)
      var result = ""
      var (index, start) = (0, 0)
      while index < bytes.count {
        let reading = bytes[index] == UInt8(ascii: "&") ? reader.reading(at: index, through: 1) : nil
        if let reading, reading.isScalar, let scalar = Unicode.Scalar(reading.value) {
          result += String(decoding: bytes[start..<index], as: UTF8.self) + String(scalar)
          (index, start) = (reading.next, reading.next)
        } else {
          index += 1
        }
      }
      return result + String(decoding: bytes[start...], as: UTF8.self)
    }
  }

  // MARK: Multipart

  /// Parts of `multipart/form-data` (RFC 7578).
  private static func find(inMultipart text: [UInt8]) -> [NamedValue] {
    let text = String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")
    let boundary = text.prefix { $0 != "\n" }
    return text.split(separator: boundary).flatMap { part -> [NamedValue] in
      guard let head = part.firstRange(of: "\n\n"),
        let mark = part[..<head.lowerBound].firstRange(of: "name=\"")
      else { return [] }
      let name = String(part[mark.upperBound...].prefix { $0 != "\"" })
      return CredentialNames.isCredential(name) ? kept(name, String(part[head.upperBound...])) : []
    }
  }
}
