import IntegrationHub
import Redaction
import Transcripts

/// What takes the place of secrets in an offline replay.
///
/// Each is a word of letters, which no encoding changes and which may stand wherever a value can: in code, in JSON, in
/// an address. It has as many characters as the value had, where the recording tells.
final class StandIns {
  private let redactor: Redactor
  private let names: SecretNames
  private let lengths: [String: Int]
  /// How all of them begin; nil where the recording holds every beginning that is known.
  private let beginning: String?
  private var words: [SecretReference: String] = [:]
  /// Characters that recorded lengths may still cost: a file must not make its reader grow without bound.
  private var room = 1 << 22

  private static let beginnings = ["qzx", "xqj", "zvq", "jqx", "vzq", "qjz", "xzj", "zqk"]
  /// Where the recording does not tell.
  private static let usualLength = 20

  /// Makes the words for every reference in the texts, and teaches them to the redactor.
  init(for recording: HARRecording?, text: String, redactor: Redactor, names: SecretNames) {
    self.redactor = redactor
    self.names = names
    lengths = recording?.secretLengths ?? [:]
    var references: [SecretReference] = []
    var left = Self.beginnings
    func look(at text: String) {
      // Data must not be mistaken for a secret.
      while let beginning = left.first, text.utf8.holds(beginning.utf8) { left.removeFirst() }
      guard text.utf8.contains(0xE2) else { return }
      _ = redactor.restore(text) { reference in
        references.append(reference)
        return nil
      }
    }
    look(at: text)
    recording?.forEachText(look)
    // A beginning that is left over may stand in a text that was looked at before.
    if let beginning = left.first, left.count < Self.beginnings.count {
      var isUsed = text.utf8.holds(beginning.utf8)
      recording?.forEachText { isUsed = isUsed || $0.utf8.holds(beginning.utf8) }
      if isUsed { left = [] }
    }
    beginning = left.first
    for reference in references { _ = word(for: reference) }
  }

  /// What stands for a secret.
  func word(for reference: SecretReference) -> String {
    if let known = words[reference] { return known }
    let word = makeWord(for: reference)
    words[reference] = word
    names.registerStandIn(word, as: reference)
    return word
  }

  private func makeWord(for reference: SecretReference) -> String {
    guard let beginning else { return reference.standIn }
    // Counted through the session, since a word keeps its meaning when another transcript is opened.
    var number = names.standInCount
    var start = beginning
    // No word begins as another one, whatever their lengths.
    while number >= 25 {
      start += "z"
      number -= 25
    }
    start.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(number)))
    var length = lengths[reference.path] ?? Self.usualLength
    if length > room { length = Self.usualLength }
    room -= min(room, length)
    return start + String(repeating: "k", count: max(0, length - start.utf8.count))
  }

  // MARK: In texts

  /// A stored text with the words in place of the references.
  func restore(_ text: String) -> String {
    guard text.utf8.contains(0xE2) else { return text }
    return String(decoding: restore(Array(text.utf8)), as: UTF8.self)
  }

  /// The same for bytes, which need not be text.
  func restore(_ bytes: [UInt8]) -> [UInt8] {
    redactor.restore(Self.withPlainForms(bytes)) { self.word(for: $0) }
  }

  /// References without the forms that a word cannot have.
  ///
  /// A number keeps its quotation marks, since what stands for it is a word; and the backslashes before a value, which
  /// made an escape of its first letter, would make a wrong one of the word's.
  private static func withPlainForms(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.holds("number›".utf8) || bytes.holds("#raw:".utf8) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard let end = StoredReference.end(in: bytes, from: index) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += withPlainForms(bytes[index..<end])
      index = end
    }
    return result
  }

  private static func withPlainForms(_ reference: ArraySlice<UInt8>) -> [UInt8] {
    let closing = Array("›".utf8)
    guard let mark = reference.firstIndex(of: UInt8(ascii: "#")) else { return Array(reference) }
    let forms = reference[(mark + 1)...].dropLast(closing.count).split(separator: UInt8(ascii: "+"))
    let kept = forms.filter { !$0.elementsEqual("number".utf8) && !$0.starts(with: "raw:".utf8) }
    guard kept.count < forms.count else { return Array(reference) }
    let ending = kept.isEmpty ? [] : [UInt8(ascii: "#")] + kept.joined(separator: [UInt8(ascii: "+")])
    return Array(reference[..<mark]) + ending + closing
  }
}

extension Collection<UInt8> {
  /// Whether a part stands anywhere in the bytes.
  fileprivate func holds(_ part: some Collection<UInt8>) -> Bool {
    withContiguousStorageIfAvailable { bytes in
      guard let first = part.first, bytes.count >= part.count else { return false }
      for index in 0...bytes.count - part.count
      where bytes[index] == first && bytes[index...].starts(with: part) { return true }
      return false
    } ?? Array(self).holds(part)
  }
}
