import JSON
import Reports
import Testing
import TextLayout
import Transcripts

@Suite("Differences as text")
struct DriftTextTests {
  private func text(_ expected: String, _ actual: String, isColored: Bool = false) -> String {
    var wildcards = Wildcards()
    return DriftText(theme: isColored ? .dark : nil).text(
      of: OutputDrift(expected: expected, actual: actual, wildcards: &wildcards))
  }

  @Test("JSON is told by path, aligned, with the kind of each difference")
  func values() {
    #expect(
      text(
        "{\"items\": [{\"price\": 12.5}], \"id\": 1, \"gone\": [1]}",
        "{\"items\": [{\"price\": 13}], \"id\": \"1\", \"more\": null}") == """
            $.items[0].price: 12.5 -> 13 (value changed)
            $.id:             1 -> "1" (type changed)
            $.gone:           [1] (missing)
            $.more:           null (new)

          """)
  }

  @Test("lines are a unified diff, in the order of the expected output; wildcards that fit are context")
  func lines() {
    #expect(
      text("OnSuccess 200\ntrace [..]\n{\"a\": 1}\nend", "OnSuccess 201\ntrace 7\n{\"a\": 2}\nEND") == """
        @@ -1,2 +1,2 @@
        -OnSuccess 200
        +OnSuccess 201
         trace [..]
          $.a: 1 -> 2 (value changed)
        @@ -4 +4 @@
        -end
        +END

        """)
    #expect(text("a\n...\nz", "a\nb\nc\ny").hasSuffix(" a\n ...\n-z\n+y\n"))
  }

  @Test("values are cut between characters, and control characters are written out")
  func cut() {
    let long = String(repeating: "e\u{301}", count: 200)
    let shown = text("{\"a\": \"x\"}", "{\"a\": \"\(long)\"}")
    #expect(shown.contains("e\u{301}…"))
    #expect(shown.utf8.count < 400)
    #expect(text("a", "\u{1B}[2J\r").contains("+\\u001B[2J\\u000D"))
    #expect(
      !text("{\"a\": 1}", "{\"a\": \"\\u001b[2J\u{202E}\"}").unicodeScalars.contains {
        $0 == "\u{1B}" || $0 == "\u{202E}"
      })
  }

  @Test("a huge difference stays short, and says how much more there is")
  func huge() {
    let lines = text(
      (0..<50_000).map { "a\($0)" }.joined(separator: "\n"),
      (0..<50_000).map { "b\($0)" }.joined(separator: "\n"))
    #expect(lines.split(separator: "\n").count < 310)
    #expect(lines.hasSuffix("  ... and 99700 more lines\n"))
    let long = text("x", String(repeating: "y", count: 5_000_000))
    #expect(long.utf8.count < 1_000)
    let array = text(
      "[" + (0..<900).map { "\($0)" }.joined(separator: ",") + "]",
      "[" + (0..<900).map { "\($0 + 1000)" }.joined(separator: ",") + "]")
    #expect(array.hasSuffix("  ... and 800 more places\n"))
    let beyond = text(
      "[" + (0..<3000).map { "\($0)" }.joined(separator: ",") + "]",
      "[" + (0..<3000).map { "\($0 + 5000)" }.joined(separator: ",") + "]")
    #expect(beyond.hasSuffix("  ... and places beyond these\n"))
  }

  @Test("colours mark what is gone, what is new and the paths")
  func colours() {
    #expect(
      text("{\"a\": 1}", "{\"a\": 2}", isColored: true)
        == "  \u{1B}[36m$.a:\u{1B}[0m \u{1B}[31m1\u{1B}[0m -> \u{1B}[32m2\u{1B}[0m (value changed)\n")
    #expect(
      text("a", "b", isColored: true)
        == "\u{1B}[36m@@ -1 +1 @@\u{1B}[0m\n\u{1B}[31m-a\u{1B}[0m\n\u{1B}[32m+b\u{1B}[0m\n")
  }
}
