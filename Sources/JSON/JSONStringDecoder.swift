/// Turns the escapes of a checked string into the characters they stand for.
enum JSONStringDecoder {
  /// The text between the quotes of a string node.
  static func string(_ node: JSONNode, _ base: UnsafePointer<UInt8>) -> String {
    let content = UnsafeBufferPointer(start: base + node.offset + 1, count: node.length - 2)
    if node.extra & JSONNode.hasEscapes == 0 { return String(decoding: content, as: UTF8.self) }
    return String(decoding: bytes(content), as: UTF8.self)
  }

  /// The decoded UTF-8; a lone surrogate becomes U+FFFD, since no Unicode text can hold it.
  static func bytes(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var at = 0
    while at < content.count {
      let byte = content[at]
      guard byte == UInt8(ascii: "\\"), at + 1 < content.count else {
        result.append(byte)
        at += 1
        continue
      }
      let letter = content[at + 1]
      at += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var unit = codeUnit(content, at)
        at += 4
        if unit & 0xFC00 == 0xD800, at + 1 < content.count, content[at] == UInt8(ascii: "\\"),
          content[at + 1] == UInt8(ascii: "u")
        {
          let second = codeUnit(content, at + 2)
          if second & 0xFC00 == 0xDC00 {
            unit = 0x10000 + (unit & 0x3FF) << 10 + (second & 0x3FF)
            at += 6
          }
        }
        result.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
      default: result.append(letter)
      }
    }
    return result
  }

  private static func codeUnit(_ content: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    var unit: UInt32 = 0
    for index in at..<min(at + 4, content.count) { unit = unit << 4 | (hexValue(content[index]) ?? 0) }
    return unit
  }
}
