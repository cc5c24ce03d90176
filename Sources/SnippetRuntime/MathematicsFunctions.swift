#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BuiltinFunctions {
  static let mathematics: [BuiltinInfo] = [
    .init(
      "pow", "a, b", .ours, "a to the power of b, as a ^ b.",
      [("pow(2, 10)", "1024"), ("pow(2, -1)", "0.5"), ("\"9\".pow(0.5)", "3")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      try power(arguments[0], arguments[1])
    },
    unary("sqrt", "The square root.", [("sqrt(9)", "3"), ("sqrt(2)", "1.4142135623731")], from: 0) {
      $0.squareRoot()
    },
    unary("exp", "e to a power.", [("exp(0)", "1"), ("exp(1)", "2.71828182845905")]) { exp($0) },
    unary("log10", "The logarithm to base 10.", [("log10(1000)", "3"), ("log10(0.01)", "-2")], above: 0) {
      log10($0)
    },
    .init(
      "logn", "v, base", .stated, "The logarithm to a base.",
      [("logn(8, 2)", "3"), ("logn(1000, 10)", "3"), ("\"0.25\".logn(2)", "-2")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      let (value, base) = (arguments.number(0).asDouble, arguments.number(1).asDouble)
      guard value > 0 else {
        throw RuntimeFault(.argument, "the number must be above 0, not \(arguments.described(0))")
      }
      guard base > 0, base != 1 else {
        throw RuntimeFault(.argument, "the base must be above 0 and not 1, not \(arguments.described(1))")
      }
      let result = log(value) / log(base)
      // An exact power has an exact logarithm.
      let whole = result.rounded()
      return try number(pow(base, whole) == value ? whole : result)
    },
    unary("sin", "The sine of an angle in radians.", [("sin(0)", "0"), ("sin(0.5)", "0.479425538604203")]) {
      sin($0)
    },
    unary("cos", "The cosine of an angle in radians.", [("cos(0)", "1"), ("cos(0.5)", "0.877582561890373")]) {
      cos($0)
    },
    unary("tan", "The tangent of an angle in radians.", [("tan(0)", "0"), ("tan(0.5)", "0.54630248984379")]) {
      tan($0)
    },
    unary(
      "asin", "The angle in radians whose sine is v.", [("asin(0)", "0"), ("asin(1)", "1.5707963267949")],
      from: -1, to: 1
    ) { asin($0) },
    unary(
      "acos", "The angle in radians whose cosine is v.",
      [("acos(1)", "0"), ("acos(-1)", "3.14159265358979")],
      from: -1, to: 1
    ) { acos($0) },
    unary(
      "atan", "The angle in radians whose tangent is v.",
      [("atan(0)", "0"), ("atan(1) * 4", "3.14159265358979")]
    ) { atan($0) },
  ]

  private static func unary(
    _ name: String, _ help: String, _ examples: [(source: String, result: String?)],
    from low: Double = -.infinity, to high: Double = .infinity, above bound: Double = -.infinity,
    _ operation: @escaping @Sendable (Double) -> Double
  ) -> BuiltinInfo {
    .init(name, "v", .ours, help, examples, count: 1...1) { (_, arguments) throws(RuntimeFault) in
      let value = arguments.number(0).asDouble
      guard value >= low, value <= high, value > bound else {
        let wanted =
          bound.isFinite
          ? "above \(NumberFormat.text(bound))"
          : "from \(NumberFormat.text(low))" + (high.isFinite ? " to \(NumberFormat.text(high))" : "")
        throw RuntimeFault(.notFinite, "the number must be \(wanted), not \(arguments.described(0))")
      }
      return try number(operation(value))
    }
  }

  private static func power(_ base: Value, _ exponent: Value) throws(RuntimeFault) -> Value {
    let result = try Arithmetic.power(base, exponent)
    guard case .double(let value) = result else { return result }
    return try number(value)
  }
}
