import SnippetSyntax
import Testing

@Suite struct LineTableTests {
  @Test func everyKindOfLineBreakCounts() {
    let table = LineTable(Array("ab\ncd\r\nef\rgh\n".utf8))
    #expect(table.lineCount == 5)
    #expect(table.location(of: 0) == (1, 1))
    #expect(table.location(of: 2) == (1, 3))
    #expect(table.location(of: 3) == (2, 1))
    #expect(table.location(of: 7) == (3, 1))
    #expect(table.location(of: 10) == (4, 1))
    #expect(table.location(of: 99) == (5, 1))
    #expect((1...6).map { table.lineRange($0) } == [0..<2, 3..<5, 7..<9, 10..<12, 13..<13, 13..<13])
  }

  @Test func columnsCountCharacters() {
    let text = "é日👩‍👩‍👧x"
    let table = LineTable(Array(text.utf8))
    #expect(table.location(of: text.utf8.count - 1) == (1, 4))
  }
}

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("tostrr", ["tostr", "asjson"], "tostr"),
    ("tocsv", ["asxml", "count"], nil),
    ("lenght", ["left", "length"], "length"),
    ("ASJSON", ["asxml", "asJson"], "asJson"),
    ("repalce", ["replace", "repeat"], "replace"),
    ("x", ["y", "z"], nil),
    ("foo", ["completely"], nil),
    ("", ["a"], nil),
    ("uper", ["upper", "lower"], "upper"),
  ])
  func theNearestNameIsFound(name: String, candidates: [String], expected: String?) {
    #expect(NearestName.of(name, in: candidates) == expected)
  }
}

@Suite struct NumericTextTests {
  @Test(arguments: ["1", " -1.5 ", "+2e3", "007", "1E-2\t"])
  func numbers(text: String) {
    #expect(NumericText.isNumeric(text))
  }

  @Test(arguments: ["", " ", "1.", ".5", "1e", "0x10", "1,000", "inf", "nan", "1 2", "--1"])
  func noNumbers(text: String) {
    #expect(!NumericText.isNumeric(text))
  }
}
