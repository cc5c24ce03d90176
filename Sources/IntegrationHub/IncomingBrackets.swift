import Encodings
import JSON

/// `[[ ]]` that came into requestPayload through a script's values (hub spec, section 4).
///
/// Those that a person typed there are always expanded; these only where it is allowed, and with a note.
package struct IncomingBrackets: Sendable {
  /// A part of a payload, in the order in which the parts stand there.
  package struct Piece: Sendable {
    package var text: String
    /// Whether it is a value of the script's, and was not typed.
    package var isValue: Bool

    package init(_ text: String, isValue: Bool) {
      self.text = text
      self.isValue = isValue
    }
  }

  package let areExpanded: Bool
  /// Bytes; a longer one is none, and looking for its end would take long.
  private static let longestName = 1000
  /// The names that stand in them, once each.
  package private(set) var names: [String] = []

  package init(areExpanded: Bool = true) { self.areExpanded = areExpanded }

  /// The text that the parts make, in which nothing is expanded that may not be.
  package mutating func join(_ pieces: [Piece]) -> String {
    let typed = pieces.contains { !$0.isValue && $0.text.holds("[[") }
    guard typed else { return take(pieces.map(\.text).joined()) }
    let plain = pieces.map(\.text).joined()
    guard Self.container(plain) != nil else { return mark(pieces, by: "\\") }
    // In JSON a value may hide a bracket behind an escape, and brackets may be lists.
    let hidden = pieces.contains { $0.isValue && $0.text.holds("\\u") }
    var attempt = self
    let marked = attempt.mark(pieces, by: "\\\\")
    guard !hidden, Self.container(marked) != nil else { return take(plain) }
    self = attempt
    return marked
  }

  /// The text in which every part of a string came in through a value.
  package mutating func take(_ text: String) -> String {
    guard text.holds("[[") || text.holds("\\u005") else { return text }
    guard let json = Self.container(text) else { return mark([Piece(text, isValue: true)], by: "\\") }
    let marked = take(json)
    return areExpanded ? text : marked.text(.compact)
  }

  private mutating func take(_ json: JSONValue) -> JSONValue {
    switch json {
    case .string(let text): return .string(mark([Piece(text, isValue: true)], by: "\\"))
    case .array(let items): return .array(items.map { take($0) })
    case .object(var object):
      for index in object.members.indices { object.members[index].value = take(object.members[index].value) }
      return .object(object)
    case .null, .bool, .number: return json
    }
  }

  /// One string's text; what came in and may not be expanded gets the sign that makes it literal.
  package mutating func string(_ pieces: [Piece]) -> String { mark(pieces, by: "\\") }

  private mutating func mark(_ pieces: [Piece], by sign: String) -> String {
    let bytes = pieces.flatMap { $0.text.utf8 }
    guard bytes.contains(UInt8(ascii: "[")) else { return String(decoding: bytes, as: UTF8.self) }
    let isValue = pieces.flatMap { piece in repeatElement(piece.isValue, count: piece.text.utf8.count) }
    let open = UInt8(ascii: "["), close = UInt8(ascii: "]")
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == open, index + 1 < bytes.count, bytes[index + 1] == open else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if isValue[index] || isValue[index + 1] {
        if !areExpanded {
          result += sign.utf8
        } else if index == 0 || bytes[index - 1] != UInt8(ascii: "\\") {
          let rest = bytes[(index + 2)...].prefix(Self.longestName)
          if let end = rest.indices.dropLast().first(where: { rest[$0] == close && rest[$0 + 1] == close }) {
            let name = String(decoding: rest[..<end], as: UTF8.self).trimmingBlanks()
            if !names.contains(name) { names.append(name) }
          }
        }
      }
      result += [open, open]
      index += 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What the trace says when these names were replaced.
  func notes(of used: [String]) -> [String] {
    let came = names.filter { used.contains($0) }
    guard !came.isEmpty else { return [] }
    return [
      "came in through a script's value and expanded: " + came.map { "[[\($0)]]" }.joined(separator: ", ")
    ]
  }

  /// A part of a payload that is not expanded, without the signs of `join` and `take`.
  func restored(_ text: String) -> String {
    areExpanded ? text : text.replacingOccurrences(of: "\\[[", with: "[[")
  }

  /// The JSON object or array that a text is; what else it may be is no container of strings.
  private static func container(_ text: String) -> JSONValue? {
    guard let json = try? JSONValue(parsing: text) else { return nil }
    return json.objectValue != nil || json.arrayValue != nil ? json : nil
  }
}
