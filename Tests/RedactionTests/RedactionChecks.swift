import Encodings
import Redaction

/// A small generator whose whole state is one number.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A redactor with the values it knows, and what must hold of every text it redacts.
struct RedactionCheck {
  let redactor = Redactor()
  private(set) var values: [SecretReference: String] = [:]
  private var spellings: [(name: String, text: [UInt8])] = []

  mutating func add(_ value: String, identifier: String? = nil) {
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
  func fault(_ text: [UInt8], isExact: Bool = false, cuts: [Int] = []) -> String? {
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
    if isExact {
      let restored = redactor.restore(stored) { values[$0] }
      if restored != text { return "\(Self.shown(stored)) becomes \(Self.shown(restored))" }
    }
    for (keepsForms, whole) in [(false, plain), (true, stored)] {
      let stream = RedactionStream(redactor, keepsForms: keepsForms)
      var (pieces, start) = ([UInt8](), 0)
      for cut in cuts.sorted() where cut <= text.count {
        pieces += stream.append(text[start..<cut])
        start = cut
      }
      pieces += stream.append(text[start...]) + stream.finish()
      if pieces != whole { return "in pieces \(Self.shown(pieces)), as a whole \(Self.shown(whole))" }
    }
    return nil
  }

  private static func shown(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).debugDescription
  }

  private static func holds(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    return (text.startIndex...text.endIndex - part.count).contains {
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

/// What must hold of any text, for a list of secrets that is always the same; a fuzzer may call it.
func checkRedaction(_ bytes: [UInt8]) {
  var check = RedactionCheck()
  for value in [
    "canary-value", "s3cr+t/with=pad==", "a%41\\\"&amp;b", "ünïcödé✓key", "20481632", "p w + d", "key",
  ] {
    check.add(value, identifier: "demo")
  }
  let cuts = bytes.indices.filter { bytes[$0] % 5 == 0 }
  if let fault = check.fault(bytes, cuts: cuts) { preconditionFailure(fault) }
}
