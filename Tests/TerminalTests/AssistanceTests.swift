import Shell
import SnippetSyntax
import TestSupport
import Testing

@testable import Terminal

/// Stands in for what knows the language: braces are to be closed, and three words are known.
final class BraceAssistant: EntryAssistant, Sendable {
  private func depth(_ text: String) -> Int {
    text.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
  }

  func needsMore(_ entry: String) -> Bool { depth(entry) > 0 }
  func indentation(after text: String) -> Int { 2 * max(0, depth(text)) }
  func highlights(of entry: String) -> [HighlightSpan] {
    SyntaxHighlighter.spans(in: SourceText(name: "", text: entry))
  }

  func completions(in entry: String, at offset: Int) -> CompletionList {
    let before = Array(entry.utf8.prefix(offset))
    let start = (before.lastIndex(of: 0x20) ?? -1) + 1
    let word = String(decoding: before[start...], as: UTF8.self)
    let known = [
      Completion("alpha", "the first", ending: " "), Completion("alpine", "a goat"), Completion("beta"),
    ]
    return CompletionList(start..<offset, known.filter { $0.text.hasPrefix(word) }, hint: "a word")
  }

  var style: EntryStyle { EntryStyle() }
}

@Suite struct AssistanceTests {
  private func session(historyPath: String? = nil, rows: Int = 24) throws -> EditSession {
    try EditSession(historyPath: historyPath, rows: rows, assistant: BraceAssistant())
  }

  @Test func anEntryOfSeveralRowsIsOneThing() throws {
    let session = try session()
    session.send("a {\rb\r}\r")
    #expect(try session.event() == .text("a {\n  b\n}"))
    // One item of the history, edited as a whole.
    session.send("\u{1B}[A\u{1B}[A\u{1B}[A\u{5}")
    session.send("x\u{5}\r")
    #expect(try session.event() == .text("a {\n  b\n}x"))
  }

  @Test func theCursorMovesAmongTheRows() throws {
    let session = try session()
    session.send("a {\rb")
    // To the end of the row above, which is shorter.
    session.send("\u{1B}[A c")
    session.send("\u{1B}[B\u{5}\r}\r")
    #expect(try session.event() == .text("a { c\n  b\n}"))
  }

  @Test func rowsAreJoinedAndParted() throws {
    let session = try session()
    // Backspace at the beginning of a row, past its two blanks.
    session.send("a {\rb\u{1}")
    session.send("\u{5}\u{1B}[D\u{7F}\u{7F}\u{7F}\u{5}")
    session.send("}\r")
    #expect(try session.event() == .text("a {b}"))
    // The newline itself is deleted.
    session.send("a {\rb\u{1}\u{1}\u{1B}[C\u{1B}[C\u{1B}[C\u{1B}[3~\u{5}}\r")
    #expect(try session.event() == .text("a {  b}"))
    session.send("{ab\u{1B}[D\r\u{5}}\r")
    #expect(try session.event() == .text("{a\n  b}"))
  }

  @Test func theCursorNeverStandsInTheContinuationPrompt() throws {
    let session = try session()
    session.send("a {\rb\u{1B}[D\u{1B}[D\u{1B}[D\u{1B}[Dx\u{5}}\r")
    #expect(try session.event() == .text("a {x\n  b}"))
    session.send("a {\rb\u{1}\u{1}\u{1B}[C\u{1B}[C\u{1B}[C\u{1B}[Cx\u{5}}\r")
    #expect(try session.event() == .text("a {\nx  b}"))
  }

  @Test func homeAndEndMeanTheRowFirst() throws {
    let session = try session()
    session.send("a {\rb\u{1}x\u{5}y\u{1}\u{1}_\u{5}z\u{5}\r}\r")
    #expect(try session.event() == .text("_a {z\nx  by\n}"))
    session.send("{\rb\u{1B}[H\u{1B}[H\u{1B}[4~a\u{1B}[F\u{1B}OHx\u{5}}\r")
    #expect(try session.event() == .text("{a\nx  b}"))
  }

