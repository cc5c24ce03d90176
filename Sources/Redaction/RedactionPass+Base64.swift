import Encodings

extension RedactionPass {
  /// The characters at both ends of a part hold some of its bits, so the whole run goes.
  ///
  /// False when it may go on in text that is not there yet.
  func takeRun(_ match: inout Match, _ first: Int) -> Bool {
    let low = max(first, match.start - Self.reach)
    match.start = behindEscape(at: startOfRun(before: match.start, low), low, before: match.start)
    let high = match.end + Self.reach
    var padding = 0
    var reader = EscapeReader(text)
    while match.end < high {
      guard match.end < text.count else { return isFinal }
      if padding == 0, Base64.isDigit(text[match.end]) {
        match.end += 1
        continue
      }
      guard EscapeReader.isStarter(text[match.end]) else { return true }
      // The deepest reading holds: `=3D` is one mark, and `=41` a digit.
      var taken: EscapeReader.Reading?
      var reading = Optional(reader.start(at: match.end))
      while let current = reading {
        if padding == 0 && Self.isDigit(current) || padding < 2 && current.value == 0x3D { taken = current }
        reading = reader.next()
      }
      if reader.reachedEnd, !isFinal { return false }
      guard let taken else { return true }
      if taken.value == 0x3D { padding += 1 }
      match.end = taken.next
    }
    return true
  }

  /// Leaves out a letter that ends an escape such as `\n` before a line of Base64, and not a digit.
  private func behindEscape(at start: Int, _ low: Int, before end: Int) -> Int {
    guard start > low, text[start - 1] == UInt8(ascii: "\\"), Self.isEscapeLetter(text[start]) else {
      return start
    }
    let count =
      switch text[start] {
      case UInt8(ascii: "u"): 5
      case UInt8(ascii: "x"): 3
      default: 1
      }
    if start + count <= end { return start + count }
    // The letter is the value's: the backslashes go along.
    var first = start
    while first > low, text[first - 1] == UInt8(ascii: "\\") { first -= 1 }
    return first
  }

  private static func isDigit(_ reading: EscapeReader.Reading) -> Bool {
    reading.value < 0x80 && Base64.isDigit(UInt8(reading.value))
  }

  /// Where the Base64 digits before `end` begin, plain or escaped.
  private func startOfRun(before end: Int, _ low: Int) -> Int {
    var start = end
    // The lowest escape character seen; only where one is near may digits be escaped.
    var (starter, seen) = (end, end)
    while start > low {
      while seen > low, seen > start - Self.longestDigit {
        seen -= 1
        if EscapeReader.isStarter(text[seen]) { starter = seen }
      }
      if starter < start, let digit = startOfEscapedDigit(before: start, low) {
        start = digit
      } else if Base64.isDigit(text[start - 1]) {
        start -= 1
      } else {
        return start
      }
    }
    return start
  }

  private func startOfEscapedDigit(before end: Int, _ low: Int) -> Int? {
    var reader = EscapeReader(text)
    // The farthest first: `%41` may be the end of `%2541`.
    for start in max(low, end - Self.longestDigit)..<end where EscapeReader.isStarter(text[start]) {
      _ = reader.start(at: start)
      while let reading = reader.next() {
        if reading.next == end, Self.isDigit(reading) { return start }
      }
    }
    return nil
  }

  /// Bytes of a digit that is escaped.
  private static let longestDigit = 40
}
