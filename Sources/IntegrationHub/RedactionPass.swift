import Encodings

/// Goes through a text once and stops at all that has to change.
struct RedactionPass {
  struct Match {
    /// The place of the secret in the table.
    var secret: Int
    var start: Int
    var end: Int
    /// The JSON number that it is or belongs to, and the quotation mark that a text in its place needs.
    var number: (token: Range<Int>, quote: [UInt8])?
  }

  enum Event {
    case match(Match)
    /// The mark of a literal placeholder ends here, and a backslash has to follow.
    case escape(Int)
    /// What stands from here on depends on text that is not there yet.
    case undecided(Int)
    case end
  }

  private let table: PatternTable
  private let text: UnsafeBufferPointer<UInt8>
  private let escapes: Bool
  let isFinal: Bool
  let context: ValueContext
  private var walk = PatternWalk()
  private var reader: EscapeReader
  private var readings: [EscapeReader.Reading] = []
  /// Up to here a match may begin with an escape among its first bytes, which the filter does not know.
  private var windowEnd = -1

  /// How far a match in Base64 takes along what stands around it.
  static let reach = 1024

  /// Whether a match behind a byte may take it along: a digit of Base64, plain or escaped, or of a number.
  static func mayBeTaken(_ byte: UInt8) -> Bool { Base64.isDigit(byte) || "%\\&=#;.".utf8.contains(byte) }

  init(
    _ table: PatternTable, _ text: UnsafeBufferPointer<UInt8>, escapes: Bool = true, isFinal: Bool = true
  ) {
    self.table = table
    self.text = text
    self.escapes = escapes
    self.isFinal = isFinal
    context = ValueContext(text: text, isFinal: isFinal)
    reader = EscapeReader(text)
  }

  /// The next event at `start` or behind it; a match takes in nothing before `first`.
  mutating func next(from start: Int, first: Int) -> Event {
    var index = start
    // The three bytes that looking ahead from here would pass over.
    for place in start..<min(start + 3, text.count) { open(at: place) }
    while true {
      index = skip(from: index)
      guard index < text.count else { return .end }
      if text[index] == Placeholder.mark[0] {
        if !escapes, let found = Placeholder(in: text, at: index) {
          // What is a reference already stays.
          index = found.end
          for place in index..<min(index + 3, text.count) { open(at: place) }
          continue
        }
        switch escapes ? Placeholder.isEscapable(text, at: index) : false {
        case true?: return .escape(index + Placeholder.mark.count)
        case nil where !isFinal: return .undecided(index)
        default: break
        }
      }
      if let event = match(at: index, first) { return event }
      index += 1
    }
  }

  /// The next place where something may begin.
  private mutating func skip(from start: Int) -> Int {
    var index = start
    let last = text.count - 4
    while index <= last {
      guard index > windowEnd else {
        open(at: index + 3)
        return index
      }
      let next = table.filter.withUnsafeBufferPointer { filter in
        table.marks.withUnsafeBufferPointer { marks in
          var index = index
          let base = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
          while index <= last {
            let word = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
            if marks[Int(word >> 24)] != 0 || PatternTable.mayBegin(word, filter) { break }
            index += 1
          }
          return index
        }
      }
      guard next <= last else { return next }
      index = next
      open(at: index + 3)
      if index > windowEnd {
        let word = UInt32(
          littleEndian: UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
            .loadUnaligned(fromByteOffset: index, as: UInt32.self))
        if table.filter.withUnsafeBufferPointer({ PatternTable.mayBegin(word, $0) }) { return index }
        index += 1
      }
    }
    return index
  }

  /// Makes sure that every place is tried from which a match could reach the byte at `place` among its first four.
  private mutating func open(at place: Int) {
    let mark = table.marks[Int(text[place])]
    guard mark != PatternTable.isPlain, place > windowEnd else { return }
    if mark & PatternTable.isNoted != 0 {
      windowEnd = place
    } else if mark == PatternTable.isLineEnd {
      if breaksRun(at: place) { windowEnd = place }
    } else {
      reader.readings(at: place, into: &readings)
      if reader.reachedEnd && !isFinal || readings.dropFirst().contains(where: { leads($0) }) { windowEnd = place }
    }
  }

