#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BuiltinFunctions {
  static let numbers: [BuiltinInfo] = [
    .init("abs", "v", .stated, "The number without its sign.", "abs(-42)", "42", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in
      switch arguments.number(0) {
      case .integer(let number) where number != .min: .integer(abs(number))
      case let number: .double(abs(number.asDouble))
      }
    },
    .init("logn", "v, base", .stated, "The logarithm to a base.", "logn(8, 2)", "3", count: 2...2) {
      (_, arguments) throws(RuntimeFault) in
      let (value, base) = (arguments.number(0).asDouble, arguments.number(1).asDouble)
      guard value > 0, base > 0, base != 1 else {
        throw RuntimeFault(.argument, "logn needs a number above 0 and a base above 0 that is not 1")
      }
      let result = log(value) / log(base)
      // An exact power has an exact logarithm.
      let whole = result.rounded()
      return try number(pow(base, whole) == value ? whole : result)
    },
    .init("random", "n", .stated, "A random whole number from 0 to n-1.", "random(6)", nil, count: 1...1) {
      (machine, arguments) throws(RuntimeFault) in
      let limit = arguments.number(0).truncated
      guard limit >= 1 else {
        throw RuntimeFault(.argument, "random needs a number from 1, not \(arguments.text(0))")
      }
      return Value(machine.host.random(below: Int(limit)))
    },
    unary("sqrt", "The square root.", "sqrt(9)", "3") { $0.squareRoot() },
    unary("exp", "e to a power.", "exp(0)", "1") { exp($0) },
    unary("log", "The natural logarithm.", "log(1)", "0") { log($0) },
    unary("log10", "The logarithm to base 10.", "log10(1000)", "3") { log10($0) },
    unary("sin", "The sine of an angle in radians.", "sin(0)", "0") { sin($0) },
    unary("cos", "The cosine of an angle in radians.", "cos(0)", "1") { cos($0) },
    unary("tan", "The tangent of an angle in radians.", "tan(0)", "0") { tan($0) },
    unary("asin", "The angle whose sine is v, in radians.", "asin(0)", "0") { asin($0) },
    unary("acos", "The angle whose cosine is v, in radians.", "acos(1)", "0") { acos($0) },
    unary("atan", "The angle whose tangent is v, in radians.", "atan(0)", "0") { atan($0) },
    unary("trunc", "The whole number toward zero.", "trunc(-2.7)", "-2") { $0.rounded(.towardZero) },
    unary("int", "The whole number toward zero.", "int(2.7)", "2") { $0.rounded(.towardZero) },
    unary("ceiling", "The next whole number up.", "ceiling(2.1)", "3") { $0.rounded(.up) },
    unary("floor", "The next whole number down.", "floor(-2.1)", "-3") { $0.rounded(.down) },
    unary("sign", "-1, 0 or 1.", "sign(-5)", "-1") { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
    .init("pow", "a, b", .ours, "a to the power of b.", "pow(2, 10)", "1024", count: 2...2) {
      (_, arguments) throws(RuntimeFault) in try Arithmetic.power(arguments[0], arguments[1])
    },
    .init(
      "round", "v [, digits]", .ours, "Rounded, halves away from zero.", "round(2.345, 2)", "2.35",
      count: 1...2
    ) { (_, arguments) throws(RuntimeFault) in
      let digits = arguments[1].isNull ? 0 : try arguments.integer(1, "the number of digits")
      guard case .double(let value) = arguments.number(0) else { return arguments.number(0).value }
      guard (0...15).contains(digits) else {
        throw RuntimeFault(.argument, "round takes 0 to 15 digits, not \(digits)")
      }
      let scale = pow(10, Double(digits))
      // Rounded from what a person reads: 2.675 is taken as 2.675, not as 2.67499999999999982.
      let read = Double(NumberFormat.text(value * scale)) ?? value * scale
      return try number(read.rounded(.toNearestOrAwayFromZero) / scale)
    },
    .init("min", "a, b", .ours, "The smaller number.", "min(3, 7)", "3", count: 2...2) {
      (_, arguments) throws(RuntimeFault) in
      Value.order(arguments.number(0), arguments.number(1)) == .greater
        ? arguments.number(1).value : arguments.number(0).value
    },
    .init("max", "a, b", .ours, "The larger number.", "max(3, 7)", "7", count: 2...2) {
      (_, arguments) throws(RuntimeFault) in
      Value.order(arguments.number(0), arguments.number(1)) == .less
        ? arguments.number(1).value : arguments.number(0).value
    },
    .init(
      "isnumeric", "v", .ours, "1 for a number or a text that reads as one, else 0.", "isnumeric(\"12.5\")",
      "1",
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      switch arguments[0] {
      case .integer, .double, .numberText: .integer(1)
      case .text(let text): .integer(text.number == nil ? 0 : 1)
      default: .integer(0)
      }
    },
  ]

  private static func unary(
    _ name: String, _ help: String, _ example: String, _ result: String,
    _ operation: @escaping @Sendable (Double) -> Double
  ) -> BuiltinInfo {
    .init(name, "v", .ours, help, example, result, count: 1...1) { (_, arguments) throws(RuntimeFault) in
      if case .integer(let whole) = arguments.number(0), ["trunc", "int", "ceiling", "floor"].contains(name) {
        return .integer(whole)
      }
      return try number(operation(arguments.number(0).asDouble))
    }
  }

  /// A result as a value: whole numbers as integers, what is no number as an error.
  static func number(_ result: Double) throws(RuntimeFault) -> Value {
    if let whole = Int64(exactly: result), whole.magnitude < 1 << 53 { return .integer(whole) }
    return try Arithmetic.finite(result)
  }
}
