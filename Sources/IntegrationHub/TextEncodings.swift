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
  }

  /// The encoded text; `lowercase` chooses the case of the hex digits.
  package static func encode(_ text: String, _ style: Style = .unreserved, lowercase: Bool = false)
    -> String
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if keeps(byte, style) {
        bytes.append(byte)
      } else if style == .form, byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else {
        appendEscape(of: byte, to: &bytes, lowercase: lowercase)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text behind percent escapes; what is no escape stays, and bytes that are no UTF-8 are replaced.
  static func decode(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Encodes only what may not stand in a URL at all, such as blanks and non-ASCII; `%` stays.
  package static func repairURL(_ url: String) -> String {
    let forbidden = Set("\"<>\\^`{|} ".utf8)
    var bytes: [UInt8] = []
    for byte in url.utf8 {
      if byte <= 0x20 || byte >= 0x7F || forbidden.contains(byte) {
        appendEscape(of: byte, to: &bytes, lowercase: false)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8], lowercase: Bool) {
    let digits = lowercase ? Array("0123456789abcdef".utf8) : Array("0123456789ABCDEF".utf8)
    bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func keeps(_ byte: UInt8, _ style: Style) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    case UInt8(ascii: "~"): style != .form
    case UInt8(ascii: "*"): style != .unreserved
    case UInt8(ascii: "!"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
      style == .component
    default: false
    }
  }
}

/// Base64 with padding (RFC 4648, section 4).
package enum Base64 {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        result.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
      }
    }
    if bits > 0 { result.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
    while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
    return String(decoding: result, as: UTF8.self)
  }

  /// With the alphabet for URLs and without padding (RFC 4648, section 5).
  package static func encodeForURL(_ bytes: some Sequence<UInt8>) -> String {
    String(
      encode(bytes).prefix { $0 != "=" }.map { character in
        switch character {
        case "+": "-"
        case "/": "_"
        default: character
        }
      })
  }
}
