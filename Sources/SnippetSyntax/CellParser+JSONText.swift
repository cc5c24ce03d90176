extension CellParser {
  /// Applies the escapes of JSON to a piece of the source.
  mutating func unescapedJSON(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let known = #"\" \\ \/ \b \f \n \r \t \uXXXX"#
    var result = ""
    var run = bytes.startIndex
    var place = bytes.startIndex
    func flush(_ result: inout String) { result += String(decoding: bytes[run..<place], as: UTF8.self) }
    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte < 0x20 {
        let span = SourceSpan(place + lexer.base, place + 1 + lexer.base)
        report(
          .controlInJSON, "a JSON text holds no control character", at: span,
          suggestion: byte == 9 ? "write \\t" : nil)
      }
      guard byte == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      flush(&result)
      let next = place + 1 < bytes.endIndex ? bytes[place + 1] : 0
      var length = 2
      switch next {
      case UInt8(ascii: "\""): result += "\""
      case UInt8(ascii: "\\"): result += "\\"
      case UInt8(ascii: "/"): result += "/"
      case UInt8(ascii: "b"): result += "\u{8}"
      case UInt8(ascii: "f"): result += "\u{C}"
      case UInt8(ascii: "n"): result += "\n"
      case UInt8(ascii: "r"): result += "\r"
      case UInt8(ascii: "t"): result += "\t"
      case UInt8(ascii: "u"):
        if let (scalar, count) = Self.unicodeEscape(bytes, at: place) {
          result.unicodeScalars.append(scalar)
          length = count
        } else {
          length = min(6, bytes.endIndex - place)
          reportUnknownEscape(
            at: place, length: length, known: known,
            suggestion: "\\u takes four hex digits, two halves for one character")
        }
      default:
        let scalarLength = place + 1 < bytes.endIndex ? lexer.scalar(at: place + 1).1 : 0
        length = 1 + scalarLength
        let suggestion = next == UInt8(ascii: "{") ? "write \\u007b" : "write \\\\ for a backslash"
        reportUnknownEscape(at: place, length: length, known: known, suggestion: suggestion)
      }
      place += length
      run = place
    }
    flush(&result)
    return result
  }

  /// The character of `\uXXXX`, or of two that are the halves of one, and the escape's length.
  private static func unicodeEscape(_ bytes: ArraySlice<UInt8>, at place: Int) -> (Unicode.Scalar, Int)? {
    guard let first = hexDigits(bytes, at: place + 2) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first < 0xDC00, place + 7 < bytes.endIndex, bytes[place + 6] == UInt8(ascii: "\\"),
      bytes[place + 7] == UInt8(ascii: "u"), let second = hexDigits(bytes, at: place + 8),
      (0xDC00...0xDFFF).contains(second)
    else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)).map { ($0, 12) }
  }

  private static func hexDigits(_ bytes: ArraySlice<UInt8>, at place: Int) -> UInt32? {
    guard place + 4 <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in bytes[place..<(place + 4)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x61 + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x41 + 10)
      default: return nil
      }
    }
    return value
  }
}
