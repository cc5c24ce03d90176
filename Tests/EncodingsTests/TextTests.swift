import Encodings
import Testing

@Suite struct TextTests {
  @Test func namesAreTheSameInAnyCase() {
    #expect("Content-Type".isEqual(ignoringCase: "content-TYPE"))
    #expect("".isEqual(ignoringCase: ""))
    #expect("Ünïcödé".isEqual(ignoringCase: "ÜNÏCÖDÉ"))
    #expect(!"Accept".isEqual(ignoringCase: "Accept-Encoding"))
    #expect(!"Accept-Encoding".isEqual(ignoringCase: "Accept"))
    // Letters only: `@` and a backquote differ by the same bit.
    #expect(!"a@".isEqual(ignoringCase: "a`"))
    #expect(!"[".isEqual(ignoringCase: "{"))
  }

  @Test func aTextHoldsAWordWhereverItStands() {
    for text in ["json", "application/json", "application/json; charset=utf-8", "jjson", "日本json"] {
      #expect(text.holds("json"))
    }
    for text in ["", "j", "jso", "jsxon", "text/html"] { #expect(!text.holds("json")) }
    #expect("a [[name]]".holds("[[") && !"a [name]".holds("[["))
    #expect("anything".holds(""))
  }

  @Test func aWordIsExchangedWhateverMarksStandBesideIt() {
    #expect("a'b''".replacingOccurrences(of: "'", with: "\\'") == "a\\'b\\'\\'")
    for (text, other) in [
      ("'\u{301}", "x\u{301}"), ("\u{600}'", "\u{600}x"), ("\u{600}'\u{301}", "\u{600}x\u{301}"),
    ] {
      #expect(Array(text.replacingOccurrences(of: "'", with: "x").utf8) == Array(other.utf8))
    }
    #expect("aaa".replacingOccurrences(of: "aa", with: "b") == "ba")
  }

  @Test func blanksAreTakenFromBothEnds() {
    #expect("plain".trimmingBlanks() == "plain")
    #expect(" \t a b \r\n".trimmingBlanks() == "a b")
    #expect("\u{A0}a\u{3000}".trimmingBlanks() == "a")
    #expect("a\u{301} ".trimmingBlanks() == "a\u{301}")
    #expect("é".trimmingBlanks() == "é")
    #expect("  ".trimmingBlanks().isEmpty && "".trimmingBlanks().isEmpty)
    #expect("xx yy  "[...].dropFirst(2).trimmingBlanks() == "yy")
  }
}
