import SnippetSyntax

extension Session {
  /// What other programs send requests with.
  private static let senders: Set<String> = [
    "curl", "wget", "http", "https", "get", "post", "put", "patch", "delete", "head", "options",
  ]

  /// One error in place of many when a cell begins with nearly a verb, as in `conection crm {...}`, or with what another
  /// program would understand.
  static func misspeltVerb(in source: SourceText, _ result: ParseResult) -> Diagnostic? {
    let start = source.utf8.firstIndex { $0 > 0x20 } ?? 0
    if let foreign = foreignEntry(in: source, from: start) { return foreign }
    let end = VerbScan.endOfWord(in: source.utf8, from: start)
    let word = source[SourceSpan(start, end)]
    let explained = [SyntaxDiagnosticID.declaration, .printing, .noSuchStatement, .blockEnd].map(\.text)
    let isForeign = result.diagnostics.contains { $0.span?.start == start && explained.contains($0.id) }
    // A word that other languages have is explained as such.
    guard word.allSatisfy(\.isLetter), Keyword(folded: word) == nil, !isForeign,
      let verb = NearestName.of(word.lowercased(), in: Verb.allCases.map(\.rawValue))
    else { return nil }
    return Diagnostic(
      .verbUnknown, "there is no '\(word)'", at: SourceSpan(start, end),
      suggestion: "did you mean '\(verb)'?")
  }

  /// A command line of another program, such as `curl http://...`, or a command of another shell, such as `\d`.
  private static func foreignEntry(in source: SourceText, from start: Int) -> Diagnostic? {
    let line = source.utf8[start...].prefix { $0 != 0x0A }
    let word = line.prefix { $0 > 0x20 }
    let span = SourceSpan(start, word.endIndex)
    let text = source[span]
    if text.hasPrefix("\\") {
      return Diagnostic(
        .verbUnknown, "there is no '\(text)'", at: span,
        suggestion: "commands begin with ':'; :help lists them")
    }
    let name = text.lowercased().prefix { $0.isLetter }
    let address = source[SourceSpan(start, line.endIndex)].firstRange(of: "://")
    guard senders.contains(String(name)), name.count == text.count || text.contains("://"),
      address != nil || name == "curl" || name == "wget"
    else { return nil }
    return Diagnostic(
      .verbUnknown, "a request is defined in a connection, and then sent by its name", at: span,
      suggestion: ":help connections shows how")
  }
}
