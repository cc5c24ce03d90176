import Encodings

/// Goes through a text once and stops at all that has to change.
struct RedactionPass {
  struct Match {
    /// The place of the secret in the table.
    var secret: Int
    var start: Int
    var end: Int
    /// The JSON number that it is or belongs to.
    var number: Range<Int>?
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
  private let texts: PatternView
  private let base64: PatternView
  private let hexadecimal: PatternView
  let text: UnsafeBufferPointer<UInt8>
  private let escapes: Bool
  let isFinal: Bool
  let context: ValueContext
  private var walk = PatternWalk()
  private var reader: EscapeReader
  /// Behind this run of backslashes.
  private var endOfSlashes = 0
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
    (texts, base64, hexadecimal) = (table.texts.view, table.base64.view, table.hexadecimal.view)
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
      // The innermost loop: nothing in it but what every byte needs.
      let (filter, marks) = (table.filter, table.marks)
      let start = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
      var mayBegin = false
      while index <= last {
        let word = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        mayBegin = PatternTable.mayBegin(word, filter)
        if mayBegin || marks[Int(word >> 24)] != PatternTable.isPlain { break }
        index &+= 1
      }
      guard index <= last else { return index }
      open(at: index + 3)
      if mayBegin || index <= windowEnd { return index }
      index += 1
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
    } else if opensEscape(at: place) {
      windowEnd = place
    }
  }

  private mutating func opensEscape(at place: Int) -> Bool {
    if text[place] == UInt8(ascii: "\\") {
      if endOfSlashes <= place {
        endOfSlashes = place + 1
        while endOfSlashes < text.count, text[endOfSlashes] == UInt8(ascii: "\\") { endOfSlashes += 1 }
      }
      // More of them than any reading takes are backslashes in every reading.
      if endOfSlashes - place > Self.longestSlashes { return table.leads[Int(UInt8(ascii: "\\"))] }
    }
    _ = reader.start(at: place)
    while let reading = reader.next() {
      if leads(reading) { return true }
    }
    return reader.reachedEnd && !isFinal
  }

  /// Backslashes that are one, in the deepest of layers.
  private static let longestSlashes = 128

  private func leads(_ reading: EscapeReader.Reading) -> Bool {
    if reading.value == EscapeReader.Reading.nothing || reading.isLineBreak { return true }
    guard reading.isScalar, reading.value >= 0x80 else {
      return table.leads[Int(UInt8(truncatingIfNeeded: reading.value))]
    }
    guard let scalar = Unicode.Scalar(reading.value), let first = UTF8.encode(scalar)?.first else {
      return false
    }
    return table.leads[Int(first)]
  }

  /// Whether something may begin before a line end that stands within Base64 or hexadecimal digits.
  private func breaksRun(at place: Int) -> Bool {
    var end = place
    if end > 0, text[end] == 0x0A, text[end - 1] == 0x0D { end -= 1 }
    guard end > 0, Base64.isDigit(text[end - 1]) else { return false }
    var next = place + 1
    while next < text.count, ValueContext.isBlank(text[next]) { next += 1 }
    for start in max(0, end - 3)..<end {
      var word: UInt32 = 0
      for offset in 0..<4 {
        let index = start + offset < end ? start + offset : start + offset - end + next
        guard index < text.count else { return !isFinal }
        if EscapeReader.isStarter(text[index]) { return true }
        word |= UInt32(text[index]) << UInt32(8 * offset)
      }
      if PatternTable.mayBegin(word, table.filter) { return true }
    }
    return false
  }

  // MARK: At one place

  private mutating func match(at index: Int, _ first: Int) -> Event? {
    var best: Match?
    guard search(texts, at: index, &best), search(hexadecimal, at: index, &best) else {
      return .undecided(index)
    }
    let end = best?.end
    guard search(base64, at: index, &best) else { return .undecided(index) }
    guard var best else { return nil }
    if best.end != end {
      guard takeRun(&best, first) else { return .undecided(index) }
    } else if takeBackslashes(&best, first) {
      return .match(best)
    } else if table.secrets[best.secret].isNumber,
      let number = context.number(around: best.start, best.end, from: first)
    {
      if number.isUndecided { return .undecided(index) }
      best.number = number.token
    }
    return .match(best)
  }

  /// Takes the backslashes before a match whose first letter they could make an escape of: `\` before a reference is
  /// none, and no JSON.
  private func takeBackslashes(_ match: inout Match, _ first: Int) -> Bool {
    guard Self.isEscapeLetter(text[match.start]) else { return false }
    let end = match.start
    while match.start > first, end - match.start < Self.reach, text[match.start - 1] == UInt8(ascii: "\\") {
      match.start -= 1
    }
    return match.start < end
  }

  /// A letter that stands for another character behind a backslash.
  static func isEscapeLetter(_ byte: UInt8) -> Bool { "bfnrtux".utf8.contains(byte) }

  /// Replaces `best` by a longer match in a group; false when more text could bring one.
  private mutating func search(_ group: PatternView, at index: Int, _ best: inout Match?) -> Bool {
    let byte = text[index]
    guard
      EscapeReader.isStarter(byte) || byte == UInt8(ascii: "+")
        || !group.begins(with: group.fold(byte)).isEmpty,
      group.count > 0
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
}
