import JSON

/// A number of a schema, with its spelling.
struct NumberBound: Sendable {
  var number: JSONNumber
  var text: String

  var shown: String { ShownValue.text(.number(text)) }
}

/// What a number must be.
final class NumberRules: Sendable {
  private let minimum: NumberBound?
  private let maximum: NumberBound?
  private let exclusiveMinimum: NumberBound?
  private let exclusiveMaximum: NumberBound?
  private let divisor: NumberBound?

  init?(_ reader: KeywordReader) throws(SchemaError) {
    minimum = try reader.number("minimum")
    maximum = try reader.number("maximum")
    exclusiveMinimum = try reader.number("exclusiveMinimum")
    exclusiveMaximum = try reader.number("exclusiveMaximum")
    divisor = try reader.number("multipleOf")
    if let divisor {
      guard divisor.number.isPositive else { throw reader.fault("multipleOf", "must be more than 0") }
      if divisor.number.significantDigits > JSONNumber.longestDivisor {
        throw reader.fault("multipleOf", "has more than \(JSONNumber.longestDivisor) digits")
      }
    }
    let bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum, divisor]
    if bounds.allSatisfy({ $0 == nil }) { return nil }
  }

  func faults(_ text: String) -> [RuleFault] {
    let shown = ShownValue.text(.number(text))
    guard let number = JSONNumber(text) else {
      return [RuleFault(nil, "is \(shown), too large to compare")]
    }
    var faults: [RuleFault] = []
    if let bound = minimum, number < bound.number {
      faults.append(RuleFault("minimum", "is \(shown), less than \(bound.shown)"))
    }
    if let bound = maximum, bound.number < number {
      faults.append(RuleFault("maximum", "is \(shown), more than \(bound.shown)"))
    }
    if let bound = exclusiveMinimum, number <= bound.number {
      faults.append(RuleFault("exclusiveMinimum", "is \(shown), not more than \(bound.shown)"))
    }
    if let bound = exclusiveMaximum, number >= bound.number {
      faults.append(RuleFault("exclusiveMaximum", "is \(shown), not less than \(bound.shown)"))
    }
    if let bound = divisor, !number.isMultiple(of: bound.number) {
      faults.append(RuleFault("multipleOf", "is \(shown), not a multiple of \(bound.shown)"))
    }
    return faults
  }
}
