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

  /// A cell that shows one side of a function.
  package struct Example: Sendable {
    package let source: String
    /// What it shows; nil when it shows nothing or something else each time.
    package let result: String?
  }

  typealias Body = @Sendable (Interpreter, Arguments) throws(RuntimeFault) -> Value

  package let name: String
  /// The name with its parameters.
  package let signature: String
  /// One line that says what it gives.
  package let help: String
  package let examples: [Example]
  package let mark: Mark
  /// True when it is called on a REST proxy: `p.name(...)`.
  package let isProxyMethod: Bool
  let argumentCount: ClosedRange<Int>
  let hasResult: Bool
  let isAppend: Bool
  let body: Body

  init(
    _ name: String, _ parameters: String, _ mark: Mark, _ help: String,
    _ examples: [(source: String, result: String?)],
    count: ClosedRange<Int>, hasResult: Bool = true, isProxyMethod: Bool = false, isAppend: Bool = false,
    body: @escaping Body
  ) {
    self.name = name
    signature = (isProxyMethod ? "p.\(name)" : name) + "(\(parameters))"
    self.help = help
    self.examples = examples.map(Example.init)
    self.mark = mark
    self.isProxyMethod = isProxyMethod
    argumentCount = count
    self.hasResult = hasResult
    self.isAppend = isAppend
    self.body = body
  }
}

/// The built-in functions of the language.
package enum BuiltinFunctions {
  /// Functions that belong together, under a title.
  package static let families: [(title: String, functions: [BuiltinInfo])] = [
    ("Dates", dates), ("Dates as text", dateTexts), ("Numbers", numbers), ("Mathematics", mathematics),
    ("Texts", texts), ("Characters and formats", characters), ("Arrays", arrays), ("Objects", objects),
    ("Encodings", encodings), ("Others", others), ("REST proxy", proxies),
  ]

  /// All of them, by family.
  package static let all: [BuiltinInfo] = families.flatMap(\.functions)

  /// The function of a name in any case.
  package static func named(_ name: String) -> BuiltinInfo? { index(of: name).map { all[$0] } }

  static func index(of name: String) -> Int? { indices[name.lowercased()] }

  private static let indices = Dictionary(
    all.enumerated().map { ($1.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
