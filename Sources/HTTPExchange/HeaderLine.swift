/// Reads lines of an answer's head as they stand on the wire.
enum HeaderLine {
  typealias Bytes = Slice<UnsafeRawBufferPointer>

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
  }

  /// Without blanks and line ends on both sides.
  static func trimmed(_ bytes: Bytes) -> Bytes {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, isBlank(bytes.base[start]) { start += 1 }
    while start < end, isBlank(bytes.base[end - 1]) { end -= 1 }
    return bytes.base[start..<end]
  }

  /// Where the word ends that begins at `start`: at a blank or at the line's end.
  static func word(of line: Bytes, from start: Int) -> Int {
    var end = min(start, line.endIndex)
    while end < line.endIndex, line.base[end] != 0x20 { end += 1 }
    return end
  }

  /// UTF-8 where it is that, else Latin-1, which is what older servers mean.
  static func text(_ bytes: Bytes) -> String {
    UnsafeRawBufferPointer(rebasing: bytes).withMemoryRebound(to: UInt8.self) { bytes in
      // Nearly all are ASCII, which is told much faster than valid UTF-8.
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      if all < 0x80 { return String(decoding: bytes, as: UTF8.self) }
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: bytes.map { Unicode.Scalar($0) })
      return String(scalars)
    }
  }

  /// Whether a name is this one, which is given in lower case.
  static func isName(_ bytes: Bytes, _ name: StaticString) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count {
      let byte = bytes.base[bytes.startIndex + index]
      let folded = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      if folded != name.utf8Start[index] { return false }
    }
    return true
  }
}
