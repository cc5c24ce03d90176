import SnippetSyntax

/// What holds for the parser whatever the text is.
enum SyntaxProperties {
  static func failure(on text: String) -> String? {
    let source = SourceText(name: "fuzz", text: text)
    let result = Parser.parse(source)
    return tokenFailure(source)
      ?? diagnosticFailure(result.diagnostics, source)
      ?? completenessFailure(result)
      ?? scannerFailure(source)
      ?? partFailure(source)
  }

  private static func tokenFailure(_ source: SourceText) -> String? {
    var end = 0
    for token in Lexer.tokens(in: source) {
      if token.span.start < end { return "token \(token) begins before \(end), where the last one ends" }
      end = token.span.end
    }
    return end > source.utf8.count ? "the last token ends at \(end), behind the text" : nil
  }

  private static func diagnosticFailure(_ diagnostics: [Diagnostic], _ source: SourceText) -> String? {
    if diagnostics.count > Parser.errorLimit * 2 { return "\(diagnostics.count) diagnostics are too many" }
    for diagnostic in diagnostics {
      if let span = diagnostic.span, span.start < 0 || span.end > source.utf8.count {
        return "\(diagnostic.id) lies outside the text: \(span)"
      }
    }
    // Each excerpt counts the lines of the text anew.
    for diagnostic in diagnostics.prefix(3) {
      for colored in [false, true] {
        let text = DiagnosticFormatter(colored: colored).format(diagnostic, in: source)
        if text.utf8.count > 8000 { return "\(diagnostic.id) takes \(text.utf8.count) bytes to show" }
        let isSafe = text.unicodeScalars.allSatisfy { scalar in
          scalar == "\n" || (colored && scalar == "\u{1B}") || (scalar.value >= 0x20 && scalar.value != 0x7F)
        }
        if !isSafe { return "\(diagnostic.id) shows a control character" }
      }
    }
    return nil
  }

  private static func completenessFailure(_ result: ParseResult) -> String? {
    result.hasErrors == (result.completeness != .complete)
      ? nil : "\(result.completeness), but hasErrors is \(result.hasErrors)"
  }

  private static func scannerFailure(_ source: SourceText) -> String? {
    var start = 0
    while start < source.utf8.count,
      let end = StatementScanner.endOfStatement(in: source, from: start)
    {
      if end <= start || end > source.utf8.count { return "the statement at \(start) ends at \(end)" }
      start = end
    }
    return nil
  }

  private static func partFailure(_ source: SourceText) -> String? {
    let template = Parser.parseTemplate(source.text, offset: 7)
    for diagnostic in template.diagnostics {
      if let span = diagnostic.span, span.start < 7 || span.end > source.utf8.count + 7 {
        return "\(diagnostic.id) of the template lies outside the text: \(span)"
      }
    }
    let json = Parser.parseJSON(source, from: 0)
    if json.end > source.utf8.count { return "the JSON literal ends at \(json.end), behind the text" }
    return diagnosticFailure(json.diagnostics, source)
  }
}
