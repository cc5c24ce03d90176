import Encodings

/// Reads one character of a text through escapes of any kind, nested in each other.
///
/// Percent escapes, JSON escapes, entities and quoted-printable are known; a service may send a URL inside JSON
/// inside XML. Each layer is read from the characters of the layer around it.
struct EscapeReader {
  /// What stands at a place: a byte, a Unicode scalar, or nothing where a soft line break stands.
  struct Reading: Equatable {
    var value: UInt32
    var isScalar = false
    var next: Int

    static let nothing = UInt32.max
    var isLineBreak: Bool { value == 0x0A || value == 0x0D }
  }

  let text: UnsafeBufferPointer<UInt8>
  /// Set when more text could have made an escape of what stands at the end.
  private(set) var reachedEnd = false
  private var limit = 0
  private var level = 0
  private var last = Reading(value: 0, next: 0)

  /// Layers inside each other, and a bound on what a text of nothing else costs.
  static let deepest = 6
  /// Bytes of one escape, all layers counted.
  private static let longest = 256

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  static func isStarter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "=")
  }

  /// Begins with the byte at `index` itself, and what escapes make of it comes with `next`.
  mutating func start(at index: Int) -> Reading {
    reachedEnd = false
    limit = min(text.count, index + Self.longest)
    level = EscapeReader.isStarter(text[index]) ? 0 : Self.deepest
    last = Reading(value: UInt32(text[index]), next: index + 1)
    return last
  }

  /// The next other reading of the same place, one layer deeper; nil when there is none.
  mutating func next() -> Reading? {
    while level < Self.deepest {
      level += 1
      let reading = escape(last, level - 1)
      if reading == last {
        // The rest of the escape may be escaped where its first character is not, as in `\&quot;`.
        guard last.next < text.count, Self.isStarter(text[last.next]) else { break }
        continue
      }
      last = reading
      if reading.value >= 0x80 || !Self.isStarter(UInt8(reading.value)) { level = Self.deepest }
      return reading
    }
    level = Self.deepest
    return nil
  }

  /// What the escape at `index` stands for where it is one of the usual kinds and can be read in no other way.
  ///
  /// This is only a quicker way to what `next` gives; nil says nothing.
  @inline(__always)
  func usual(at index: Int) -> Reading? {
    // The longest of them is `\u0041`.
    guard index + 6 <= text.count else { return nil }
    var (value, next) = (UInt32(0), index + 2)
    switch (text[index], text[index + 1]) {
    case (0x5C, UInt8(ascii: "\"")), (0x5C, UInt8(ascii: "/")), (0x5C, UInt8(ascii: "'")):
      value = UInt32(text[index + 1])
    case (0x5C, UInt8(ascii: "u")):
      guard text[next] == 0x30, text[next + 1] == 0x30, let high = Hexadecimal.value(of: text[next + 2]),
        let low = Hexadecimal.value(of: text[next + 3])
      else { return nil }
      (value, next) = (UInt32(high << 4 | low), index + 6)
    case (0x26, UInt8(ascii: "#")):
      while next < index + 5, ValueContext.isDigit(text[next]) {
        value = value * 10 + UInt32(text[next] - 0x30)
        next += 1
      }
      guard next > index + 2, text[next] == UInt8(ascii: ";") else { return nil }
      next += 1
    case (0x25, let first), (0x3D, let first):
      guard let high = Hexadecimal.value(of: first), let low = Hexadecimal.value(of: text[next]) else {
        return nil
      }
      (value, next) = (UInt32(high << 4 | low), index + 3)
    case (0x26, UInt8(ascii: "l")), (0x26, UInt8(ascii: "g")):
      guard text[next] == UInt8(ascii: "t"), text[next + 1] == UInt8(ascii: ";") else { return nil }
      return Reading(
        value: text[index + 1] == UInt8(ascii: "l") ? 0x3C : 0x3E, isScalar: true, next: next + 2)
    case (0x26, UInt8(ascii: "q")):
      guard text[next] == UInt8(ascii: "u"), text[next + 1] == UInt8(ascii: "o"),
        text[next + 2] == UInt8(ascii: "t"), text[next + 3] == UInt8(ascii: ";")
      else { return nil }
      return Reading(value: 0x22, isScalar: true, next: next + 4)
    default: return nil
    }
    guard value < 0x80, value != 0x0A, value != 0x0D, !Self.isStarter(UInt8(value)) else { return nil }
    return Reading(value: value, next: next)
  }

  /// The single reading through as many layers, or fewer where fewer stand.
  mutating func reading(at index: Int, through layers: Int) -> Reading {
    reachedEnd = false
    limit = min(text.count, index + Self.longest)
    return read(index, layers) ?? Reading(value: UInt32(text[index]), next: index + 1)
  }

  @inline(__always)
  private mutating func read(_ index: Int, _ level: Int) -> Reading? {
    guard index < limit else {
      if index >= text.count { reachedEnd = true }
      return nil
    }
    let byte = text[index]
    guard level > 0, Self.isStarter(byte) else { return Reading(value: UInt32(byte), next: index + 1) }
    return readStarter(index, level)
  }

  private mutating func readStarter(_ index: Int, _ level: Int) -> Reading {
    // Each layer is read from the one around it, until a layer makes no escape of it.
    var reading = Reading(value: UInt32(text[index]), next: index + 1)
    for outer in 0..<level where reading.value < 0x80 && Self.isStarter(UInt8(reading.value)) {
      reading = escape(reading, outer)
    }
    return reading
  }

  /// What a character and those behind it are together; the character itself when they are no escape.
  private mutating func escape(_ first: Reading, _ level: Int) -> Reading {
    switch first.value {
    case 0x25: pair(first.next, level) ?? first
    case 0x3D: pair(first.next, level) ?? softBreak(first.next, level) ?? first
    case 0x5C: backslash(first.next, level) ?? first
    case 0x26: entity(first.next, level) ?? first
    default: first
    }
  }

  @inline(__always)
  private mutating func number(_ index: Int, digits: Int, _ level: Int) -> (UInt32, Int)? {
    var (result, next) = (UInt32(0), index)
    for _ in 0..<digits {
      guard let unit = read(next, level), unit.value < 0x80,
        let digit = Hexadecimal.value(of: UInt8(truncatingIfNeeded: unit.value))
      else { return nil }
      (result, next) = (result << 4 | UInt32(digit), unit.next)
    }
    return (result, next)
  }

  @inline(__always)
  private mutating func pair(_ index: Int, _ level: Int) -> Reading? {
    number(index, digits: 2, level).map { Reading(value: $0.0, next: $0.1) }
  }

  /// The end of a line in quoted-printable (RFC 2045, section 6.7).
  private mutating func softBreak(_ index: Int, _ level: Int) -> Reading? {
    guard var unit = read(index, level) else { return nil }
    if unit.value == 0x0D, let second = read(unit.next, level) { unit = second }
    return unit.value == 0x0A ? Reading(value: Reading.nothing, next: unit.next) : nil
  }

  /// RFC 8259, section 7; `'` and `\x41` as JavaScript has them.
  private mutating func backslash(_ index: Int, _ level: Int) -> Reading? {
    guard let letter = read(index, level), letter.value < 0x80 else { return nil }
    switch UInt8(letter.value) {
    case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "\\"):
      return Reading(value: letter.value, next: letter.next)
    case UInt8(ascii: "n"): return Reading(value: 0x0A, next: letter.next)
    case UInt8(ascii: "r"): return Reading(value: 0x0D, next: letter.next)
    case UInt8(ascii: "t"): return Reading(value: 0x09, next: letter.next)
    case UInt8(ascii: "b"): return Reading(value: 0x08, next: letter.next)
    case UInt8(ascii: "f"): return Reading(value: 0x0C, next: letter.next)
    case UInt8(ascii: "x"): return pair(letter.next, level)
    case UInt8(ascii: "u"): return codeUnits(letter.next, level)
    default: return nil
    }
  }

  /// `00e9` behind `\u`, and the second half of a surrogate pair behind its own.
  private mutating func codeUnits(_ index: Int, _ level: Int) -> Reading? {
    guard let (high, end) = number(index, digits: 4, level) else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Reading(value: high, isScalar: true, next: end) }
    guard let slash = read(end, level), slash.value == 0x5C, let letter = read(slash.next, level),
      letter.value == 0x75, let (low, last) = number(letter.next, digits: 4, level),
      (0xDC00..<0xE000).contains(low)
    else { return nil }
    return Reading(value: 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), isScalar: true, next: last)
  }

  /// `&amp;`, `&#39;` and `&#x27;`; the longest name that is known has eight letters.
  private mutating func entity(_ index: Int, _ level: Int) -> Reading? {
    var name = EntityName()
    var next = index
    while name.count < 10, let unit = read(next, level), unit.value < 0x80 {
      next = unit.next
      let letter = UInt8(unit.value)
      if letter == UInt8(ascii: ";") {
        return name.scalar.map { Reading(value: $0, isScalar: true, next: next) }
      }
      guard Self.isNamePart(letter) else { return nil }
      name.append(letter)
    }
    return nil
  }

  /// Whether a byte may stand between `&` and `;`.
  static func isNamePart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "#")
  }
}

/// Up to ten letters and digits between `&` and `;`.
private struct EntityName {
  private var letters: SIMD16<UInt8> = .zero
  private(set) var count = 0

  mutating func append(_ letter: UInt8) {
    letters[count] = letter
    count += 1
  }

  var scalar: UInt32? {
    guard letters[0] == UInt8(ascii: "#") else {
      // Mostly it is this one, which need not be looked up.
      if count == 3, letters[0] == 0x61, letters[1] == 0x6D, letters[2] == 0x70 { return 0x26 }
      return EntityNames.scalar(of: String(decoding: (0..<count).map { letters[$0] }, as: UTF8.self))
    }
    let isHexadecimal = letters[1] | 0x20 == UInt8(ascii: "x")
    let start = isHexadecimal ? 2 : 1
    guard start < count else { return nil }
    var result: UInt32 = 0
    for place in start..<count {
      guard let digit = Hexadecimal.value(of: letters[place]), isHexadecimal || digit < 10 else { return nil }
      let (product, overflows) = result.multipliedReportingOverflow(by: isHexadecimal ? 16 : 10)
      if overflows { return nil }
      result = product + UInt32(digit)
    }
    return result
  }
}
