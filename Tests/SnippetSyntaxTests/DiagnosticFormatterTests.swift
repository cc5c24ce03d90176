import SnippetSyntax
import Testing
import TextLayout

@Suite struct DiagnosticFormatterTests {
  private func shown(
    _ marked: String, message: String = "it is wrong", suggestion: String? = nil, notes: [String] = [],
    firstLine: Int = 1, severity: Diagnostic.Severity = .error, colored: Bool = false
  ) -> String {
    let source = MarkedSource(marked)
    let start = source.start ?? 0
    let finding = Diagnostic(
      "name.unknownFunction", message, at: SourceSpan(start, source.end ?? start), severity: severity,
      suggestion: suggestion, notes: notes)
    return DiagnosticFormatter(colored: colored).format(
      finding, in: SourceText(name: "cell 3", text: source.text, firstLine: firstLine))
  }

  @Test func aFindingHasItsLineAndACaret() {
    let text = shown(
      "y = 1\nASSIGN x = «tocsv»(rows)\n", message: "unknown function 'tocsv'",
      suggestion: "did you mean 'tostr'?",
      notes: ["First.", "Second."])
    #expect(
      text == """
        error: unknown function 'tocsv' [name.unknownFunction]
         --> cell 3:2:12
          |
        2 | ASSIGN x = tocsv(rows)
          |            ^~~~~ did you mean 'tostr'?
        note: First.
        note: Second.
        """)
  }

  @Test func theFirstLineOfTheSourceCounts() {
    #expect(
      shown("x = «y»", firstLine: 120, severity: .warning) == """
        warning: it is wrong [name.unknownFunction]
           --> cell 3:120:5
            |
        120 | x = y
            |     ^
        """)
  }

  @Test func wideCharactersCountTwiceAndMarksNothing() {
    let lines = shown("x = \"日本e\u{301}👩‍👩‍👧\" «日本» y").split(separator: "\n")
    #expect(lines[1] == " --> cell 3:1:12")
    #expect(lines[4] == "  |               ^~~~")
  }

  @Test(arguments: [20, 40, 80], [true, false])
  func nothingIsWiderThanAScreen(columns: Int, isUTF8: Bool) throws {
    let text = String(repeating: "a + ", count: 50) + "nope(10)" + String(repeating: " + b", count: 50)
    let place = 200
    let finding = Diagnostic(
      "name.unknownFunction", "there is no function 'nope' that could be called here",
      at: SourceSpan(place, place + 4), suggestion: "did you mean another one that has a longer name?",
      notes: ["a note of some words that goes over the edge"])
    let screen = TextScreen(columns: columns, isUTF8: isUTF8)
    let source = SourceText(name: "cell 3", text: text)
    let plain = DiagnosticFormatter(screen: screen).format(finding, in: source)
    let lines = plain.split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth(of: $0) <= columns }, "\(plain)")
    #expect(isUTF8 || plain.utf8.allSatisfy { $0 < 0x80 })
    #expect(plain.split { $0.isWhitespace }.joined(separator: " ").contains(finding.message + " [name"))
    // The mark stands below what it means.
    let row = try #require(lines.firstIndex { $0.hasPrefix("1 | ") })
    let start = lines[row + 1].prefix { $0 != "^" }.count
    #expect(lines[row].dropFirst(start).hasPrefix("nope"))
    // Colours change nothing of it.
    let colored = DiagnosticFormatter(colored: true, screen: screen).format(finding, in: source)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func tabsAreExpanded() {
    let lines = shown("\tx = \t«y»\tz").split(separator: "\n")
    #expect(lines[1] == " --> cell 3:1:7")
    #expect(lines[3] == "1 |     x =     y   z")
    #expect(lines[4] == "  |             ^")
  }

  @Test func aLongLineIsCutAroundTheFault() {
    let text = shown(String(repeating: "a", count: 5000) + "«bad»" + String(repeating: "c", count: 5000))
    let lines = text.split(separator: "\n")
    #expect(lines[1] == " --> cell 3:1:5001")
    #expect(displayWidth(of: lines[3]) <= 80)
    #expect(lines[3].hasPrefix("1 | …aaa"))
    #expect(lines[3].hasSuffix("ccc…"))
    let caret = lines[4].prefix { $0 != "^" }.count
    #expect(Array(lines[3])[caret..<(caret + 3)] == ["b", "a", "d"])
    #expect(lines[4].hasSuffix("^~~"))
  }

  @Test func aFaultNearTheEndOfALongLineKeepsWhatLeadsToIt() {
    let lines = shown(String(repeating: "a", count: 300) + "«b»").split(separator: "\n")
    #expect(lines[3].hasSuffix("ab"))
    #expect(displayWidth(of: lines[3]) > 70)
    #expect(lines[4].count == lines[3].count)
  }

  @Test func aPlaceAtTheEndOfALineAndOfTheText() {
    #expect(shown("x =«»\ny").split(separator: "\n")[4] == "  |    ^")
    #expect(shown("x = 1\n«»").split(separator: "\n", omittingEmptySubsequences: false)[3] == "2 |")
  }

  @Test func aSpanOverSeveralLinesIsMarkedOnItsFirst() {
    let lines = shown("IF «a {\n x = 1\n}»").split(separator: "\n")
    #expect(lines[3] == "1 | IF a {")
    #expect(lines[4] == "  |    ^~~")
  }

  @Test func aSuggestionThatDoesNotFitStandsOnItsOwnLine() {
    let short = shown("x = «y»", suggestion: "write z")
    #expect(short.hasSuffix("^ write z"))
    let long = String(repeating: "z", count: 70)
    let lines = shown("x = «y»", suggestion: "write \(long)").split(separator: "\n")
    #expect(lines[4] == "  |     ^")
    #expect(lines[5] == "help: write \(long)")
  }

  @Test func aReplacementStandsLineByLine() {
    let source = SourceText(name: "a.snippet", text: "o = {}")
    var finding = Diagnostic("studio.jsonLiteral", "no JSON", at: SourceSpan(4, 6), notes: ["n"])
    finding.replacement = "DYNAMIC o\no.a = 1"
    let text = DiagnosticFormatter().format(finding, in: source)
    #expect(text.hasSuffix("^~\nhelp: write instead\n    DYNAMIC o\n    o.a = 1\nnote: n"))
  }

  @Test func withoutASourceOrAPlaceOnlyTheRestIsShown() {
    let finding = Diagnostic("a.b", "wrong", suggestion: "try this", notes: ["n"])
    #expect(DiagnosticFormatter().format(finding, in: nil) == "error: wrong [a.b]\nhelp: try this\nnote: n")
    #expect(
      DiagnosticFormatter().format(finding, in: SourceText(name: "f", text: "x"))
        == "error: wrong [a.b]\n --> f\nhelp: try this\nnote: n")
  }

  @Test func noControlCharacterReachesTheTerminal() {
    let text = shown("x = \"\u{1B}[31m\u{202E}«y»\"", message: "a\u{7}b")
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.contains("␛[31m"))
  }

  @Test func colourIsOnlyAddedToTheSameText() {
    let plain = shown("x = «y» z", suggestion: "s", notes: ["n"])
    let colored = shown("x = «y» z", suggestion: "s", notes: ["n"], colored: true)
    #expect(colored.contains("\u{1B}["))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func noLineEndsInABlank() {
    for line in shown("a   «»   \nb").split(separator: "\n") { #expect(!line.hasSuffix(" ")) }
  }
}
