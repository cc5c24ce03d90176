import Testing
import TextLayout

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇩🇪", 2), ("\u{200B}", 0),
    ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("…", 1), ("\u{7}", 0), ("Ａ", 2), ("👍🏽", 2), ("1️⃣", 2), ("❤", 1),
    ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("a\u{FE0F}", 1), ("①", 1), ("㈠", 2), ("㉈", 1), ("☰", 2), ("\u{1F6DC}", 2), ("─", 1),
    ("\u{1F1E9}", 2), ("\u{AD}", 1),
  ])
  func widths(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
    #expect(displayWidth(of: "a" + text + "本") == width + 3)
  }

  /// What stands in one cluster may yet have several places on a screen.
  @Test(arguments: [("ﾊﾟ", 2), ("กำ", 2), ("का", 1), ("ก็", 1)])
  func lettersOfAClusterHaveTheirPlaces(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
  }
}

@Suite struct TextFittingTests {
  @Test(arguments: [
    ("short", 5, "short"), ("shorter", 5, "shor…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("日本語", 1, "…"), ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"), ("👩‍👩‍👧👩‍👩‍👧", 2, "…"), ("🇩🇪🇫🇷", 4, "🇩🇪🇫🇷"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("x", 0, ""), ("", 3, ""),
  ])
  func cut(text: String, columns: Int, shown: String) {
    #expect(text.cut(toColumns: columns) == shown)
  }

  @Test func anotherEllipsisIsCountedToo() {
    #expect("a longer text".cut(toColumns: 8, ellipsis: "...") == "a lon...")
    #expect("a longer text".cut(toColumns: 2, ellipsis: "...") == "..")
  }

  @Test func textWithoutWidthIsCutToo() {
    let marks = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(marks.cut(toColumns: 10) == "…")
    #expect(("ab" + String(repeating: "\u{200B}", count: 10_000)).cut(toColumns: 10).utf8.count < 1_000)
  }

  @Test func paddingCountsColumns() {
    #expect("日本".padded(toColumns: 6) == "日本  ")
    #expect("日本".padded(toColumns: 6, on: .right) == "  日本")
    #expect("🇩🇪".padded(toColumns: 3) == "🇩🇪 ")
    #expect("long".padded(toColumns: 2) == "long")
  }

  @Test func tabsGoToTheNextStop() {
    #expect("a\tb\t日本\tc".expandingTabs() == "a       b       日本    c")
    #expect("12345678\tx".expandingTabs() == "12345678        x")
    #expect("a\n\tb".expandingTabs(every: 4) == "a\n    b")
  }
}

@Suite struct WordWrapTests {
  private let text = "The quick brown fox jumps over the lazy dog, and 日本語の文章は空白なしで折り返される。 👩‍👩‍👧 done"

  @Test(arguments: [
    (
      40,
      [
        "The quick brown fox jumps over the lazy", "dog, and 日本語の文章は空白なしで折り返",
        "される。 👩‍👩‍👧 done",
      ]
    ),
    (
      80,
      [
        "The quick brown fox jumps over the lazy dog, and 日本語の文章は空白なしで折り返",
        "される。 👩‍👩‍👧 done",
      ]
    ),
    (200, ["The quick brown fox jumps over the lazy dog, and 日本語の文章は空白なしで折り返される。 👩‍👩‍👧 done"]),
  ])
  func breaks(columns: Int, lines: [String]) {
    #expect(WordWrap.lines(of: text, columns: columns) == lines)
  }

  @Test func punctuationDoesNotBeginALine() {
    #expect(WordWrap.lines(of: "日本、語", columns: 4) == ["日", "本、", "語"])
    #expect(WordWrap.lines(of: "日「本」", columns: 6) == ["日", "「本」"])
  }

  @Test func longWordsAreBroken() {
    #expect(WordWrap.lines(of: "a 123456789012 b", columns: 5) == ["a", "12345", "67890", "12 b"])
    #expect(WordWrap.lines(of: "", columns: 5) == [""])
  }

  @Test func linesOfTheTextStay() {
    #expect(WordWrap.lines(of: "one\n\n  two  three", columns: 40) == ["one", "", "  two  three"])
    #expect(WordWrap.lines(of: "one two", columns: 5, first: "- ", rest: "  ") == ["- one", "  two"])
  }
}

@Suite struct ControlCharacterTests {
  @Test func theyAreMadeVisible() {
    #expect(
      ControlCharacters.visible("a\u{1B}[31m\r\nb\tc\u{9B}\u{202E}") == "a\\u001B[31m\nb\tc\\u009B\\u202E")
    #expect(ControlCharacters.visible("a\r\nb\nc\td\u{2028}", onOneLine: true) == "a\\nb\\nc\\td\\u2028")
    #expect(ControlCharacters.visible("日本 é\u{200E}", onOneLine: true) == "日本 é\u{200E}")
  }
}
