extension PathParser {
  /// A string in single or double quotes, the position at the first quote.
  mutating func string() throws(JSONPathError) -> String {
    let start = position
    let quote = byte
    position += 1
    var bytes: [UInt8] = []
    while byte != quote {
      guard !isAtEnd else {
        throw JSONPathError(
          "the string opened here is not closed", at: start..<text.count,
          suggestion: "close it with \(character(quote))")
      }
      if byte == UInt8(ascii: "\\") {
        try escape(in: quote, into: &bytes)
      } else if byte < 0x20 {
        throw JSONPathError(
          "a string holds no control character as it is", at: here,
          suggestion: "write \(escaped(byte)) instead")
      } else {
        bytes.append(byte)
        position += 1
      }
    }
    position += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func escape(in quote: UInt8, into bytes: inout [UInt8]) throws(JSONPathError) {
    let start = position
    position += 1
    switch byte {
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): bytes.append(byte)
    case quote where !isAtEnd: bytes.append(quote)
    case UInt8(ascii: "u"):
      position += 1
      bytes += String(try unicodeEscape(from: start)).utf8
      return
    default: throw noEscape(start, quote)
    }
    position += 1
  }

  /// The character of `\uXXXX`, or of two of them; the position is behind the first `u`.
  private mutating func unicodeEscape(from start: Int) throws(JSONPathError) -> Unicode.Scalar {
    let first = try fourDigits(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let isHigh = first < 0xDC00
    if isHigh, startsWith("\\u") {
      position += 2
      let second = try fourDigits(from: position - 2)
      if 0xDC00..<0xE000 ~= second,
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw JSONPathError(
      "this is half of a character", at: start..<position,
      suggestion: "write both halves, such as \\uD83D\\uDE00, or the character itself")
  }

  private mutating func fourDigits(from start: Int) throws(JSONPathError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = hexValue(byte) else {
        throw JSONPathError(
          "four hex digits must follow \\u", at: start..<position,
          suggestion: "write it like \\u00E9")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private func hexValue(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte & 0x0F) }
    return (byte | 0x20) &- UInt8(ascii: "a") < 6 ? UInt32(byte & 0x0F) + 9 : nil
  }

  /// How a control character is written in a string.
  private func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: byte < 0x10 ? "\\u000\(String(byte, radix: 16))" : "\\u00\(String(byte, radix: 16))"
    }
  }

  private func noEscape(_ start: Int, _ quote: UInt8) -> JSONPathError {
    let isShown = !isAtEnd && byte > 0x20 && byte != 0x7F
    let shown = isShown ? "\\" + characterText(position) : "\\ alone"
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return JSONPathError(
        "\(shown) stands only between \(character(byte)) quotes", at: start..<position + 1,
        suggestion: "write \(character(byte)) without \\")
    }
    return JSONPathError(
      "\(shown) is no escape", at: start..<min(text.count, position + 1),
      suggestion:
        "write \\\\ for a \\; there are \\b \\f \\n \\r \\t \\/ \\\\ \\\(character(quote)) and \\uXXXX"
    )
  }
}
