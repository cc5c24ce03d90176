import Testing

@testable import TextLayout

/// Lines of words and columns on a narrow screen.
@Suite struct HangingWrapTests {
  private func wrapped(_ text: String, _ columns: Int, isPage: Bool = false) -> String {
    HangingWrap.text(text, columns: columns, isPage: isPage)
  }

  @Test func whatFitsStays() {
    let text = "two lines\n  of  which  none   is long\n"
    #expect(wrapped(text, 40) == text)
  }

  @Test func wordsAreNotCutAndStandUnderEachOther() {
    #expect(
      wrapped("short\n  a line of words that is longer than the screen", 20)
        == "short\n  a line of words\n  that is longer\n  than the screen")
  }

  @Test func aParagraphIsFilledAnew() {
    let text = """
      On a terminal an answer or a value that is longer than the screen is folded: its
      beginning and its shape are shown, and how the rest is seen. XML is laid out, and
      HTML is shown.
      Another.
      """
    #expect(
      wrapped(text, 40, isPage: true) == """
        On a terminal an answer or a value that
        is longer than the screen is folded: its
        beginning and its shape are shown, and
        how the rest is seen. XML is laid out,
        and HTML is shown.
        Another.
        """)
    // Lines of their own stay apart.
    #expect(wrapped(text, 60).split(separator: "\n").count == 6)
  }

  @Test func theLastColumnGoesOnBelowItself() {
    #expect(
      wrapped("Ctrl-R    searches the history, and finds an earlier entry", 30) == """
        Ctrl-R    searches the
                  history, and finds
                  an earlier entry
        """)
  }

  @Test func aTextBesideALongNameStandsBelowIt() {
    #expect(
      wrapped("  connection NAME [from TEMPLATE] {...}  define a connection, or copy one", 40) == """
          connection NAME [from TEMPLATE] {...}
              define a connection, or copy one
        """)
  }

  @Test func wordsInARowStandUnderTheFirst() {
    #expect(wrapped("  dates  functions  streams  zones", 20) == "  dates  functions\n  streams  zones")
  }

  @Test(arguments: [10, 17, 40]) func noLineIsWiderThanTheScreen(columns: Int) {
    let text = """
      words and words and words and words and words and words and words and words and words
            set in by more than a half of the screen, and more
      name  日本語日本語日本語日本語日本語日本語日本語日本語日本語
      a  b   c    d     e      f       g        h         i          j           k
      https://sandbox.test/a/very/long/path/that/no/line/has/place/for/and/more
      """
    let result = wrapped(text, columns)
    #expect(result.split(separator: "\n").allSatisfy { displayWidth(of: $0) <= columns }, "\(result)")
    #expect(result.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }

  @Test func theCellsOfATableStandBelowTheFirstWhereThereIsNoPlace() {
    let header = ["NAME", "KIND", "TEXT"]
    let rows = [["orders", "manual", "the open orders, newest first"]]
    #expect(
      TextTable.lines(rows, under: header, columns: 40) == """
        NAME    KIND    TEXT
        orders  manual  the open orders, newest
                        first
        """)
    #expect(
      TextTable.lines(rows, under: header, columns: 30) == """
        orders
            KIND  manual
            TEXT  the open orders,
                  newest first
        """)
    #expect(
      TextTable.lines([["  :set NAME VALUE", "on", "one of them"]], columns: 20) == """
          :set NAME VALUE
              on
              one of them
        """)
    #expect(TextTable.lines(rows, columns: 80) == TextTable.lines(rows))
  }
}
