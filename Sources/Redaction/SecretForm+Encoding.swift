import Encodings

extension SecretForm {
  /// The bytes in this encoding; nil when they are no text where it needs one, or when the name is missing.
  package func encode(_ value: [UInt8], identifier: String?) -> [UInt8]? {
    if let bytes = encodeBytes(value, identifier: identifier) { return bytes }
    guard let text = String(validating: value, as: UTF8.self) else { return nil }
    switch self {
    case .utf16: return TextDecoding.utf16(text, isBigEndian: false)
    case .utf16BigEndian: return TextDecoding.utf16(text, isBigEndian: true)
    case .windows1252: return TextDecoding.windows1252(text)
    default: return encodeText(text).map { Array($0.utf8) }
    }
  }

  /// The encodings of bytes.
  private func encodeBytes(_ value: [UInt8], identifier: String?) -> [UInt8]? {
    switch self {
    case .raw: value
    case .percentFull: value.flatMap { [0x25] + Self.hexadecimal($0, uppercase: true) }
    case .percentFullLowercase: value.flatMap { [0x25] + Self.hexadecimal($0, uppercase: false) }
    case .quoted:
      value.flatMap { Self.isPrintable($0) ? [$0] : [0x3D] + Self.hexadecimal($0, uppercase: true) }
    case .quotedFull: value.flatMap { [0x3D] + Self.hexadecimal($0, uppercase: true) }
    case .base64: Array(Base64.encode(value).utf8)
    case .base64Unpadded: Array(Base64.encode(value).utf8.prefix { $0 != 0x3D })
    case .base64URL: Array(Base64.encodeForURL(value).utf8)
    case .base64URLPadded:
      { $0 + [UInt8](repeating: 0x3D, count: (4 - $0.count % 4) % 4) }(Array(Base64.encodeForURL(value).utf8))
    case .hex: Self.hexadecimal(value, "", uppercase: false)
    case .hexUppercase: Self.hexadecimal(value, "", uppercase: true)
    case .hexColon: Self.hexadecimal(value, ":", uppercase: false)
    case .hexColonUppercase: Self.hexadecimal(value, ":", uppercase: true)
    case .hexBlank: Self.hexadecimal(value, " ", uppercase: false)
    case .hexBlankUppercase: Self.hexadecimal(value, " ", uppercase: true)
    case .hexDash: Self.hexadecimal(value, "-", uppercase: false)
    case .hexDashUppercase: Self.hexadecimal(value, "-", uppercase: true)
    case .basic: identifier.map { Array(Base64.encode(Array("\($0):".utf8) + value).utf8) }
    case .basicForm: Self.basic(value, identifier, .form)
    case .basicPercent: Self.basic(value, identifier, .unreserved)
    default: nil
    }
  }

  private static func basic(_ value: [UInt8], _ identifier: String?, _ style: PercentEncoding.Style)
    -> [UInt8]?
  {
    guard let identifier, let text = String(validating: value, as: UTF8.self) else { return nil }
    let pair = "\(PercentEncoding.encode(identifier, style)):\(PercentEncoding.encode(text, style))"
    return Array(Base64.encode(pair.utf8).utf8)
  }

