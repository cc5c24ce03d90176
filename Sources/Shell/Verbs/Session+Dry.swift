import HTTPExchange
import IntegrationHub
import JSON
import SnippetRuntime
import SnippetSyntax

/// `:dry`: a request as it would be sent, and where its parts come from.
extension Session {
  /// The verbs that send.
  private static let sendingVerbs: [Verb] = [.connectrequest, .connectauth, .test]

  /// Shows what the verb behind the command's word would send.
  func showDry(in source: SourceText) throws(CellFailure) -> ExitStatus {
    context.secrets.protectMemory()
    let (verb, text): (Verb, SourceText)
    do throws(CellFailure) {
      (verb, text) = try Self.dryVerb(in: source)
    } catch {
      // Before the error quotes the cell.
      TypedCredentials.find(in: source).forEach { hub.names.register($0) }
      throw error
    }
    switch VerbParser.parse(text, verb: verb) {
    case .failure(let errors):
      TypedCredentials.find(in: source).forEach { hub.names.register($0) }
      errors.diagnostics.forEach { emit($0, in: source) }
      return .invalid
    case .success(let call):
      try checkCalls(of: call)
      let (preview, spans) = try host.givingRandomNumbersAgain { () throws(CellFailure) in
        try madePreview(of: call, in: text)
      }
      return show(preview, spans, in: source)
    }
  }

  /// What would change something when it is evaluated is refused.
  private func checkCalls(of call: VerbCall) throws(CellFailure) {
    if let name = firstThatMayChange(ScriptCalls(in: call.action).found) {
      throw CellFailure(
        Diagnostic(
          .shellDryCall, ":dry does not call '\(name.text)', which may change something", at: name.span,
          suggestion: "put what it gives into a variable first"), .actionFailed)
    }
  }

  /// The verb behind the command's word, and the cell as if the verb stood alone at its place.
  static func dryVerb(in source: SourceText) throws(CellFailure) -> (Verb, SourceText) {
    var bytes = source.utf8
    var scan = LineScan(bytes)
    let word = scan.nextContent() ?? 0
    let span = SourceSpan(word, VerbScan.endOfWord(in: bytes, from: word))
    for index in span.start..<min(span.end, bytes.count) { bytes[index] = UInt8(ascii: " ") }
    let text = SourceText(
      name: source.name, text: String(decoding: bytes, as: UTF8.self), firstLine: source.firstLine)
    var start = span.end
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    guard start < bytes.count else { throw usage(.dry, span) }
    let wordSpan = SourceSpan(start, VerbScan.endOfWord(in: bytes, from: start))
    if case .verb(let verb) = CellSplitter.kind(ofLineAt: start, in: bytes),
      sendingVerbs.contains(verb)
    {
      return (verb, text)
    }
    let known = sendingVerbs.map(\.rawValue)
    let nearest = NearestName.of(source[wordSpan].lowercased(), in: known)
    throw CellFailure(
      Diagnostic(
        .shellSendsNothing, "'\(source[wordSpan])' is nothing that sends", at: wordSpan,
        suggestion: nearest.map { "did you mean '\($0)'?" } ?? "known are \(known.joined(separator: ", "))"),
      .invalid)
  }

  /// The first of some functions that is not only asked for a value.
  func firstThatMayChange(_ calls: [Name]) -> Name? {
    let changing = interpreter.functionNames.map { $0.lowercased() } + ["addheader", "makerestrequest"]
    return calls.first { name in changing.contains(name.folded) }
  }

