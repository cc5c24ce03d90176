/// Replaces every known secret, in every known encoding, by a reference to it.
///
/// The only door to anything stored or shown. A literal `‹secret:` in data is escaped, so that no
/// server's answer can pull a secret in when a file is read back.
package final class Redactor {
  private struct Pattern {
    var bytes: [UInt8]
    var replacement: [UInt8]
  }

  /// Values shorter than this are not searched for: they would mask ordinary text.
  package static let shortestValue = 4

  /// Patterns by their first byte, the longest first.
  private var patterns: [[Pattern]] = Array(repeating: [], count: 256)
  private var known: Set<String> = []
  private var identifiers: [SecretReference: [String]] = [:]

  private static let opening = Array(SecretReference.opening.utf8)
  private static let mark = Array("‹".utf8)
  private static let escapable = Array("secret:".utf8)

  package init() {}

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
    for form in SecretForm.allCases {
      guard let encoded = form.encode(value, identifier: identifier) else { continue }
      guard known.insert(encoded).inserted else { continue }
      add(Pattern(bytes: Array(encoded.utf8), replacement: Array(reference.placeholder(form: form).utf8)))
    }
    return true
  }

  private func add(_ pattern: Pattern) {
    guard let first = pattern.bytes.first else { return }
    let place = patterns[Int(first)].firstIndex { $0.bytes.count < pattern.bytes.count }
    patterns[Int(first)].insert(pattern, at: place ?? patterns[Int(first)].endIndex)
  }

  /// The text with every secret replaced and every literal placeholder escaped.
  package func redact(_ text: String) -> String {
    guard let bytes = redact(Array(text.utf8)) else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The redacted bytes, or nil when nothing had to change.
  package func redact(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index < bytes.count {
      if let pattern = match(bytes, at: index) {
        result += bytes[copied..<index]
        result += pattern.replacement
        index += pattern.bytes.count
        copied = index
      } else if bytes[index] == Self.mark[0], isEscapable(bytes, at: index) {
        result += bytes[copied..<index + Self.mark.count]
        result.append(UInt8(ascii: "\\"))
        index += Self.mark.count
        copied = index
      } else {
        index += 1
      }
    }
    guard copied > 0 else { return nil }
    result += bytes[copied...]
    return result
  }

  private func match(_ bytes: [UInt8], at index: Int) -> Pattern? {
    let candidates = patterns[Int(bytes[index])]
    guard !candidates.isEmpty else { return nil }
    return candidates.first { Self.starts(bytes, at: index, with: $0.bytes) }
  }

  private static func starts(_ bytes: [UInt8], at index: Int, with part: [UInt8]) -> Bool {
    guard bytes.count - index >= part.count else { return false }
    for offset in 0..<part.count where bytes[index + offset] != part[offset] { return false }
    return true
  }

  /// True at `‹secret:`, with any number of backslashes after the mark.
  private func isEscapable(_ bytes: [UInt8], at index: Int) -> Bool {
    guard Self.starts(bytes, at: index, with: Self.mark) else { return false }
    var next = index + Self.mark.count
    while next < bytes.count, bytes[next] == UInt8(ascii: "\\") { next += 1 }
    return Self.starts(bytes, at: next, with: Self.escapable)
  }

  /// Puts values back where references stand: the inverse of `redact`.
  ///
  /// A reference for which `value` gives nil stands for itself, which is how an offline replay
  /// works without any secret.
  package func restore(_ text: String, value: (SecretReference) -> String?) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == Self.mark[0], Self.starts(bytes, at: index, with: Self.opening),
        let (reference, form, end) = Self.placeholder(in: bytes, at: index)
      {
        let secret = value(reference) ?? reference.placeholder
        let encoded = form.encode(secret, identifier: identifiers[reference]?.first) ?? secret
        result += Array(encoded.utf8)
        index = end
      } else if bytes[index] == Self.mark[0], isEscapable(bytes, at: index),
        bytes[index + Self.mark.count] == UInt8(ascii: "\\")
      {
        result += Self.mark
        index += Self.mark.count + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether two stored texts say the same, see `withoutForms`.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    first == second || withoutForms(first) == withoutForms(second)
  }

  /// The text with every reference in its plain form, whatever encoding it stands for.
  ///
  /// A value that needs no encoding is stored plain, and what stands for it offline may need one; so stored texts
  /// are compared without their forms.
  package static func withoutForms(_ text: String) -> String {
    guard text.contains("#") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == mark[0], starts(bytes, at: index, with: opening),
        let (reference, _, end) = placeholder(in: bytes, at: index)
      {
        result += Array(reference.placeholder.utf8)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func placeholder(in bytes: [UInt8], at index: Int)
    -> (SecretReference, SecretForm, end: Int)?
  {
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
