import SnippetRuntime
import Testing

/// A value that is put into a text is never read again, whatever it looks like.
@Suite struct SubstitutionTests {
  private static let pieces = [
    "{x}", "{ x }", "{", "}", "{{x}}", "{2*3}", "{f(1)}", "[[x]]", "[[", "]]", "$\"{x}\"", "\"", "'", "\\n",
    "\\{", "#\"{x}\"", "|", "{}", "{v}", "{\"{x}\"}", "‹secret:c/n›", "plain", " ", "\n", "é", "0",
    "\\u007bx}",
  ]

  /// Texts of some pieces each, the same at every run.
  private static let texts: [String] = {
    var state: UInt64 = 7
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let generated = (0..<300).map { _ in
      (0..<1 + below(6)).map { _ in pieces[below(pieces.count)] }.joined()
    }
    return pieces + generated
  }()

  /// How a value gets into a text, and what must stand before and behind it.
  static let cells: [(source: String, before: String, behind: String)] = [
    ("result = \"{v}\"", "", ""),
    ("result = 'a{v}b'", "a", "b"),
    ("result = $\"\\{{v}\\t\"", "{", "\t"),
    ("w = \"<{v}>\"\nresult = \"{w}\"", "<", ">"),
    ("result = \"{\"{v}\"}\"", "", ""),
    ("o = { \"a\": \"-{v}-\" }\nresult = o.a", "-", "-"),
    ("DYNAMIC o\no.a = v\nresult = \"{o.a}{o[\"a\"].left(0)}\"", "", ""),
    ("FUNCTION same(p) { RETURN \"{p}\" }\nresult = \"{same(v)}\"", "", ""),
    ("FUNCTION same(p) { RETURN p }\nresult = \"{v.same()}\"", "", ""),
  ]

  @Test(arguments: cells.indices) func aSubstitutedValueStaysAsItIs(index: Int) {
    let cell = Self.cells[index]
    for text in Self.texts {
      var session = Session()
      session.run("x = \"WRONG\"")
      session.interpreter[variable: "v"] = Value(text)
      session.run(cell.source)
      #expect(session.text("result") == cell.before + text + cell.behind, "\(text)")
    }
  }

  @Test func whatTraceShowsIsTheValue() {
    for text in Self.texts {
      var session = Session()
      session.run("x = \"WRONG\"")
      session.interpreter[variable: "v"] = Value(text)
      session.run("TRACE \"{v}\"")
      #expect(session.host.traces == [text])
    }
  }
}