  @Test func theRestOfARowIsTakenAwayAndPutBack() throws {
    let session = try session()
    session.send("a {\rbc\u{1B}[A\u{1}\u{B}\u{1B}[B\u{5}\u{19}}\r")
    #expect(try session.event() == .text("\n  bca {}"))
    // At the end of a row its newline goes, in the last row all is as ever.
    session.send("a {\rbc\u{1B}[A\u{B}\u{B}\u{19}\u{19}}\r")
    #expect(try session.event() == .text("a {  bc  bc}"))
    session.send("a {\rbc\u{1B}[A\u{1}\u{B}\u{1B}[B\u{5}\u{17}\u{19}\r")
    #expect(try session.event() == .text("\n  bc"))
  }

  @Test func aNewlineIsTypedWhateverIsOpen() throws {
    let session = try session()
    session.send("a {\u{1B}\rb\u{1B}\r}\u{1B}\rc\r")
    #expect(try session.event() == .text("a {\n  b\n}\nc"))
  }

  @Test func aPasteKeepsItsRows() throws {
    let session = try session()
    session.send("\u{1B}[200~a {\n    b\n}\u{1B}[201~\r")
    #expect(try session.event() == .text("a {\n    b\n}"))
  }

  @Test func aPasteTallerThanTheScreenIsFolded() throws {
    let session = try session()
    let text = "{\n" + (1...200).map { "  \($0)" }.joined(separator: "\n") + "\n}"
    session.send("\u{1B}[200~\(text)\u{1B}[201~")
    #expect(session.terminal.waitFor("[pasted 202 lines]"))
    session.send("\r")
    #expect(try session.event() == .text(text))
    session.send("\u{1B}[A\r")
    #expect(try session.event() == .text(text))
  }

  @Test func aWordIsCompleted() throws {
    let session = try session()
    session.send("alph\tbe\t\r")
    #expect(try session.event() == .text("alpha beta"))
    session.send("al\t\t")
    #expect(session.terminal.waitFor("a goat"))
    session.send("i\t\r")
    #expect(try session.event() == .text("alpine"))
    session.send("zz\t")
    #expect(session.terminal.waitFor("a word"))
    session.send("\r")
    #expect(try session.event() == .text("zz"))
  }

  @Test(arguments: [
    ("al", "\u{1B}[C", "alpha one"), ("alph", "\u{5} two", "alpha one two"), ("alp", "", "alp"),
  ])
  func aSuggestionIsTakenOrLeft(typed: String, keys: String, expected: String) throws {
    let folder = TemporaryFolder()
    let path = folder.file("history")
    HistoryFile(path: path).append("alpha one")
    let session = try session(historyPath: path)
    session.send(typed)
    // Nobody typed this.
    #expect(session.terminal.waitForScreen("> alpha one"))
    session.send(keys + "\r")
    #expect(try session.event() == .text(expected))
  }

  @Test func entriesThatBeginAlikeAreFound() throws {
    let session = try session()
    for entry in ["one 1", "two 2", "one 3", "two 4"] {
      session.send(entry + "\r")
      #expect(try session.event() == .text(entry))
    }
    session.send("one\u{1B}p\r")
    #expect(try session.event() == .text("one 3"))
    session.send("two\u{1B}p\u{1B}p\r")
    #expect(try session.event() == .text("two 2"))
    session.send("two\u{1B}p\u{1B}p\u{1B}n\r")
    #expect(try session.event() == .text("two 2"))
  }

  @Test func closingBracketsStandUnderTheRowThatOpened() throws {
    let session = try session()
    session.send("a {\rb {\rc\r}\r}\r")
    #expect(try session.event() == .text("a {\n  b {\n    c\n  }\n}"))
  }

  @Test func pieceOfAMarginThatIsTakenAwayJoinsRows() {
    let rows = EntryRows(margin: "... ")
    #expect(rows.shown("a\nb") == "a\n... b")
    #expect(rows.entry("a\n... b") == "a\nb")
    #expect(rows.repaired("a\n...", "b", earlier: ("a\n... b", 6)).map { $0.text } == "ab")
    // The first blank of the row took the place of the last of the margin.
    #expect(rows.repaired("a\n...", "  b", earlier: ("a\n...   b", 6)).map { $0.text } == "a  b")
    #expect(rows.repaired("a\n", "  b", earlier: ("a\n...   b", 6)).map { $0.text } == "a  b")
    #expect(rows.repaired("a\n... ", "b", earlier: ("a\n... b", 7)) == nil)
    #expect(rows.repaired("a", "... b", earlier: ("a\n... b", 1)).map { $0.text } == "ab")
    #expect(rows.repaired("a\n", "b", earlier: ("", 0)).map { $0.text } == "a\n... b")
  }
}
