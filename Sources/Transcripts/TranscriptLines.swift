/// The lines of a text and what Markdown makes of each: only as much of CommonMark as fences and comments need.
struct TranscriptLines {
  let bytes: [UInt8]
  /// Where each line begins; one more entry for the end.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  /// A line without its line end.
  func content(_ line: Int) -> ArraySlice<UInt8> {
    let range = starts[line]..<starts[line + 1]
    let slice = bytes[range]
    return slice.last == 0x0A ? slice.dropLast() : slice
  }

  func hasLineEnd(_ line: Int) -> Bool { bytes[starts[line + 1] - 1] == 0x0A }

  /// Whole lines with their line ends.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[starts[range.lowerBound]..<starts[range.upperBound]], as: UTF8.self)
  }

  func start(_ line: Int) -> Int { starts[line] }

  /// The line that holds an offset.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = max(0, count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  func isBlank(_ line: Int) -> Bool { content(line).allSatisfy(TranscriptLines.isBlank) }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

/// The line that opens a fenced code block.
struct FenceOpening {
  var indent: Int
  /// A backtick or a tilde.
  var mark: UInt8
  var length: Int
  var words: [String]

  init?(_ line: some Collection<UInt8>) {
    let indent = line.prefix { $0 == 0x20 }.count
    let rest = line.dropFirst(indent)
    guard indent < 4, let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let length = rest.prefix { $0 == mark }.count
    let info = rest.dropFirst(length)
    guard length >= 3, mark == UInt8(ascii: "~") || !info.contains(mark) else { return nil }
    self.indent = indent
    self.mark = mark
    self.length = length
    words = info.split(whereSeparator: TranscriptLines.isBlank).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a line closes this fence.
  func isClosed(by line: some Collection<UInt8>) -> Bool {
    let indent = line.prefix { $0 == 0x20 }.count
    guard indent < 4 else { return false }
    let rest = line.dropFirst(indent)
    let length = rest.prefix { $0 == mark }.count
    return length >= self.length && rest.dropFirst(length).allSatisfy(TranscriptLines.isBlank)
  }
}
