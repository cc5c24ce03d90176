import JSON

/// Output cut into lines and JSON values, since JSON is compared by what it says and not by its layout.
struct OutputItems {
  enum Item {
    case line([UInt8])
    case json(JSONValue)
  }

  private(set) var items: [Item] = []
  /// The line on which each item begins, counted from 1.
  private(set) var lines: [Int] = []

  /// With `findingJSON` false every line is an item of its own.
  init(_ text: String, findingJSON: Bool = true) {
    let bytes = Array(text.utf8)
    // A text of many unclosed brackets would be read again from each of them; this bounds the work.
    var budget = findingJSON ? bytes.count * 4 : 0
    var start = 0
    var line = 1
    while start <= bytes.count {
      if start < bytes.count, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "["),
        budget > 0
      {
        let (value, end) = OutputItems.json(bytes, start)
        budget -= end - start
        if let value {
          add(.json(value), line)
          line += bytes[start..<end].count { $0 == 0x0A } + 1
          start = OutputItems.lineEnd(bytes, end) + 1
          continue
        }
      }
      let end = OutputItems.lineEnd(bytes, start)
      add(.line(OutputItems.withoutCR(bytes[start..<end])), line)
      line += 1
      start = end + 1
    }
  }

  private mutating func add(_ item: Item, _ line: Int) {
    items.append(item)
    lines.append(line)
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
  static func withoutCR(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(line.last == 0x0D ? line.dropLast() : line)
  }

  /// The text of an item.
  static func text(_ item: Item) -> String {
    switch item {
    case .line(let line): String(decoding: line, as: UTF8.self)
    case .json(let value): value.text(.pretty)
    }
  }
}
