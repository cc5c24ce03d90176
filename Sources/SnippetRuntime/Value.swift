/// What a variable, a member or an element holds.
package enum Value {
  /// A variable that does not exist; only variable slots hold it, and it reads as null.
  case absent
  case null
  case integer(Int64)
  case double(Double)
  case boolean(Bool)
  /// Days since 1899-12-30 on a straight line, the fraction being the time of day.
  case date(Double)
  /// A number that came from JSON and keeps its text.
  case numberText(NumberText)
  /// Text; a string array is text with `|` between the elements.
  case text(Text)
  case object(DynamicObject)
  case proxy(RESTProxy)

  /// Text.
  package init(_ string: String) { self = .text(Text(string)) }

  /// A whole number.
  package init(_ integer: Int) { self = .integer(Int64(integer)) }

  /// A number; one that is not finite becomes null.
  package init(_ double: Double) {
    self = double.isFinite ? .double(double) : .null
  }

  /// True when there is no value at all.
  package var isNull: Bool {
    switch self {
    case .absent, .null: true
    default: false
    }
  }

  /// Null when the value is absent, else the value.
  var settled: Value {
    if case .absent = self { return .null }
    return self
  }

  /// What the kind of value is called in listings and messages.
  package var typeName: String {
    switch self {
    case .absent, .null: "null"
    case .integer, .double, .numberText: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .text(let text): text.isArray ? "string array" : "text"
    case .object(let object): object.isArray ? "array" : "object"
    case .proxy: "proxy"
    }
  }

  /// The text that stands for the value inside a quoted string.
  package var displayText: String {
    switch self {
    case .absent, .null, .object, .proxy: ""
    case .integer(let number): String(number)
    case .double(let number): NumberFormat.text(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .date(let days): DateFormat.display(days)
    case .numberText(let number): number.text
    case .text(let text): text.string
    }
  }
}
