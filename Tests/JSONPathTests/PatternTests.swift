import JSON
import JSONPath
import Testing

@Suite("JSONPath patterns (RFC 9485)")
struct PatternTests {
  /// Asks `match` for a pattern that comes with the text, so that nothing is escaped twice.
  private func fits(_ pattern: String, _ text: String, function: String = "match") throws -> Bool {
    let value: JSONValue = [["p": .string(pattern), "t": .string(text)]]
    return try !JSONPath("$[?\(function)(@.t, @.p)]").nodes(in: value).isEmpty
  }

  @Test(
    "fit whole texts",
    arguments: [
      ("", ""), ("a", "a"), ("ab|cd", "cd"), ("a|", ""), ("a*", "aaa"), ("a*", ""), ("a+", "aa"),
      ("a?b", "b"),
      ("a{2}", "aa"), ("a{2,}", "aaaa"), ("a{0,2}", ""), ("a{1,3}b", "aaab"), ("(ab)+", "abab"),
      ("(a|b)*c", "abbac"),
      (".", "é"), (".", "😀"), (".", "\u{2028}"), ("..", "e\u{301}"), ("[a-c]", "b"), ("[^a-c]", "d"),
      ("[^a]", "\n"),
      ("[-a]", "-"), ("[a-]", "-"), ("[a\\-z]", "-"), ("[\\]\\[]", "["), ("[\\^a]", "^"), ("[a^]", "^"),
      ("[^^]", "a"),
      ("[.]", "."), ("\\.", "."), ("\\n\\r\\t", "\n\r\t"),
      ("\\(\\)\\*\\+\\-\\?\\[\\\\\\]\\^\\{\\|\\}", "()*+-?[\\]^{|}"),
      ("\\p{L}", "é"), ("\\p{Lu}", "É"), ("\\P{Lu}", "é"), ("\\p{Nd}+", "٣4"), ("[\\p{L}\\p{N}_]+", "aé9_"),
      ("[^\\p{L}]", "1"), ("[\\P{L}]", "1"), ("\\p{Sc}", "€"), ("\\p{Zs}", " "), ("\\p{Cc}", "\u{1}"),
      ("\\p{Co}", "\u{E000}"),
      ("\\p{Cn}", "\u{378}"), ("\\p{P}", "!"), ("\\p{M}", "\u{301}"), ("a b", "a b"), ("é", "é"),
      ("^a$", "a"), ("[$]", "$"),
      ("()*", ""), ("(a*)*", "aa"), ("(a|a)*b", "aab"), ("(a{2}){2}", "aaaa"), ("x&y<z>'\"", "x&y<z>'\""),
    ])
  func matching(pattern: String, text: String) throws {
    #expect(try fits(pattern, text))
  }

  @Test(
    "do not fit other texts",
    arguments: [
      ("", "a"), ("a", "aa"), ("a", "A"), ("a{2}", "aaa"), ("a{2,}", "a"), ("a{1,2}", "aaa"), (".", "\n"),
      (".", "\r"),
      (".", ""), ("[a-c]", "d"), ("[^a]", "a"), ("\\p{L}", "1"), ("\\P{L}", "a"), ("\\p{Lu}", "a"),
      ("[^\\P{L}]", "1"), ("é", "e\u{301}"),
      ("ab|cd", "abcd"), ("a^b", "ab"), ("a$b", "ab"), ("(ab)+", "aba"),
    ])
  func notMatching(pattern: String, text: String) throws {
    #expect(try !fits(pattern, text))
  }

  @Test(
    "fit a part of a text",
    arguments: [
      ("b", "abc", true), ("", "", true), ("", "abc", true), ("b+c", "abbbc", true), ("^b", "abc", false),
      ("^a", "abc", true),
      ("c$", "abc", true), ("b$", "abc", false), ("^$", "", true), ("a.c", "a\nc", false),
      ("ab|cd", "xcdx", true), ("d", "abc", false),
      ("(a|b)*c", "xxabac", true), ("[0-9]{3}", "a12b345", true),
    ])
  func searching(pattern: String, text: String, isFound: Bool) throws {
    #expect(try fits(pattern, text, function: "search") == isFound)
  }

  @Test(
    "what is no I-Regexp fits nothing, and its warning says what would be right",
    arguments: [
      ("(", "close it with ), or write \\( for the character ("), (")", "write \\) for the character )"),
      ("[", "write it like [a-z], or \\[ for the character ["),
      ("[]", "write it like [a-z], or \\[ for the character ["),
      ("]", "write \\] for the character ]"), ("}", "write \\} for the character }"),
      ("{2}", "write \\{ for the character {"),
      ("*a", "write \\* for the character *"), ("a**", "write one repetition, or \\* for the character *"),
      ("a*?", "write one repetition, or \\? for the character ?"),
      ("a{", "write {2}, {2,} or {2,5}, or \\{ for the character {"),
      ("a{,2}", "write {2}, {2,} or {2,5}, or \\{ for the character {"),
      ("a{2,1}", "write the smaller number first"),
      ("\\d", "write [0-9]"), ("\\w", "write [A-Za-z0-9_]"), ("\\b", "write \\\\ for the character \\"),
      ("\\", "write \\\\ for the character \\"),
      ("\\p{Xx}", "write it like \\p{L} or \\p{Nd}"), ("\\pL", "write it like \\p{L} or \\p{Nd}"),
      ("\\P{IsGreek}", "write it like \\P{L} or \\P{Nd}"),
      ("[z-a]", "write it like [a-z]"), ("[a-\\p{L}]", "write it like [a-z]"),
      ("[a--b]", "write \\- for the character -"),
      ("[a-z-[aeiou]]", "write \\- for the character -"), ("[[a]", "write \\[ for the character ["),
      ("(?:a)", "write \\? for the character ?"), ("(?=a)", "write \\? for the character ?"),
      ("a{20001}", "repeat less, or use * or +"),
      ("((a{300}){300}){300}", "repeat less, or use * or +"),
      ("((){20000}){20000}", "repeat less, or use * or +"),
      ("a{99999999999999999999}", "repeat less, or use * or +"),
    ])
  func faults(pattern: String, suggestion: String) throws {
    #expect(try !fits(pattern, pattern))
    let written = pattern.replacing("\\", with: "\\\\")
    let query = try JSONPath("$[?match(@, '\(written)')]")
    #expect(query.warnings.map(\.suggestion) == [suggestion])
  }

  @Test("patterns that make others try for ever end soon")
  func hostile() throws {
    let text = String(repeating: "a", count: 5_000)
    #expect(try !fits("(a+)+b", text))
    #expect(try !fits("(a|aa)*b", text))
    #expect(try !fits("(.*)*(.*)*(.*)*b", text))
    #expect(try fits("(a?){400}a{400}", String(repeating: "a", count: 400)))
    #expect(try !fits(String(repeating: "(", count: 20_000), "a"))
    #expect(try fits(String(repeating: "(", count: 50) + "a" + String(repeating: ")", count: 50), "a"))
  }
}
