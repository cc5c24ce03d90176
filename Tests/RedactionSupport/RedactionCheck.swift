import Encodings
package import Redaction

/// A redactor with the values it knows, and what must hold of every text it redacts.
package struct RedactionCheck {
  package let redactor = Redactor()
  private var values: [SecretReference: String] = [:]
  private var spellings: [(name: String, text: [UInt8])] = []

  package init() {}

  /// Makes a value known under the next of the names `s0`, `s1` and so on.
  package mutating func add(_ value: String, identifier: String? = nil) {
    let reference = SecretReference(connection: "c", name: "s\(values.count)")
    values[reference] = value
    redactor.register(value, as: reference, identifier: identifier)
    guard Redactor.masking(of: value) == .everywhere else { return }
    for form in SecretForm.allCases {
      guard let text = form.encode(Array(value.utf8), identifier: identifier) else { continue }
      // What is shorter stands in ordinary words, and a number in longer ones.
      let isWord = text.count < 8 && form.isWhole || text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if !isWord { spellings.append((form.rawValue, text)) }
    }
    for part in Base64.innerParts(of: Array(value.utf8)) where part.count >= 8 {
      spellings.append(("part of Base64", part))
    }
  }

  /// What is wrong with the redaction of a text; nil when nothing is.
  ///
  /// `isExact` says that every secret in the text stands in a form that has a name.
  package func fault(_ text: [UInt8], isExact: Bool = false, cuts: [Int] = []) -> String? {
    let plain = redactor.redact(text) ?? text
    let stored = redactor.redact(text, keepsForms: true) ?? text
    for (redacted, door) in [(plain, "redact"), (stored, "redactKeepingForms")] {
      if let masked = redactor.redact(redacted, escapes: false) {
        return "\(door) is not stable: \(Self.shown(redacted)) becomes \(Self.shown(masked))"
      }
      let rest = Self.withoutPlaceholders(redacted)
      for spelling in spellings where rest.contains(where: { Self.holds($0, spelling.text) }) {
        return "\(door) leaves \(spelling.name) in \(Self.shown(redacted))"
      }
    }
    let restored = redactor.restore(stored) { values[$0] }
    if restored != text, isExact || !mayStandFor(stored, text) {
      return "\(Self.shown(stored)) becomes \(Self.shown(restored)), and was \(Self.shown(text))"
    }
    return streamFault(text, cuts, keepsForms: false, whole: plain)
      ?? streamFault(text, cuts, keepsForms: true, whole: stored)
  }

  private func streamFault(_ text: [UInt8], _ cuts: [Int], keepsForms: Bool, whole: [UInt8]) -> String? {
    let stream = RedactionStream(redactor, keepsForms: keepsForms)
    var (pieces, start) = ([UInt8](), 0)
    for cut in cuts.sorted() where cut <= text.count {
      pieces += stream.append(text[start..<cut])
      start = cut
    }
    pieces += stream.append(text[start...]) + stream.finish()
    return pieces == whole ? nil : "in pieces \(Self.shown(pieces)), as a whole \(Self.shown(whole))"
  }

  // MARK: Mixtures

  /// Whether a stored text gives all but the mixtures in a text, which are stored without a form.
  private func mayStandFor(_ stored: [UInt8], _ text: [UInt8]) -> Bool {
    let marks = values.keys.map { Array($0.placeholder.utf8) }
    let parts = Self.split(stored, at: marks).map { redactor.restore(Array($0)) { values[$0] } }
    guard let first = parts.first, let last = parts.last, text.starts(with: first) else { return false }
    if parts.count == 1 { return text == first }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let place = Self.place(of: part, in: rest.dropFirst()) else { return false }
      rest = rest[(place + part.count)...]
    }
    return rest.count > last.count && rest.suffix(last.count) == last[...]
  }

  private static func split(_ text: [UInt8], at marks: [[UInt8]]) -> [ArraySlice<UInt8>] {
    var (parts, start, index) = ([ArraySlice<UInt8>](), 0, 0)
    while index < text.count {
      if text[index] == 0xE2, let mark = marks.first(where: { text[index...].starts(with: $0) }) {
        parts.append(text[start..<index])
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [text[start...]]
  }

  // MARK: Bytes

  private static func shown(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).debugDescription
  }

  private static func holds(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    !part.isEmpty && place(of: part, in: text) != nil
  }

  private static func place(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard text.count >= part.count else { return nil }
    guard let first = part.first else { return text.startIndex }
    return (text.startIndex...text.endIndex - part.count).first {
      text[$0] == first && text[$0..<$0 + part.count].elementsEqual(part)
    }
  }

  /// The text between `‹secret:` and `›`.
  private static func withoutPlaceholders(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    let (opening, closing) = (Array("‹secret:".utf8), Array("›".utf8))
    var (parts, start, index) = ([ArraySlice<UInt8>](), 0, 0)
    while index < text.count {
      if text[index] == opening[0], text[index...].starts(with: opening) {
        parts.append(text[start..<index])
        while index < text.count, !text[index...].starts(with: closing) { index += 1 }
        index = min(text.count, index + closing.count)
        start = index
      } else {
        index += 1
      }
    }
    return parts + [text[start...]]
  }
}
