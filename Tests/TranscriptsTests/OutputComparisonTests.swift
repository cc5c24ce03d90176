import JSON
import Testing
import Transcripts

@Suite("Comparing output")
struct OutputComparisonTests {
  private func describe(_ expected: String, _ actual: String) -> [String] {
    OutputComparison.differences(expected: expected, actual: actual).map(\.description)
  }

  @Test(
    "the same by meaning",
    arguments: [
      ("a", "a"), ("", ""), ("{\"a\":1,\"b\":[2]}", "{\n  \"b\": [2.0],\n  \"a\": 1e0\n}"),
      ("OnSuccess 200 OK\n{\"a\":1,\"b\":2}", "OnSuccess 200 OK\n{\"b\":2,\"a\":1}"),
      ("x\n[1]\ny\n{\"a\":1,\"b\":2}\n", "x\n[ 1 ]\ny\n{\"b\":2,\"a\":1}\n"), ("a\r\nb", "a\nb"),
      ("...", ""), ("...", "a\nb"), ("a\n...\nz", "a\nz"), ("a\n...\nz", "a\nb\nz\nc\nz"),
      (" ... \nb", "a\nb"),
      ("OnSuccess 200 OK [..] B", "OnSuccess 200 OK application/json 312 B"), ("[..]", "any"), ("a[..]", "a"),
      ("[..]a[..]b[..]", "xaybz"), ("a[..]a", "aa"), ("{\"id\": \"[..]-x\"}", "{\"id\":\"42-x\"}"),
      ("{\n  \"id\": 1,\n  ...\n}", "{\n  \"id\": 1,\n  \"b\": 2,\n  \"c\": 3\n}"),
      ("...\n{\"a\":1,\"b\":2}", "x\ny\n{\"b\":2,\"a\":1}"), ("{\"a\": [..]}", "{\"a\": 12}"),
      ("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"),
    ])
  func same(expected: String, actual: String) {
    #expect(describe(expected, actual) == [])
  }

  @Test(
    "differences by path or line",
    arguments: [
      ("{\"a\":1}", "{\"a\":2}", ["$.a: expected 1, got 2"]),
      ("{\"a\":1}", "{\"a\":\"1\"}", ["$.a: another type, expected 1, got \"1\""]),
      ("{\"a\":1,\"b\":2}", "{\"b\":2,\"c d\":3}", ["$.a: missing, expected 1", "$[\"c d\"]: new, 3"]),
      ("[1,2,3]", "[1,3]", ["$[1]: missing, expected 2"]), ("[1,3]", "[1,2,3]", ["$[1]: new, 2"]),
      ("[{\"a\":[1,2]}]", "[{\"a\":[1,{}]}]", ["$[0].a[1]: another type, expected 2, got {}"]),
      (
        "OnSuccess 200\n{\"a\":1}", "OnSuccess 201\n{\"a\":2}",
        ["line 1: expected OnSuccess 200, got OnSuccess 201", "$.a: expected 1, got 2"]
      ),
      ("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":3}", ["$.a: expected 2, got 3"]),
      ("a\nb\nc", "a\nx\nc", ["line 2: expected b, got x"]), ("a\nb", "a", ["line 2: missing, expected b"]),
      ("a", "a\nb", ["line 2: new, b"]), ("1", "1.0", ["line 1: expected 1, got 1.0"]),
      ("a[..]c", "abd", ["line 1: expected a[..]c, got abd"]),
      ("a[..]a", "a", ["line 1: expected a[..]a, got a"]),
      ("a\n...\nz", "a\nb\ny", ["line 2: expected ...\nz, got b\ny"]),
      ("e\u{301}", "é", ["line 1: expected e\u{301}, got é"]),
      ("{\"e\u{301}\":1}", "{\"é\":1}", ["$.e\u{301}: missing, expected 1", "$.é: new, 1"]),
    ])
  func different(expected: String, actual: String, differences: [String]) {
    #expect(describe(expected, actual) == differences)
  }

  @Test("names the kind, the values and the line where the JSON begins")
  func fields() throws {
    let differences = OutputComparison.differences(
      expected: "x\n{\n\"a\": [true]}", actual: "x\n{\"a\": [null]}")
    #expect(
      differences == [
        .init(kind: .typeChanged, path: "$.a[0]", line: 2, expected: "true", actual: "null")
      ])
  }

  @Test("deep and hostile texts end soon")
  func hostile() {
    let deep = String(repeating: "[", count: 500) + String(repeating: ",1]", count: 0)
    let left = deep + "1" + String(repeating: ",1]", count: 500)
    let right = deep + "2" + String(repeating: "]", count: 500)
    #expect(!describe(left, right).isEmpty)
    let open = String(repeating: "[\n", count: 20_000)
    #expect(describe(open, open + "x").count == 1)
    let lines = (0..<3_000).map { "a\($0)" }.joined(separator: "\n")
    let others = (0..<3_000).map { "b\($0)" }.joined(separator: "\n")
    #expect(describe(lines, others).count == 1)
    let log = (0..<2_000).map { "[1 info] line \($0) [1" }.joined(separator: "\n")
    #expect(describe(log, log + "\nx") == ["line 2001: new, x"])
    let large = "[" + (0..<5_000).map { "\($0)" }.joined(separator: ",") + "]"
    #expect(
      describe(large, "[" + [String](repeating: "-1", count: 5_000).joined(separator: ",") + "]").count
        == OutputComparison.maximumDifferences)
  }
}
