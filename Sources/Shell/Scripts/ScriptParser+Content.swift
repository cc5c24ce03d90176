import SnippetSyntax

/// Reading the properties of an action.
extension ScriptParser {
  /// What an action's properties say; nil when they are wrong.
  mutating func content(
    _ kind: ActionKind, _ line: ScriptScan.Line, _ properties: [VerbScan.Argument], _ span: SourceSpan
  ) -> ScriptAction.Content? {
    switch kind {
    case .begin: return parameters(properties)
    case .snippet: return snippet(line, properties)
    case .assign, .trace:
      guard !properties.isEmpty else { return missing(kind, span) }
      return code(span, kind)
    case .condition: return expression(kind, line, properties).map { .condition($0) }
    case .choice: return expression(kind, line, properties).map { .choice($0) }
    case .wait: return expression(kind, line, properties).map { .wait($0) }
    case .giveBack:
      guard !properties.isEmpty else { return .giveBack(nil) }
      return expression(kind, line, properties).map { .giveBack($0) }
    case .loop: return loop(line, properties)
    case .connectAuth, .connectRequest, .restAPI:
      guard let verb = kind.verb else { return nil }
      switch VerbParser.parse(source, verb: verb, at: line.kind, properties) {
      case .success(let call): return .verb(call)
      case .failure(let errors):
        add(errors.diagnostics)
        return nil
      }
    case .runSub: return runSub(line, properties)
    case .end:
      guard let extra = properties.first else { return .end }
      report(
        .verbExtraArgument, "END takes nothing", at: SourceSpan(extra.start, extra.end),
        suggestion: "RETURN gives a value to the script that called")
      return nil
    }
  }

  private mutating func missing(_ kind: ActionKind, _ span: SourceSpan) -> ScriptAction.Content? {
    report(.verbMissingArgument, "\(kind.rawValue) needs more", at: span, suggestion: kind.usage)
    return nil
  }

  private mutating func parameters(_ words: [VerbScan.Argument]) -> ScriptAction.Content? {
    var names: [Name] = []
    for word in words {
      var span = SourceSpan(word.start, word.end)
      if source[span].hasSuffix(",") { span.end -= 1 }
      guard let name = variable(span) else { return nil }
      names.append(name)
    }
    return .begin(names)
  }

  /// A word as the name of a variable.
  private mutating func variable(_ span: SourceSpan) -> Name? {
    let text = source[span]
    let program = Parser.parse(SourceText(name: "", text: "\(text) = 1"))
    guard !program.hasErrors, program.program.statements.count == 1,
      case .assign(let target, _, _)? = program.program.statements.first?.kind,
      case .variable(let name) = target.kind
    else {
      report(.hubOutputName, "'\(text)' is no variable name", at: span)
      return nil
    }
    return Name(name.text, span: span, isGlobal: name.isGlobal)
  }

  private mutating func snippet(
    _ line: ScriptScan.Line, _ words: [VerbScan.Argument]
  ) -> ScriptAction.Content? {
    guard let block = line.code else { return missing(.snippet, line.kind) }
    guard source.utf8[block.end - 1] == UInt8(ascii: "}"), block.length > 1 else {
      report(.verbUnclosed, "the block is not closed", at: SourceSpan(block.start, block.start + 1))
      return nil
    }
    if let extra = words.first {
      report(
        .scriptBranch, "behind the block stand its branches", at: SourceSpan(extra.start, extra.end),
        suggestion: "Default -> NAME, Error -> NAME")
      return nil
    }
    return code(SourceSpan(block.start + 1, block.end - 1), .snippet)
  }

  private mutating func code(_ span: SourceSpan, _ kind: ActionKind) -> ScriptAction.Content? {
    let result = Parser.parse(source, in: span)
    add(result.diagnostics)
    guard !result.hasErrors else { return nil }
    guard result.completeness == .complete else {
      report(.verbUnclosed, "the code is not closed", at: SourceSpan(max(span.start, span.end - 1), span.end))
      return nil
    }
    return .code(result.program)
  }

  private mutating func expression(
    _ kind: ActionKind, _ line: ScriptScan.Line, _ words: [VerbScan.Argument]
  ) -> Expression? {
    guard let first = words.first, let last = words.last else {
      _ = missing(kind, line.kind)
      return nil
    }
    var span = SourceSpan(first.start, last.end)
    // A property of the product holds a text in which `{n}` is the value; here it may be written so, too.
    let bytes = source.utf8[span.start..<span.end]
    if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"), !bytes.dropFirst().contains(0x7B) {
      span = SourceSpan(span.start + 1, span.end - 1)
    }
    let (expression, found, completeness) = Parser.parseCondition(source, in: span)
    add(found)
    if completeness == .incomplete, !found.contains(where: { $0.severity == .error }) {
      report(.verbUnclosed, "the expression is not closed", at: SourceSpan(first.start, last.end))
      return nil
    }
    return expression
  }

  private mutating func loop(
    _ line: ScriptScan.Line, _ words: [VerbScan.Argument]
  ) -> ScriptAction.Content? {
    var words = words
    var counter: Name?
    if let index = words.firstIndex(where: { $0.property != nil }) {
      let word = words.remove(at: index)
      guard let name = variable(SourceSpan(word.start, word.end)) else { return nil }
      counter = name
    }
    return expression(.loop, line, words).map { .loop(count: $0, counter: counter) }
  }

  private mutating func runSub(
    _ line: ScriptScan.Line, _ words: [VerbScan.Argument]
  ) -> ScriptAction.Content? {
    var words = words
    var result: Name?
    if let index = words.firstIndex(where: { $0.property != nil }) {
      let word = words.remove(at: index)
      guard let name = variable(SourceSpan(word.start, word.end)) else { return nil }
      result = name
    }
    guard !words.isEmpty else { return missing(.runSub, line.kind) }
    let (texts, found) = VerbParser.texts(words, in: source)
    add(found)
    guard texts.count == words.count else { return nil }
    return .runSub(script: texts[0], arguments: Array(texts.dropFirst()), result: result)
  }
}
