import SnippetSyntax

/// Turns the tree of one cell into code, and finds what only the session can know to be wrong.
final class Compiler {
  let interpreter: Interpreter
  let source: SourceText
  let unit: Int
  let isObserved: Bool
  var diagnostics: [Diagnostic] = []
  var builder = CodeBuilder()
  /// The functions that this cell declares, by their names in small letters.
  private var declared: [String: FunctionDeclaration] = [:]
  private var warnedSystemNames: Set<Int32> = []
  /// Variables read that have the name of a function.
  var bareReads: [(name: Name, place: Int32)] = []

  init(interpreter: Interpreter, source: SourceText, unit: Int, isObserved: Bool) {
    self.interpreter = interpreter
    self.source = source
    self.unit = unit
    self.isObserved = isObserved
  }

  func compile(_ program: Program) -> Result<CompiledProgram, CompileFailure> {
    let declarations = Compiler.functions(in: program.statements)
    for function in declarations { check(function) }
    checkShown(program)
    let onlyCall = compileCell(program)
    let code = builder.code(nil, source, unit, parameterNames: [])
    let functions = declarations.map { function in
      (
        place: interpreter.functions.place(of: function.name.text), code: compile(function),
        help: function.help
      )
    }
    warnOfBareFunctions()
    return result(CompiledProgram(code: code, functions: functions, onlyCall: onlyCall))
  }

  /// Code that shows the value of a JSON literal.
  func compile(_ literal: JSONLiteral) -> Result<CompiledProgram, CompileFailure> {
    let value = json(literal)
    builder.emit(.show, a: value, at: literal.span)
    builder.emit(.halt, at: literal.span)
    return result(
      CompiledProgram(code: builder.code(nil, source, unit, parameterNames: []), functions: [], onlyCall: nil)
    )
  }

  /// Code that shows the value of an expression in which some names are those of a call's parameters.
  func compile(_ expression: Expression, parameters: [String]) -> Result<CompiledProgram, CompileFailure> {
    for name in parameters { builder.parameters[name.lowercased()] = builder.temporary() }
    let value = self.expression(expression)
    builder.emit(.show, a: value, at: expression.span)
    builder.emit(.halt, at: expression.span)
    let code = builder.code(nil, source, unit, parameterNames: parameters)
    return result(CompiledProgram(code: code, functions: [], onlyCall: nil))
  }

  private func result(_ program: CompiledProgram) -> Result<CompiledProgram, CompileFailure> {
    guard diagnostics.isEmpty else {
      let sorted = diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
      return .failure(CompileFailure(diagnostics: Array(sorted.prefix(Parser.errorLimit))))
    }
    return .success(program)
  }

  /// Compiles the statements of the cell; gives the function when the cell is nothing but its call.
  private func compileCell(_ program: Program) -> Int? {
    var onlyCall: Int?
    if program.statements.count == 1, case .call(let call)? = program.statements.first?.kind {
      observe(call.span)
      switch callee(of: call) {
      case .function(let place): onlyCall = place
      case .builtin(let index) where BuiltinFunctions.all[index].hasResult: break
      default:
        block(program.statements)
        builder.emit(.halt, at: program.span)
        return nil
      }
      builder.emit(.steps, a: 1, at: call.span)
      let value = expression(call)
      builder.emit(.show, a: value, at: call.span)
    } else {
      block(program.statements)
    }
    builder.emit(.halt, at: program.span)
    return onlyCall
  }

  func compile(_ function: FunctionDeclaration) -> Code {
    let outer = builder
    defer { builder = outer }
    builder = CodeBuilder()
    for parameter in function.parameters {
      builder.parameters[parameter.folded] = builder.temporary()
    }
    block(function.body.statements, isCharged: false)
    builder.emit(.returnNothing, at: function.body.span)
    return builder.code(
      function.name.text, source, unit, parameterNames: function.parameters.map(\.text),
      weight: function.body.statements.count + 1, declaration: function)
  }

  private func check(_ function: FunctionDeclaration) {
    let name = function.name
    if let builtin = BuiltinFunctions.index(of: name.text) {
      diagnostics.append(
        Diagnostic(
          .builtinFunction,
          "'\(name.text)' is a built-in function and cannot be defined again", at: name.span,
          suggestion: "take another name",
          notes: ["The built-in is \(BuiltinFunctions.all[builtin].signature)."]))
      return
    }
    if name.folded == "size" {
      diagnostics.append(
        Diagnostic(
          .builtinFunction, "'size' is a built-in property", at: name.span,
          suggestion: "take another name"))
    }
    declared[name.folded] = function
  }

