import Encodings
import JSON
package import SnippetSyntax

/// Reads a verb cell: cuts its arguments and checks their number and kind.
package struct VerbParser {
  let source: SourceText
  let verb: Verb
  private let wordSpan: SourceSpan
  var arguments: [VerbScan.Argument]
  var diagnostics: [Diagnostic] = []

  /// The call, or what is wrong with the cell.
  package static func parse(_ source: SourceText, verb: Verb) -> Result<VerbCall, CompileErrors> {
    if verb == .script { return scriptCall(source) }
    var parser = VerbParser(source, verb: verb)
    return parser.call()
  }

  /// The same for an action of a script, of which the words behind its kind are known.
  static func parse(
    _ source: SourceText, verb: Verb, at word: SourceSpan, _ arguments: [VerbScan.Argument]
  ) -> Result<VerbCall, CompileErrors> {
    var parser = VerbParser(source, verb: verb, at: word, arguments)
    return parser.call()
  }

  private mutating func call() -> Result<VerbCall, CompileErrors> {
    if let action = action(), diagnostics.isEmpty {
      return .success(VerbCall(verb: verb, action: action, span: wordSpan))
    }
    return .failure(CompileErrors(diagnostics: diagnostics))
  }

  private static func scriptCall(_ source: SourceText) -> Result<VerbCall, CompileErrors> {
    let (script, diagnostics) = ScriptParser.parse(source)
    guard let script else { return .failure(CompileErrors(diagnostics: diagnostics)) }
    let word = SourceSpan(script.span.start, VerbScan.endOfWord(in: source.utf8, from: script.span.start))
    return .success(VerbCall(verb: .script, action: .script(script, warnings: diagnostics), span: word))
  }

  /// Words of an action as texts; fewer than there are words when one is none.
  static func texts(
    _ words: [VerbScan.Argument], in source: SourceText
  ) -> (texts: [VerbCall.Text], diagnostics: [Diagnostic]) {
    var parser = VerbParser(source, verb: .start, at: SourceSpan(0, 0), words)
    let texts = words.compactMap { parser.text($0) }
    return (texts, parser.diagnostics)
  }

  private init(_ source: SourceText, verb: Verb, at word: SourceSpan, _ arguments: [VerbScan.Argument]) {
    (self.source, self.verb, wordSpan, self.arguments) = (source, verb, word, arguments)
  }

  private init(_ source: SourceText, verb: Verb) {
    self.source = source
    self.verb = verb
    var scan = LineScan(source.utf8)
    let start = scan.nextContent() ?? 0
    let end = VerbScan.endOfWord(in: source.utf8, from: start)
    wordSpan = SourceSpan(start, end)
    // The property names of the product are taken in any case, like the verb itself.
    arguments = VerbScan.arguments(
      in: source.utf8, from: end, properties: verb.properties,
      isSecret: verb == .secret)
    for argument in arguments where !argument.isClosed {
      if argument.shape == .json,
        case .invalid(let error) = JSONValue.parsePrefix(source.utf8, from: argument.start)
      {
        // The mistake inside is what keeps it from closing.
        diagnostics.append(
          Diagnostic(.jsonInvalid, error.message, at: SourceSpan(error.offset, error.offset + 1)))
        continue
      }
      let what = argument.shape == .json ? "the JSON is not closed" : "the quote is not closed"
      diagnostics.append(
        Diagnostic(.verbUnclosed, what, at: SourceSpan(argument.start, argument.start + 1)))
    }
  }

  private mutating func action() -> VerbCall.Action? {
    guard diagnostics.isEmpty else { return nil }
    switch verb {
    case .template:
      guard let name = nextText("NAME"), let json = nextDefinition(), isAtEnd() else { return nil }
      return .template(name: name, json)
    case .connection:
      guard let name = nextText("NAME") else { return nil }
      if nextIsWord("copy") {
        arguments.removeFirst()
        guard let original = nextText("CONNECTION"), isAtEnd() else { return nil }
        return .copyConnection(from: original, name: name)
      }
      var template: VerbCall.Text?
      if nextIsWord("from") {
        arguments.removeFirst()
        template = nextText("TEMPLATE")
        guard template != nil else { return nil }
      }
      guard let json = nextDefinition(), isAtEnd() else { return nil }
      return .connection(name: name, template: template, json)
    case .request:
      guard let connection = nextText("CONNECTION"), let name = nextText("NAME"),
        let json = nextDefinition(), isAtEnd()
      else { return nil }
      return .request(connection: connection, name: name, json)
    case .variable:
      guard let connection = nextText("CONNECTION"), let name = nextText("NAME"),
        let value = nextText("VALUE"), isAtEnd()
      else { return nil }
      return .variable(connection: connection, name: name, value: value)
    case .secret: return secretAction()
    case .connectauth:
      let outputs = takeOutputs()
      guard let connection = nextText("CONNECTION", property: "connectName"), isAtEnd() else { return nil }
      return .connectAuth(connection: connection, outputs: outputs)
    case .connectrequest:
      let outputs = takeOutputs()
      let payloadProperty = take(property: "requestPayload")
      guard let connection = nextText("CONNECTION", property: "connectName"),
        let request = nextText("REQUEST", property: "requestName")
      else { return nil }
      var argument = payloadProperty
      if argument == nil, arguments.first?.property == nil, !arguments.isEmpty {
        argument = arguments.removeFirst()
      }
      var payload: VerbCall.Payload?
      if let argument { payload = self.payload(argument) }
      guard isAtEnd() else { return nil }
      return .connectRequest(connection: connection, request: request, payload: payload, outputs: outputs)
    case .test:
      guard let connection = nextText("CONNECTION", property: "connectName"),
        let request = nextText("REQUEST", property: "requestName"), isAtEnd()
      else { return nil }
      return .test(connection: connection, request: request)
    case .restapi: return restAction()
    case .script: return nil
    case .start:
      guard let script = nextText("SCRIPT") else { return nil }
      var values: [VerbCall.Text] = []
      while !arguments.isEmpty {
        guard let value = nextText("VALUE") else { return nil }
        values.append(value)
      }
      return .start(script: script, arguments: values)
    case .include:
      guard let file = nextText("FILE") else { return nil }
      guard !arguments.isEmpty else { return .include(file: file, values: nil) }
      guard let values = nextDefinition(), isAtEnd() else { return nil }
      return .include(file: file, values: values)
    }
  }

  private mutating func restAction() -> VerbCall.Action? {
    let outputs = takeOutputs()
    let headers = take(property: "headers").map { payload($0) }
    let parameters = take(property: "parameters").map { payload($0) }
    let body = take(property: "body").map { payload($0) }
    let timeout = take(property: "timeoutSeconds").map { text($0) }
    guard let method = nextText("VERB", property: "verb"), let url = nextText("URL", property: "url"),
      isAtEnd()
    else { return nil }
    return .restAPI(
      VerbCall.RESTCall(
        verb: method, url: url, headers: headers ?? nil, parameters: parameters ?? nil, body: body ?? nil,
        timeoutSeconds: timeout ?? nil, outputs: outputs))
  }

  // MARK: Arguments

  func span(_ argument: VerbScan.Argument) -> SourceSpan { SourceSpan(argument.start, argument.end) }

  mutating func missing(_ what: String) {
    diagnostics.append(
      Diagnostic(
        .verbMissingArgument, "\(verb.rawValue) needs \(what)",
        at: arguments.first.map { SourceSpan($0.start, $0.start + 1) } ?? wordSpan,
        suggestion: verb.usage))
  }

  mutating func isAtEnd() -> Bool {
    guard let extra = arguments.first else { return diagnostics.isEmpty }
    let isText = [.variable].contains(verb)
    diagnostics.append(
      Diagnostic(
        .verbExtraArgument, "\(verb.rawValue) takes no more here", at: span(extra),
        suggestion: isText ? "put quotes around a value with blanks" : verb.usage))
    return false
  }

  func nextIsWord(_ word: String) -> Bool {
    guard let argument = arguments.first, argument.shape == .word else { return false }
    return source[span(argument)].lowercased() == word
  }

  private mutating func take(property: String) -> VerbScan.Argument? {
    let index = arguments.firstIndex { $0.property?.isEqual(ignoringCase: property) == true }
    return index.map { arguments.remove(at: $0) }
  }

  private mutating func takeOutputs() -> [VerbCall.OutputVariable] {
    guard arguments.contains(where: { $0.property != nil }) else { return [] }
    return verb.outputs.compactMap { output in
      guard let argument = take(property: output.property), let name = text(argument) else { return nil }
      return VerbCall.OutputVariable(property: output.property, name: name)
    }
  }

  mutating func nextText(_ what: String, property: String? = nil) -> VerbCall.Text? {
    if let property, let argument = take(property: property) { return text(argument) }
    guard let index = arguments.firstIndex(where: { $0.property == nil }) else {
      missing(property ?? what)
      return nil
    }
    guard arguments[index].shape != .json else {
      missing(what)
      return nil
    }
    return text(arguments.remove(at: index))
  }
}

/// What keeps a cell from running: nothing of it was run or sent.
package struct CompileErrors: Error, Sendable {
  package var diagnostics: [Diagnostic]
}
