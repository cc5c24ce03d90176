import Encodings

extension CandidateScanner {
  /// Backslashes that are one, in the deepest of layers.
  private static let longestSlashes = 128

  /// Flags the places from which a pattern may reach to the escape at `place` and go on with what it stands for.
  mutating func lookAtEscape(_ place: Int) {
    guard place + 1 < text.count else {
      if !isFinal { flagAll(before: place) }
      return
    }
    if let usual = reader.usual(at: place) { return look(at: UInt8(usual.value), place, usual.next) }
    let next = text[place + 1]
    switch text[place] {
    case UInt8(ascii: "\\"):
      switch next {
      case UInt8(ascii: "\\"):
        if endOfSlashes <= place {
          endOfSlashes = place + 1
          while endOfSlashes < text.count, text[endOfSlashes] == UInt8(ascii: "\\") { endOfSlashes += 1 }
        }
        // More of them than any reading takes are backslashes in every reading.
        if endOfSlashes - place > Self.longestSlashes {
          return look(at: next, place, place + 2, isWhole: false)
        }
      case UInt8(ascii: "n"): return look(at: EscapeReader.Reading(value: 0x0A, next: place + 2), place)
      case UInt8(ascii: "r"): return look(at: EscapeReader.Reading(value: 0x0D, next: place + 2), place)
      default: break
      }
    case UInt8(ascii: "&"):
      guard EscapeReader.isStarter(next) || EscapeReader.isNamePart(next) else { return }
    default:
      guard Hexadecimal.value(of: next) != nil || EscapeReader.isStarter(next) || next == 0x0A || next == 0x0D
      else {
        return
      }
    }
    _ = reader.start(at: place)
    while let reading = reader.next() { look(at: reading, place) }
    if reader.reachedEnd, !isFinal { flagAll(before: place) }
  }

  private mutating func look(at reading: EscapeReader.Reading, _ place: Int) {
    if reading.value == EscapeReader.Reading.nothing { return look(behindGap: reading.next, place) }
    if reading.isLineBreak { look(behindGap: reading.next, place) }
    if reading.isScalar, reading.value >= 0x80 {
      guard let scalar = Unicode.Scalar(reading.value), let first = UTF8.encode(scalar)?.first else { return }
      look(at: first, place, reading.next, isWhole: false)
    } else {
      look(at: UInt8(truncatingIfNeeded: reading.value), place, reading.next)
    }
  }

  /// Flags the places whose plain bytes up to `place` begin a pattern that goes on with `byte` and what is at `next`.
  ///
  /// Without `isWhole` the byte is the first of a character's.
  private mutating func look(at byte: UInt8, _ place: Int, _ next: Int, isWhole: Bool = true) {
    let places = filter.places(of: byte)
    guard places != 0 else { return }
    var word = UInt32(byte)
    for count in 0..<PrefixFilter.keyLength where place - count >= 0 {
      if count > 0 { word = word << 8 | UInt32(text[place - count]) }
      guard places >> UInt8(count) & 1 != 0, isAhead(place - count), filter.mayBegin(word, count + 1) else {
        continue
      }
      if !isWhole || mayGoOn(word, count + 1, next) { flag(place - count) }
    }
  }

  /// Whether the first bytes of a pattern may go on with what stands at `next`, in any reading.
  private func mayGoOn(_ word: UInt32, _ count: Int, _ next: Int) -> Bool {
    guard count < PrefixFilter.keyLength, next < text.count, !hasShortValues else { return true }
    let byte = text[next]
    if ValueContext.isBlank(byte) { return true }
    func goesOn(_ byte: UInt8, _ end: Int) -> Bool {
      let longer = word | UInt32(byte) << UInt32(8 * count)
      return filter.mayBegin(longer, count + 1) && mayGoOn(longer, count + 1, end)
    }
    guard EscapeReader.isStarter(byte) else { return goesOn(byte, next + 1) }
    if let usual = reader.usual(at: next) {
      return goesOn(byte, next + 1) || goesOn(UInt8(usual.value), usual.next)
    }
    var reader = reader
    var reading = Optional(reader.start(at: next))
    while let current = reading {
      // Gaps and characters of several bytes are left to the walk.
      if current.value >= 0x80 || current.isLineBreak || goesOn(UInt8(current.value), current.next) {
        return true
      }
      reading = reader.next()
    }
    return reader.reachedEnd
  }

  /// Flags the places before a line end that stands within Base64 or hexadecimal digits.
  mutating func lookAtLineEnd(_ place: Int) {
    // Of two the first is looked at.
    guard place > 0, Base64.isDigit(text[place - 1]) else { return }
    var next = place + 1
    while next < text.count, ValueContext.isBlank(text[next]) { next += 1 }
    look(behindGap: next, place)
  }

  /// Flags the places whose plain bytes up to `place` begin a pattern that goes on at `next`.
  private mutating func look(behindGap next: Int, _ place: Int) {
    guard place > 0 else { return }
    for start in max(0, place - 3)..<place where isAhead(start) {
      var (word, count, index) = (UInt32(0), 0, start)
      while count < PrefixFilter.keyLength {
        if index == place { index = next }
        guard index < text.count else { break }
        let byte = text[index]
        if index >= next, EscapeReader.isStarter(byte) || ValueContext.isBlank(byte) { break }
        word |= UInt32(byte) << UInt32(8 * count)
        count += 1
        index += 1
      }
      if count > 0, filter.mayBegin(word, count) { flag(start) }
    }
  }
}
