/// The lines of a source text; a line ends at LF, CRLF or CR.
package struct LineTable: Sendable {
  private let utf8: [UInt8]
  /// The offset at which each line begins.
  private let starts: [Int]

  /// Finds the lines of a text.
  package init(_ utf8: [UInt8]) {
    var starts = [0]
    var place = 0
    while place < utf8.count {
      let byte = utf8[place]
      place += 1
      if byte == 0x0D, place < utf8.count, utf8[place] == 0x0A { place += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(place) }
    }
    self.utf8 = utf8
    self.starts = starts
  }

  /// A text that ends with a line break has an empty line after it.
  package var lineCount: Int { starts.count }

  /// The line and column of an offset, both counted from 1; the column counts characters as a reader sees them.
  package func location(of offset: Int) -> (line: Int, column: Int) {
    let place = min(max(0, offset), utf8.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    let before = utf8[starts[low]..<place]
    if before.allSatisfy({ $0 < 0x80 }) { return (low + 1, before.count + 1) }
    return (low + 1, String(decoding: before, as: UTF8.self).count + 1)
  }

  /// The column of an offset as editors count, in UTF-16 code units from 1.
  package func utf16Column(of offset: Int) -> Int {
    let place = min(max(0, offset), utf8.count)
    let start = lineRange(location(of: place).line).lowerBound
    return String(decoding: utf8[start..<max(start, place)], as: UTF8.self).utf16.count + 1
  }

  /// The offsets of a line, counted from 1, without its line break; empty for a line that is not there.
  package func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return utf8.count..<utf8.count }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : utf8.count
    while end > start, utf8[end - 1] == 0x0A || utf8[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}
