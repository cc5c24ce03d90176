import SnippetSyntax
import Testing

@Suite struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    Lexer.tokens(in: SourceText(name: "cell", text: text)).map(\.kind)
  }

  @Test func tokensCoverTheTextInOrder() {
    let text = "IF a$ >= 1.5 { // c\r\n x = \"é{f('q')}\" }\no = { \"a\": [null, \"{b}\"] }\n\"open {"
    let source = SourceText(name: "cell", text: text)
    var end = 0
    for token in Lexer.tokens(in: source) {
      #expect(token.span.start >= end)
      let gap = source[SourceSpan(end, token.span.start)]
      #expect(gap.allSatisfy { $0 == " " || $0 == "\t" })
      end = token.span.end
    }
    #expect(end == source.utf8.count)
  }

  @Test func keywordsCountOnlyInTheirPlaces() {
    #expect(kinds("Assign x") == [.keyword(.assign), .identifier])
    #expect(kinds("x.case") == [.identifier, .point, .identifier])
    #expect(kinds("to = in") == [.identifier, .binaryOperator(.equal), .identifier])
    #expect(kinds("FOR i = 1 TO x.to {").contains(.keyword(.to)))
    #expect(kinds("FOREACH i IN a {").contains(.keyword(.in)))
  }

  @Test func aTextIsCutToItsParts() {
    #expect(
      kinds("\"a{b}c\"")
        == [.textStart, .textPart, .substitutionStart, .identifier, .substitutionEnd, .textPart, .textEnd])
    #expect(kinds("\"{}\"") == [.textStart, .textPart, .textEnd])
    #expect(kinds("$\"\\\"\"") == [.textStart, .textPart, .textEnd])
  }

  @Test func aJSONLiteralIsKnownAfterTheSignOfAnAssignment() {
    let json: [Token.Kind] = [.leftBrace, .jsonName, .colon, .jsonNull, .rightBrace]
    #expect(kinds("o = {\"a\": null}") == [.identifier, .binaryOperator(.equal)] + json)
    #expect(
      kinds("DYNAMIC o = {\"a\": null}") == [.keyword(.dynamic), .identifier, .binaryOperator(.equal)] + json)
    #expect(kinds("IF o = {") == [.keyword(.if), .identifier, .binaryOperator(.equal), .leftBrace])
  }

  @Test func anOpenTextEndsWithItsLine() {
    #expect(kinds("\"a\nx") == [.textStart, .textPart, .textEnd, .newline, .identifier])
    #expect(
      kinds("\"{a\nx") == [.textStart, .substitutionStart, .identifier, .textEnd, .newline, .identifier])
  }
}
