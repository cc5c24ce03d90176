import Encodings

/// What stands in a file in place of a value: `‹secret:crm/clientSecret#percent›`.
struct Placeholder {
  var reference: SecretReference
  var encoding: SecretEncoding
  /// Bytes of the encoded value that another secret before it holds.
  var shared = 0
  /// Where it ends in the text.
  var end: Int

  static let mark = Array("‹".utf8)
  private static let opening = Array(SecretReference.opening.utf8)
  private static let closing = Array(SecretReference.closing.utf8)
  private static let escapable = Array("secret:".utf8)

  /// The placeholder that begins at `index`.
  init?(in text: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard Self.starts(text, at: index, with: Self.opening) == true else { return nil }
    let start = index + Self.opening.count
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n"),
      text[end] != Self.mark[0] || !Self.closes(text, end)
    {
      end += 1
    }
    guard end < text.count, text[end] != UInt8(ascii: "\n") else { return nil }
    let parts = String(decoding: text[start..<end], as: UTF8.self).split(separator: "#", maxSplits: 2)
    guard let path = parts.first, let reference = SecretReference(path: String(path)),
      let encoding = Self.encoding(parts.dropFirst()), let shared = Self.shared(parts.dropFirst())
    else { return nil }
    (self.reference, self.encoding, self.shared) = (reference, encoding, shared)
    self.end = end + Self.closing.count
  }

  /// Behind the form of a value whose beginning another secret holds: `#from@3`.
  private static let part = "from@"

  /// What stands for a value in an encoding, without its first `shared` bytes.
  static func text(_ reference: SecretReference, _ encoding: SecretEncoding?, shared: Int) -> String {
    let whole = reference.placeholder(encoding: encoding)
    return shared == 0
      ? whole : "\(whole.dropLast(SecretReference.closing.count))#\(part)\(shared)\(SecretReference.closing)"
  }

  private static func encoding(_ parts: ArraySlice<Substring>) -> SecretEncoding? {
    guard let first = parts.first, parts.count == 2 || !first.hasPrefix(part) else {
      return SecretEncoding(layers: [])
    }
    return SecretEncoding(String(first))
  }

  private static func shared(_ parts: ArraySlice<Substring>) -> Int? {
    guard let last = parts.last, parts.count == 2 || last.hasPrefix(part) else { return 0 }
    guard last.hasPrefix(part), let count = Int(last.dropFirst(part.count)), count > 0 else { return nil }
    return count
  }

  /// Whether the mark with which a placeholder begins stands at a place, as far as there is text.
  static func isMark(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    starts(text, at: index, with: mark) != false
  }

  private static func closes(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    starts(text, at: index, with: closing) == true
  }

  /// Whether a part stands at a place; nil when the text ends within it.
  private static func starts(_ text: UnsafeBufferPointer<UInt8>, at index: Int, with part: [UInt8]) -> Bool? {
    for offset in 0..<part.count {
      guard index + offset < text.count else { return nil }
      if text[index + offset] != part[offset] { return false }
    }
    return true
  }

  /// No placeholder is longer, unless somebody wrote it by hand.
  private static let longest = 1_024

  /// Whether a placeholder may begin at a place whose end is not there yet.
  static func mayEndLater(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard text.count - index < longest, let isOpen = starts(text, at: index, with: opening) else {
      return starts(text, at: index, with: opening) == nil
    }
    guard isOpen else { return false }
    let rest = UnsafeBufferPointer(rebasing: text[(index + opening.count)...])
    return !rest.contains(UInt8(ascii: "\n"))
      && !rest.indices.contains { rest[$0] == mark[0] && closes(rest, $0) }
  }

  /// True at `‹secret:`, with any number of backslashes after the mark; nil when the text ends before it is said.
  static func isEscapable(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool? {
    guard let isMark = starts(text, at: index, with: mark) else { return nil }
    return isMark ? starts(text, at: endOfBackslashes(in: text, from: index), with: escapable) : false
  }

  /// Where `secret:` ends behind the mark at a place.
  static func endOfEscapable(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    endOfBackslashes(in: text, from: index) + escapable.count
  }

  private static func endOfBackslashes(in text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var next = index + mark.count
    while next < text.count, text[next] == UInt8(ascii: "\\") { next += 1 }
    return next
  }
}

extension Redactor {
  // MARK: Back

