import JSON
import Testing
import Transcripts

@Suite("Comparing output")
struct OutputDriftTests {
  private func describe(_ expected: String, _ actual: String) -> [String] {
    drift(expected, actual).hunks.map(\.words)
  }

  private func drift(_ expected: String, _ actual: String) -> OutputDrift {
    var wildcards = Wildcards()
    return OutputDrift(expected: expected, actual: actual, wildcards: &wildcards)
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
      ("a\n...\nz", "a\nb\ny", ["line 3: expected z, got y"]),
      ("e\u{301}", "é", ["line 1: expected e\u{301}, got é"]),
      ("{\"e\u{301}\":1}", "{\"é\":1}", ["$.e\u{301}: missing, expected 1", "$.é: new, 1"]),
    ])
  func different(expected: String, actual: String, differences: [String]) {
    #expect(describe(expected, actual) == differences)
  }

  @Test("names the kind, the values and the line where the JSON begins")
  func fields() throws {
    let hunk = try #require(drift("x\n{\n\"a\": [true]}", "x\n{\"a\": [null]}").hunks.first)
    guard case .value(let change) = hunk.content else {
      Issue.record("no place in JSON")
      return
    }
    #expect(change.difference.kind == .typeChanged)
    #expect(change.difference.oldPath == [.name("a"), .index(0)])
    #expect(hunk.oldLines == 1..<3)
    #expect(hunk.newLines == 1..<2)
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
        == OutputDrift.maximumHunks)
  }
}

extension OutputDrift.Hunk {
  /// One line for JSON, such as `$.id: expected 1, got 2`; for text a line of words.
  var words: String {
    switch content {
    case .value(let change):
      let difference = change.difference
      let place = (difference.oldPath ?? difference.newPath ?? []).shortPath
      let (old, new) = (difference.old?.text(.compact) ?? "", difference.new?.text(.compact) ?? "")
      return switch difference.kind {
      case .missing: "\(place): missing, expected \(old)"
      case .added: "\(place): new, \(new)"
      case .typeChanged: "\(place): another type, expected \(old), got \(new)"
      case .valueChanged: "\(place): expected \(old), got \(new)"
      }
    case .lines(let old, let new):
      let place = "line \(oldLines.lowerBound + 1)"
      if old.isEmpty { return "\(place): new, \(new.joined(separator: "\n"))" }
      if new.isEmpty { return "\(place): missing, expected \(old.joined(separator: "\n"))" }
      return "\(place): expected \(old.joined(separator: "\n")), got \(new.joined(separator: "\n"))"
    }
  }
}
