/// What help and completion know of one built-in function.
package struct BuiltinInfo: Sendable {
  /// Where the function comes from.
  package enum Mark: String, Sendable {
    /// Stated on a page of the platform.
    case stated = "S"
    /// Inferred from working samples.
    case inferred = "I"
    /// Patchbay's own.
    case ours = "ours"
  }

  typealias Body = @Sendable (Interpreter, Arguments) throws(RuntimeFault) -> Value

  package let name: String
  /// The name with its parameters.
  package let signature: String
  /// One line that says what it gives.
  package let help: String
  /// A cell that shows it.
  package let example: String
  /// What the example shows; nil when it shows nothing or something else each time.
  package let exampleResult: String?
  package let mark: Mark
  /// True when it is called on a REST proxy: `p.name(...)`.
  package let isProxyMethod: Bool
  let argumentCount: ClosedRange<Int>
  let hasResult: Bool
  let isAppend: Bool
  let body: Body

  init(
    _ name: String, _ parameters: String, _ mark: Mark, _ help: String, _ example: String, _ result: String?,
    count: ClosedRange<Int>, hasResult: Bool = true, isProxyMethod: Bool = false, isAppend: Bool = false,
    body: @escaping Body
  ) {
    self.name = name
    signature = (isProxyMethod ? "p.\(name)" : name) + "(\(parameters))"
    self.help = help
    self.example = example
    exampleResult = result
    self.mark = mark
    self.isProxyMethod = isProxyMethod
    argumentCount = count
    self.hasResult = hasResult
    self.isAppend = isAppend
    self.body = body
  }
}

/// The arguments of one call of a built-in function.
struct Arguments {
  let base: UnsafeMutablePointer<Value>
  let count: Int

  /// An argument; one that was left out is absent.
  subscript(index: Int) -> Value { index < count ? base[index] : .absent }

  /// The text of an argument.
  func text(_ index: Int) -> String { self[index].displayText }

  func number(_ index: Int) -> Number { self[index].number }

  /// An argument that must be a whole number.
  func integer(_ index: Int, _ what: String) throws(RuntimeFault) -> Int {
    guard let number = self[index].numberIfNumeric, let whole = number.exactInteger else {
      throw RuntimeFault(
        .argument, "\(what) must be a whole number, not '\(self[index].displayText.prefix(40))'")
    }
    return Int(whole)
  }
}

/// The built-in functions of the language.
package enum BuiltinFunctions {
  /// All of them, by family.
  package static let all: [BuiltinInfo] =
    dates + numbers + arrays + objects + texts + encodings + proxies

  /// The function of a name in any case.
  package static func named(_ name: String) -> BuiltinInfo? { index(of: name).map { all[$0] } }

  static func index(of name: String) -> Int? { indices[name.lowercased()] }

  private static let indices = Dictionary(
    all.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
