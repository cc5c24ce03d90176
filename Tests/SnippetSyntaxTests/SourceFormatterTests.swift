import SnippetSyntax
import Testing

@Suite struct SourceFormatterTests {
  private func format(_ text: String) -> String {
    let source = SourceText(name: "cell", text: text)
    return SourceFormatter.format(source, as: Parser.parse(source).program)
  }

  static let examples: [(String, String)] = [
    ("", ""), ("\n \n", ""), ("// only  \n", "// only\n"),
    ("assign x=1", "ASSIGN x = 1\n"), ("x=-1;", "x = -1\n"), ("x = ( a+b )*-c", "x = (a + b) * -c\n"),
    ("o . list [ 1 ] . name='a  b'", "o.list[1].name = 'a  b'\n"),
    ("x = f ( 1,2 ) . size", "x = f(1, 2).size\n"),
    ("trace $\"a{ b+1 }\"", "TRACE $\"a{ b+1 }\"\n"),
    ("x=#\"02/09/2023\"", "x = #\"02/09/2023\"\n"), ("global:x=007", "global:x = 007\n"),
    ("dynamic o={\"b\":1.50,\"a\":[ ],\"c\":{}}", "DYNAMIC o = { \"b\": 1.50, \"a\": [], \"c\": {} }\n"),
    ("x = 1\n\n\n\ny = 2", "x = 1\n\ny = 2\n"), ("\t x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"),
    ("IF n=7 {TRACE \"x\" }", "IF n = 7 { TRACE \"x\" }\n"),
    ("IF x=1 {y=1 } IF x=2 {y=2 }", "IF x = 1 { y = 1 }\nIF x = 2 { y = 2 }\n"),
    ("if a\n{\nb = 1\n}\nelse\n{\nb = 2\n}", "IF a {\n  b = 1\n} ELSE {\n  b = 2\n}\n"),
    ("IF a { b = 1 }\nELSE { b = 2 }", "IF a { b = 1 } ELSE { b = 2 }\n"),
    ("IF a { b = 1 }\nELSE {\nb = 2 }", "IF a {\n  b = 1\n} ELSE {\n  b = 2\n}\n"),
    ("IF a { b = 1 TRACE \"c\" }", "IF a {\n  b = 1\n  TRACE \"c\"\n}\n"),
    ("IF a { IF b { c = 1 } }", "IF a { IF b { c = 1 } }\n"),
    ("FOR to=1 to 3 { }", ""),
    ("for i=1 to to { }", "FOR i = 1 TO to { }\n"),
    ("for i = f(\n1) to (2) { }", "FOR i = f(\n    1) TO (2) {\n}\n"),
    ("foreach i in in { break }", "FOREACH i IN in { BREAK }\n"),
    ("repeat 3\n\n{\n\nx = 1\n\n}", "REPEAT 3 {\n  x = 1\n}\n"), ("REPEAT 3 {\n}", "REPEAT 3 {\n}\n"),
    (
      "select { case a=1 { x = 1 } case b\ncase c\n{\nx = 2 } default { } }",
      "SELECT {\n  CASE a = 1 { x = 1 }\n  CASE b\n  CASE c {\n    x = 2\n  }\n  DEFAULT { }\n}\n"
    ),
    ("switch v { case 1 case -2 { x = 1 } }", "SWITCH v {\n  CASE 1 CASE -2 { x = 1 }\n}\n"),
    ("function f(a,b) { return a }", "FUNCTION f(a, b) { RETURN a }\n"),
    (
      "FUNCTION f(\na, // first\nb)\n{ x = 1\n}",
      "FUNCTION f(\n  a, // first\n  b) {\n  x = 1\n}\n"
    ),
    ("x = f(\n1,\n (2\n + 3)\n)", "x = f(\n  1,\n  (2\n    + 3)\n)\n"),
    ("x = f(g(\n1\n))", "x = f(g(\n  1\n))\n"),
    ("IF (a = 1 &\nb = 2) {\nc = 1\n}", "IF (a = 1 &\n    b = 2) {\n  c = 1\n}\n"),
    (
      "o = {\"a\":1,\n\n\"b\":[1,2],\"c\":[{\n\"d\":1}]}",
      "o = {\n  \"a\": 1,\n\n  \"b\": [1, 2],\n  \"c\": [\n    {\n      \"d\": 1\n    }\n  ]\n}\n"
    ),
  ]

