import JSON
import Testing
import Transcripts

@Suite("Taking differences over")
struct TakingOverTests {
  private func drift(_ expected: String, _ actual: String) -> OutputDrift {
    var wildcards = Wildcards()
    return OutputDrift(expected: expected, actual: actual, wildcards: &wildcards)
  }

  private func all(_ expected: String, _ actual: String) -> String? {
    let drift = drift(expected, actual)
    return drift.patched(.init(repeating: .accept, count: drift.hunks.count), wildcards: Wildcards())
  }

  @Test(
    "what still fits keeps its text",
    arguments: [
      // Order, layout, number texts and wildcards stay.
      (
        "{ \"b\": 1.50,\n   \"a\": [ 1,2 ],  \"id\": \"[..uuid]\" }",
        "{\"a\": [1, 2], \"id\": \"7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f\", \"b\": 2}",
        "{ \"b\": 2,\n   \"a\": [ 1,2 ],  \"id\": \"[..uuid]\" }"
      ),
      ("{\"a\": 1, \"b\": 2}", "{\"b\": 2}", "{\"b\": 2}"),
      ("{\"a\": 1, \"b\": 2}", "{\"a\": 1}", "{\"a\": 1}"),
      ("{\"a\": 1}", "{}", "{}"), ("{\"x\": [1]}", "{\"x\": []}", "{\"x\": []}"),
      ("{\"x\":[]}", "{\"x\":[1,2]}", "{\"x\":[1,2]}"),
      ("{\"a\":1,\"b\":2}", "{\"c\":3,\"b\":2,\"a\":1}", "{\"a\":1,\"b\":2,\"c\":3}"),
      ("{\"a\": 1, \"b\": 2}", "{\"c\":3,\"b\":2,\"a\":1}", "{\"a\": 1, \"b\": 2, \"c\": 3}"),
      ("[1, 3]", "[0, 1, 2, 3, 4]", "[0, 1, 2, 3, 4]"), ("[1, 2, 3]", "[2]", "[2]"),
      ("[\"[..]\", 3, 5]", "[7, 4, 5]", "[\"[..]\", 4, 5]"),
      (
        "{\n  \"a\": 1\n}", "{\"a\": 1, \"b\": {\"c\": []}}",
        "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": []\n  }\n}"
      ),
      ("{\n  \"a\": {}\n}", "{\"a\": {\"b\": 1}}", "{\n  \"a\": {\n    \"b\": 1\n  }\n}"),
      ("{\n  \"a\": {\n    \"x\": 1\n  }\n}", "{\"a\": [1]}", "{\n  \"a\": [\n    1\n  ]\n}"),
      ("{\"a\": 1, \"a\": 2}", "{\"a\": 1, \"a\": 3}", "{\"a\": 1, \"a\": 3}"),
      (
        "OnSuccess [..]\n{\"a\":1}  \nend", "OnSuccess 200\n{\"a\":2}\nEND",
        "OnSuccess [..]\n{\"a\":2}  \nEND"
      ),
      ("a\n...\nz", "a\nb\nc\ny", "a\n...\ny"), ("a\n...\nz\n...", "b\nx\nz", "b\n...\nz\n..."),
      ("x [..word]\nold", "x y\nnew\nmore", "x [..word]\nnew\nmore"), ("", "x", "x"), ("x", "", ""),
      ("a\nb\nc", "a\nc", "a\nc"), ("a\nc", "a\nb\nc", "a\nb\nc"), ("a\nb", "a", "a"),
      ("{\"s\": \"\\u00e9\", \"t\": 1}", "{\"s\": \"é\", \"t\": 2}", "{\"s\": \"\\u00e9\", \"t\": 2}"),
    ])
  func patched(expected: String, actual: String, result: String) {
    #expect(all(expected, actual) == result)
  }

  @Test("what came out and reads as a wildcard is only taken over as a whole")
  func wildcardsInActual() {
    #expect(all("a", "[..]") == nil)
    #expect(all("{\"a\": 1}", "{\"a\": \"x [..uuid]\"}") == nil)
    #expect(all("a\nb", "a\n...") == nil)
    let exact = OutputDrift(exactly: "[..]\n[..a]\nx", actual: "[..]\n[..b]\nx")
    #expect(exact.hunks.count == 1)
    #expect(exact.patched([.accept], wildcards: Wildcards()) == "[..]\n[..b]\nx")
  }

  @Test("an exact output counts every byte")
  func exact() {
    #expect(!OutputDrift(exactly: "é", actual: "e\u{301}").isEmpty)
    #expect(!OutputDrift(exactly: "{\"a\":1}", actual: "{\"a\": 1}").isEmpty)
    #expect(!OutputDrift(exactly: "a\r", actual: "a").isEmpty)
    #expect(!OutputDrift(exactly: "[..]", actual: "a").isEmpty)
    #expect(OutputDrift(exactly: "[..]", actual: "[..]").isEmpty)
  }

  @Test("single hunks are taken over, others stay")
  func single() throws {
    let drift = drift("{\"a\": 1, \"b\": [1, 2], \"c\": 3}\nx", "{\"a\": 2, \"b\": [1], \"d\": 4}\ny")
    #expect(drift.hunks.count == 5)
    func some(_ chosen: Int...) -> String? {
      drift.patched(drift.hunks.indices.map { chosen.contains($0) ? .accept : .keep }, wildcards: Wildcards())
    }
    #expect(some() == drift.expected)
    #expect(some(0) == "{\"a\": 2, \"b\": [1, 2], \"c\": 3}\nx")
    #expect(some(1, 4) == "{\"a\": 1, \"b\": [1], \"c\": 3}\ny")
    #expect(some(2, 3) == "{\"a\": 1, \"b\": [1, 2], \"d\": 4}\nx")
  }

  @Test(
    "wildcards are proposed that fit both",
    arguments: [
      (
        "{\"a\": \"7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f\"}",
        "{\"a\": \"7f9c24e9-3b12-4f5a-9c1d-0a1b2c3d4e5f\"}", "[..uuid]"
      ),
      ("{\"a\": \"2026-01-15T12:00:00Z\"}", "{\"a\": \"2026-01-16T12:00:00.5+01:00\"}", "[..datetime]"),
      ("{\"a\": \"2026-01-15\"}", "{\"a\": \"2026-02-15\"}", "[..date]"),
      ("{\"a\": 1}", "{\"a\": 2}", "[..integer]"),
      ("{\"a\": 1}", "{\"a\": 2.5}", "[..number]"), ("{\"a\": 1}", "{\"a\": \"x\"}", "[..]"),
      ("{\"a\": \"Ada\"}", "{\"a\": \"Bob\"}", "[..word]"), ("{\"a\": \"a b\"}", "{\"a\": \"c d\"}", "[..]"),
      ("{\"a\": \"9a8b7c6d5e\"}", "{\"a\": \"1a2b3c4d5e\"}", "[..hex]"),
      ("{\"a\": \"eyJhbGciOiJIUzI1NiJ9\"}", "{\"a\": \"eyJhbGciOiJSUzI1NiJ9\"}", "[..token]"),
      ("{\"a\": null}", "{\"a\": [1]}", "[..]"), ("{\"a\": true}", "{\"a\": false}", "[..]"),
      ("id 15, done", "id 27, done", "id [..integer], done"),
      ("at 10:00:01 x", "at 10:00:59 x", "at [..time] x"),
      ("the quick fox", "the slow fox", "the [..] fox"), ("a", "", "[..]"), ("é1", "e\u{301}1", "[..]"),
      ("a\nb", "c", "..."),
      (
        "trace 7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f!", "trace 7f9c24e8-3b12-4f5a-9c1d-aaaaaaaaaaaa!",
        "trace [..uuid]!"
      ),
    ])
  func proposals(expected: String, actual: String, wildcard: String) throws {
    let drift = drift(expected, actual)
    #expect(drift.hunks.count == 1)
    let proposal = try #require(drift.hunks.first?.proposal(Wildcards()))
    #expect(proposal == [wildcard])
    let text = try #require(drift.patched([.put(proposal)], wildcards: Wildcards()))
    #expect(self.drift(text, expected).isEmpty)
    #expect(self.drift(text, actual).isEmpty)
  }

  @Test("what is new or gone has no wildcard, and a declared placeholder goes first")
  func proposalsOfMembers() throws {
    for (old, new) in [("{\"a\": 1}", "{}"), ("{}", "{\"a\": 1}"), ("[1, 2]", "[1]")] {
      #expect(drift(old, new).hunks.first?.proposal(Wildcards()) == nil)
    }
    let wildcards = try WildcardTests.wildcards(["order": "ord-[0-9]+"])
    #expect(drift("[\"ord-1\"]", "[\"ord-2\"]").hunks.first?.proposal(wildcards) == ["[..order]"])
  }

  // MARK: Properties

  /// Made-up outputs: JSON in some layout between lines.
  private struct Maker {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func value(_ depth: Int) -> JSONValue {
      switch next(depth > 0 ? 8 : 5) {
      case 0: .null
      case 1: .bool(next(2) == 0)
      case 2: .number(["1", "1.0", "-2.50", "1e3", "12345678901234567890"][next(5)])
      case 3, 4: .string(["", "a", "é\"\\", "2026-01-15", "x y", "ord-1"][next(6)])
      case 5, 6: .array((0..<next(4)).map { _ in value(depth - 1) })
      default:
        .object(
          JSONObject((0..<next(4)).map { _ in .init(["a", "b", "c d", "é"][next(4)], value(depth - 1)) }))
      }
    }

    /// The same value with some leaves changed, and with `isLoose` members and elements that come and go.
    mutating func changed(_ value: JSONValue, isLoose: Bool) -> JSONValue {
      switch value {
      case .array(let elements):
        var result = elements.map { changed($0, isLoose: isLoose) }
        if isLoose, next(4) == 0 { result.insert(self.value(1), at: next(result.count + 1)) }
        if isLoose, next(4) == 0, !result.isEmpty { result.remove(at: next(result.count)) }
        return .array(result)
      case .object(let object):
        var members = object.members.map { JSONObject.Member($0.name, changed($0.value, isLoose: isLoose)) }
        if isLoose, next(4) == 0 {
          members.insert(.init("new\(next(3))", self.value(1)), at: next(members.count + 1))
        }
        if isLoose, next(4) == 0, !members.isEmpty { members.remove(at: next(members.count)) }
        return .object(JSONObject(members))
      default: return next(3) == 0 ? self.value(isLoose ? 1 : 0) : value
      }
    }

    mutating func text(_ value: JSONValue) -> String { value.text(next(2) == 0 ? .pretty : .compact) }
  }

  @Test(
    "random outputs: all accepted fits, none accepted changes no byte, some accepted leave the rest",
    arguments: 1...400)
  func random(seed: Int) throws {
    var maker = Maker(state: UInt64(seed))
    let root = JSONValue.object(["r": maker.value(3), "s": maker.value(2)])
    let expected = "head \(maker.next(3))\n\(maker.text(root))\ntail"
    let actual =
      "head \(maker.next(3))\n\(maker.text(maker.changed(root, isLoose: true)))\n"
      + (maker.next(2) == 0 ? "tail" : "other\ntail")
    let drift = drift(expected, actual)
    let count = drift.hunks.count
    let whole = try #require(drift.patched(.init(repeating: .accept, count: count), wildcards: Wildcards()))
    #expect(self.drift(whole, actual).isEmpty)
    #expect(drift.patched(.init(repeating: .keep, count: count), wildcards: Wildcards()) == expected)
    guard count > 1 else { return }
    let kept = maker.next(count)
    let part = try #require(
      drift.patched((0..<count).map { $0 == kept ? .keep : .accept }, wildcards: Wildcards()))
    #expect(!self.drift(part, actual).isEmpty)
    // Wildcards wherever they can be, the rest accepted: what came out fits.
    let mixed = drift.hunks.map { $0.proposal(Wildcards()).map { .put($0) } ?? OutputDrift.Decision.accept }
    let loose = try #require(drift.patched(mixed, wildcards: Wildcards()))
    #expect(self.drift(loose, actual).isEmpty)
  }

  @Test("random outputs that differ in values only: wildcards everywhere fit old and new", arguments: 1...300)
  func randomWildcards(seed: Int) throws {
    var maker = Maker(state: UInt64(seed))
    let root = JSONValue.object(["r": maker.value(3), "s": maker.value(2)])
    let expected = "head \(maker.next(3))\n\(maker.text(root))"
    let actual = "head \(maker.next(3))\n\(maker.text(maker.changed(root, isLoose: false)))"
    let drift = drift(expected, actual)
    let decisions = drift.hunks.compactMap { $0.proposal(Wildcards()).map { OutputDrift.Decision.put($0) } }
    // Elements of an array may be told apart as gone and new.
    guard decisions.count == drift.hunks.count else { return }
    let text = try #require(drift.patched(decisions, wildcards: Wildcards()))
    #expect(self.drift(text, actual).isEmpty)
    #expect(self.drift(text, expected).isEmpty)
  }

  // MARK: Two runs

  @Test("places that differ between two runs are proposed; places that do not are drift")
  func runs() throws {
    let expected =
      "OnSuccess 200\n{\n  \"id\": \"7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f\",\n  \"n\": 1,\n  \"at\": 5\n}\ntrace 1\nend"
    func output(_ id: String, _ at: Int, _ trace: Int) -> String {
      "OnSuccess 200\n{\"id\": \"\(id)-3b12-4f5a-9c1d-0a1b2c3d4e5f\", \"n\": 2, \"at\": \(at)}\ntrace \(trace)\nEND"
    }
    let (one, two) = (drift(expected, output("00000001", 5, 2)), drift(expected, output("00000002", 6, 3)))
    let runs = RunComparison(one, two, wildcards: Wildcards())
    #expect(runs.places.map(\.name) == ["$.id", "$.at", "line 7"])
    #expect(runs.places.map(\.wildcards) == [["[..uuid]"], ["[..integer]"], ["trace [..integer]"]])
    #expect(runs.drift.hunks.map(\.words) == ["$.n: expected 1, got 2", "line 8: expected end, got END"])
    let text = RunComparison.text(expected, with: runs.places)
    #expect(drift(text, output("0000000a", 7, 9)).hunks.map(\.words) == runs.drift.hunks.map(\.words))
  }

  @Test("what comes and goes between two runs has no wildcard")
  func runsWithMembers() {
    let runs = RunComparison(
      drift("{\"a\": 1}", "{\"a\": 1}"), drift("{\"a\": 1}", "{\"a\": 1, \"b\": 2}"), wildcards: Wildcards())
    #expect(runs.places.map(\.name) == ["$.b"])
    #expect(runs.places.map(\.wildcards) == [nil])
    #expect(runs.drift.isEmpty)
    let same = RunComparison(
      drift("{\"a\": 1}", "{\"b\": 2}"), drift("{\"a\": 1}", "{\"b\": 2}"), wildcards: Wildcards())
    #expect(same.places.isEmpty)
    #expect(same.drift.hunks.count == 2)
  }
}
