import Redaction
import RedactionSupport

/// What holds for the redactor whatever the secrets and the text are.
///
/// The first byte says how many secrets there are (bits 0 and 1, one more than that), whether a name goes with them
/// (bit 2), and into pieces of what size the text is cut (the rest). Each secret ends with a NUL. All that follows is
/// the text, in which three bytes `F5 k f` stand for secret k in form f, and `F6 k f g` for the same again in form g.
enum RedactorProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    guard let first = bytes.first else { return nil }
    var rest = bytes.dropFirst()
    var values: [String] = []
    var check = RedactionCheck()
    let identifier = first & 4 == 0 ? nil : "demo"
    for _ in 0...Int(first & 3) {
      let end = rest.firstIndex(of: 0) ?? rest.endIndex
      let value = String(decoding: rest[..<end].prefix(longestSecret), as: UTF8.self)
      rest = rest[end...].dropFirst()
      // A value that holds the mark of references has no form that is sure to be told from one.
      if value.utf8.contains(0xE2) { continue }
      // A number that another secret touches is a part of a longer one until that is masked.
      if value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), first & 3 > 0 { continue }
      values.append(value)
      check.add(value, identifier: identifier)
    }
    let text = planted(values, identifier, in: rest)
    return check.fault(text, cuts: Array(stride(from: 0, to: text.count, by: Int(first >> 3) + 1)))
      ?? dataFailure(text) ?? storedFailure(text)
  }

  private static let longestSecret = 256

  private static func planted(_ values: [String], _ identifier: String?, in text: ArraySlice<UInt8>)
    -> [UInt8]
  {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == 0xF5 || byte == 0xF6, !values.isEmpty, let place = rest.popFirst() else {
        result.append(byte)
        continue
      }
      var value = values[Int(place) % values.count]
      for _ in 0xF5...byte {
        let form = SecretForm.allCases[Int(rest.popFirst() ?? 0) % SecretForm.allCases.count]
        value = form.encode(value, identifier: identifier) ?? value
      }
      // Of two forms with nothing between the first may be part of a longer run until the second is masked.
      if let last = result.last, let next = value.utf8.first, isDigit(last), isDigit(next) {
        result.append(0x20)
      }
      result += value.utf8
    }
    return result
  }

  /// Whether a byte may go on with a number, hexadecimal or Base64.
  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x2D, 0x5F: true
    default: false
    }
  }

  /// Data that looks like a reference comes back as data, and asks for no value.
  private static func dataFailure(_ text: [UInt8]) -> String? {
    let redactor = Redactor()
    let stored = redactor.redact(text, keepsForms: true) ?? text
    var isAsked = false
    let restored = redactor.restore(stored) { _ in
      isAsked = true
      return "value"
    }
    if isAsked { return "data pulls a secret in" }
    return restored == text ? nil : "data changes on its way through a file"
  }

  /// A stored text may be written by anybody; what it restores to is of a size that it can ask for.
  private static func storedFailure(_ text: [UInt8]) -> String? {
    let redactor = Redactor()
    redactor.registerReferences(in: String(decoding: text, as: UTF8.self))
    for value in [nil, "value"] {
      let restored = redactor.restore(text) { _ in value }
      if restored.count > 65_536 * (1 + text.count) { return "\(text.count) bytes become \(restored.count)" }
    }
    return nil
  }
}
