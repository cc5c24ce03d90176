/// Searching and cutting by bytes, so that case and accents count as they are written.
enum ByteText {
  /// The offset of a part in a text.
  static func find(_ part: String, in text: String) -> Int? {
    var (part, text) = (part, text)
    return part.withUTF8 { part in text.withUTF8 { find(part, in: $0, from: 0) } }
  }

  static func find(
    _ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = part.first else { return start }
    var position = start
    while position + part.count <= text.count {
      if text[position] == first,
        UnsafeBufferPointer(rebasing: text[position..<position + part.count]).elementsEqual(part)
      {
        return position
      }
      position += 1
    }
    return nil
  }

  /// The number of characters: of bytes that do not continue one.
  static func length(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  static func replacing(_ old: String, with new: String, in text: String) -> String {
    var (old, text) = (old, text)
    let new = Array(new.utf8)
    return old.withUTF8 { old in
      text.withUTF8 { text in
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        while let found = find(old, in: text, from: start) {
          result.append(contentsOf: text[start..<found])
          result.append(contentsOf: new)
          start = found + old.count
        }
        result.append(contentsOf: text[start...])
        return String(decoding: result, as: UTF8.self)
      }
    }
  }

  /// The text with every occurrence replaced, as long as it stays a text that can be kept.
  static func replaced(_ old: String, with new: String, in text: String) throws(RuntimeFault) -> String {
    guard !old.isEmpty else { return text }
    let growth = max(0, new.utf8.count - old.utf8.count)
    let most = text.utf8.count / old.utf8.count
    let (added, overflow) = growth.multipliedReportingOverflow(by: most)
    guard !overflow, text.utf8.count + added <= HardLimit.textBytes else { throw tooLong }
    return replacing(old, with: new, in: text)
  }

  static var tooLong: RuntimeFault {
    RuntimeFault(.textTooLong, "the result could be longer than \(HardLimit.textBytes >> 20) MB")
  }

  static func trimmed(_ text: String, left: Bool, right: Bool) -> String {
    var scalars = text.unicodeScalars[...]
    if left { scalars = scalars.drop { $0.properties.isWhitespace } }
    if right { while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() } }
    return String(scalars)
  }
}
