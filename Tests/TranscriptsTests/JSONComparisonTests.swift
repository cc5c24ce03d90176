import JSON
import Testing
import Transcripts

@Suite("Comparing JSON values")
struct JSONComparisonTests {
  private func describe(_ old: String, _ new: String, wildcards: Bool = false) throws -> [String] {
    try JSONComparison.differences(
      JSONValue(parsing: old), JSONValue(parsing: new), wildcards: wildcards ? Wildcards() : nil
    ).map(\.description)
  }

  @Test(
    "the same by meaning",
    arguments: [
      ("1", "1.0"), ("-0", "0e5"), ("{\"a\": 1, \"b\": [2]}", "{\"b\": [2.0], \"a\": 1e0}"),
      ("[{\"a\": {\"b\": 1, \"c\": 2}}]", "[{\"a\": {\"c\": 2, \"b\": 1}}]"),
      ("{\"a\": 1, \"a\": 2}", "{\"a\": 1, \"a\": 2}"),
      ("\"\\u00e9\"", "\"é\""), ("[]", "[ ]"),
    ])
  func same(old: String, new: String) throws {
    #expect(try describe(old, new) == [])
  }

  @Test(
    "each difference has a place, a kind and both values",
    arguments: [
      (
        "{\"items\": [1, 2, {\"price\": 12.50}]}", "{\"items\": [1, 2, {\"price\": 13.00}]}",
        ["$.items[2].price: 12.50 -> 13.00 (value changed)"]
      ),
      ("{\"a\": 1}", "{}", ["$.a: 1 (missing)"]), ("{}", "{\"a b\": [1]}", ["$[\"a b\"]: [1] (new)"]),
      ("{\"a\": 1}", "{\"a\": \"1\"}", ["$.a: 1 -> \"1\" (type changed)"]),
      ("null", "[]", ["$: null -> [] (type changed)"]),
      ("true", "false", ["$: true -> false (value changed)"]),
      ("{\"a\": \"é\"}", "{\"a\": \"e\u{301}\"}", ["$.a: \"é\" -> \"e\u{301}\" (value changed)"]),
      (
        "{\"a\": 1, \"b\": 2, \"c\": 3}", "{\"c\": 4, \"d\": 5, \"a\": 1}",
        ["$.b: 2 (missing)", "$.c: 3 -> 4 (value changed)", "$.d: 5 (new)"]
      ),
      ("{\"a\": 1, \"a\": 2}", "{\"a\": 1}", ["$.a: 2 (missing)"]),
      (
        "12345678901234567890", "12345678901234567891",
        ["$: 12345678901234567890 -> 12345678901234567891 (value changed)"]
      ),
    ])
  func kinds(old: String, new: String, differences: [String]) throws {
    #expect(try describe(old, new) == differences)
  }

  @Test(
    "one element that comes or goes changes no other",
    arguments: [
      ("[1, 2, 3]", "[0, 1, 2, 3]", ["$[0]: 0 (new)"]), ("[1, 2, 3]", "[2, 3]", ["$[0]: 1 (missing)"]),
      ("[1, 2, 3, 4]", "[1, 3, 5, 4]", ["$[1]: 2 (missing)", "$[2]: 5 (new)"]),
      ("[1, 2, 3]", "[2, 3, 1]", ["$[0]: 1 (missing)", "$[2]: 1 (new)"]),
      ("[]", "[1, 2]", ["$[0]: 1 (new)", "$[1]: 2 (new)"]), ("[1.0, 2]", "[7, 1, 2.0]", ["$[0]: 7 (new)"]),
      ("[{\"a\": 1, \"b\": 2}, 5]", "[3, {\"b\": 2, \"a\": 1}, 5]", ["$[0]: 3 (new)"]),
      ("[1, 2, 3]", "[1, 9, 3]", ["$[1]: 2 -> 9 (value changed)"]),
      ("[[1, 2], [3]]", "[[1, 2, 4], [3]]", ["$[0][2]: 4 (new)"]),
      // The element that changed is known again by what stayed the same in it.
      (
        "[{\"id\": 1, \"n\": \"a\"}, {\"id\": 2, \"n\": \"b\"}]",
        "[{\"id\": 0, \"n\": \"z\"}, {\"id\": 1, \"n\": \"A\"}, {\"id\": 2, \"n\": \"b\"}]",
        ["$[0]: {\"id\":0,\"n\":\"z\"} (new)", "$[0].n -> $[1].n: \"a\" -> \"A\" (value changed)"]
      ),
      (
        "[{\"id\": 1, \"n\": \"a\"}, {\"id\": 2, \"n\": \"b\"}]", "[{\"id\": 2, \"n\": \"B\"}]",
        ["$[0]: {\"id\":1,\"n\":\"a\"} (missing)", "$[1].n -> $[0].n: \"b\" -> \"B\" (value changed)"]
      ),
    ])
  func elements(old: String, new: String, differences: [String]) throws {
    #expect(try describe(old, new) == differences)
  }

