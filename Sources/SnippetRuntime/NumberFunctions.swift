#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BuiltinFunctions {
  static let numbers: [BuiltinInfo] = [
    .init(
      "abs", "v", .stated, "The number without its sign.",
      [("abs(-42)", "42"), ("\"-1.5\".abs()", "1.5"), ("abs(nothing)", "0")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      switch arguments.number(0) {
      case .integer(let number) where number != .min: .integer(abs(number))
      case let number: .double(abs(number.asDouble))
      }
    },
    .init(
      "round", "v [, digits]", .ours, "Rounded to a number of digits after the point, halves away from zero.",
      [("round(2.5)", "3"), ("round(-2.5)", "-3"), ("round(2.675, 2)", "2.68"), ("\"7\".round(2)", "7")],
      count: 1...2
    ) { (_, arguments) throws(RuntimeFault) in
      let digits = arguments[1].isNull ? 0 : try arguments.integer(1, "the number of digits")
      guard (0...15).contains(digits) else {
        throw RuntimeFault(.argument, "the number of digits must be from 0 to 15, not \(digits)")
      }
      guard case .double(let value) = arguments.number(0) else { return arguments.number(0).value }
      return try number(rounded(value, digits: digits))
    },
    whole("trunc", "The whole number toward zero.", [("trunc(2.7)", "2"), ("trunc(-2.7)", "-2")]) {
      $0.rounded(.towardZero)
    },
    whole("int", "The whole number toward zero, as trunc.", [("int(2.7)", "2"), ("\"-2.7\".int()", "-2")]) {
      $0.rounded(.towardZero)
    },
    whole("ceiling", "The next whole number up.", [("ceiling(2.1)", "3"), ("ceiling(-2.1)", "-2")]) {
      $0.rounded(.up)
    },
    whole("floor", "The next whole number down.", [("floor(2.9)", "2"), ("floor(-2.1)", "-3")]) {
      $0.rounded(.down)
    },
    .init(
      "sign", "v", .ours, "-1, 0 or 1.", [("sign(-5)", "-1"), ("sign(0)", "0"), ("sign(0.1)", "1")],
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      let value = arguments.number(0).asDouble
      return .integer(value > 0 ? 1 : value < 0 ? -1 : 0)
    },
    .init(
      "min", "a, b", .ours, "The smaller number.", [("min(3, 7)", "3"), ("min(\"10\", 9)", "9")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      Value.order(arguments.number(0), arguments.number(1)) == .greater
        ? arguments.number(1).value : arguments.number(0).value
    },
    .init(
      "max", "a, b", .ours, "The larger number.", [("max(3, 7)", "7"), ("\"3\".max(2.5)", "3")],
      count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      Value.order(arguments.number(0), arguments.number(1)) == .less
        ? arguments.number(1).value : arguments.number(0).value
    },
    .init(
      "random", "n", .stated, "A random whole number from 0 to n-1.",
      [("random(6)", nil), ("random(1)", "0")], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      let limit = try arguments.numeric(0, "the limit").truncated
      guard limit >= 1 else {
        throw RuntimeFault(.argument, "the limit must be 1 or more, not \(arguments.described(0))")
      }
      return Value(machine.host.random(below: Int(limit)))
    },
    .init(
      "isnumeric", "v", .ours, "1 for a number or a text that reads as one, else 0.",
      [
        ("isnumeric(\"12.5\")", "1"), ("isnumeric(\" -1e3 \")", "1"), ("isnumeric(\"1,000\")", "0"),
        ("isnumeric(\"\")", "0"), ("isnumeric(nothing)", "0"),
      ], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      switch arguments[0] {
      case .integer, .double, .numberText: .integer(1)
      case .text(let text): .integer(text.number == nil ? 0 : 1)
      default: .integer(0)
      }
    },
  ]

  private static func whole(
    _ name: String, _ help: String, _ examples: [(source: String, result: String?)],
    _ operation: @escaping @Sendable (Double) -> Double
  ) -> BuiltinInfo {
    .init(name, "v", .ours, help, examples, count: 1...1) { (_, arguments) throws(RuntimeFault) in
      guard case .double(let value) = arguments.number(0) else { return arguments.number(0).value }
      return try number(operation(value))
    }
  }

  private static func rounded(_ value: Double, digits: Int) -> Double {
    let scale = pow(10, Double(digits))
    let scaled = value * scale
    // So large a number has no digits behind these.
    guard abs(scaled) < 9_007_199_254_740_992 else { return value }
    // Rounded from what a person reads: 2.675 is taken as 2.675, not as 2.67499999999999982.
    let read = abs(scaled) < 1e14 ? Double(NumberFormat.text(scaled)) ?? scaled : scaled
    return read.rounded(.toNearestOrAwayFromZero) / scale
  }

  /// A result as a value: whole numbers as integers, what is no number as an error.
  static func number(_ result: Double) throws(RuntimeFault) -> Value {
    if let whole = Int64(exactly: result), whole.magnitude < 1 << 53 { return .integer(whole) }
    return try Arithmetic.finite(result)
  }
}