  private func madePreview(
    of call: VerbCall, in source: SourceText
  ) throws(CellFailure) -> (RequestPreview, ActionSpans) {
    switch call.action {
    case .connectAuth(let connection, let outputs):
      let name = try text(connection, in: source)
      _ = try outputNames(call.verb, outputs, in: source)
      return (hub.previewAuthentication(name), ActionSpans(verb: call.span, connection: connection.span))
    case .connectRequest(let connection, let request, let payload, let outputs):
      let names = (try text(connection, in: source), try text(request, in: source))
      _ = try outputNames(call.verb, outputs, in: source)
      var brackets = IncomingBrackets(areExpanded: settings.expandsBrackets)
      let text = try payload.map { payload throws(CellFailure) in
        try payloadText(payload, &brackets, in: source)
      }
      let script = payload.map { ScriptOrigins($0, in: source) } ?? ScriptOrigins()
      return (
        hub.preview(.connectRequest(payload: text, brackets: brackets), names.0, names.1, script: script),
        ActionSpans(verb: call.span, connection: connection.span, request: request.span)
      )
    case .test(let connection, let request):
      let names = (try text(connection, in: source), try text(request, in: source))
      return (
        hub.preview(.test, names.0, names.1, script: ScriptOrigins()),
        ActionSpans(verb: call.span, connection: connection.span, request: request.span)
      )
    case .template, .connection, .copyConnection, .request, .variable, .secret, .restAPI, .script, .start,
      .include:
      throw usage(.dry, call.span)
    }
  }

  private func show(
    _ preview: RequestPreview, _ spans: ActionSpans, in source: SourceText
  ) -> ExitStatus {
    var failure = preview.failure
    do throws(TransportError) {
      if let text = try previewText(preview) {
        var part = OutputPart(.text, text.shown(redactor))
        part.isProse = true
        part.isRedacted = true
        // What belongs to this machine and this moment is no part of a transcript.
        part.remade = { redactor in text.stored(redactor) }
        part.knownValues = -1
        emit(part)
      }
    } catch {
      failure = .init(error)
    }
    for note in preview.notes { emit(OutputPart(.note, "note: \(note)")) }
    if let failure { emit(diagnostic(for: failure, spans), in: source) }
    return status(of: failure)
  }

  private func previewText(_ preview: RequestPreview) throws(TransportError) -> PreviewText? {
    guard var request = preview.request else { return nil }
    // A replay reads no file, and names it all the same.
    if let path = preview.transport.unixSocket { request.transport.unixSocket = path }
    var plain = WireSurroundings()
    plain.isOverridden = Self.isPractice(request.url)
    let surroundings = try transport.surroundings(of: request) ?? plain
    // A jar that was not used yet may hold values that nobody has seen.
    hub.learn(surroundings.jar, of: preview.connection)
    let wire = try WireRequest(request, in: surroundings)
    if wire.route.proxyVariable != nil, let proxy = wire.route.proxy {
      hub.learnProxy(proxy, of: Hub.scriptConnection)
    }
    return PreviewText(
      preview: preview, wire: wire, plainWire: try WireRequest(request, in: plain),
      isPractice: plain.isOverridden)
  }
}

extension ScriptOrigins {
  /// What of a payload the script computes.
  fileprivate init(_ payload: VerbCall.Payload, in source: SourceText) {
    self.init()
    switch payload {
    case .json(let literal):
      guard case .object(let given) = literal.kind else {
        members = Self.expressions(in: literal, source).map { NamedValue("", $0) }
        return
      }
      for member in given {
        members += Self.expressions(in: member.value, source).map { NamedValue(member.name, $0) }
      }
    case .text(let argument):
      if let name = Session.variableName(of: argument) {
        self.payload = "from variable \(name) (script)"
      } else {
        let expressions = Self.expressions(in: argument.template, source)
        self.payload = expressions.isEmpty ? nil : expressions.joined(separator: ", ")
      }
    }
  }

  private static func expressions(in literal: JSONLiteral, _ source: SourceText) -> [String] {
    switch literal.kind {
    case .text(let template): expressions(in: template, source)
    case .array(let items): items.flatMap { expressions(in: $0, source) }
    case .object(let members): members.flatMap { expressions(in: $0.value, source) }
    case .null, .boolean, .number: []
    }
  }

  private static func expressions(in template: TextTemplate, _ source: SourceText) -> [String] {
    template.segments.compactMap { segment in
      guard case .expression(let expression) = segment else { return nil }
      if case .variable(let name) = expression.kind { return "from variable \(name.text) (script)" }
      return "from {\(source[expression.span])} (script)"
    }
  }
}
