import Shell
import TestSupport
import Testing

/// Differences as a person decides on them.
@Suite struct DriftReviewTests {
  private let bench = SessionBench()

  init() { bench.isInteractive = true }

  private func cell(_ source: String, _ output: String, words: String = "", outputWords: String = "")
    -> String
  {
    "```patchbay\(words)\n\(source)\n```\n```output\(outputWords)\n\(output)\n```\n"
  }

  private var text: String { bench.files.texts["a.md"] ?? "" }

  private func review(_ keys: String, _ text: String? = nil) -> Shell.ExitStatus {
    if let text { bench.files.texts["a.md"] = text }
    bench.keys = Array(keys)
    return bench.replay("a.md") { $0.asks = true }
  }

  private func update(_ text: String) -> String {
    bench.files.texts["a.md"] = text
    #expect(bench.replay("a.md") { $0.updates = true } == .done)
    return self.text
  }

  @Test func anUpdateKeepsWhatStillFits() {
    let before =
      "# Title\n\nProse ‘by hand’.\n\n```json\n{ \"a\": 1 }\n```\n\n"
      + cell(
        "o = { \"n\": 2, \"id\": \"x-7\", \"list\": [1, 2] }\no",
        "{ \"list\": [1,\n    2.0], \"id\": \"x-[..]\",\n  \"n\": 1 }")
      + "\n~~~\nfence\n~~~\n" + cell("\"a\"\n\"b\"", "a\n...")
    let after = update(before)
    #expect(after.hasSuffix(before.replacing("\"n\": 1 }", with: "\"n\": 2 }")))
    #expect(update(after) == after)
    #expect(bench.replay("a.md") == .done)
  }

  @Test func anUpdateTakesWhatReadsAsAWildcardLiterally() {
    let after = update(cell("\"a [..uuid] b\"", "a b"))
    #expect(after.contains("```output exact\na [..uuid] b\n"))
    #expect(bench.replay("a.md") == .done)
  }

