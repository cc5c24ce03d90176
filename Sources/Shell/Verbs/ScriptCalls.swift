import SnippetSyntax

/// Finds what the arguments of a verb, or an expression, call and read.
struct ScriptCalls {
  /// Each call's name and its place, in order.
  private(set) var found: [Name] = []
  /// The variables that are read.
  private(set) var variables: [Name] = []
  /// The places that are read, each as a whole: variables, and members and elements of them.
  private(set) var places: [Expression] = []

  init(in expression: Expression) { look(at: expression) }

  init(in templates: [TextTemplate]) { look(at: templates) }

  init(in literal: JSONLiteral) { look(at: literal) }

  init(in value: AssignedValue) {
    switch value {
    case .expression(let expression): look(at: expression)
    case .json(let literal): look(at: literal)
    }
  }

  init(in action: VerbCall.Action) {
    switch action {
    case .connectAuth(let connection, let outputs):
      look(at: [connection.template] + outputs.map(\.name.template))
    case .connectRequest(let connection, let request, let payload, let outputs):
      look(at: [connection.template, request.template] + outputs.map(\.name.template))
      if let payload { look(at: payload) }
    case .test(let connection, let request): look(at: [connection.template, request.template])
    case .restAPI(let call):
      look(at: ([call.verb, call.url] + [call.timeoutSeconds].compactMap { $0 }).map(\.template))
      look(at: call.outputs.map(\.name.template))
      for case let payload? in [call.headers, call.parameters, call.body] { look(at: payload) }
    case .start(let script, let arguments): look(at: ([script] + arguments).map(\.template))
    case .template, .connection, .copyConnection, .request, .variable, .secret, .script, .include: break
    }
  }

  private mutating func look(at payload: VerbCall.Payload) {
    switch payload {
    case .text(let text): look(at: [text.template])
    case .json(let literal): look(at: literal)
    }
  }

  private mutating func look(at templates: [TextTemplate]) {
    for template in templates {
      for case .expression(let expression) in template.segments { look(at: expression) }
    }
  }

  private mutating func look(at literal: JSONLiteral) {
    switch literal.kind {
    case .text(let template): look(at: [template])
    case .array(let items): for item in items { look(at: item) }
    case .object(let members): for member in members { look(at: member.value) }
    case .null, .boolean, .number: break
    }
  }

  /// With `isWithin` it is a part of a place that is known as a whole.
  private mutating func look(at expression: Expression, isWithin: Bool = false) {
    switch expression.kind {
    case .number, .boolean: break
    case .text(let template), .date(let template): look(at: [template])
    case .variable(let name):
      variables.append(name)
      if !isWithin { places.append(expression) }
    case .member(let base, _):
      if !isWithin { places.append(expression) }
      look(at: base, isWithin: true)
    case .element(let base, let index):
      if !isWithin { places.append(expression) }
      look(at: base, isWithin: true)
      look(at: index, isWithin: true)
    case .negate(let base), .parenthesized(let base): look(at: base, isWithin: isWithin)
    case .binary(_, _, let left, let right):
      look(at: left, isWithin: isWithin)
      look(at: right, isWithin: isWithin)
    case .call(let name, let arguments):
      found.append(name)
      for argument in arguments { look(at: argument, isWithin: isWithin) }
    case .method(let base, let name, let arguments):
      found.append(name)
      for part in [base] + arguments { look(at: part, isWithin: isWithin) }
    }
  }
}
