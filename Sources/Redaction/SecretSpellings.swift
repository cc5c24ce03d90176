import Encodings

/// The ways in which the bytes of a value stand in something that is then encoded as a whole.
///
/// Base64 and hexadecimal change all characters at once, so each way has patterns of its own.
enum SecretSpellings {
  /// A document is looked for in the common ways only: its spellings would fill memory.
  private static let longestOfAll = 4096

  private static let common: [SecretForm] = [.raw, .percent, .form, .json, .jsonSlash, .xml]

  private static let others: [SecretForm] = [
    .percentLowercase, .component, .componentLowercase, .formLowercase, .formTilde, .formStrict, .formMarks,
    .formMarksLowercase, .path, .uri, .jsonUnicode, .jsonUnicodeUppercase, .jsonSlashUnicode, .jsonMarkup,
    .jsonMarkupEquals, .jsonStrict, .xmlText, .xmlNamed, .xmlHexadecimal, .xmlDecimal, .html, .quoted,
  ]

  private static let characterSets: [SecretForm] = [.utf16, .utf16BigEndian, .windows1252]

  /// How the value may stand in Base64; the first is the value itself.
  static func inBase64(_ value: [UInt8]) -> [[UInt8]] {
    let forms = common + (value.count <= longestOfAll ? others + characterSets : [])
    return distinct(forms.compactMap { $0.encode(value, identifier: nil) })
  }

  /// How the value may stand in hexadecimal; the first is the value itself.
  static func inHexadecimal(_ value: [UInt8]) -> [[UInt8]] { [value] + inCharacterSets(value) }

  /// How the value stands in other character sets than UTF-8.
  static func inCharacterSets(_ value: [UInt8]) -> [[UInt8]] {
    guard value.count <= longestOfAll else { return [] }
    return distinct(characterSets.compactMap { $0.encode(value, identifier: nil) }).filter { $0 != value }
  }

  /// What becomes of the value where its bytes are read in the wrong set.
  static func misread(_ value: [UInt8]) -> [[UInt8]] {
    guard value.count <= longestOfAll, value.contains(where: { $0 >= 0x80 }) else { return [] }
    let latin1 = value.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) }
    let windows1252 = value.map { TextDecoding.lenient([$0]) }.joined()
    let utf16 = [SecretForm.utf16, .utf16BigEndian].compactMap { $0.encode(value, identifier: nil) }
    return distinct(
      [latin1, windows1252].map { Array($0.utf8) } + utf16.map { Array(TextDecoding.lenient($0).utf8) })
  }

  /// `identifier:value` in every way in which both are encoded before Base64.
  static func pairs(_ identifier: String, _ value: [UInt8]) -> [[UInt8]] {
    distinct(
      (common + others).compactMap { form in
        guard let name = form.encode(Array(identifier.utf8), identifier: nil),
          let value = form.encode(value, identifier: nil)
        else { return nil }
        return name + [UInt8(ascii: ":")] + value
      })
  }

  /// A name of a host in the case in which programs show it, if the value can be one.
  static func asHost(_ value: [UInt8]) -> [UInt8]? {
    let isName = value.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isName, value.count <= 253 else { return nil }
    let lowercase = value.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lowercase == value ? nil : lowercase
  }

  private static func distinct(_ spellings: [[UInt8]]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return spellings.filter { seen.insert($0).inserted }
  }
}
