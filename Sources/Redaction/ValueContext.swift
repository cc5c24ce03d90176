import Encodings

/// Judges what stands around a place of a text: whether it is all of a value, or a number of its own.
struct ValueContext {
  let text: UnsafeBufferPointer<UInt8>
  /// False while more text may follow.
  let isFinal: Bool

  private typealias Verdict = PatternWalk.Verdict
  /// How far blanks are passed over.
  private static let reach = 64

  func verdict(_ rule: PatternGroup.Rule, _ start: Int, _ end: Int) -> PatternWalk.Verdict {
    switch rule {
    case .anywhere: .found
    case .wholeRun: wholeRun(start, end)
    case .wholeNumber: digitsTouch(start, end)
    case .wholeValue: wholeValue(start, end)
    }
  }

  private func byte(_ index: Int) -> UInt8? { text.indices.contains(index) ? text[index] : nil }

  // MARK: Base64

  /// Padding says enough: what stands before it is then no word, though other digits may touch it.
  private func wholeRun(_ start: Int, _ end: Int) -> PatternWalk.Verdict {
    guard let after = byte(end) else {
      if let before = byte(start - 1), Base64.isDigit(before), isFinal { return .not }
      return isFinal ? .found : .undecided
    }
    if EscapeReader.isStarter(after) {
      var reader = EscapeReader(text)
      var reading = Optional(reader.start(at: end))
      while let current = reading {
        if current.value == 0x3D { return .found }
        reading = reader.next()
      }
      if reader.reachedEnd, !isFinal { return .undecided }
    } else if Base64.isDigit(after) {
      return .not
    }
    if let before = byte(start - 1), Base64.isDigit(before) { return .not }
    return .found
  }

  // MARK: Numbers

  private func digitsTouch(_ start: Int, _ end: Int) -> PatternWalk.Verdict {
    // An escape at its end parts it from other digits.
    if Self.isDigit(text[start]), let before = byte(start - 1), Self.isDigit(before), !endsEscape(start) {
      return .not
    }
    guard Self.isDigit(text[end - 1]), !endsEscape(end) else { return .found }
    guard let after = byte(end) else { return isFinal ? .found : .undecided }
    return Self.isDigit(after) ? .not : .found
  }

