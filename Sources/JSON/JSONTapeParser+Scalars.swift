extension JSONTapeParser {
  /// Reads a string from its opening quote; gives its length and flags.
  mutating func scanString() throws(JSONFailure) -> UInt32 {
    let start = position
    var at = start + 1
    var flags: UInt32 = 0
    while true {
      at = skipPlain(from: at)
      guard at < count else {
        throw JSONFailure(
          message: "the string that begins here is not closed; put a \" at its end", offset: start,
          isIncomplete: true)
      }
      let byte = base[at]
      if byte == UInt8(ascii: "\"") {
        position = at + 1
        return UInt32(truncatingIfNeeded: position - start) | flags
      }
      if byte == UInt8(ascii: "\\") {
        at += try escapeLength(at, stringStart: start)
        flags |= JSONNode.hasEscapes
      } else if byte < 0x20 {
        throw controlCharacter(at)
      } else if byte == 0x7F {
        at += 1
        flags |= JSONNode.hasControls
      } else {
        let length = UTF8Sequence.length(base, at, count)
        guard length > 0 else { throw notUTF8(at) }
        if byte == 0xC2, base[at + 1] < 0xA0 { flags |= JSONNode.hasControls }
        at += length
      }
    }
  }

  /// The first place from `start` on that needs a look: a quote, a backslash, a control or a non-ASCII character.
  @inline(__always)
  private func skipPlain(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = start
    while at + 8 <= count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let delete = word ^ (ones &* 0x7F)
      // The lowest marked byte is exact; borrows only reach the bytes above it.
      let below = (word &- (ones &* 0x20)) & ~word
      let zeros =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((delete &- ones) & ~delete)
      let stops = (below | zeros | word) & highs
      if stops != 0 { return at + stops.trailingZeroBitCount >> 3 }
      at += 8
    }
    while at < count {
      let byte = base[at]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      at += 1
    }
    return at
  }

  private func escapeLength(_ at: Int, stringStart: Int) throws(JSONFailure) -> Int {
    guard at + 1 < count else {
      throw JSONFailure(
        message: "the string that begins here is not closed; put a \" at its end", offset: stringStart,
        isIncomplete: true)
    }
    switch base[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      for digit in (at + 2)..<(at + 6) {
        guard digit < count else {
          throw JSONFailure(
            message: "the string that begins here is not closed; put a \" at its end",
            offset: stringStart, isIncomplete: true)
        }
        guard hexValue(base[digit]) != nil else {
          throw JSONFailure(
            message: "\\u needs four hexadecimal digits, such as \\u00e9", offset: at)
        }
      }
      return 6
    default:
      throw JSONFailure(
        message: "there is no escape \\\(characterText(at + 1)); "
          + "JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits",
        offset: at)
    }
  }

  /// Checks a number and stops behind it; its text stays where it is.
  mutating func scanNumber() throws(JSONFailure) {
    let start = position
    if base[position] == UInt8(ascii: "-") { position += 1 }
    guard position < count, isDigit(base[position]) else {
      throw JSONFailure(
        message: "a digit must follow the minus sign", offset: min(position, max(count, start)))
    }
    if base[position] == UInt8(ascii: "0") {
      position += 1
      if position < count, isDigit(base[position]) {
        throw JSONFailure(
          message: "a number may not begin with 0; leave the zero out or make it a string", offset: start)
      }
    } else {
      skipDigits()
    }
    if position < count, base[position] == UInt8(ascii: ".") {
      position += 1
      guard position < count, isDigit(base[position]) else {
        throw JSONFailure(message: "a digit must follow the decimal point", offset: position)
      }
      skipDigits()
    }
    if position < count, base[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < count, base[position] == UInt8(ascii: "+") || base[position] == UInt8(ascii: "-") {
        position += 1
      }
      guard position < count, isDigit(base[position]) else {
        throw JSONFailure(message: "a digit must follow the exponent's e", offset: position)
      }
      skipDigits()
    }
  }

  @inline(__always)
  private mutating func skipDigits() {
    while position < count, isDigit(base[position]) { position += 1 }
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// The value of a hexadecimal digit.
@inline(__always)
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- UInt8(ascii: "a")) + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- UInt8(ascii: "A")) + 10
  default: nil
  }
}

/// One character's bytes (RFC 3629: no overlong forms, no surrogates).
enum UTF8Sequence {
  /// The length of the sequence that begins at `at`, or 0 when it is malformed or cut off.
  static func length(_ base: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> Int {
    let first = base[at]
    if first < 0x80 { return 1 }
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let length: Int
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      low = 0xA0
    case 0xED:
      length = 3
      high = 0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      low = 0x90
    case 0xF1...0xF3: length = 4
    case 0xF4:
      length = 4
      high = 0x8F
    default: return 0
    }
    guard at + length <= count, base[at + 1] >= low, base[at + 1] <= high else { return 0 }
    if length > 2, base[at + 2] & 0xC0 != 0x80 { return 0 }
    if length > 3, base[at + 3] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
