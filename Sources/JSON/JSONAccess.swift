extension JSONValue {
  /// The member of an object with this name; the last one when several have it, nil when there is none.
  package subscript(name: String) -> JSONValue? {
    objectValue?[name]
  }

  /// The element of an array at this index; nil when there is none.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text, if this is a string.
  package var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A text, or a number's or boolean's own spelling.
  package var scalarText: String? {
    switch self {
    case .string(let text): text
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The elements, if this is an array.
  package var arrayValue: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members, if this is an object.
  package var objectValue: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The truth value, if this is one.
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The whole number, if this is a number whose value is one and fits; `2.0` and `1e3` count.
  package var intValue: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? JSONNumber(text).flatMap(\.intValue)
  }

  /// The nearest floating-point number, if this is a number.
  package var doubleValue: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  /// True for `null` only.
  package var isNull: Bool { self == .null }

  /// What kind of value this is, in the words of RFC 8259.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// A number from a whole number.
  package init(_ value: some BinaryInteger) {
    self = .number(String(value))
  }

  /// A number from a floating-point number; nil for infinities and NaN, which JSON has not.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self = .number("\(value)")
  }
}

extension JSONObject {
  /// The value of the member with this name, the last one when several have it.
  ///
  /// Setting keeps the member's place, or adds it at the end; setting nil removes every member with this name.
  package subscript(name: String) -> JSONValue? {
    get { members.last { JSONObject.isSame($0.name, name) }?.value }
    set {
      guard let newValue else {
        members.removeAll { JSONObject.isSame($0.name, name) }
        return
      }
      if let index = members.lastIndex(where: { JSONObject.isSame($0.name, name) }) {
        members[index].value = newValue
      } else {
        members.append(Member(name, newValue))
      }
    }
  }

  /// Whether a member has this name.
  package func contains(_ name: String) -> Bool {
    members.contains { JSONObject.isSame($0.name, name) }
  }

  /// The names in their order, with duplicates.
  package var names: [String] { members.map(\.name) }

  /// True when there are no members.
  package var isEmpty: Bool { members.isEmpty }

  /// The number of members, duplicates counted.
  package var count: Int { members.count }

  /// RFC 8259 compares names code unit by code unit; `==` alone would fold Unicode forms.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// The members in the order of the literal.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member($0.0, $0.1) })
  }
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A number.
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// The members in the order of the literal.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}