  /// Whether the digit before `start` belongs to an escape such as `%20`, `%2520` or `\u0020`.
  private func endsEscape(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 8, Hexadecimal.value(of: text[index]) != nil { index -= 1 }
    guard let mark = byte(index) else { return false }
    switch mark {
    case UInt8(ascii: "%"), UInt8(ascii: "="): return (start - index) % 2 == 1
    case UInt8(ascii: "u"): return start - index == 5 && byte(index - 1) == UInt8(ascii: "\\")
    case UInt8(ascii: "x"): return start - index == 3 && byte(index - 1) == UInt8(ascii: "\\")
    default: return false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether a byte may stand in a JSON number.
  static func isNumberPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
      || byte | 0x20 == UInt8(ascii: "e")
  }

  /// The JSON number of which `start..<end` is a part or all; nil where it stands in no place of a number.
  func number(around start: Int, _ end: Int, from first: Int) -> (token: Range<Int>, isUndecided: Bool)? {
    var (low, high) = (start, end)
    while low > first, start - low < Self.reach, Self.isNumberPart(text[low - 1]) { low -= 1 }
    while high < text.count, high - end < Self.reach, Self.isNumberPart(text[high]) { high += 1 }
    var before = low - 1
    while before >= 0, low - before <= Self.reach, Self.isBlank(text[before]) { before -= 1 }
    switch byte(before) {
    case UInt8(ascii: ":"):
      // A member's name stands before it; `host:1234` is none.
      before -= 1
      while before >= 0, low - before <= Self.reach, Self.isBlank(text[before]) { before -= 1 }
      guard byte(before) == UInt8(ascii: "\"") else { return nil }
    case UInt8(ascii: "["), UInt8(ascii: ","): break
    default: return nil
    }
    var after = high
    while after < text.count, after - high <= Self.reach, Self.isBlank(text[after]) { after += 1 }
    guard let next = byte(after) else { return isFinal ? nil : (low..<high, true) }
    let ends = next == UInt8(ascii: ",") || next == UInt8(ascii: "]") || next == UInt8(ascii: "}")
    return ends ? (low..<high, false) : nil
  }

  /// The quotation mark that a text in place of the number at `start` needs: with backslashes inside a JSON text.
  func quote(at start: Int) -> [UInt8] {
    var index = start - 1
    while index >= 0, start - index < 1024, text[index] != UInt8(ascii: "\"") { index -= 1 }
    guard byte(index) == UInt8(ascii: "\"") else { return [UInt8(ascii: "\"")] }
    var slashes = 0
    while let before = byte(index - 1 - slashes), before == UInt8(ascii: "\\"), slashes < 64 { slashes += 1 }
    var next = index + 1
    while next < start, Self.isBlank(text[next]) { next += 1 }
    let closes = [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(
      text[next])
    // Behind a mark that opens a text the number stands one level deeper.
    let count = closes ? slashes : min(64, 2 * slashes + 1)
    return [UInt8](repeating: UInt8(ascii: "\\"), count: count) + [UInt8(ascii: "\"")]
  }

  // MARK: Whole values

  private enum Opening { case textStart, quote, tag, assignment, header }

  private func wholeValue(_ start: Int, _ end: Int) -> PatternWalk.Verdict {
    if let number = number(around: start, end, from: 0), number.token == start..<end, isNumber(start, end) {
      return number.isUndecided ? .undecided : .found
    }
    guard let opening = opening(before: start) else { return .not }
    return closes(opening, end)
  }

  private func isNumber(_ start: Int, _ end: Int) -> Bool { text[start..<end].allSatisfy(Self.isDigit) }

  private static let quotes = ["\"", "'", "`", "%22", "&quot;", "&#34;", "\\u0022"].map { Array($0.utf8) }
  private static let schemes = ["bearer", "basic", "token", "digest"].map { Array($0.utf8) }

  private func opening(before start: Int) -> Opening? {
    guard let last = byte(start - 1) else { return .textStart }
    if Self.quotes.contains(where: { ends(start, with: $0) }) { return .quote }
    switch last {
    case UInt8(ascii: ">"): return .tag
    case UInt8(ascii: "="): return .assignment
    case UInt8(ascii: " "):
      let before = start - 1
      if byte(before - 1) == UInt8(ascii: ":"), let name = byte(before - 2), Self.isNamePart(name) {
        return .header
      }
      if byte(before - 1) == UInt8(ascii: "=") { return .assignment }
      guard let scheme = Self.schemes.first(where: { ends(before, with: $0) }) else { return nil }
      return opening(before: before - scheme.count)
    default: return nil
    }
  }

  private func ends(_ end: Int, with part: [UInt8]) -> Bool {
    guard end >= part.count else { return false }
    return zip(text[end - part.count..<end], part).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && $0 < 0x5B }
  }

  private func closes(_ opening: Opening, _ end: Int) -> PatternWalk.Verdict {
    var index = end
    while byte(index) == UInt8(ascii: "\\"), index - end < Self.reach { index += 1 }
    guard let next = byte(index) else {
      guard isFinal else { return .undecided }
      return opening == .quote || opening == .tag ? .not : .found
    }
    let isLineEnd = next == 0x0A || next == 0x0D
    switch opening {
    case .textStart: return .not
    case .header: return isLineEnd && index == end ? .found : .not
    case .tag: return next == UInt8(ascii: "<") && index == end ? .found : .not
    case .assignment:
      let ends = isLineEnd || Self.isBlank(next) || "&;\"'<#,)".utf8.contains(next)
      return ends && index == end || next == UInt8(ascii: "\"") ? .found : .not
    case .quote:
      guard text.count - end > 7 || isFinal else { return .undecided }
      let mark = Self.quotes.first { quote in
        [index, end].contains { place in text[min(place, text.count)...].starts(with: quote) }
      }
      guard let mark else { return .not }
      let place = text[index...].starts(with: mark) ? index : end
      return isName(place + mark.count)
    }
  }

  /// A text before `:` is the name of a member, and no value.
  private func isName(_ index: Int) -> PatternWalk.Verdict {
    var next = index
    while next < text.count, next - index < Self.reach, Self.isBlank(text[next]) { next += 1 }
    guard let byte = byte(next) else { return isFinal ? .found : .undecided }
    return byte == UInt8(ascii: ":") ? .not : .found
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || isDigit(byte) || byte == UInt8(ascii: "-")
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
