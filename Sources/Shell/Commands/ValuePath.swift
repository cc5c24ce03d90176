import JSON
import SnippetRuntime
import SnippetSyntax

/// A variable, or a place inside one: `order`, `order.lines[2].price`, `order["first name"]`.
struct ValuePath: Equatable, Sendable {
  /// One step into a value.
  enum Step: Equatable, Sendable {
    case member(String)
    /// Counted from 1, as Snippet does.
    case element(Int)
  }

  /// What a step did not find; `end` is where it ends in the text, in UTF-8.
  struct Failure: Error, Equatable {
    var message: String
    var suggestion: String?
    var start: Int
    var end: Int
  }

  let text: String
  let name: String
  /// Whether a text that holds an object or an array as JSON is looked into, as if it were that.
  var opensTexts = false
  /// The steps behind the name.
  var steps: [Step] { places.map(\.step) }
  private let places: [(step: Step, start: Int, end: Int)]

  static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  /// Reads a path; a failure says what would be right.
  init(_ text: String) throws(Failure) {
    self.text = text
    let bytes = Array(text.utf8)
    var position = 0
    func part(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
    func word() -> String {
      let start = position
      while position < bytes.count, !".[]".utf8.contains(bytes[position]) { position += 1 }
      return part(start, position)
    }
    name = word()
    var steps: [(step: Step, start: Int, end: Int)] = []
    while position < bytes.count {
      let start = position
      let opening = bytes[position]
      position += 1
      let step: Step?
      if opening == UInt8(ascii: ".") {
        let member = word()
        step = member.isEmpty ? nil : .member(member)
      } else if opening == UInt8(ascii: "["),
        let closing = bytes[position...].firstIndex(of: UInt8(ascii: "]"))
      {
        let inner = part(position, closing)
        position = closing + 1
        if inner.count > 1, inner.first == "\"", inner.last == "\"" {
          step = .member(String(inner.dropFirst().dropLast()))
        } else {
          step = Int(inner).map { .element($0) }
        }
      } else {
        step = nil
      }
      guard let step else {
        throw Failure(
          message: "'\(part(start, max(position, start + 1)))' is no way into a value",
          suggestion: "NAME.MEMBER, NAME[NUMBER] or NAME[\"MEMBER\"]", start: start,
          end: max(position, start + 1))
      }
      steps.append((step, start, position))
    }
    places = steps
  }

  /// The value at the path's end, from that of the variable.
  func value(in root: Value) throws(Failure) -> Value {
    var value = root
    for (step, start, end) in places {
      func failure(_ message: String, _ suggestion: String? = nil) -> Failure {
        Failure(message: message, suggestion: suggestion, start: start, end: end)
      }
      let place = String(decoding: text.utf8.prefix(start), as: UTF8.self)
      if opensTexts, let opened = Self.opened(value) { value = opened }
      switch (step, value) {
      case (.member(let name), .object(let object)):
        guard let found = object[name] else {
          throw failure(
            "\(place) has no member '\(name)'",
            NearestName.of(name, in: object.members.map(\.name)).map { "did you mean '\($0)'?" })
        }
        value = found
      case (.element(let number), .object(let object)):
        guard number >= 1, number <= object.elements.count else {
          throw failure(
            "\(place) has no element \(number)",
            object.elements.isEmpty ? "it has no elements" : "it has 1 to \(object.elements.count)")
        }
        value = object.elements[number - 1]
      case (.member(let name), .proxy(let proxy)):
        let members = proxy.jsonValue.objectValue?.members ?? []
        guard let found = members.first(where: { $0.name.lowercased() == name.lowercased() }) else {
          throw failure(
            "\(place) has no member '\(name)'",
            NearestName.of(name, in: members.map(\.name)).map { "did you mean '\($0)'?" })
        }
        if case .number(let number) = found.value {
          value = Int(number).map { Value($0) } ?? Value(number)
        } else {
          value = Value(found.value.stringValue ?? "")
        }
      case (.element(let number), .text(let text)) where text.isArray:
        let parts = text.string.split(separator: "|", omittingEmptySubsequences: false)
        guard number >= 1, number <= parts.count else {
          throw failure("\(place) has no element \(number)", "it has 1 to \(parts.count)")
        }
        value = Value(String(parts[number - 1]))
      default: throw failure("\(place) is a \(value.typeName) and has nothing inside", ":show \(place)")
      }
    }
    return value
  }

  /// What the JSON in a text holds; nil for all other values.
  private static func opened(_ value: Value) -> Value? {
    guard case .text(let text) = value, let json = try? JSONValue(parsing: text.string),
      json.objectValue != nil || json.arrayValue != nil
    else { return nil }
    return Value(json: json)
  }

  /// The variable alone.
  var root: ValuePath { (try? ValuePath(name)) ?? self }

  /// The same place in another value, such as the object that a text was made of; nil where that has no path.
  func inside(_ base: String) -> ValuePath? {
    var path = try? ValuePath(base + String(decoding: text.utf8.dropFirst(name.utf8.count), as: UTF8.self))
    path?.opensTexts = opensTexts
    return path
  }
}
