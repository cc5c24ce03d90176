import SnippetSyntax

extension Session {
  /// One error in place of many when a cell begins with nearly a verb, as in `conection crm {...}`.
  static func misspeltVerb(in source: SourceText, _ result: ParseResult) -> Diagnostic? {
    let start = source.utf8.firstIndex { $0 > 0x20 } ?? 0
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
}
