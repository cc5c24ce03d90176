import Encodings

/// Recognises one secret value at a place in a text, each character raw or in any encoding.
///
/// Percent escapes in either case, JSON escapes and XML entities may be mixed and nested, as when a service sends back
/// a URL inside JSON inside JSON.
struct SecretMatcher {
  let reference: SecretReference
  let value: [UInt8]

  /// Wrong readings that are taken back before a text is given up: a server may choose the text, and a token too.
  private var retryLimit: Int { value.count + 64 }

  /// The end of the value that begins at `start`, or nil.
  func end(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    var place = 0
    var retries = 0
    // Readings not yet tried, the last one first; a stack of our own, since a text may ask for many.
    var others: [(next: Int, place: Int)] = []
    while place < value.count {
      let byte = index < text.count ? text[index] : 0
      let wanted = value[place]
      switch byte {
      case _ where index >= text.count: break
      case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "&"):
        // Such a byte may stand for itself or begin an escape, so each reading is tried.
        let readings = readings(text, index, place)
        guard let first = readings.first else { break }
        for reading in readings.dropFirst().reversed() {
          others.append((reading.next, place + reading.length))
        }
        index = first.next
        place += first.length
        continue
      default:
        guard byte == wanted || byte == UInt8(ascii: "+") && wanted == UInt8(ascii: " ") else { break }
        index += 1
        place += 1
        continue
      }
      retries += 1
      guard retries <= retryLimit, let other = others.popLast() else { return nil }
      (index, place) = other
    }
    return index
  }

  /// Bytes of one escape: six levels inside each other, and a bound on what a text of nothing else costs.
  private static let longestEscape = 64

  /// How far each reading of the text at `index` gets, in the text and in the value.
  private func readings(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ place: Int
  ) -> [(next: Int, length: Int)] {
    var found: [(Int, Int)] = []
    switch text[index] {
    case UInt8(ascii: "%"):
      // `%2F`, and `%252F` where it was encoded twice.
      var next = index + 1
      while next - index < Self.longestEscape, let byte = Self.hexByte(text, next) {
        if byte == value[place] { found.append((next + 2, 1)) }
        guard byte == UInt8(ascii: "%") else { break }
        next += 2
      }
    case UInt8(ascii: "\\"):
      var end = index
      let farthest = min(text.count, index + Self.longestEscape + 1)
      while end < farthest, text[end] == UInt8(ascii: "\\") { end += 1 }
      if value[place] == UInt8(ascii: "\\") {
        // Each level of escaping doubles the backslashes.
        var width = 2
        while width <= min(end - index, Self.longestEscape) {
          found.append((index + width, 1))
          width *= 2
        }
      } else if end < farthest {
        if let byte = Self.escaped(text[end]), byte == value[place] {
          found.append((end + 1, 1))
        } else if text[end] == UInt8(ascii: "u") {
          found += codeUnit(text, end, slashes: end - index, place)
        }
      }
    default: found += entity(text, index, place)
    }
    if text[index] == value[place] { found.append((index + 1, 1)) }
    return found
  }

  /// What a letter behind a backslash stands for (RFC 8259, section 7); `'` as JavaScript has it.
  private static func escaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "'"): byte
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// `u00e9` behind its backslashes, and the second half of a surrogate pair behind as many.
  private func codeUnit(
    _ text: UnsafeBufferPointer<UInt8>, _ letter: Int, slashes: Int, _ place: Int
  ) -> [(Int, Int)] {
    guard let high = Self.hexUnit(text, letter + 1) else { return [] }
    var (scalar, end) = (UInt32(high), letter + 5)
    if (0xD800..<0xDC00).contains(high) {
      let second = end + slashes
      guard second < text.count, text[second] == UInt8(ascii: "u"),
        let low = Self.hexUnit(text, second + 1), (0xDC00..<0xE000).contains(low)
      else { return [] }
      scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      end = second + 5
    }
    return length(of: scalar, place).map { [(end, $0)] } ?? []
  }

  /// `&amp;`, `&#39;` and `&#x27;`.
  private func entity(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ place: Int) -> [(Int, Int)] {
    let longest = min(text.count, index + 10)
    guard let end = text[index..<longest].firstIndex(of: UInt8(ascii: ";")) else { return [] }
    let name = String(decoding: text[index + 1..<end], as: UTF8.self)
    let scalar: UInt32? =
      switch name {
      case "amp": 0x26
      case "lt": 0x3C
      case "gt": 0x3E
      case "quot": 0x22
      case "apos": 0x27
      case _ where name.hasPrefix("#x") || name.hasPrefix("#X"): UInt32(name.dropFirst(2), radix: 16)
      case _ where name.hasPrefix("#"): UInt32(name.dropFirst())
      default: nil
      }
    return scalar.flatMap { length(of: $0, place) }.map { [(end + 1, $0)] } ?? []
  }

  /// How many bytes of the value the scalar is, if the value has it at `place`.
  private func length(of scalar: UInt32, _ place: Int) -> Int? {
    guard let scalar = Unicode.Scalar(scalar) else { return nil }
    let bytes = Array(String(scalar).utf8)
    return value[place...].starts(with: bytes) ? bytes.count : nil
  }

  private static func hexByte(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8? {
    guard index + 1 < text.count, let high = Hexadecimal.value(of: text[index]),
      let low = Hexadecimal.value(of: text[index + 1])
    else {
      return nil
    }
    return high << 4 | low
  }

  private static func hexUnit(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16? {
    guard let high = hexByte(text, index), let low = hexByte(text, index + 2) else { return nil }
    return UInt16(high) << 8 | UInt16(low)
  }
}