  /// All FUNCTIONs of a cell, also those inside blocks.
  static func functions(in statements: [Statement]) -> [FunctionDeclaration] {
    statements.flatMap { statement -> [FunctionDeclaration] in
      switch statement.kind {
      case .function(let function): [function] + functions(in: function.body.statements)
      case .conditional(_, let then, let otherwise):
        functions(in: then.statements) + functions(in: otherwise?.statements ?? [])
      case .select(let clauses, let otherwise), .switchOn(_, let clauses, let otherwise):
        clauses.flatMap { functions(in: $0.body.statements) } + functions(in: otherwise?.statements ?? [])
      case .forLoop(_, _, _, let body), .forEach(_, _, let body), .repeatLoop(_, let body):
        functions(in: body.statements)
      default: []
      }
    }
  }
}

// MARK: - Names

extension Compiler {
  /// What a call calls.
  enum Callee {
    case function(Int)
    case builtin(Int)
    case unknown
  }

  /// The place of a variable: a parameter's in the frame, any other in the session.
  func variable(_ name: Name) -> Int32 {
    if name.isGlobal {
      interpreter.globalNames.insert(name.folded)
    } else if let place = builder.parameters[name.folded] {
      return place
    }
    return interpreter.variables.variable(name.text)
  }

  /// Notes that a variable is set, and says once a cell that one of the platform is overwritten.
  func noteAssignment(to place: Int32, _ name: Name) {
    if place < 0 { interpreter.assignedPlaces.insert(place) }
    guard interpreter.systemPlaces.contains(place), place != interpreter.errorPlace,
      warnedSystemNames.insert(place).inserted
    else { return }
    interpreter.host.warn(
      Diagnostic(
        .systemVariable, "'\(name.text)' is a variable of the platform; a script should not change it",
        at: name.span, severity: .warning, suggestion: "take another name"))
  }

  func callee(of call: Expression) -> Callee {
    switch call.kind {
    case .call(let name, let arguments): resolve(name, count: arguments.count, isMethod: false, report: false)
    case .method(_, let name, let arguments):
      resolve(name, count: arguments.count + 1, isMethod: true, report: false)
    default: .unknown
    }
  }

  /// Finds the function of a name and checks the number of arguments, the value before the point included.
  func resolve(
    _ name: Name, count: Int, isMethod: Bool, receiver: Expression? = nil, report: Bool = true
  ) -> Callee {
    if let index = BuiltinFunctions.index(of: name.text) {
      let builtin = BuiltinFunctions.all[index]
      if report, !builtin.argumentCount.contains(count), !reportNamespace(receiver, name) {
        wrongCount(name, builtin.signature, builtin.argumentCount, count, isMethod)
      }
      return .builtin(index)
    }
    if let parameters = declared[name.folded]?.parameters.count
      ?? interpreter.functions.parameterCount(of: name.text)
    {
      if report, parameters != count {
        wrongCount(name, "\(name.text) takes \(parameters)", parameters...parameters, count, isMethod)
      }
      return .function(interpreter.functions.place(of: name.text))
    }
    if report, !reportNamespace(receiver, name) { unknownFunction(name, isMethod) }
    return .unknown
  }

  private func wrongCount(
    _ name: Name, _ signature: String, _ allowed: ClosedRange<Int>, _ count: Int, _ isMethod: Bool
  ) {
    // Before the point stands the first argument, which the person does not count.
    let offset = isMethod ? 1 : 0
    if isMethod, allowed.upperBound == 0 {
      diagnostics.append(
        Diagnostic(
          .wrongArgumentCount, "'\(name.text)' is not called on a value", at: name.span,
          suggestion: "write \(signature)"))
      return
    }
    let low = max(0, allowed.lowerBound - offset)
    let high = max(0, allowed.upperBound - offset)
    let wanted = low == high ? "\(low)" : "\(low) to \(high)"
    let noun = low == high && low == 1 ? "argument" : "arguments"
    diagnostics.append(
      Diagnostic(
        .wrongArgumentCount, "'\(name.text)' takes \(wanted) \(noun) here, not \(count - offset)",
        at: name.span, suggestion: signature))
  }

  private func unknownFunction(_ name: Name, _ isMethod: Bool) {
    // The search for a near name costs more than all else.
    guard diagnostics.count < Parser.errorLimit else { return }
    if name.folded == "size" {
      diagnostics.append(
        Diagnostic(
          .unknownFunction, "'size' is a property and takes no parentheses", at: name.span,
          suggestion: "write x.size"))
      return
    }
    let known =
      declared.values.map(\.name.text).sorted()
      + interpreter.functions.entries.filter { $0.parameterCount != nil }.map(\.name)
      + BuiltinFunctions.all.map(\.name)
    let nearest = NearestName.of(name.text, in: known).map { "did you mean \($0)?" }
    // What a method is called on stands before the point.
    let foreign = ForeignFunctions.advice(
      for: name.text, argument: isMethod ? nil : argumentText(behind: name))
    diagnostics.append(
      Diagnostic(
        .unknownFunction, "there is no function '\(name.text)'", at: name.span, suggestion: foreign ?? nearest
      ))
  }
}
