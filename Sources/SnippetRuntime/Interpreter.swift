package import SnippetSyntax

/// A session of running code: its variables, its functions and the machine.
package final class Interpreter {
  let host: any Host
  package var settings: RuntimeSettings {
    didSet { applySettings() }
  }
  /// Told of each statement; functions that were compiled before are compiled anew for it, and when it goes.
  package weak var observer: (any ExecutionObserver)? {
    didSet { if (oldValue == nil) != (observer == nil) { compileFunctionsAnew() } }
  }
  /// The code of the statement that the observer is being told of.
  var observedCode: Code?

  @exclusivity(unchecked) var variables = VariableTable()
  @exclusivity(unchecked) var functions = FunctionTable()
  /// Variables that exist, in the order of their creation.
  private var creationOrder: [Int32] = []
  private var isListed: Set<Int32> = []
  private(set) var systemPlaces: Set<Int32> = []
  /// The variables that code of this session sets somewhere.
  var assignedPlaces: Set<Int32> = []
  /// The folded names that code of this session wrote as `global:name`, which scripts that call each other share.
  package internal(set) var globalNames: Set<String> = []
  let errorPlace: Int32
  let datePlace: Int32
  let timePlace: Int32
  private let testPlace: Int32
  var unitCount = 0

  // The machine's state; see Machine.swift. Nothing here is lent out while other code runs.
  @exclusivity(unchecked) var stack: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) var stackCapacity = 1024
  /// The end of the stack's memory.
  @exclusivity(unchecked) var stackEnd: UnsafeMutablePointer<Value>
  /// The first free place of the stack, above a run that called out.
  @exclusivity(unchecked) var stackTop = 0
  let calls: UnsafeMutablePointer<CallRecord>
  @exclusivity(unchecked) var callDepth = 0
  var runDepth = 0
  /// Code that was replaced while it may still be running.
  var retired: [Code] = []
  @exclusivity(unchecked) var fault: RuntimeFault?
  @exclusivity(unchecked) var shown: Value?
  /// The operation at hand, for the place of a warning; kept where one can arise.
  @exclusivity(unchecked) var site: (code: Unmanaged<Code>, instruction: UnsafeMutablePointer<Instruction>)?
  /// The cell that runs, and the depth of calls at which it began.
  @exclusivity(unchecked) var running = (unit: 0, baseDepth: 0)
  @exclusivity(unchecked) var budgetLeft = 0
  @exclusivity(unchecked) var chunk = 0
  /// Where texts are put together.
  let scratch = ByteBuffer()
  /// A text longer than this needs a look at the limits.
  @exclusivity(unchecked) var textThreshold = 0
  var hasWarnedOfText = false
  var hasWarnedOfObject = false

  package init(host: any Host, settings: RuntimeSettings = .init()) {
    self.host = host
    self.settings = settings
    stack = .allocate(capacity: stackCapacity)
    stack.initialize(repeating: .null, count: stackCapacity)
    stackEnd = stack + stackCapacity
    calls = .allocate(capacity: HardLimit.callDepth + 1)
    errorPlace = variables.variable("_ERR")
    datePlace = variables.variable("date")
    timePlace = variables.variable("time")
    testPlace = variables.variable("TEST")
    setSystemDefaults()
    systemPlaces.formUnion([errorPlace, datePlace, timePlace, testPlace])
  }

  deinit {
    variables.release()
    functions.release()
    stack.deinitialize(count: stackCapacity)
    stack.deallocate()
    calls.deallocate()
  }

  private func setSystemDefaults() {
    let samples: [(String, Value)] = [
      ("ANI", Value("5550100")), ("DNIS", Value("5550199")), ("contactId", .integer(100_000_000_001)),
      ("masterId", .integer(100_000_000_001)),
    ]
    for (name, value) in samples {
      let place = variables.variable(name)
      systemPlaces.insert(place)
      variables.base[Int(place)] = value
    }
    variables.base[Int(errorPlace)] = Value("")
    variables.base[Int(datePlace)] = .absent
    variables.base[Int(timePlace)] = .absent
    applySettings()
  }

  private func applySettings() {
    variables.base[Int(testPlace)] = settings.isProduction ? .absent : .integer(1)
  }
}

// MARK: - Variables

extension Interpreter {
  /// The value of a variable, whatever the case of its name; setting nil removes it.
  package subscript(variable name: String) -> Value? {
    get {
      guard let place = variables.existing(name) else { return nil }
      if place == datePlace || place == timePlace { return systemValue(place) }
      let value = variables.base[Int(place)]
      if case .absent = value { return nil }
      return value
    }
    set {
      // While code runs the table stays where it is; see `reload` in Machine.swift.
      let place = variables.variable(name)
      variables.base[Int(place)] = newValue?.settled ?? .absent
      // The list changes only with a variable that comes or goes.
      if newValue == nil || !isListed.contains(place) { noteVariables() }
    }
  }

  /// The names of the variables that exist, as first spelled, in the order of creation.
  package var variableNames: [String] {
    noteVariables()
    return creationOrder.compactMap { variables.spellings[$0] }
  }

  /// The names of the system variables that have a value.
  package var systemVariableNames: [String] {
    variables.variables.filter { place in
      guard systemPlaces.contains(place) else { return false }
      if place == datePlace || place == timePlace { return true }
      if case .absent = variables.base[Int(place)] { return false }
      return true
    }.compactMap { variables.spellings[$0] }
  }

