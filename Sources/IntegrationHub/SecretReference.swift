import Encodings

/// Names a secret without holding its value: `connection/name`.
package struct SecretReference: Hashable, Sendable {
  package var connection: String
  package var name: String

  package init(connection: String, name: String) {
    self.connection = connection
    self.name = name
  }

  /// Reads `path` back; nil when there is no `/`.
  package init?(path: String) {
    guard let slash = path.firstIndex(of: "/") else { return nil }
    self.init(
      connection: Self.unescape(path[..<slash]),
      name: Self.unescape(path[path.index(after: slash)...]))
  }

  /// `crm/clientSecret`, as in transcripts and messages; marks of ours inside a name are escaped.
  package var path: String { "\(Self.escape(connection))/\(Self.escape(name))" }

  private static let escapes: [(mark: String, escaped: String)] = [
    ("%", "%25"), ("/", "%2F"), ("#", "%23"), ("›", "%E2%80%BA"), ("\"", "%22"), ("\\", "%5C"),
    ("\n", "%0A"),
  ]

  private static func escape(_ name: String) -> String {
    guard name.contains(where: { "%/#›\"\\\n".contains($0) }) else { return name }
    return name.reduce(into: "") { text, character in
      text += escapes.first { $0.mark == String(character) }?.escaped ?? String(character)
    }
  }

  private static func unescape(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var result = ""
    var rest = text
    while let first = rest.first {
      if let pair = escapes.first(where: { rest.hasPrefix($0.escaped) }) {
        result += pair.mark
        rest = rest.dropFirst(pair.escaped.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// What stands in a file in place of the value: `‹secret:crm/clientSecret›`.
  package var placeholder: String { placeholder(form: nil) }

  /// What stands for the value in an offline replay, and is stored as the placeholder again.
  ///
  /// Its marks are private characters: a server that sends the placeholder's own text must not be taken for one that
  /// sent the secret.
  package var standIn: String { "\u{E000}secret:\(path)\u{E001}" }

  /// The placeholder for a value that stood encoded.
  package func placeholder(form: SecretForm?) -> String {
    guard let form, form != .raw else { return "\(Self.opening)\(path)\(Self.closing)" }
    return "\(Self.opening)\(path)#\(form.rawValue)\(Self.closing)"
  }

  static let opening = "‹secret:"
  static let closing = "›"
}

/// An encoding in which a secret may stand in a text.
package enum SecretForm: String, CaseIterable, Sendable {
  case raw
  case percent
  case percentLowercase = "percent-lc"
  case component
  case componentLowercase = "component-lc"
  case form
  case formLowercase = "form-lc"
  case json
  case jsonSlash = "json-slash"
  case jsonUnicode = "json-u"
  case jsonUnicodeUppercase = "json-uc"
  /// As PHP writes it: `\/`, and everything but ASCII as `\uXXXX`.
  case jsonSlashUnicode = "json-slash-u"
  /// As Go and Rails write it: `<`, `>` and `&` as `\uXXXX`.
  case jsonMarkup = "json-markup"
  /// As Gson writes it: also `=` and `'`.
  case jsonMarkupEquals = "json-markup-eq"
  /// As .NET writes it: everything that could matter in HTML or a URL, and all but ASCII.
  case jsonStrict = "json-strict"
  case xml
  /// XML text outside of attributes, where quotes stand as they are.
  case xmlText = "xml-text"
  case xmlNamed = "xml-apos"
  case xmlHexadecimal = "xml-hex"
  case base64
  case base64Unpadded = "base64-bare"
  case hex
  case hexUppercase = "hex-uc"
  /// RFC 4648, section 5, without padding.
  case base64URL = "base64url"
  /// Base64 of `identifier:value`, as in HTTP Basic (RFC 7617).
  case basic
  /// The same with both parts form-encoded first, as OAuth asks (RFC 6749, section 2.3.1).
  case basicForm = "basic-form"

  /// True for encodings that leave no character as it was; the others are found character by character.
  package var isWhole: Bool {
    switch self {
    case .base64, .base64Unpadded, .base64URL, .hex, .hexUppercase, .basic, .basicForm: true
    default: false
    }
  }

  /// The value in this encoding; `identifier` is the user or client name that goes with it.
  package func encode(_ value: String, identifier: String?) -> String? {
    switch self {
    case .raw: value
    case .percent: PercentEncoding.encode(value)
    case .percentLowercase: PercentEncoding.encode(value, lowercase: true)
    case .component: PercentEncoding.encode(value, .component)
    case .componentLowercase: PercentEncoding.encode(value, .component, lowercase: true)
    case .form: PercentEncoding.encode(value, .form)
    case .formLowercase: PercentEncoding.encode(value, .form, lowercase: true)
    case .json: Self.escapeJSON(value)
    case .jsonSlash: Self.escapeJSON(value, slash: true)
    case .jsonUnicode: Self.escapeJSON(value, unicodeDigits: Self.lowercaseDigits)
    case .jsonUnicodeUppercase: Self.escapeJSON(value, unicodeDigits: Self.uppercaseDigits)
    case .jsonSlashUnicode: Self.escapeJSON(value, slash: true, unicodeDigits: Self.lowercaseDigits)
    case .jsonMarkup: Self.escapeJSON(value, extra: "<>&\u{2028}\u{2029}")
    case .jsonMarkupEquals: Self.escapeJSON(value, extra: "<>&='\u{2028}\u{2029}")
    case .jsonStrict:
      Self.escapeJSON(value, unicodeDigits: Self.uppercaseDigits, extra: "\"<>&'+`\u{7F}")
    case .xml: Self.escapeXML(value, quote: "&quot;", apostrophe: "&#39;")
    case .xmlText: Self.escapeXML(value, quote: "\"", apostrophe: "'")
    case .xmlNamed: Self.escapeXML(value, quote: "&quot;", apostrophe: "&apos;")
    case .xmlHexadecimal: Self.escapeXML(value, quote: "&quot;", apostrophe: "&#x27;")
    case .base64: Base64.encode(value.utf8)
    case .base64Unpadded: Self.unpadded(Base64.encode(value.utf8))
    case .hex: Hexadecimal.encode(value.utf8)
    case .hexUppercase: Hexadecimal.encode(value.utf8, uppercase: true)
    case .base64URL: Base64.encodeForURL(value.utf8)
    case .basic: identifier.map { Base64.encode("\($0):\(value)".utf8) }
    case .basicForm:
      identifier.map {
        Base64.encode(
          "\(PercentEncoding.encode($0, .form)):\(PercentEncoding.encode(value, .form))".utf8)
      }
    }
  }

  private static let lowercaseDigits = "0123456789abcdef"
  private static let uppercaseDigits = "0123456789ABCDEF"

  /// With `unicodeDigits` all but ASCII is escaped too, and whatever `extra` holds.
  private static func escapeJSON(
    _ value: String, slash: Bool = false, unicodeDigits: String? = nil, extra: String = ""
  ) -> String {
    var result = ""
    let digits = Array(unicodeDigits ?? lowercaseDigits)
    let extra = extra.unicodeScalars
    func appendUnicode(_ unit: UInt16) {
      result += "\\u"
      for shift in [12, 8, 4, 0] { result.append(digits[Int(unit >> UInt16(shift)) & 15]) }
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case _ where extra.contains(scalar): appendUnicode(UInt16(scalar.value))
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "/" where slash: result += "\\/"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20: appendUnicode(UInt16(scalar.value))
      case _ where scalar.value > 0x7E && unicodeDigits != nil:
        for unit in String(scalar).utf16 { appendUnicode(unit) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func unpadded(_ text: String) -> String {
    String(text.prefix { $0 != "=" })
  }

  private static func escapeXML(_ value: String, quote: String, apostrophe: String) -> String {
    var result = ""
    for character in value {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += quote
      case "'": result += apostrophe
      default: result.append(character)
      }
    }
    return result
  }
}
