import JSON

/// Output cut into lines and JSON values, since JSON is compared by what it says and not by its layout.
struct OutputItems {
  enum Item {
    case line([UInt8])
    case json(JSONValue)
  }

  private(set) var items: [Item] = []
  /// The lines that each item takes, counted from 0.
  private(set) var lines: [Range<Int>] = []
  /// Where each item stands in the text; a JSON value without the blanks behind it.
  private(set) var spans: [Range<Int>] = []
  let bytes: [UInt8]

  /// With `findingJSON` false every line is an item of its own; with `isExact` so is a CR before the line's end.
  init(_ text: String, findingJSON: Bool = true, isExact: Bool = false) {
    bytes = Array(text.utf8)
    // A text of many unclosed brackets would be read again from each of them; this bounds the work.
    var budget = findingJSON && !isExact ? bytes.count * 4 : 0
    var start = 0
    var line = 0
    while start <= bytes.count {
      if start < bytes.count, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["),
        budget > 0
      {
        let (value, end) = OutputItems.json(bytes, start)
        budget -= end - start
        if let value {
          let next = line + bytes[start..<end].count { $0 == 0x0A } + 1
          add(.json(value), line..<next, start..<end)
          line = next
          start = OutputItems.lineEnd(bytes, end) + 1
          continue
        }
      }
      let end = OutputItems.lineEnd(bytes, start)
      let content = bytes[start..<end]
      add(.line(isExact ? Array(content) : OutputItems.withoutCR(content)), line..<line + 1, start..<end)
      line += 1
      start = end + 1
    }
  }

  private mutating func add(_ item: Item, _ lines: Range<Int>, _ span: Range<Int>) {
    items.append(item)
    self.lines.append(lines)
    spans.append(span)
  }

  /// The value that begins here and ends with its line, and how far the text was read.
  private static func json(_ bytes: [UInt8], _ start: Int) -> (value: JSONValue?, end: Int) {
    let (value, end) = JSONValue.searchPrefix(bytes, from: start)
    guard let value else { return (nil, max(end, start + 1)) }
    let rest = bytes[end..<lineEnd(bytes, end)]
    return (rest.allSatisfy(TranscriptLines.isBlank) ? value : nil, end)
  }

  private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  /// A checkout may have turned LF into CR LF, which is no difference.
  private static func withoutCR(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == 0x0D ? line.dropLast() : line)
  }

  /// The lines that a stretch of items takes; an empty stretch has its place.
  func lines(of items: Range<Int>) -> Range<Int> {
    let start =
      items.lowerBound < lines.count ? lines[items.lowerBound].lowerBound : lines.last?.upperBound ?? 0
    return start..<(items.isEmpty ? start : lines[items.upperBound - 1].upperBound)
  }

  /// The lines of a stretch of items as they stand in the text.
  func texts(of items: Range<Int>) -> [String] {
    guard let first = items.first, let last = items.last else { return [] }
    let end = OutputItems.lineEnd(bytes, spans[last].upperBound)
    return bytes[spans[first].lowerBound..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many items are JSON.
  var valueCount: Int { items.count { if case .json = $0 { true } else { false } } }
}
