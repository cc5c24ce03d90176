import Encodings

/// Replaces every known secret, in every known encoding, by a reference to it.
///
/// The only door to anything stored or shown. A literal `‹secret:` in data is escaped, so that no
/// server's answer can pull a secret in when a file is read back.
package final class Redactor {
  /// An encoding that changes all characters at once, such as Base64; it is found as a whole.
  private struct EncodedSecret {
    var bytes: [UInt8]
    var reference: SecretReference
    var form: SecretForm
  }

  private struct Match {
    var reference: SecretReference
    var start: Int
    var end: Int
    /// nil when the matcher found it; raw where no form can give the bytes back.
    var form: SecretForm?
  }

  /// Values shorter than this are not searched for: they would mask ordinary text.
  package static let shortestValue = 4

  /// Shorter parts would be found in ordinary words.
  private static let shortestBase64Part = 8

  /// The longest value first, so that one secret inside another does not leave a rest.
  private var matchers: [SecretMatcher] = []
  private var encoded: [EncodedSecret] = []
  /// What Base64 of a longer text that holds the secret always contains, at each of three alignments.
  private var base64Parts: [(bytes: [UInt8], reference: SecretReference)] = []
  private var known: Set<String> = []
  private var identifiers: [SecretReference: [String]] = [:]
  /// Whether anything to replace may begin with a byte.
  private var mayBegin = [Bool](repeating: false, count: 256)

  private static let mark = Array("‹".utf8)
  private static let opening = Array(SecretReference.opening.utf8)
  private static let escapable = Array("secret:".utf8)

  package init() {
    mayBegin[Int(Self.mark[0])] = true
  }

  /// Learns a secret's value; `identifier` is the client or user name that is sent with it.
  ///
  /// Returns false when the value is too short to be masked.
  @discardableResult
  package func register(
    _ value: String, as reference: SecretReference, identifier: String? = nil
  ) -> Bool {
    if let identifier, identifiers[reference]?.contains(identifier) != true {
      identifiers[reference, default: []].append(identifier)
    }
    guard value.utf8.count >= Self.shortestValue else { return false }
    if known.insert(value).inserted {
      let matcher = SecretMatcher(reference: reference, value: Array(value.utf8))
      let place = matchers.firstIndex { $0.value.count < matcher.value.count } ?? matchers.endIndex
      matchers.insert(matcher, at: place)
      for byte in [matcher.value[0]] + Array("%\\&".utf8) { mayBegin[Int(byte)] = true }
      if matcher.value[0] == UInt8(ascii: " ") { mayBegin[Int(UInt8(ascii: "+"))] = true }
    }
    // Headers lose the blanks at their ends on the way.
    let trimmed = Names.trim(value)
    if trimmed != value { register(trimmed, as: reference, identifier: identifier) }
    for part in Base64.innerParts(of: Array(value.utf8)) where part.count >= Self.shortestBase64Part {
      base64Parts.append((part, reference))
      mayBegin[Int(part[0])] = true
    }
    for form in SecretForm.allCases where form.isWhole {
      guard let text = form.encode(value, identifier: identifier), known.insert(text).inserted else {
        continue
      }
      encoded.append(EncodedSecret(bytes: Array(text.utf8), reference: reference, form: form))
      encoded.sort { $0.bytes.count > $1.bytes.count }
      mayBegin[Int(text.utf8.first ?? 0)] = true
    }
    return true
  }

  /// Learns credentials that stand in a text as they are, each by the name before it.
  package func registerCredentials(in text: String, connection: String) {
    guard text.contains("\"") else { return }
    for finding in LiteralCredentials.find(inText: text) {
      register(finding.value, as: SecretReference(connection: connection, name: finding.name))
    }
  }

  // MARK: Out

  /// The text with every secret replaced and every literal placeholder escaped.
  package func redact(_ text: String) -> String {
    guard let bytes = redact(Array(text.utf8)) else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Masks what was learnt since a text was redacted; the references in it stay.
  package func mask(_ text: String) -> String {
    guard let bytes = redact(Array(text.utf8), escapes: false) else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, with the form in which each value stood, so that `restore` can give the exact bytes back.
  package func redactKeepingForms(_ text: String) -> String {
    guard let bytes = redact(Array(text.utf8), keepsForms: true) else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The redacted bytes, or nil when nothing had to change.
  package func redact(_ bytes: [UInt8], keepsForms: Bool = false, escapes: Bool = true) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { text in
      var result: [UInt8] = []
      var copied = 0
      var index = 0
      while index < text.count {
        guard mayBegin[Int(text[index])] else {
          index += 1
          continue
        }
        if let match = match(text, at: index, from: copied) {
          result += text[copied..<match.start]
          let form = keepsForms ? form(of: match, in: text, at: index) : nil
          result += Array(match.reference.placeholder(form: form).utf8)
          index = match.end
          copied = index
        } else if escapes, isEscapable(text, at: index) {
          result += text[copied..<index + Self.mark.count]
          result.append(UInt8(ascii: "\\"))
          index += Self.mark.count
          copied = index
        } else {
          index += 1
        }
      }
      guard copied > 0 else { return nil }
      return result + text[copied...]
    }
  }

  /// The secret that begins at `index`; a match in Base64 takes in what stands around it, back to `first`.
  private func match(_ text: UnsafeBufferPointer<UInt8>, at index: Int, from first: Int) -> Match? {
    for secret in encoded where Self.starts(text, at: index, with: secret.bytes) {
      return Match(
        reference: secret.reference, start: index, end: index + secret.bytes.count, form: secret.form)
    }
    for matcher in matchers {
      if let end = matcher.end(in: text, from: index) {
        return Match(reference: matcher.reference, start: index, end: end)
      }
    }
    for part in base64Parts where Self.starts(text, at: index, with: part.bytes) {
      // The characters at both ends of the part hold some of its bits, so the whole run goes.
      var (start, end) = (index, index + part.bytes.count)
      while start > first, Base64.isDigit(text[start - 1]) { start -= 1 }
      while end < text.count, Base64.isDigit(text[end]) || text[end] == UInt8(ascii: "=") { end += 1 }
      return Match(reference: part.reference, start: start, end: end, form: .raw)
    }
    return nil
  }

  /// The form that gives exactly these bytes; nil for the plain value and for mixtures.
  private func form(of match: Match, in text: UnsafeBufferPointer<UInt8>, at index: Int) -> SecretForm? {
    if let form = match.form { return form }
    let found = String(decoding: text[index..<match.end], as: UTF8.self)
    let value = matchers.first {
      $0.reference == match.reference && $0.end(in: text, from: index) == match.end
    }
    guard let value else { return nil }
    let plain = String(decoding: value.value, as: UTF8.self)
    return SecretForm.allCases.first { !$0.isWhole && $0.encode(plain, identifier: nil) == found }
  }

  private static func starts(_ text: UnsafeBufferPointer<UInt8>, at index: Int, with part: [UInt8]) -> Bool {
    guard text.count - index >= part.count else { return false }
    for offset in 0..<part.count where text[index + offset] != part[offset] { return false }
    return true
  }

  /// True at `‹secret:`, with any number of backslashes after the mark.
  private func isEscapable(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard Self.starts(text, at: index, with: Self.mark) else { return false }
    var next = index + Self.mark.count
    while next < text.count, text[next] == UInt8(ascii: "\\") { next += 1 }
    return Self.starts(text, at: next, with: Self.escapable)
  }

  // MARK: Back

  /// Puts values back where references stand: the inverse of `redactKeepingForms`.
  ///
  /// Where `value` gives nil the reference's stand-in is put, which is how an offline replay works
  /// without any secret. It needs no escape wherever text can stand, so only forms that change all
  /// characters are applied to it.
  package func restore(_ text: String, value: (SecretReference) -> String?) -> String {
    guard text.contains("‹") else { return text }
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if let (reference, form, end) = Self.placeholder(in: bytes, at: index) {
          let known = value(reference)
          let secret = known ?? reference.standIn
          let applied = known != nil || form.isWhole ? form : .raw
          result += Array((applied.encode(secret, identifier: identifiers[reference]?.first) ?? secret).utf8)
          index = end
        } else if isEscapable(bytes, at: index), bytes[index + Self.mark.count] == UInt8(ascii: "\\") {
          result += Self.mark
          index += Self.mark.count + 1
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// Learns the stand-in of every reference in a stored text, before an offline replay.
  package func registerReferences(in text: String) {
    guard text.contains(SecretReference.opening) else { return }
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        if let (reference, _, _) = Self.placeholder(in: bytes, at: index) {
          register(reference.standIn, as: reference)
        }
      }
    }
  }

  /// Whether two stored texts say the same when every reference is taken in its plain form.
  ///
  /// A value that needs no encoding is stored plain, and what stands for it offline may need one.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    first == second || withoutForms(first) == withoutForms(second)
  }

  /// Whether two stored texts say the same when any reference equals any other.
  ///
  /// Two secrets with one value are stored under the name of the first, and stand apart offline.
  package static func areAlike(_ first: String, _ second: String) -> Bool {
    withoutForms(first, keepsNames: false) == withoutForms(second, keepsNames: false)
  }

  private static func withoutForms(_ text: String, keepsNames: Bool = true) -> [UInt8] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if let (reference, _, end) = placeholder(in: bytes, at: index) {
          result += Array((keepsNames ? reference.placeholder : SecretReference.opening).utf8)
          index = end
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
      return result
    }
  }

  private static func placeholder(in bytes: UnsafeBufferPointer<UInt8>, at index: Int)
    -> (SecretReference, SecretForm, end: Int)?
  {
    guard starts(bytes, at: index, with: opening) else { return nil }
    let closing = Array(SecretReference.closing.utf8)
    let start = index + opening.count
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if starts(bytes, at: end, with: closing) {
        let inner = String(decoding: bytes[start..<end], as: UTF8.self)
        let parts = inner.split(separator: "#", maxSplits: 1)
        guard let path = parts.first, let reference = SecretReference(path: String(path)) else {
          return nil
        }
        let form = parts.count == 2 ? SecretForm(rawValue: String(parts[1])) : .raw
        return form.map { (reference, $0, end + closing.count) }
      }
      end += 1
    }
    return nil
  }
}
