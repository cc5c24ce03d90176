/// The wildcards of expected output: `...` as a line of its own, and `[..]` inside a line.
enum Wildcards {
  private static let any = Array("[..]".utf8)

  /// Whether a line stands for any number of lines.
  static func isAnyLines(_ line: some Collection<UInt8>) -> Bool {
    let text = line.drop(while: TranscriptLines.isBlank)
    return text.starts(with: "...".utf8) && text.dropFirst(3).allSatisfy(TranscriptLines.isBlank)
  }

  /// Whether `[..]` stands in a line.
  static func areIn(_ line: ArraySlice<UInt8>) -> Bool {
    var rest = line
    while let at = rest.firstIndex(of: any[0]) {
      rest = rest[at...]
      if rest.starts(with: any) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Where the parts of a line between its wildcards stand; one part when it has none.
  private static func parts(_ line: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var at = 0
    while at + 4 <= line.count {
      if line[at] == any[0], line[at..<at + 4].elementsEqual(any) {
        parts.append(line[start..<at])
        at += 4
        start = at
      } else {
        at += 1
      }
    }
    parts.append(line[start...])
    return parts
  }

  /// Whether a text fits a line with wildcards; the parts are looked for from left to right.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    let parts = parts(pattern)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern == text }
    guard text.count >= first.count + last.count, text.starts(with: first),
      text.suffix(last.count).elementsEqual(last)
    else { return false }
    var at = first.count
    let end = text.count - last.count
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = find(part, in: text, from: at, to: end) else { return false }
      at = found + part.count
    }
    return true
  }

  private static func find(_ part: ArraySlice<UInt8>, in text: [UInt8], from start: Int, to end: Int) -> Int?
  {
    var at = start
    while at + part.count <= end {
      if text[at] == part[part.startIndex], text[at..<at + part.count].elementsEqual(part) { return at }
      at += 1
    }
    return nil
  }

  /// Whether a whole list fits a pattern in which some entries stand for any number of entries.
  ///
  /// Only the last such entry is ever tried again, so this is at worst the product of the two lengths.
  static func matchesAll(
    pattern: Range<Int>, actual: Range<Int>, isAny: (Int) -> Bool, matches: (Int, Int) -> Bool
  ) -> Bool {
    var (left, right) = (pattern.lowerBound, actual.lowerBound)
    var retry: (left: Int, right: Int)?
    while right < actual.upperBound {
      if left < pattern.upperBound, isAny(left) {
        retry = (left, right)
        left += 1
      } else if left < pattern.upperBound, matches(left, right) {
        left += 1
        right += 1
      } else if let last = retry {
        retry = (last.left, last.right + 1)
        left = last.left + 1
        right = last.right + 1
      } else {
        return false
      }
    }
    while left < pattern.upperBound, isAny(left) { left += 1 }
    return left == pattern.upperBound
  }
}
