import Testing
import Transcripts

@Suite("Wildcards in expected output")
struct WildcardTests {
  private func fits(_ expected: String, _ actual: String, _ declared: [String: String] = [:]) throws -> Bool {
    var wildcards = try Self.wildcards(declared)
    return OutputDrift(expected: expected, actual: actual, wildcards: &wildcards).isEmpty
  }

  static func wildcards(_ declared: [String: String] = [:]) throws -> Wildcards {
    Wildcards(
      declared: try declared.sorted { $0.key < $1.key }.map {
        try NamedPattern(name: $0.key, pattern: $0.value)
      })
  }

  @Test("every built-in placeholder can be read")
  func builtIn() {
    #expect(
      NamedPattern.builtIn.map(\.name) == [
        "uuid", "datetime", "date", "time", "integer", "number", "hex", "token", "word",
      ])
  }

  @Test(
    "built-in placeholders fit what they name and nothing else",
    arguments: [
      (
        "uuid", ["7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f"],
        ["7f9c24e8", "7f9c24e83b124f5a9c1d0a1b2c3d4e5f", ""]
      ),
      ("date", ["2026-01-15"], ["2026-13-15", "15.01.2026", "2026-01-15T00:00:00Z"]),
      ("time", ["12:00", "23:59:60", "12:00:00.25"], ["24:00", "12", "12:00:0"]),
      (
        "datetime", ["2026-01-15T12:00:00Z", "2026-01-15 12:00:00.123+02:00"],
        ["2026-01-15T12:00:00", "2026-01-15", "2026-01-15T25:00:00Z"]
      ),
      ("integer", ["0", "-12", "+7"], ["1.5", "", "a"]),
      ("number", ["0", "-12.5", "1e9", "2.5E-3"], [".5", "1.", "NaN"]),
      ("hex", ["0aF"], ["0x1", "g", ""]), ("word", ["Ada", "élan-2_x"], ["two words", "", "a.b"]),
      (
        "token", ["eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"],
        ["short", "eyJhbGciOiJIUzI1NiJ9!"]
      ),
    ])
  func named(name: String, good: [String], bad: [String]) throws {
    for text in good {
      #expect(try fits("id [..\(name)].", "id \(text)."), "\(name) \(text)")
      #expect(try fits("{\"a\": \"[..\(name)]\"}", "{\"a\": \"\(text)\"}"), "\(name) \(text)")
    }
    for text in bad {
      #expect(try !fits("id [..\(name)].", "id \(text)."), "\(name) \(text)")
      #expect(try !fits("{\"a\": \"[..\(name)]\"}", "{\"a\": \"\(text)\"}"), "\(name) \(text)")
    }
  }

  @Test(
    "a JSON text that is one wildcard alone may fit another value",
    arguments: [
      ("\"[..]\"", "12", true), ("\"[..]\"", "null", true), ("\"[..]\"", "{\"b\": [1]}", true),
      ("\"[..]\"", "\"x\"", true), ("\"a[..]\"", "12", false), ("\"[..number]\"", "12.5", true),
      ("\"[..integer]\"", "12.5", false), ("\"[..integer]\"", "7", true), ("\"[..word]\"", "true", false),
      ("\"[..uuid]\"", "null", false), ("\"[..][..]\"", "12", false),
    ])
  func alone(expected: String, actual: String, isFitting: Bool) throws {
    #expect(try fits("{\"a\": \(expected)}", "{\"a\": \(actual)}") == isFitting)
    #expect(try fits("[1, \(expected), 3]", "[1, \(actual), 3]") == isFitting)
  }

  @Test("declared placeholders fit their pattern")
  func declared() throws {
    let names = ["order": "ord-[0-9]+", "any-case": "(a|b)*"]
    #expect(try fits("got [..order] and [..any-case]!", "got ord-12 and abba!", names))
    #expect(try !fits("got [..order]!", "got ord-!", names))
    #expect(try fits("[..order][..order]", "ord-1ord-2", names))
    #expect(try fits("[..][..order][..]", "x ord-7 y", names))
    #expect(try fits("{\n  \"id\": [..order],\n  ...\n}", "{\n  \"id\": ord-3,\n  \"b\": 2\n}", names))
  }

  @Test(
    "a declaration that cannot be is refused with a reason",
    arguments: [
      ("1a", "x", "no name"), ("a b", "x", "no name"), ("a", "(", "I-Regexp"), ("a", "\\d+", "[0-9]"),
      ("a", "^x$", "leave ^ and $ out"), ("a", "((x{50}){50}){50}", "too large"),
      ("a", "(x{50}){50}", "too large"),
    ])
  func refused(name: String, pattern: String, message: String) {
    let error = #expect(throws: NamedPatternError.self) { try NamedPattern(name: name, pattern: pattern) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("a label stands for the same text wherever it is")
  func labels() throws {
    var wildcards = try Self.wildcards(["order": "ord-[0-9]+"])
    func fits(_ expected: String, _ actual: String) -> Bool {
      OutputDrift(expected: expected, actual: actual, wildcards: &wildcards).isEmpty
    }
    #expect(fits("made [..order#1]\nand [..order#2]", "made ord-7\nand ord-8"))
    #expect(fits("got [..order#1]", "got ord-7"))
    #expect(!fits("got [..order#1]", "got ord-8"))
    #expect(fits("{\"id\": \"[..order#2]\"}", "{\"id\": \"ord-8\"}"))
    #expect(!fits("{\"id\": \"[..order#2]\"}", "{\"id\": \"ord-7\"}"))
    #expect(fits("[..order]", "ord-9"))
  }

  @Test("a label binds at its first place in one output too, also inside JSON")
  func labelsInOneOutput() throws {
    #expect(try fits("a [..word#x]\nb [..word#x]", "a one\nb one"))
    #expect(try !fits("a [..word#x]\nb [..word#x]", "a one\nb two"))
    #expect(try fits("[..word#x] is [..word#x]", "one is one"))
    #expect(try !fits("[..word#x] is [..word#x]", "one is two"))
    let json = "{\"a\": \"[..uuid#1]\", \"list\": [{\"of\": \"[..uuid#1]\"}, 5]}"
    let (one, two) = ("7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f", "00000000-3b12-4f5a-9c1d-0a1b2c3d4e5f")
    #expect(try fits(json, "{\"list\": [{\"of\": \"\(one)\"}, 5], \"a\": \"\(one)\"}"))
    #expect(try !fits(json, "{\"list\": [{\"of\": \"\(two)\"}, 5], \"a\": \"\(one)\"}"))
    #expect(try fits("[\"[..integer#n]\", \"[..integer#n]\"]", "[7, 7]"))
    #expect(try !fits("[\"[..integer#n]\", \"[..integer#n]\"]", "[7, 8]"))
  }

  @Test("only what has the form of a wildcard is one")
  func forms() throws {
    for text in ["[..]", "a [..uuid] b", "[..nobody]", "[..a#1]", " ... ", "x\n...\ny"] {
      #expect(Wildcards.areIn(text), "\(text)")
    }
    for text in ["", "[.]", "[..", "[..1]", "[..a b]", "[..#1]", "[..a#]", "....", "a ...", "[..é]"] {
      #expect(!Wildcards.areIn(text), "\(text)")
    }
    #expect(
      try Self.wildcards().unknownNames(in: "[..uuid]\n[..nobody] [..]").map { "\($0.name) \($0.line)" } == [
        "nobody 2"
      ])
    #expect(try Self.wildcards(["nobody": "x"]).unknownNames(in: "[..nobody]").isEmpty)
  }

  @Test("hostile patterns and texts end soon")
  func hostile() throws {
    let names = ["evil": "(a*)*(a*)*b", "many": "(a|b|c|d){100}", "dots": "(.*.*.*)*x"]
    let text = String(repeating: "a", count: 20_000)
    for name in names.keys.sorted() {
      #expect(try !fits("[..\(name)]", text, names), "\(name)")
      #expect(try !fits(String(repeating: "[..\(name)]", count: 20), text, names), "\(name)")
    }
    #expect(try !fits(String(repeating: "[..][..word]", count: 50) + "!", text))
    let lines = (0..<300).map { _ in "a [..word] b" }.joined(separator: "\n")
    #expect(try !fits(lines, (0..<300).map { "a \($0) x b" }.joined(separator: "\n")))
    let patterns = (0..<300).map { _ in "[..dots]" }.joined(separator: "\n")
    #expect(try !fits(patterns, (0..<300).map { "a \($0) b" }.joined(separator: "\n"), names))
  }
}