  /// Puts values back where references stand: the inverse of `redactKeepingForms`.
  ///
  /// Where `value` gives nil the reference's stand-in is put, which is how an offline replay works
  /// without any secret. It needs no escape wherever text can stand, so only forms that change all
  /// characters are applied to it.
  package func restore(_ text: String, value: (SecretReference) -> String?) -> String {
    guard text.holds("‹") else { return text }
    return String(decoding: restore(Array(text.utf8), value: value), as: UTF8.self)
  }

  /// The same for bytes, which need not be text.
  package func restore(_ text: [UInt8], value: (SecretReference) -> String?) -> [UInt8] {
    text.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var index = 0
      // Behind a number without its quotation marks: the mark that is still to be left out.
      var quote: [UInt8]?
      while index < bytes.count {
        if bytes[index] == Placeholder.mark[0] {
          if let found = Placeholder(in: bytes, at: index) {
            let known = value(found.reference)
            if known != nil, found.encoding.isNumber, quote == nil { quote = Self.dropQuote(from: &result) }
            let encoded = found.encoding.encode(
              known ?? found.reference.standIn, identifier: identifier(of: found.reference),
              isStandIn: known == nil)
            result += encoded.dropFirst(known == nil ? 0 : found.shared)
            index = found.end
            continue
          }
          let next = index + Placeholder.mark.count
          if Placeholder.isEscapable(bytes, at: index) == true, bytes[next] == UInt8(ascii: "\\") {
            result += Placeholder.mark
            index = next + 1
            continue
          }
        }
        if let mark = quote, bytes[index...].starts(with: mark) {
          quote = nil
          index += mark.count
          continue
        }
        if !ValueContext.isNumberPart(bytes[index]) { quote = nil }
        result.append(bytes[index])
        index += 1
      }
      return result
    }
  }

  /// Takes the mark out that stands before a number at the end of a text, and gives it.
  private static func dropQuote(from text: inout [UInt8]) -> [UInt8]? {
    var end = text.count
    while end > 0, ValueContext.isNumberPart(text[end - 1]) { end -= 1 }
    guard end > 0, text[end - 1] == UInt8(ascii: "\"") else { return nil }
    var start = end - 1
    while start > 0, text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    let mark = Array(text[start..<end])
    text.removeSubrange(start..<end)
    return mark
  }

  /// Learns the stand-in of every reference in a stored text, before an offline replay.
  package func registerReferences(in text: String) {
    guard text.contains(SecretReference.opening) else { return }
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      for index in bytes.indices where bytes[index] == Placeholder.mark[0] {
        if let found = Placeholder(in: bytes, at: index) {
          register(found.reference.standIn, as: found.reference)
        }
      }
    }
  }

  /// Whether two stored texts say the same when every reference is taken in its plain form.
  ///
  /// A value that needs no encoding is stored plain, and what stands for it offline may need one.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    first == second || hold(first, second) && withoutForms(first) == withoutForms(second)
  }

  /// Whether two stored texts say the same when any reference equals any other.
  ///
  /// Two secrets with one value are stored under the name of the first, and stand apart offline.
  package static func areAlike(_ first: String, _ second: String) -> Bool {
    first == second
      || hold(first, second)
        && withoutForms(first, keepsNames: false) == withoutForms(second, keepsNames: false)
  }

  /// Whether there may be a reference in both of two texts, without which they are what they say.
  private static func hold(_ first: String, _ second: String) -> Bool {
    first.utf8.contains(Placeholder.mark[0]) && second.utf8.contains(Placeholder.mark[0])
  }

  /// References alone in quotation marks lose these: offline a number is a text.
  private static func withoutForms(_ text: String, keepsNames: Bool = true) -> [UInt8] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        guard bytes[index] == Placeholder.mark[0], let found = Placeholder(in: bytes, at: index) else {
          result.append(bytes[index])
          index += 1
          continue
        }
        index = found.end
        let before = result
        if let mark = dropQuote(from: &result) {
          if bytes[index...].starts(with: mark) { index += mark.count } else { result = before }
        }
        result += Array((keepsNames ? found.reference.placeholder : SecretReference.opening).utf8)
      }
      return result
    }
  }
}
