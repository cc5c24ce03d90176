import SnippetSyntax
import Testing

@Suite struct HostileInputTests {
  static let pieces = [
    "(", "[", "{", "\"", "'", "\"{", "f(", "x[", "x = {\"a\":", "x = [", "-", "!", "IF a {", "IF a ",
    "IF a { } ELSE ",
    "SELECT { CASE 1 {", "FUNCTION f() {", "WHILE x {", "}", ")", "1 + ", "a.", "\\", "$\"\\", "#", "/*", ";",
    "=",
    "ELSE ", "CASE ", "TRACE ", "RETURN ", "FOR ", "FOREACH ", "do(\n", "x = (\n", "not ", "global:",
    "\u{201C}", "\r",
    "\0", "\u{301}", "👩‍👩‍👧", "x = {\"", "IF a { } ELSEIF b { } ", "try {", "IF a\n", "x = \"a\" + b\n", "// c\n",
  ]

  @Test(arguments: pieces)
  func repeatedPiecesEndInDiagnostics(piece: String) {
    let source = SourceText(name: "cell", text: String(repeating: piece, count: 20_000))
    let result = Parser.parse(source)
    #expect(result.diagnostics.count <= Parser.errorLimit * 2)
    _ = Lexer.tokens(in: source)
    let formatter = DiagnosticFormatter()
    for finding in result.diagnostics.prefix(3) {
      #expect(formatter.format(finding, in: source).utf8.count < 4000)
    }
    _ = Parser.parseTemplate(source.text, offset: 0)
    _ = Parser.parseJSON(source, from: 0)
    var start = 0
    var count = 0
    while start < source.utf8.count, count < 1000,
      let end = StatementScanner.endOfStatement(in: source, from: start)
    {
      #expect(end > start)
      guard end > start else { break }
      start = end
      count += 1
    }
  }

  @Test func whatIsForgottenOfOpenBlocksIsOnlyTheirEnd() {
    let result = parse(".{\"\"" + String(repeating: "{", count: 85) + "}" + String(repeating: "{", count: 16))
    #expect(result.completeness == .invalid)
    #expect(result.hasErrors)
  }

  @Test func aMistakeAfterManyForgottenOnesIsStillReported() {
    let stray = String(repeating: "IF a == 1 { }\n", count: 150)
    let result = parse("SELECT {\n\(stray)}\n")
    #expect(result.hasErrors)
    #expect(result.completeness == .invalid)
  }

  @Test func warningsAreListedUpToTheLimit() {
    let result = parse(String(repeating: "x = 1;\n", count: 5_000))
    #expect(result.diagnostics.count == Parser.errorLimit)
    #expect(!result.hasErrors)
  }

  @Test(arguments: ["(", "[", "{ IF a ", "-(", "f(", "x[", "\"{f("])
  func deepNestingIsOneClearError(piece: String) {
    let text = "x = " + String(repeating: piece, count: 100_000)
    let result = parse(text)
    #expect(result.completeness == .invalid)
    #expect(result.hasErrors)
  }

  @Test func nestingUpToTheLimitIsRead() {
    let depth = Parser.nestingLimit
    func nested(_ count: Int) -> String {
      "x = " + String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(ids(nested(depth)).isEmpty)
    #expect(ids(nested(depth + 1)) == ["nestingTooDeep"])
    let blocks = String(repeating: "IF a {\n", count: depth) + String(repeating: "}", count: depth)
    #expect(ids(blocks).isEmpty)
  }

  @Test func aLongChainIsRefusedBeforeItsTreeGrowsTooHigh() {
    let limit = Parser.expressionHeightLimit
    #expect(ids("x = 1" + String(repeating: " + 1", count: limit - 1)).isEmpty)
    #expect(ids("x = 1" + String(repeating: " + 1", count: limit)) == ["expressionTooLong"])
    #expect(ids("x = a" + String(repeating: ".b", count: limit + 1)) == ["expressionTooLong"])
  }

  @Test func aLongListOfArgumentsIsNoDeepTree() {
    #expect(ids("x = f(" + String(repeating: "1,", count: 50_000) + "1)").isEmpty)
    #expect(ids("x = [" + String(repeating: "1,", count: 50_000) + "1]").isEmpty)
  }

  @Test func everyPrefixOfAProgramIsRead() {
    let text = """
      FUNCTION f(a) { // help
        RETURN "x{a.b('c')}" }
      o = { "k": ["v{f(1)}", -1.5e3, null] }
      SWITCH o.k[1] { CASE $"\\{" CASE 'b' { TRACE "é{1+2}" } DEFAULT { o.x = #"{d}" } }
      FOR i = 1 TO 3 { FOREACH t IN s { BREAK } } // end
      """
    let bytes = Array(text.utf8)
    for length in 0...bytes.count {
      let source = SourceText(name: "cell", text: String(decoding: bytes[..<length], as: UTF8.self))
      let result = Parser.parse(source)
      #expect(result.hasErrors == (result.completeness != .complete))
      for finding in result.diagnostics {
        #expect((finding.span?.end ?? 0) <= source.utf8.count)
      }
      for cut in [0, length / 2] {
        let end = StatementScanner.endOfStatement(in: source, from: cut)
        #expect(end.map { $0 >= cut && $0 <= source.utf8.count } ?? true)
      }
    }
    #expect(parse(text).diagnostics.isEmpty)
  }

  @Test func everyTokenLeftOutOrDoubledIsRead() {
    let source = SourceText(
      name: "cell",
      text: "IF a = f(1, \"x{b}\") {\n o = { \"k\": [1, \"{c}\"] }\n} ELSE { FOR i = 1 TO 2 { BREAK } }\n")
    let tokens = Lexer.tokens(in: source)
    let end = source.utf8.count
    for token in tokens {
      let before = source[SourceSpan(0, token.span.start)]
      let itself = source[token.span]
      let after = source[SourceSpan(token.span.end, end)]
      for text in [
        before + after, before + itself + itself + after, before + "%" + after, before + "\n" + after,
      ] {
        let changed = SourceText(name: "cell", text: text)
        let result = Parser.parse(changed)
        #expect(result.diagnostics.count <= 12, "\(text)")
        #expect(StatementScanner.endOfStatement(in: changed, from: 0) != 0)
      }
    }
  }
}
