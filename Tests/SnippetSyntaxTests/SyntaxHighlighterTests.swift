import SnippetSyntax
import Testing

@Suite struct SyntaxHighlighterTests {
  /// The pieces of a text that are no blanks, as `role:text`.
  private func pieces(_ text: String) -> [String] {
    let source = SourceText(name: "cell", text: text)
    return SyntaxHighlighter.spans(in: source).filter { $0.role != .blank }.map {
      "\($0.role):\(source[$0.span])"
    }
  }

  @Test func wordsHaveTheirRoles() {
    #expect(
      pieces("assign x = f(1.5) // c") == [
        "keyword:assign", "name:x", "operatorSign:=", "functionName:f", "punctuation:(", "number:1.5",
        "punctuation:)", "comment:// c",
      ])
    #expect(pieces("x.case") == ["name:x", "punctuation:.", "name:case"])
    #expect(pieces("b = TRUE") == ["name:b", "operatorSign:=", "constant:TRUE"])
  }

  @Test func textsShowWhatIsEvaluatedInThem() {
    #expect(
      pieces(#"$"a\n{b}""#) == [
        "text:$\"a", #"escape:\n"#, "substitution:{", "name:b", "substitution:}", "text:\"",
      ])
    #expect(pieces(#""a\n""#) == [#"text:"a\n""#])
    #expect(pieces("#\"{d}\"").first == "text:#\"")
  }

  @Test func aJSONLiteralHasMemberNamesAndEscapes() {
    #expect(
      pieces("o = {\n\"a\": [\"\\u007b\", null]\n}") == [
        "name:o", "operatorSign:=", "punctuation:{", "memberName:\"a\"", "punctuation::", "punctuation:[",
        "text:\"", "escape:\\u007b", "text:\"", "punctuation:,", "constant:null", "punctuation:]",
        "punctuation:}",
      ])
  }

  @Test func whatIsNoSnippetIsAnError() {
    #expect(pieces("x == 1").contains("error:=="))
    #expect(pieces("/* c */") == ["error:/* c */"])
    #expect(pieces("\"open").last == "text:\"open")
  }

  /// Pieces follow each other from the first byte to the last.
  private func checkCover(_ text: String) {
    let source = SourceText(name: "cell", text: text)
    let spans = SyntaxHighlighter.spans(in: source)
    var end = 0
    for piece in spans {
      guard piece.span.start == end, piece.span.length > 0 else {
        Issue.record("\(piece) behind \(end) in \(text)")
        return
      }
      end = piece.span.end
    }
    #expect(end == source.utf8.count, "\(text)")
    #expect(spans.map { source[$0.span] }.joined() == text, "\(text)")
    for piece in spans where piece.role == .blank {
      #expect(source[piece.span].allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" }, "\(text)")
    }
  }

  @Test func thePiecesCoverTheSource() {
    for text in SourceCorpus.programs + ["\u{FEFF}x = 1", "x = \"é\\"] { checkCover(text) }
    for seed in 0..<200 {
      var generator = ProgramGenerator(seed: UInt64(seed))
      checkCover(generator.program())
    }
  }

  @Test(arguments: HostileInputTests.pieces) func thePiecesCoverWhatIsBroken(piece: String) {
    checkCover(String(repeating: piece, count: 50))
    checkCover("x = \"" + piece + "\" " + piece)
    checkCover("o = {\"a\": \"" + piece + "\", " + piece)
  }

  @Test func aColouredExcerptSaysTheSame() {
    for text in HostileInputTests.pieces.map({ "o = {\n\t\"a\": \"{b}\"\n}\n" + $0 + " x = = 1 // c" }) {
      let source = SourceText(name: "cell", text: text)
      for finding in Parser.parse(source).diagnostics {
        let colored = DiagnosticFormatter(colored: true).format(finding, in: source)
        #expect(withoutColors(colored) == DiagnosticFormatter().format(finding, in: source))
      }
    }
  }

  @Test func anExcerptHasItsColoursAndTheCaretItsPlace() {
    let source = SourceText(name: "cell", text: "IF x = f(1) {\n  y = = \"a\"\n}")
    let finding = Diagnostic("a.b", "wrong", at: SourceSpan(20, 21))
    let lines = DiagnosticFormatter(colored: true).format(finding, in: source).split(separator: "\n")
    #expect(lines[3].hasSuffix("  y = = \u{1B}[32m\"a\"\u{1B}[0m"))
    #expect(withoutColors(String(lines[4])) == "  |       ^")
  }

  private func withoutColors(_ text: String) -> String {
    var result = ""
    var isInSequence = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isInSequence = true }
      if !isInSequence { result.unicodeScalars.append(scalar) }
      if isInSequence, scalar == "m" { isInSequence = false }
    }
    return result
  }
}
