/// Percent-encoding (RFC 3986) and form encoding (WHATWG URL, `application/x-www-form-urlencoded`).
package enum PercentEncoding {
  /// Which characters stay as they are.
  package enum Style: Sendable {
    /// RFC 3986 unreserved: letters, digits and `-._~`.
    case unreserved
    /// As `encodeURIComponent`: unreserved and `!'()*`.
    case component
    /// As HTML forms: letters, digits and `*-._`; a blank becomes `+`.
    case form
    /// As Go and Python encode forms: unreserved; a blank becomes `+`.
    case formTilde
    /// As PHP encodes forms: letters, digits and `-._`; a blank becomes `+`.
    case formStrict
    /// As .NET encodes forms: letters, digits and `-_.!*()`; a blank becomes `+`.
    case formMarks
    /// As Python encodes paths: unreserved and `/`.
    case path
    /// As `encodeURI`: what `component` keeps, and what is reserved in an address.
    case uri
  }

  /// The encoded text; `lowercase` chooses the case of the hex digits.
  package static func encode(_ text: String, _ style: Style = .unreserved, lowercase: Bool = false)
    -> String
  {
    encode(Array(text.utf8), style, lowercase: lowercase)
  }

  /// The same for bytes, which need not be text.
  package static func encode(_ text: [UInt8], _ style: Style = .unreserved, lowercase: Bool = false) -> String
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for byte in text {
      if keeps(byte, style) {
        bytes.append(byte)
      } else if style.plusIsBlank, byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else {
        appendEscape(of: byte, to: &bytes, lowercase: lowercase)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text behind percent escapes; what is no escape stays, and bytes that are no UTF-8 are replaced.
  ///
  /// With `plusIsBlank`, as in queries and forms, `+` is a blank.
  package static func decode(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String {
    String(decoding: decodeBytes(text, plusIsBlank: plusIsBlank), as: UTF8.self)
  }

  /// The bytes behind percent escapes, which need not be text.
  package static func decodeBytes(_ text: some StringProtocol, plusIsBlank: Bool = false) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Hexadecimal.value(of: bytes[index + 1]), let low = Hexadecimal.value(of: bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return result
  }

  /// The names and values of a query or a form, decoded.
  package static func pairs(_ text: String) -> [(name: String, value: String)] {
    // By scalars: a mark behind a sign makes one character of both.
    text.unicodeScalars.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0)
      }
      return (
        decode(parts[0], plusIsBlank: true), parts.count > 1 ? decode(parts[1], plusIsBlank: true) : ""
      )
    }
  }

  /// Encodes only what may not stand in a URL at all, such as blanks and non-ASCII; `%` stays.
  package static func repairURL(_ url: String) -> String {
    guard url.utf8.contains(where: mayNotStandInURL) else { return url }
    var bytes: [UInt8] = []
    for byte in url.utf8 {
      if mayNotStandInURL(byte) {
        appendEscape(of: byte, to: &bytes, lowercase: false)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func mayNotStandInURL(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      true
    default: byte <= 0x20 || byte >= 0x7F
    }
  }

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8], lowercase: Bool) {
    bytes.append(UInt8(ascii: "%"))
    Hexadecimal.append(byte, to: &bytes, uppercase: !lowercase)
  }

  private static func keeps(_ byte: UInt8, _ style: Style) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: style.marks.utf8.contains(byte)
    }
  }
}

extension PercentEncoding.Style {
  fileprivate var plusIsBlank: Bool {
    switch self {
    case .form, .formTilde, .formStrict, .formMarks: true
    case .unreserved, .component, .path, .uri: false
    }
  }

  /// What stays beside letters, digits and `-._`.
  fileprivate var marks: String {
    switch self {
    case .unreserved, .formTilde: "~"
    case .component: "~*!'()"
    case .form: "*"
    case .formStrict: ""
    case .formMarks: "*!()"
    case .path: "~/"
    case .uri: "~*!'();/?:@&=+$,#"
    }
  }
}