  private func leads(_ reading: EscapeReader.Reading) -> Bool {
    if reading.value == EscapeReader.Reading.nothing || reading.isLineBreak { return true }
    guard reading.isScalar, reading.value >= 0x80 else {
      return table.leads[Int(UInt8(truncatingIfNeeded: reading.value))]
    }
    guard let scalar = Unicode.Scalar(reading.value), let first = UTF8.encode(scalar)?.first else { return false }
    return table.leads[Int(first)]
  }

  /// Whether a line end may stand within Base64 or hexadecimal digits.
  private func breaksRun(at place: Int) -> Bool {
    guard place > 0, Base64.isDigit(text[place - 1]) || text[place - 1] == 0x0D else { return false }
    var next = place + 1
    while next < text.count, ValueContext.isBlank(text[next]) { next += 1 }
    guard next < text.count else { return !isFinal }
    return Base64.isDigit(text[next]) || EscapeReader.isStarter(text[next])
  }

  // MARK: At one place

  private mutating func match(at index: Int, _ first: Int) -> Event? {
    var best: Match?
    guard search(table.texts, at: index, &best), search(table.hexadecimal, at: index, &best) else {
      return .undecided(index)
    }
    let end = best?.end
    guard search(table.base64, at: index, &best) else { return .undecided(index) }
    guard var best else { return nil }
    if best.end != end {
      guard takeRun(&best, first) else { return .undecided(index) }
    } else if table.secrets[best.secret].isNumber,
      let number = context.number(around: best.start, best.end, from: first)
    {
      if number.isUndecided { return .undecided(index) }
      best.number = (number.token, context.quote(at: number.token.lowerBound))
    }
    return .match(best)
  }

  /// Replaces `best` by a longer match in a group; false when more text could bring one.
  private mutating func search(_ group: PatternGroup, at index: Int, _ best: inout Match?) -> Bool {
    let byte = text[index]
    guard EscapeReader.isStarter(byte) || byte == UInt8(ascii: "+") || group.begins[Int(group.fold(byte))],
      !group.patterns.isEmpty
    else { return true }
    let found = walk.longest(in: text, at: index, of: group) { [context] pattern, end in
      context.verdict(pattern.rule, index, end)
    }
    if walk.isUndecided, !isFinal { return false }
    if let found, best.map({ $0.end < found.end }) ?? true {
      best = Match(secret: found.pattern.secret, start: index, end: found.end)
    }
    return true
  }

  /// The characters at both ends of a part hold some of its bits, so the whole run goes.
  ///
  /// False when it may go on in text that is not there yet.
  private func takeRun(_ match: inout Match, _ first: Int) -> Bool {
    let (low, high) = (max(first, match.start - Self.reach), match.end + Self.reach)
    while let start = startOfDigit(before: match.start, low) { match.start = start }
    var padding = 0
    var reader = EscapeReader(text)
    var readings: [EscapeReader.Reading] = []
    while match.end < high {
      guard match.end < text.count else { return isFinal }
      reader.readings(at: match.end, into: &readings)
      if reader.reachedEnd, !isFinal { return false }
      if padding == 0, let digit = readings.last(where: { Self.isDigit($0) }) {
        match.end = digit.next
      } else if padding < 2, let mark = readings.last(where: { $0.value == 0x3D }) {
        padding += 1
        match.end = mark.next
      } else {
        break
      }
    }
    return true
  }

  private static func isDigit(_ reading: EscapeReader.Reading) -> Bool {
    reading.value < 0x80 && Base64.isDigit(UInt8(reading.value))
  }

  /// The place of the Base64 digit, plain or escaped, that ends before `end`; nil when there is none.
  private func startOfDigit(before end: Int, _ low: Int) -> Int? {
    guard end > low else { return nil }
    var reader = EscapeReader(text)
    var readings: [EscapeReader.Reading] = []
    // The farthest first: `%41` may be the end of `%2541`.
    for start in stride(from: max(low, end - Self.longestDigit), to: end - 1, by: 1)
    where EscapeReader.isStarter(text[start]) {
      reader.readings(at: start, into: &readings)
      if readings.contains(where: { $0.next == end && Self.isDigit($0) }) { return start }
    }
    return Base64.isDigit(text[end - 1]) ? end - 1 : nil
  }

  /// Bytes of a digit that is escaped.
  private static let longestDigit = 40
}
