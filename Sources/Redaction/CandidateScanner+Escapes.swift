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
    let next = text[place + 1]
    switch text[place] {
    case UInt8(ascii: "\\"):
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"): return look(at: next, place)
      case UInt8(ascii: "\\"):
        if endOfSlashes <= place {
          endOfSlashes = place + 1
          while endOfSlashes < text.count, text[endOfSlashes] == UInt8(ascii: "\\") { endOfSlashes += 1 }
        }
        // More of them than any reading takes are backslashes in every reading.
        if endOfSlashes - place > Self.longestSlashes { return look(at: next, place) }
      case UInt8(ascii: "n"): return look(at: EscapeReader.Reading(value: 0x0A, next: place + 2), place)
      case UInt8(ascii: "r"): return look(at: EscapeReader.Reading(value: 0x0D, next: place + 2), place)
      case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "u"), UInt8(ascii: "x"):
        break
      default: if !EscapeReader.isStarter(next) { return }
      }
    case UInt8(ascii: "&"):
      guard EscapeReader.isStarter(next) || EscapeReader.isNamePart(next) else { return }
    default:
      if let high = Hexadecimal.value(of: next) {
        if place + 2 < text.count, !EscapeReader.isStarter(text[place + 2]) {
          guard let low = Hexadecimal.value(of: text[place + 2]) else { return }
          let byte = high << 4 | low
          if !EscapeReader.isStarter(byte), byte != 0x0A, byte != 0x0D { return look(at: byte, place) }
        }
      } else if !EscapeReader.isStarter(next), next != 0x0A, next != 0x0D {
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
      look(at: first, place)
    } else {
      look(at: UInt8(truncatingIfNeeded: reading.value), place)
    }
  }

  /// Flags the places whose plain bytes up to `place` begin a pattern that goes on with `byte`.
  private mutating func look(at byte: UInt8, _ place: Int) {
    let places = filter.places(of: byte)
    guard places != 0 else { return }
    var word = UInt32(byte)
    for count in 0..<PrefixFilter.keyLength where place - count >= 0 {
      if count > 0 { word = word << 8 | UInt32(text[place - count]) }
      if places >> UInt8(count) & 1 != 0, filter.mayBegin(word, count + 1) { flag(place - count) }
    }
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
