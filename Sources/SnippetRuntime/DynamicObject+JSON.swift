package import JSON

extension Value {
  /// The value of parsed JSON; numbers keep their text.
  package init(json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .number(let text): self = NumberText.value(text)
    case .string(let text): self = Value(text)
    case .array(let elements): self = .object(DynamicObject(elements: elements.map(Value.init(json:))))
    case .object(let object):
      let result = DynamicObject()
      for member in object.members {
        _ = result.setMember(member.name, to: Value(json: member.value), hint: -1)
      }
      self = .object(result)
    }
  }

  /// The value as JSON; what is nested too deep, or holds itself, is cut to null.
  package var jsonValue: JSONValue {
    var budget = JSONBudget()
    return json(asStrings: false, depth: 0, budget: &budget)
  }

  /// The value as JSON; `budget` tells afterwards whether anything was cut.
  func json(asStrings: Bool, depth: Int, budget: inout JSONBudget) -> JSONValue {
    switch self {
    case .absent, .null: return asStrings ? .string("") : .null
    case .integer, .double, .numberText:
      return asStrings ? .string(displayText) : .number(jsonNumberText)
    case .boolean(let flag): return asStrings ? .string(displayText) : .bool(flag)
    case .date(let days): return .string(DateFormat.iso(days))
    case .text(let text): return .string(text.string)
    case .proxy(let proxy): return proxy.jsonValue
    case .object(let object):
      return object.json(asStrings: asStrings, depth: depth + 1, budget: &budget)
    }
  }

  /// Like `displayText`, but with an exponent as JSON writes it.
  private var jsonNumberText: String {
    guard case .double(let number) = self else { return displayText }
    return number.isFinite ? NumberFormat.text(number) : "0"
  }
}

/// How much of a value may still be written as JSON.
struct JSONBudget {
  var nodes = HardLimit.valueNodes
  /// True once something was nested deeper than allowed or there was too much of it.
  var isExceeded = false
}

extension DynamicObject {
  /// The object or array that parsed JSON describes; any other value becomes an empty object.
  package static func parsed(_ json: JSONValue) -> DynamicObject {
    if case .object(let object) = Value(json: json) { return object }
    return DynamicObject()
  }

  /// The object or array as JSON.
  package var jsonValue: JSONValue { Value.object(self).jsonValue }

  fileprivate func json(asStrings: Bool, depth: Int, budget: inout JSONBudget) -> JSONValue {
    budget.nodes -= members.count + elements.count + 1
    if depth > HardLimit.valueDepth || budget.nodes < 0 {
      budget.isExceeded = true
      return .null
    }
    if isArray {
      return .array(elements.map { $0.json(asStrings: asStrings, depth: depth, budget: &budget) })
    }
    var result: [JSONObject.Member] = []
    result.reserveCapacity(members.count + elements.count)
    for member in members {
      result.append(
        .init(member.name, member.value.json(asStrings: asStrings, depth: depth, budget: &budget)))
    }
    for (index, element) in elements.enumerated() {
      // Beside a member with that name an element is named as it is read: [1].
      var name = "\(index + 1)"
      while self[name] != nil { name = "[\(name)]" }
      result.append(
        .init(name, element.json(asStrings: asStrings, depth: depth, budget: &budget)))
    }
    return .object(JSONObject(result))
  }
}
