import JSON
import Patterns

extension PathParser {
  /// A literal, a query or a function.
  mutating func operand() throws(JSONPathError) -> PathOperand {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "$"): return .query(try query())
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .literal(.string(try string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .literal(.number(try number()))
    case let first where isLetter(first) || first == UInt8(ascii: "_"): return try word()
    default: throw noOperand()
    }
  }

  /// `true`, `false`, `null` or a function.
  private mutating func word() throws(JSONPathError) -> PathOperand {
    let start = position
    let word = wordText(position)
    position += word.utf8.count
    if byte == UInt8(ascii: "(") {
      guard let function = PathFunction(rawValue: word) else {
        throw noFunction(word, start..<position)
      }
      return .call(try nested { parser throws(JSONPathError) in try parser.call(function, start) })
    }
    switch word {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    default: throw noWord(word, start..<position)
    }
  }

  private mutating func number() throws(JSONPathError) -> String {
    let start = position
    let isNegative = take("-")
    let digits = position
    while isDigit(byte) { position += 1 }
    guard position > digits else {
      throw JSONPathError(
        "digits must follow -", at: start..<position, suggestion: "write a number such as -1.5")
    }
    if position > digits + 1, text[digits] == UInt8(ascii: "0") {
      let rest = text[digits..<position].drop { $0 == UInt8(ascii: "0") }
      throw JSONPathError(
        "a number has no zeros before it", at: start..<position,
        suggestion:
          "write \(isNegative ? "-" : "")\(rest.isEmpty ? "0" : String(decoding: rest, as: UTF8.self))"
      )
    }
    if take(".") { try digitsMustFollow("the decimal point", start) }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if !take("-") { _ = take("+") }
      try digitsMustFollow("the exponent's e", start)
    }
    return text(start..<position)
  }

  private mutating func digitsMustFollow(_ what: String, _ start: Int) throws(JSONPathError) {
    let first = position
    while isDigit(byte) { position += 1 }
    guard position > first else {
      throw JSONPathError(
        "digits must follow \(what)", at: start..<position,
        suggestion: "write a number such as 1.5 or 1e3")
    }
  }

  /// The arguments of a function, the position at its parenthesis.
  private mutating func call(_ function: PathFunction, _ start: Int) throws(JSONPathError)
    -> PathCall
  {
    let open = position
    position += 1
    skipBlanks()
    var arguments: [PathOperand] = []
    var lastRange = position..<position
    if byte != UInt8(ascii: ")") {
      repeat {
        skipBlanks()
        let argumentStart = position
        let argument = try self.argument(of: function)
        lastRange = argumentStart..<position
        if arguments.count < function.parameters.count {
          try check(argument, lastRange, function, function.parameters[arguments.count])
        }
        arguments.append(argument)
        skipBlanks()
      } while take(",")
    }
    guard take(")") else { throw noArgumentEnd(function, openedAt: open) }
    guard arguments.count == function.parameters.count else {
      let count = function.parameters.count
      throw JSONPathError(
        "\(function.rawValue) takes \(count == 1 ? "one argument" : "two arguments"), not \(arguments.count)",
        at: start..<position, suggestion: "write it like \(function.example)")
    }
    return PathCall(
      function: function, arguments: arguments, pattern: pattern(function, arguments, lastRange),
      range: start..<position)
  }

  private mutating func argument(of function: PathFunction) throws(JSONPathError) -> PathOperand {
    if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "(") { throw noCondition(in: function) }
    return try operand()
  }

  /// RFC 9535, 2.4.3: whether the function may be given this.
  private func check(
    _ argument: PathOperand, _ range: Range<Int>, _ function: PathFunction,
    _ kind: PathFunction.Kind
  ) throws(JSONPathError) {
    switch (kind, argument) {
    case (.nodes, .query), (.value, .literal): return
    case (.value, .query(let query)) where query.isSingular: return
    case (.value, .call(let call)) where call.function.result == .value: return
    case (.value, .query):
      throw JSONPathError(
        "\(function.rawValue) takes one value, and this query can find several", at: range,
        suggestion: "use names and indices alone, or value(\(shown(range)))")
    case (.value, .call(let call)):
      throw JSONPathError(
        "\(function.rawValue) takes a value, and \(call.function.rawValue) gives true or false",
        at: range,
        suggestion: "write it like \(function.example)")
    default:
      throw JSONPathError(
        "\(function.rawValue) takes a query", at: range,
        suggestion: "write it like \(function.example)")
    }
  }

  /// Reads a pattern that is written out; one that is no I-Regexp gets a warning, since it is no error.
  private mutating func pattern(
    _ function: PathFunction, _ arguments: [PathOperand], _ range: Range<Int>
  ) -> PathCall.KnownPattern {
    guard function == .match || function == .search, case .literal(let literal) = arguments[1]
    else {
      return .none
    }
    guard let written = literal.stringValue else {
      warnings.append(
        JSONPathError(
          "a pattern is a string, so this fits nothing", at: range,
          suggestion: "write it like \(function.example)"))
      return .invalid
    }
    do throws(RegularExpressionError) {
      return .valid(try RegularExpression(written))
    } catch {
      warnings.append(
        JSONPathError(
          "the pattern is no I-Regexp (RFC 9485), so it fits nothing: \(error.message)", at: range,
          suggestion: error.suggestion))
      return .invalid
    }
  }
}
