import Encodings

/// Replaces every known secret, in every known encoding, by a reference to it.
///
/// The only door to anything stored or shown. A literal `‹secret:` in data is escaped, so that no
/// server's answer can pull a secret in when a file is read back.
package final class Redactor {
  /// Where a value is masked.
  package enum Masking: Equatable, Sendable {
    case everywhere
    /// Only where it is all of a value, since it has fewer than `shortestValue` bytes.
    case wholeValuesAsShort
    /// Only where it is all of a value, since it is a word of every other text.
    case wholeValuesAsCommon
    /// An empty value is nowhere.
    case nowhere
  }

  /// Values shorter than this are masked as whole values only: they would shred ordinary text.
  package static let shortestValue = 4

  /// Values that only a name makes a secret are masked everywhere from here on.
  private static let shortestGuess = 6

  let table = PatternTable()
  private var identifiers: [SecretReference: [String]] = [:] { didSet { identifierCount += 1 } }
  private var identifierCount = 0

  package init() {}

  /// Where a value would be masked.
  package static func masking(of value: String) -> Masking {
    if value.isEmpty { return .nowhere }
    if value.utf8.count < shortestValue { return .wholeValuesAsShort }
    return CommonWords.contains(value) ? .wholeValuesAsCommon : .everywhere
  }

  /// Learns a secret's value; `identifier` is the client or user name that is sent with it.
  ///
  /// Returns false when the value is not masked everywhere. A value that is known keeps its first name. With
  /// `byName` only a name says that it is a secret, so a short one is masked as a whole value only.
  @discardableResult
  package func register(
    _ value: String, as reference: SecretReference, identifier: String? = nil, byName: Bool = false
  ) -> Bool {
    if let identifier, identifiers[reference]?.contains(identifier) != true {
      identifiers[reference, default: []].append(identifier)
      table.found.removeAll()
    }
    let isMasked = learn(value, reference, [], identifier: identifier, byName: byName)
    // Headers lose the blanks at their ends on the way.
    let trimmed = value.trimmingBlanks()
    if trimmed != value { learn(trimmed, reference, [.trimmed], identifier: identifier, byName: byName) }
    return isMasked
  }

  /// Adds a value that `spelling` makes of the one that the reference stands for.
  @discardableResult
  private func learn(
    _ value: String, _ reference: SecretReference, _ spelling: [SecretEncoding.Layer], identifier: String?,
    byName: Bool
  ) -> Bool {
    let masking = Self.masking(of: value)
    guard masking != .nowhere else { return false }
    let bytes = Array(value.utf8)
    let rule: PatternGroup.Rule =
      if masking != .everywhere || byName && bytes.count < Self.shortestGuess {
        .wholeValue
      } else {
        bytes.count < 16 && bytes.allSatisfy(ValueContext.isDigit) ? .wholeNumber : .anywhere
      }
    table.insert(bytes, reference: reference, spelling: spelling, rule: rule)
    if let identifier { table.insertPair(identifier, bytes) }
    return masking == .everywhere
  }

  /// Learns credentials that stand in a text as they are, each by the name before it.
  package func registerCredentials(in text: String, connection: String) {
    for finding in LiteralCredentials.find(inText: text) {
      register(
        finding.value, as: SecretReference(connection: connection, name: finding.name), byName: true)
    }
  }

  /// Whether all of a text is a known secret in any form.
  package func isMasked(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var pass = RedactionPass(table, bytes)
      guard case .match(let match) = pass.next(from: 0, first: 0) else { return false }
      return match.start == 0 && match.end == bytes.count
    }
  }

  /// Grows with all that is learnt; when it stays, nothing that was masked before can be masked better.
  package var knowledge: Int { table.secrets.count + identifierCount }

  func identifier(of reference: SecretReference) -> String? { identifiers[reference]?.first }

  // MARK: Out

  /// The text with every secret replaced and every literal placeholder escaped.
  package func redact(_ text: String) -> String {
    redacted(text)
  }

  /// Masks what was learnt since a text was redacted; the references in it stay.
  package func mask(_ text: String) -> String {
    redacted(text, escapes: false)
  }

  /// The same, with the form in which each value stood, so that `restore` can give the exact bytes back.
  package func redactKeepingForms(_ text: String) -> String {
    redacted(text, keepsForms: true)
  }

  private func redacted(_ text: String, keepsForms: Bool = false, escapes: Bool = true) -> String {
    var text = text
    // In place, since most texts come back as they are.
    let bytes = text.withUTF8 { redact($0, keepsForms: keepsForms, escapes: escapes) }
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The redacted bytes, or nil when nothing had to change.
  package func redact(_ bytes: [UInt8], keepsForms: Bool = false, escapes: Bool = true) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { redact($0, keepsForms: keepsForms, escapes: escapes) }
  }

  private func redact(_ text: UnsafeBufferPointer<UInt8>, keepsForms: Bool, escapes: Bool) -> [UInt8]? {
    var writer = RedactionWriter(self, text, keepsForms: keepsForms)
    var pass = RedactionPass(table, text, escapes: escapes)
    _ = writer.run(&pass)
    guard writer.hasChanged else { return nil }
    writer.copy(to: text.count)
    return writer.result
  }
}