  /// Sets what `_ERR` and its other names read; nil clears it.
  package func setError(_ text: String?) {
    variables.base[Int(errorPlace)] = Value(text ?? "")
  }

  /// Forgets variables and functions and sets the system variables back.
  package func reset() {
    for place in variables.variables { variables.base[Int(place)] = .absent }
    assignedPlaces = []
    globalNames = []
    setSystemDefaults()
    let old = functions.forgetAll()
    if runDepth > 0 { retired += old }
    noteVariables()
  }

  /// Brings the list of existing variables up to date.
  func noteVariables() {
    creationOrder.removeAll { place in
      guard case .absent = variables.base[Int(place)] else { return false }
      isListed.remove(place)
      return true
    }
    for place in variables.variables where !isListed.contains(place) && !systemPlaces.contains(place) {
      if case .absent = variables.base[Int(place)] { continue }
      isListed.insert(place)
      creationOrder.append(place)
    }
  }

  /// The value of `date` or `time`: the clock's, until a script or the user sets another.
  func systemValue(_ place: Int32) -> Value {
    let value = variables.base[Int(place)]
    guard case .absent = value else { return value }
    let parts = DateParts(days: Clock.days(host.now()))
    return Value(place == datePlace ? DateFormat.date(parts) : DateFormat.time(parts))
  }
}

// MARK: - Functions and compiling

extension Interpreter {
  /// The names of the functions that are defined, in the order of their first mention.
  package var functionNames: [String] {
    functions.entries.filter { $0.code != nil }.map(\.name)
  }

  /// The signature of a defined function with its parameters, and the comment on its FUNCTION line.
  package func functionHelp(_ name: String) -> (signature: String, help: String?)? {
    guard let place = functions.places[name.lowercased()], let code = functions.entries[place].code
    else { return nil }
    let entry = functions.entries[place]
    return ("\(entry.name)(\(code.parameterNames.joined(separator: ", ")))", entry.help)
  }

  /// The code of a defined function as it was written, with the comment behind it.
  package func functionSource(_ name: String) -> String? {
    guard let place = functions.places[name.lowercased()], let code = functions.entries[place].code,
      let function = code.declaration
    else { return nil }
    let source = code.source
    var end = function.body.span.end
    let rest = source.utf8[end...].prefix { $0 != 0x0A && $0 != 0x0D }
    if rest.drop(while: { $0 == 0x20 || $0 == 0x09 }).starts(with: "//".utf8) { end += rest.count }
    return source[SourceSpan(function.span.start, end)]
  }

  /// Makes the FUNCTIONs of a cell known to later checks without running it.
  package func declareSignatures(of program: Program) {
    for function in Compiler.functions(in: program.statements) {
      functions.declare(function.name.text, parameterCount: function.parameters.count)
    }
  }

  /// Checks a cell and makes it ready to run.
  package func compile(_ program: Program, source: SourceText) -> Result<CompiledProgram, CompileFailure> {
    unitCount += 1
    let compiler = Compiler(
      interpreter: self, source: source, unit: unitCount, isObserved: observer != nil)
    return compiler.compile(program)
  }

  /// The text of a verb's argument; the error is the first of compiling, or that of running.
  package func evaluate(_ template: TextTemplate, source: SourceText) -> Result<String, Diagnostic> {
    evaluate(Statement.Kind.show(Expression(.text(template), span: template.span)), template.span, source)
      .map(\.displayText)
  }

  /// The value of a verb's JSON, its strings substituted; the error is as for templates.
  package func evaluate(_ literal: JSONLiteral, source: SourceText) -> Result<Value, Diagnostic> {
    unitCount += 1
    let compiler = Compiler(interpreter: self, source: source, unit: unitCount, isObserved: false)
    return value(of: compiler.compile(literal))
  }

  /// The value of an expression of a cell.
  package func evaluate(_ expression: Expression, source: SourceText) -> Result<Value, Diagnostic> {
    evaluate(Statement.Kind.show(expression), expression.span, source)
  }

  /// Whether a condition of a cell holds, by the rule of IF.
  package func isTrue(_ condition: Expression, source: SourceText) -> Result<Bool, Diagnostic> {
    evaluate(condition, source: source).map(\.isTrue)
  }

  private func evaluate(_ kind: Statement.Kind, _ span: SourceSpan, _ source: SourceText)
    -> Result<Value, Diagnostic>
  {
    unitCount += 1
    // An argument is no statement that anybody follows; the functions that it calls are.
    let compiler = Compiler(interpreter: self, source: source, unit: unitCount, isObserved: false)
    return value(
      of: compiler.compile(Program(statements: [Statement(kind, span: span)], span: span)))
  }

  func value(
    of compiled: Result<CompiledProgram, CompileFailure>, _ arguments: [Value] = []
  ) -> Result<Value, Diagnostic> {
    switch compiled {
    case .failure(let failure):
      let unknown = Diagnostic(.unknown, "this cannot be evaluated")
      return .failure(failure.diagnostics.first ?? unknown)
    case .success(let program):
      switch run(program, arguments) {
      case .finished(let value): return .success(value ?? .null)
      case .failed(let diagnostic): return .failure(diagnostic)
      case .interrupted:
        return .failure(
          Diagnostic(.interrupted, "stopped by the user", at: program.code.spans.first))
      }
    }
  }
}