  @Test func eachPlaceIsDecided() {
    let before =
      cell(
        "o = { \"a\": 1, \"b\": 2, \"c\": \"2026-01-15\" }\no", "{\"a\": 0, \"b\": 0, \"c\": \"2025-01-15\"}")
      + "\n"
      + cell("\"last\"", "first")
    #expect(review("ynwn", before) == .differs)
    #expect(
      bench.output.contains(
        "a.md:2: cell 1\n  $.a: 0 -> 1 (value changed)\n[y] accept  [n] keep  [w] wildcard [..integer]"))
    #expect(bench.output.contains("-first\n+last\n"))
    #expect(
      bench.output.hasSuffix("a.md: 2 cells, 2 of them differ\n"))
    #expect(text.hasSuffix("{\"a\": 1, \"b\": 0, \"c\": \"[..date]\"}\n```\n\n" + cell("\"last\"", "first")))
    #expect(review("ya") == .done)
    #expect(bench.output.hasSuffix("a.md: 2 cells, 2 updated\n"))
    #expect(text.contains("{\"a\": 1, \"b\": 2, \"c\": \"[..date]\"}"))
    #expect(review("") == .done)
    #expect(bench.output == "a.md: 2 cells, as recorded\n")
  }

  @Test func nothingAcceptedChangesNoByte() {
    let before = cell("1", "2") + cell("\"x\"", "y") + cell("1 / 0", "3")
    #expect(review("nnnn", before) == .differs)
    #expect(text == before)
    #expect(review("q", before) == .differs)
    #expect(text == before)
    #expect(review("", before) == .interrupted)
    #expect(text == before)
  }

  @Test func stoppingKeepsWhatWasDecided() {
    let before = cell("1", "2") + cell("3", "4") + cell("5", "6")
    #expect(review("yq", before) == .differs)
    #expect(text.hasSuffix(cell("1", "1") + cell("3", "4") + cell("5", "6")))
    #expect(bench.output.hasSuffix("a.md: 3 cells, 1 updated, 2 of them differ\n"))
    // Ctrl-C at the second question.
    #expect(review("y") == .interrupted)
    #expect(text.hasSuffix(cell("1", "1") + cell("3", "3") + cell("5", "6")))
  }

  @Test func theMarkErrorIsAPlaceOfItsOwn() {
    let before = cell("1", "1", words: " error") + "\n```patchbay\nx = 1 / 0\n```\n"
    #expect(review("nn", before) == .differs)
    #expect(text == before)
    #expect(bench.output.contains("  the cell no longer fails, and is marked error\n"))
    #expect(bench.output.contains("  the cell now fails with status 4, and is not marked error\n"))
    #expect(review("yy") == .done)
    #expect(text.contains("```patchbay\n1\n```"))
    #expect(text.contains("```patchbay error\nx = 1 / 0\n```"))
    #expect(bench.replay("a.md") == .done)
  }

  @Test func allIsAcceptedInTheFilesThatFollowToo() {
    bench.files.texts = ["a.md": cell("1", "2") + cell("3", "4"), "b.md": cell("5", "6")]
    var options = ReplayOptions()
    options.asks = true
    bench.keys = ["?", "a"]
    #expect(Replayer(context: bench.context, options: options).replay(["a.md", "b.md"]) == .done)
    #expect(bench.output.contains("w  expect a wildcard that fits both\n"))
    #expect(bench.files.texts["b.md"]?.hasSuffix(cell("5", "5")) == true)
  }

  @Test func withoutATerminalItIsAUsageError() {
    bench.isInteractive = false
    #expect(review("", cell("1", "2")) == .usage)
    #expect(bench.errors.contains("--interactive asks on a terminal"))
  }

  @Test func hunksShowNoSecret() {
    bench.environment["PW"] = "sword/fish-77"
    bench.transport.answer(200, #"{"echo":"sword\/fish-77","n":1}"#)
    bench.files.texts["a.md"] =
      "```patchbay\nconnection c { \"baseUrl\": \"https://h.test\", \"requests\": { \"r\": { \"url\": \"/[[pw]]\" } } }\nsecret c pw from env PW\nconnectrequest c r\n```\n```output\nOnSuccess 200 OK application/json 10 B\n{\"echo\": \"other\", \"n\": 2}\n```\n"
    bench.keys = ["y", "y", "n"]
    #expect(
      bench.replay("a.md") {
        $0.asks = true
        $0.isLive = true
        $0.trusts = true
      } == .differs)
    #expect(bench.output.contains("‹secret:c/pw"))
    for place in [bench.output, bench.errors, text] { #expect(!place.contains("fish-77")) }
  }

  // MARK: Placeholders in transcripts

  @Test func aLabelHoldsFromCellToCell() {
    let head = "<!-- patchbay {\"formatVersion\": 1, \"placeholders\": {\"order\": \"ord-[0-9]+\"}} -->\n"
    bench.files.texts["a.md"] =
      head + cell("x = \"ord-5\"\n\"made {x}\"", "made [..order#1]") + cell("\"got {x}\"", "got [..order#1]")
    #expect(bench.replay("a.md") == .done)
    bench.files.texts["a.md"] =
      head + cell("\"made ord-5\"", "made [..order#1]") + cell("\"got ord-6\"", "got [..order#1]")
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("a.md:9: the output differs"))
    #expect(bench.output.contains("-got [..order#1]\n+got ord-6"))
    #expect(update(text).contains("\"placeholders\": {\"order\":\"ord-[0-9]+\"}"))
    #expect(bench.replay("a.md") == .done)
  }

  @Test func anUnknownPlaceholderIsAFaultOfTheFile() {
    bench.files.texts["a.md"] = "# T\n\n" + cell("1", "1\n[..uid]")
    #expect(bench.replay("a.md") == .fileError)
    #expect(bench.errors.contains("a.md:8: there is no placeholder 'uid'; did you mean [..uuid]?"))
    bench.files.texts["a.md"] = cell("\"[..uid]\"", "[..uid]", outputWords: " exact")
    #expect(bench.replay("a.md") == .done)
    bench.files.texts["a.md"] =
      "<!-- patchbay {\n  \"formatVersion\": 1,\n  \"placeholders\": {\"a\": \"(\"}\n} -->\n"
    #expect(bench.replay("a.md") == .fileError)
    #expect(bench.errors.contains("a.md:3: the pattern of 'a' is no I-Regexp"))
  }
}