  /// The encodings of characters.
  private func encodeText(_ value: String) -> String? {
    switch self {
    case .percent: PercentEncoding.encode(value)
    case .percentLowercase: PercentEncoding.encode(value, lowercase: true)
    case .component: PercentEncoding.encode(value, .component)
    case .componentLowercase: PercentEncoding.encode(value, .component, lowercase: true)
    case .form: PercentEncoding.encode(value, .form)
    case .formLowercase: PercentEncoding.encode(value, .form, lowercase: true)
    case .formTilde: PercentEncoding.encode(value, .formTilde)
    case .formStrict: PercentEncoding.encode(value, .formStrict)
    case .formMarks: PercentEncoding.encode(value, .formMarks)
    case .formMarksLowercase: PercentEncoding.encode(value, .formMarks, lowercase: true)
    case .path: PercentEncoding.encode(value, .path)
    case .uri: PercentEncoding.encode(value, .uri)
    case .json: Self.escapeJSON(value)
    case .jsonSlash: Self.escapeJSON(value, slash: true)
    case .jsonUnicode: Self.escapeJSON(value, unicodeDigits: Self.lowercaseDigits)
    case .jsonUnicodeUppercase: Self.escapeJSON(value, unicodeDigits: Self.uppercaseDigits)
    case .jsonSlashUnicode: Self.escapeJSON(value, slash: true, unicodeDigits: Self.lowercaseDigits)
    case .jsonMarkup: Self.escapeJSON(value, extra: "<>&\u{2028}\u{2029}")
    case .jsonMarkupEquals: Self.escapeJSON(value, extra: "<>&='\u{2028}\u{2029}")
    case .jsonStrict:
      Self.escapeJSON(value, unicodeDigits: Self.uppercaseDigits, extra: "\"<>&'+`\u{7F}")
    case .jsonFull: Self.codeUnits(value, Self.lowercaseDigits)
    case .jsonFullUppercase: Self.codeUnits(value, Self.uppercaseDigits)
    case .xml: Self.escapeXML(value, quote: "&quot;", apostrophe: "&#39;")
    case .xmlText: Self.escapeXML(value, quote: "\"", apostrophe: "'")
    case .xmlNamed: Self.escapeXML(value, quote: "&quot;", apostrophe: "&apos;")
    case .xmlHexadecimal: Self.escapeXML(value, quote: "&quot;", apostrophe: "&#x27;")
    case .xmlDecimal: Self.escapeXML(value, quote: "&quot;", apostrophe: "&#39;") { "#\($0.value)" }
    case .html:
      Self.escapeXML(value, quote: "&quot;", apostrophe: "&#39;") { EntityNames.latin1Name(of: $0) }
    case .xmlFull: value.unicodeScalars.map { "&#\($0.value);" }.joined()
    case .xmlFullHexadecimal: value.unicodeScalars.map { "&#x\(String($0.value, radix: 16));" }.joined()
    case .xmlFullHexadecimalUppercase:
      value.unicodeScalars.map { "&#x\(String($0.value, radix: 16, uppercase: true));" }.joined()
    default: nil
    }
  }

  private static func hexadecimal(_ byte: UInt8, uppercase: Bool) -> [UInt8] {
    var digits: [UInt8] = []
    Hexadecimal.append(byte, to: &digits, uppercase: uppercase)
    return digits
  }

  private static func hexadecimal(_ bytes: [UInt8], _ separator: String, uppercase: Bool) -> [UInt8] {
    Array(bytes.map { hexadecimal($0, uppercase: uppercase) }.joined(separator: Array(separator.utf8)))
  }

  /// What quoted-printable leaves as it is (RFC 2045, section 6.7).
  private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F && byte != 0x3D }

  private static func codeUnits(_ value: String, _ digits: String) -> String {
    escapeJSON(value, unicodeDigits: digits) { _ in true }
  }

  private static let lowercaseDigits = "0123456789abcdef"
  private static let uppercaseDigits = "0123456789ABCDEF"

  /// With `unicodeDigits` all but ASCII is escaped too, and whatever `extra` holds.
  private static func escapeJSON(
    _ value: String, slash: Bool = false, unicodeDigits: String? = nil, extra: String = "",
    always: (Unicode.Scalar) -> Bool = { _ in false }
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
      case _ where always(scalar): for unit in String(scalar).utf16 { appendUnicode(unit) }
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

  /// `reference` names what else is to be escaped.
  private static func escapeXML(
    _ value: String, quote: String, apostrophe: String, reference: (Unicode.Scalar) -> String? = { _ in nil }
  ) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += quote
      case "'": result += apostrophe
      default:
        if !scalar.isASCII, let name = reference(scalar) {
          result += "&\(name);"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
