import Encodings

/// Finds the forms that give exactly the bytes that were found.
struct EncodingFinder {
  let table: PatternTable
  let secret: Int
  let identifier: String?

  /// Encodings inside each other; the mark of a number may come behind them.
  private static let deepest = SecretEncoding.mostLayers - 1
  /// What stands beside a value in Base64 is kept up to this.
  private static let longestNeighbour = 512

  /// nil for mixtures, of which no name is kept.
  func encoding(of found: [UInt8]) -> SecretEncoding? {
    let spelling = table.secrets[secret].spelling
    return layers(of: found, Self.deepest - spelling.count).map { SecretEncoding(layers: spelling + $0) }
  }

  private func layers(of found: [UInt8], _ depth: Int) -> [SecretEncoding.Layer]? {
    let value = table.secrets[secret].value
    if found == value { return [] }
    guard depth > 0 else { return nil }
    let whole = SecretForm.allCases.first {
      ($0.isWhole || $0.isCharacterSet) && $0.encode(value, identifier: identifier) == found
    }
    if let whole { return [.form(whole)] }
    if let layers = hexadecimalOfCharacterSet(found) { return layers }
    if let layers = withoutBreaks(found, depth) ?? aroundValue(found, depth) { return layers }
    for family in Self.families {
      let decoded = family.decode(found)
      guard decoded != found,
        let form = family.forms.first(where: { $0.encode(decoded, identifier: nil) == found }),
        let inner = layers(of: decoded, depth - 1)
      else { continue }
      return inner + [.form(form)]
    }
    return behindBackslashes(found, depth)
  }

  private func hexadecimalOfCharacterSet(_ found: [UInt8]) -> [SecretEncoding.Layer]? {
    let value = table.secrets[secret].value
    // Two digits for each byte at least.
    guard found.count >= 2 * value.count else { return nil }
    for set in SecretForm.allCases where set.isCharacterSet {
      guard let bytes = set.encode(value, identifier: nil) else { continue }
      let form = SecretForm.allCases.first { $0.isHexadecimal && $0.encode(bytes, identifier: nil) == found }
      if let form { return [.form(set), .form(form)] }
    }
    return nil
  }

  /// A match takes along the backslashes that could make an escape of its first character.
  private func behindBackslashes(_ found: [UInt8], _ depth: Int) -> [SecretEncoding.Layer]? {
    let slashes = Array(found.prefix { $0 == UInt8(ascii: "\\") })
    guard !slashes.isEmpty else { return nil }
    return layers(of: Array(found.dropFirst(slashes.count)), depth - 1).map {
      $0 + [.around(.raw, before: slashes, after: [])]
    }
  }

  // MARK: Line ends

  private func withoutBreaks(_ found: [UInt8], _ depth: Int) -> [SecretEncoding.Layer]? {
    guard let end = found.firstIndex(of: 0x0A) else { return nil }
    let kind = SecretEncoding.LineBreak.allCases.last {
      found[...end].suffix($0.bytes.count) == $0.bytes[...]
    }
    guard let kind else { return nil }
    var (rest, places): ([UInt8], [Int]) = ([], [])
    for byte in found {
      rest.append(byte)
      guard byte == 0x0A, rest.suffix(kind.bytes.count) == kind.bytes[...] else { continue }
      rest.removeLast(kind.bytes.count)
      places.append(rest.count)
    }
    guard SecretEncoding.insert(kind, places, into: rest) == found else { return nil }
    return layers(of: rest, depth - 1).map { $0 + [.breaks(kind, places)] }
  }

  // MARK: Base64

  private static let base64Forms: [SecretForm] = [.base64, .base64Unpadded, .base64URL, .base64URLPadded]

  /// Base64 of a longer text that holds the value, and no other secret.
  private func aroundValue(_ found: [UInt8], _ depth: Int) -> [SecretEncoding.Layer]? {
    guard found.allSatisfy({ Base64.isDigit($0) || $0 == UInt8(ascii: "=") }),
      let decoded = Base64.decode(String(decoding: found, as: UTF8.self)),
      let form = Self.base64Forms.first(where: { $0.encode(decoded, identifier: nil) == found })
    else { return nil }
    return decoded.withUnsafeBufferPointer { text in
      var pass = RedactionPass(table, text)
      guard case .match(let match) = pass.next(from: 0, first: 0), match.secret == secret,
        match.start <= Self.longestNeighbour, text.count - match.end <= Self.longestNeighbour,
        case .end = pass.next(from: match.end, first: match.end),
        let inner = layers(of: Array(text[match.start..<match.end]), depth - 1)
      else { return nil }
      let (before, after) = (Array(text[..<match.start]), Array(text[match.end...]))
      guard NeighbourCheck(table: table).mayBeStored(before, after) else { return nil }
      return inner + [.around(form, before: before, after: after)]
    }
  }

  // MARK: Escapes

  private struct Family {
    var starter: UInt8
    var plusIsBlank = false
    var forms: [SecretForm]

    func decode(_ text: [UInt8]) -> [UInt8] {
      text.withUnsafeBufferPointer { text in
        var reader = EscapeReader(text)
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
          var reading = EscapeReader.Reading(value: UInt32(text[index]), next: index + 1)
          if text[index] == starter { reading = reader.reading(at: index, through: 1) }
          if plusIsBlank, text[index] == UInt8(ascii: "+") { reading.value = 0x20 }
          if reading.isScalar, let scalar = Unicode.Scalar(reading.value) {
            result += Array(String(scalar).utf8)
          } else {
            result.append(UInt8(truncatingIfNeeded: reading.value))
          }
          index = reading.next
        }
        return result
      }
    }
  }

  private static let families = [
    Family(
      starter: UInt8(ascii: "%"),
      forms: [
        .percent, .percentLowercase, .component, .componentLowercase, .path, .uri, .percentFull,
        .percentFullLowercase,
      ]),
    Family(
      starter: UInt8(ascii: "%"), plusIsBlank: true,
      forms: [.form, .formLowercase, .formTilde, .formStrict, .formMarks, .formMarksLowercase]),
    Family(
      starter: UInt8(ascii: "\\"),
      forms: [
        .json, .jsonSlash, .jsonUnicode, .jsonUnicodeUppercase, .jsonSlashUnicode, .jsonMarkup,
        .jsonMarkupEquals, .jsonStrict, .jsonFull, .jsonFullUppercase,
      ]),
    Family(
      starter: UInt8(ascii: "&"),
      forms: [
        .xml, .xmlText, .xmlNamed, .xmlHexadecimal, .xmlDecimal, .html, .xmlFull, .xmlFullHexadecimal,
        .xmlFullHexadecimalUppercase,
      ]),
    Family(starter: UInt8(ascii: "="), forms: [.quoted, .quotedFull]),
  ]
}