  @Test("both places and values are there for a renderer")
  func fields() throws {
    let differences = try JSONComparison.differences(
      JSONValue(parsing: "{\"a\": [1, {\"b\": 2}]}"), JSONValue(parsing: "{\"a\": [0, 1, {\"b\": \"2\"}]}"))
    #expect(
      differences == [
        JSONDifference(kind: .added, oldPath: nil, newPath: [.name("a"), .index(0)], old: nil, new: 0),
        JSONDifference(
          kind: .typeChanged, oldPath: [.name("a"), .index(1), .name("b")],
          newPath: [.name("a"), .index(2), .name("b")], old: 2, new: "2"),
      ])
  }

  @Test("wildcards count only when asked for")
  func wildcards() throws {
    let (old, new) = ("[{\"id\": \"[..]-x\"}, 1]", "[0, {\"id\": \"42-x\"}, 1]")
    #expect(try describe(old, new, wildcards: true) == ["$[0]: 0 (new)"])
    #expect(try describe(old, new).count == 2)
    #expect(try describe("[\"[..]\", 2]", "[\"x\", 3]", wildcards: true) == ["$[1]: 2 -> 3 (value changed)"])
  }

  @Test("the number of differences is bounded as asked")
  func limit() {
    let (old, new) = (JSONValue.array([1, 2, 3]), JSONValue.array(["a", "b", "c"]))
    #expect(JSONComparison.differences(old, new, limit: 2).count == 2)
  }

  @Test("long arrays with many differences end soon, and still tell what stayed")
  func long() {
    let count = 2_000
    let old = (0..<count).map { JSONValue($0) }
    #expect(JSONComparison.differences(.array(old), .array([-1] + old)).map(\.place) == ["$[0]"])
    let turned = JSONComparison.differences(.array(old), .array(old.reversed()), limit: 100_000)
    #expect(turned.count >= count - 1)
    let others = (0..<count).map { JSONValue(-1 - $0) }
    #expect(JSONComparison.differences(.array(old), .array(others), limit: 100_000).count == count)
    let mixed = (0..<count).map { JSONValue($0 &* 7919 % count) }
    #expect(!JSONComparison.differences(.array(old), .array(mixed)).isEmpty)
    let rows = (0..<300).map { _ in JSONValue.array((0..<20).map { JSONValue($0) }) }
    let otherRows = (0..<300).map { _ in JSONValue.array((0..<20).map { JSONValue(20 - $0) }) }
    #expect(JSONComparison.differences(.array(rows), .array(otherRows)).count == 1000)
  }

  @Test("deep values with wildcards at every level end soon")
  func deep() throws {
    let depth = 400
    let open = String(repeating: "[\"[..]\", ", count: depth)
    let close = String(repeating: "]", count: depth)
    #expect(try describe(open + "1" + close, open + "2" + close, wildcards: true).count == 1)
    let shifted = String(repeating: "[0, \"[..]\", ", count: depth)
    #expect(try !describe(open + "1" + close, shifted + "1" + close, wildcards: true).isEmpty)
  }
}
