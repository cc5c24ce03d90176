import Shell
import TestSupport
import Testing

/// Wildcards learnt from two runs.
@Suite struct LearningReplayTests {
  private let bench = SessionBench()

  private static let source = """
    ```patchbay
    connection c { "baseUrl": "https://h.test", "requests": { "r": { "url": "/r" } } }
    connectrequest c r
    ```
    ```output
    OnSuccess 200 OK application/json [..] B
    { "id": "7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f", "n": 1, "s": "same" }
    ```

    ```patchbay
    "kept"
    ```
    ```output
    kept
    ```

    """

  private var text: String { bench.files.texts["a.md"] ?? "" }

  /// Answers for two runs, which differ in the id and not in `n`.
  private func prepare(n: Int = 1, others: String = "") {
    bench.files.texts["a.md"] = Self.source
    for digit in 1...2 {
      bench.transport.answer(
        200,
        "{\"id\":\"0000000\(digit)-3b12-4f5a-9c1d-0a1b2c3d4e5f\",\"n\":\(n),\"s\":\"same\"\(digit == 2 ? others : "")}"
      )
    }
  }

  private func learn(_ change: (inout ReplayOptions) -> Void = { _ in }) -> Shell.ExitStatus {
    bench.replay("a.md") {
      $0.learns = true
      $0.trusts = true
      change(&$0)
    }
  }

  @Test func withoutATerminalPlacesAreListed() {
    prepare()
    #expect(learn() == .differs)
    #expect(text == Self.source)
    #expect(
      bench.output == """
        a.md:2: differs between two runs
          $.id: "00000001-3b12-4f5a-9c1d-0a1b2c3d4e5f", then "00000002-3b12-4f5a-9c1d-0a1b2c3d4e5f"; a wildcard fits both: [..uuid]
        a.md: 2 cells, as recorded, 1 place differs between two runs

        """)
  }

  @Test func withYesTheWildcardsAreWritten() {
    prepare()
    #expect(learn { $0.agrees = true } == .done)
    #expect(text == Self.source.replacing("7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f", with: "[..uuid]"))
    #expect(bench.output.hasSuffix("1 place differs between two runs, 1 wildcard written\n"))
    let written = text
    prepare()
    bench.files.texts["a.md"] = written
    #expect(learn() == .done)
    #expect(bench.output == "a.md: 2 cells, as recorded, the same in two runs\n")
  }

  @Test func driftIsNoProposal() {
    prepare(n: 2)
    #expect(learn { $0.agrees = true } == .differs)
    #expect(bench.output.contains("  $.n: 1 -> 2 (value changed)\n"))
    #expect(!bench.output.contains("$.n: 1, then"))
    #expect(text.contains("\"id\": \"[..uuid]\", \"n\": 1,"))
  }

  @Test func whatComesAndGoesIsListedOnly() {
    prepare(others: ",\"extra\":1")
    #expect(learn { $0.agrees = true } == .differs)
    #expect(
      bench.output.contains("  $.extra: (nothing), then 1; no wildcard fits both; mark the cell volatile\n"))
  }

  @Test(arguments: [("y", true), ("n", false), ("oy", true), ("on", false), ("oq", false)])
  func onATerminalItAsks(keys: String, isWritten: Bool) {
    prepare()
    bench.isInteractive = true
    bench.keys = Array(keys)
    #expect(learn() == (isWritten ? .done : .differs))
    #expect(text.contains("[..uuid]") == isWritten)
    #expect((text == Self.source) == !isWritten)
  }

  @Test func clockAndChanceAreLearnt() {
    bench.files.texts["a.md"] = "```patchbay\nrandom(1000000000)\n```\n```output\n1\n```\n"
    #expect(learn { $0.agrees = true } == .done)
    #expect(text.contains("```output\n[..integer]\n") || text.contains("```output\n[..number]\n"))
  }

  @Test func whatIsListedShowsNoSecret() {
    bench.environment["PW"] = "sword/fish-77"
    for digit in 1...2 { bench.transport.answer(200, "{\"e\":\"sword\\/fish-77\(digit)\"}") }
    bench.files.texts["a.md"] =
      "```patchbay\nconnection c { \"baseUrl\": \"https://h.test\", \"requests\": { \"r\": { \"url\": \"/[[pw]]\" } } }\nsecret c pw from env PW\nconnectrequest c r\n```\n```output\nOnSuccess [..]\n{\"e\": \"x\"}\n```\n"
    #expect(learn() == .differs)
    #expect(bench.output.contains("‹secret:c/pw"))
    for place in [bench.output, bench.errors] { #expect(!place.contains("fish-77")) }
  }
}
