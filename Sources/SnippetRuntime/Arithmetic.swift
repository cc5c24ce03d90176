#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The operators of section 5 on any two values; the machine handles the common cases itself.
enum Arithmetic {
  static func add(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if case .integer(let x) = one, case .integer(let y) = other {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return .integer(sum) }
    }
    return try finite(one.asDouble + other.asDouble)
  }

  static func subtract(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if case .integer(let x) = one, case .integer(let y) = other {
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      if !overflow { return .integer(difference) }
    }
    return try finite(one.asDouble - other.asDouble)
  }

  static func multiply(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if case .integer(let x) = one, case .integer(let y) = other {
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      if !overflow { return .integer(product) }
    }
    return try finite(one.asDouble * other.asDouble)
  }

  static func divide(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if other.isZero { throw divisionByZero("/") }
    if case .integer(let x) = one, case .integer(let y) = other {
      let (quotient, remainder) = (
        x.dividedReportingOverflow(by: y), x.remainderReportingOverflow(dividingBy: y)
      )
      if !quotient.overflow, remainder.partialValue == 0 { return .integer(quotient.partialValue) }
    }
    return try finite(one.asDouble / other.asDouble)
  }

  static func integerDivide(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if other.isZero { throw divisionByZero("\\") }
    if case .integer(let x) = one, case .integer(let y) = other {
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      if !overflow { return .integer(quotient) }
    }
    return try finite((one.asDouble / other.asDouble).rounded(.towardZero))
  }

  static func remainder(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if other.isZero { throw divisionByZero("%") }
    if case .integer(let x) = one, case .integer(let y) = other {
      return .integer(y == -1 ? 0 : x % y)
    }
    return try finite(fmod(one.asDouble, other.asDouble))
  }

  static func power(_ left: Value, _ right: Value) throws(RuntimeFault) -> Value {
    let (one, other) = (left.number, right.number)
    if case .integer(let base) = one, case .integer(let exponent) = other, exponent >= 0,
      let result = integerPower(base, exponent)
    {
      return .integer(result)
    }
    if one.isZero, other.asDouble < 0 { throw divisionByZero("^") }
    return try finite(pow(one.asDouble, other.asDouble))
  }

  static func negate(_ value: Value) throws(RuntimeFault) -> Value {
    switch value.number {
    case .integer(let number) where number != .min: .integer(-number)
    case let number: try finite(-number.asDouble)
    }
  }

  /// A result that is not finite is an error.
  static func finite(_ number: Double) throws(RuntimeFault) -> Value {
    guard number.isFinite else {
      throw RuntimeFault(.notFinite, "the result is too large to be a number, or is none")
    }
    return .double(number)
  }

  private static func integerPower(_ base: Int64, _ exponent: Int64) -> Int64? {
    var (result, factor, rest): (Int64, Int64, Int64) = (1, base, exponent)
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      factor = square
    }
  }

  private static func divisionByZero(_ operation: String) -> RuntimeFault {
    RuntimeFault(
      .divisionByZero, "division by zero: the right side of '\(operation)' is 0 or nothing",
      suggestion: "test the divisor with IF before dividing")
  }
}