  @Test(arguments: examples) func lays(out example: String, as expected: String) {
    #expect(parse(example).hasErrors == (expected.isEmpty && !example.allSatisfy(\.isWhitespace)))
    if !parse(example).hasErrors { #expect(format(example) == expected) }
  }

  static let commented: [(String, String)] = [
    ("x=1//c\n  //d\n\n//e\ny=2", "x = 1 //c\n//d\n\n//e\ny = 2\n"),
    ("IF a // why\n{\nb = 1\n}", "IF a { // why\n  b = 1\n}\n"),
    ("IF a {// why\nb = 1 }", "IF a { // why\n  b = 1\n}\n"),
    ("IF a\n// one\n{ // two\n}", "IF a {\n  // one\n  // two\n}\n"),
    ("IF a {\n// nothing\n}", "IF a {\n  // nothing\n}\n"),
    (
      "IF a {\nb = 1\n} // tail\n\n// before\nELSE {\nb = 2\n} // end",
      "IF a {\n  b = 1\n} // tail\n\n// before\nELSE {\n  b = 2\n} // end\n"
    ),
    (
      "SELECT {\nCASE 1 // one\n// and\nCASE 2\n// two\n{\n}\n// last\n}",
      "SELECT {\n  CASE 1 // one\n  // and\n  CASE 2 {\n    // two\n  }\n  // last\n}\n"
    ),
    ("FUNCTION f() // help\n{\n}", "FUNCTION f() { // help\n}\n"),
    ("FUNCTION f() { RETURN 1 } // help", "FUNCTION f() { RETURN 1 } // help\n"),
    ("FUNCTION f() { x = 1 TRACE \"\" } // help", "FUNCTION f() { // help\n  x = 1\n  TRACE \"\"\n}\n"),
    ("FUNCTION f() { x = 1 // help\n}", "FUNCTION f() { // help\n  x = 1\n}\n"),
    ("FUNCTION f() { RETURN 1 }; // help", "FUNCTION f() { RETURN 1 } // help\n"),
    ("FUNCTION f()\n{ RETURN 1 } // no help", "FUNCTION f() {\n  RETURN 1\n} // no help\n"),
    ("FUNCTION f()\n{ // no help\n}", "FUNCTION f() {\n  // no help\n}\n"),
    ("x = f( // why\n1 // one\n)", "x = f( // why\n  1 // one\n)\n"),
    ("x = 1\n\n// end", "x = 1\n\n// end\n"),
  ]

  @Test(arguments: commented) func keepsComments(of example: String, as expected: String) {
    #expect(!parse(example).hasErrors)
    #expect(format(example) == expected)
  }

  @Test func aBlockStaysOnItsLineWhileItFits() {
    let name = String(repeating: "n", count: 77)
    #expect(format("IF a = 1 { \(name) = 2 }") == "IF a = 1 { \(name) = 2 }\n")
    let fitting = format("IF a = 1 { \(name)nnnnnn = 2 }")
    #expect(fitting.utf8.count == SourceFormatter.lineWidth + 1 && fitting.count { $0 == "\n" } == 1)
    #expect(format("IF a = 1 { \(name)nnnnnnn = 2 }") == "IF a = 1 {\n  \(name)nnnnnnn = 2\n}\n")
  }

  // MARK: - Properties

  @Test func theCorpusKeepsItsMeaning() {
    #expect(SourceCorpus.programs.count > 300)
    for text in SourceCorpus.programs { check(text) }
  }

  @Test(arguments: 0..<20) func generatedProgramsKeepTheirMeaning(round: Int) {
    var parsed = 0
    for seed in 0..<30 {
      var generator = ProgramGenerator(seed: UInt64(round * 30 + seed))
      let text = generator.program()
      if parse(text).hasErrors { continue }
      parsed += 1
      check(text)
    }
    #expect(parsed > 20)
  }

  /// Formatting changes neither tree nor tokens nor comments, and the second time nothing at all.
  private func check(_ text: String) {
    let result = format(text)
    #expect(parse(result).hasErrors == false, "\(text)\n->\n\(result)")
    #expect(outline(result) == outline(text), "\(text)\n->\n\(result)")
    #expect(pieces(result) == pieces(text), "\(text)\n->\n\(result)")
    #expect(comments(result) == comments(text), "\(text)\n->\n\(result)")
    #expect(format(result) == result, "\(text)\n->\n\(result)")
    #expect(result.isEmpty || result.hasSuffix("\n") && !result.hasSuffix("\n\n"))
    for line in result.split(separator: "\n") {
      #expect(line.last?.isWhitespace == false, "\(text)\n->\n\(result)")
    }
  }

  /// The words and signs of a text without its layout, keywords in capitals.
  private func pieces(_ text: String) -> [String] {
    let source = SourceText(name: "cell", text: text)
    return Lexer.tokens(in: source).compactMap { token in
      switch token.kind {
      case .newline, .comment, .semicolon: nil
      case .keyword(let keyword): keyword.isContextual ? source[token.span].lowercased() : keyword.display
      // A name that the lexer takes for TO only in a header.
      case .identifier where Keyword(folded: source[token.span])?.isContextual == true:
        source[token.span].lowercased()
      default: source[token.span]
      }
    }
  }

  private func comments(_ text: String) -> [String] {
    let source = SourceText(name: "cell", text: text)
    return Lexer.tokens(in: source).filter { $0.kind == .comment }.map { token in
      var comment = source[token.span]
      while comment.last?.isWhitespace == true { comment.removeLast() }
      return comment
    }
  }
}
