import JSON
import Testing

@Suite("JSON documents and values")
struct DocumentTests {
  @Test("notes names that stand twice in one object, also when written with escapes")
  func duplicates() throws {
    let document = try JSONDocument(
      parsing: "{\"a\":1,\n \"b\":{\"a\":2,\"x\":0},\n  \"\\u0061\":3, \"b\":[{\"c\":1},{\"c\":2,\"c\":3}]}")
    #expect(
      document.duplicateNames.map { "\($0.name) \($0.line):\($0.column)" } == ["a 3:3", "b 3:15", "c 3:35"])
    #expect(document.value["a"]?.intValue == 3)
    #expect(try JSONDocument(parsing: "{\"é\":1,\"e\u{301}\":2}").duplicateNames.isEmpty)
  }

  @Test("notes duplicates in large objects, nested ones too, and keeps no more than 100")
  func largeObjects() throws {
    let inner = (0..<200).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    let text = "{" + (0..<100).map { "\"k\($0)\":{\(inner)}" }.joined(separator: ",") + ",\"k7\":1,\"new\":2}"
    #expect(try JSONDocument(parsing: text).duplicateNames.map(\.name) == ["k7"])
    let many = "{" + [String](repeating: "\"a\":1", count: 1000).joined(separator: ",") + "}"
    #expect(try JSONDocument(parsing: many).duplicateNames.count == 100)
  }

  @Test("finds the place of a value by its path")
  func locations() throws {
    let document = try JSONDocument(parsing: "{\n  \"a\": [10, {\"b\": true}],\n  \"c\": 1\n}")
    #expect(document.location(of: [])?.line == 1)
    #expect(
      document.location(of: [.name("a"), .index(1), .name("b")]).map { [$0.line, $0.column] } == [2, 19])
    #expect(document.location(of: [.name("c")])?.line == 3)
    #expect(document.location(of: [.name("a"), .index(2)]) == nil)
    #expect(document.location(of: [.name("c"), .index(0)]) == nil)
  }

  @Test("reads members and elements")
  func access() throws {
    let value: JSONValue = ["a": [1, "x", true], "b": ["c": "d"]]
    #expect(value["a"]?[1]?.stringValue == "x")
    #expect(value["b"]?["c"] == "d")
    #expect(value["a"]?[3] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["a"]?["x"] == nil)
    #expect(try JSONValue(parsing: #"{"a":1,"a":2}"#)["a"]?.intValue == 2)
  }

  @Test("sets members in place, adds at the end, removes with nil")
  func editing() {
    var object: JSONObject = ["a": 1, "b": 2]
    object["a"] = "new"
    object["c"] = .null
    #expect(JSONValue.object(object).text() == #"{"a":"new","b":2,"c":null}"#)
    object["b"] = nil
    #expect(object.names == ["a", "c"])
    #expect(object.contains("c") && !object.contains("b"))
  }

  @Test(
    "whole numbers however written",
    arguments: [
      ("7", 7), ("7.0", 7), ("1e3", 1000), ("1200E-2", 12), ("-0", 0), ("9223372036854775807", Int.max),
      ("-9223372036854775808.0", Int.min), ("1.5", nil), ("9223372036854775808", nil), ("1e400", nil),
      ("1e-1", nil),
      ("1e99999999999999999999", nil), ("0e5", 0),
    ] as [(String, Int?)])
  func integers(text: String, expected: Int?) {
    #expect(JSONValue.number(text).intValue == expected)
  }

  @Test("numbers compare by exact value")
  func numberEquality() {
    #expect(JSONNumber.areEqual("1", "1.0"))
    #expect(JSONNumber.areEqual("10e-1", "1"))
    #expect(JSONNumber.areEqual("-0", "0.00"))
    #expect(!JSONNumber.areEqual("0.1", "0.10000000000000000000000001"))
    #expect(!JSONNumber.areEqual("1", "-1"))
    #expect(JSONNumber("-12.50e2")?.text == "-125e1")
    #expect(JSONNumber("0.00")?.text == "0")
  }

  @Test(
    "numbers are ordered by exact value",
    arguments: [
      ("-1e3", "-999.5"), ("-1", "-0.5"), ("-0.5", "0"), ("0", "1e-400"), ("0.5", "0.50000000000000000001"),
      ("9.99", "1e1"), ("12345678901234567890", "12345678901234567891"), ("1e399", "1e400"),
    ])
  func numberOrder(smaller: String, larger: String) throws {
    let (left, right) = (try #require(JSONNumber(smaller)), try #require(JSONNumber(larger)))
    #expect(left < right)
    #expect(!(right < left))
    #expect(!(left < left))
  }

  @Test("places are written short, or as RFC 9535 normalizes them")
  func paths() {
    let path: [JSONPathStep] = [
      .name("items"), .index(2), .name("it's"), .name("é1"), .name("1"), .name("\u{1F}"),
    ]
    #expect(path.shortPath == "$.items[2][\"it's\"].é1[\"1\"][\"\\u001f\"]")
    #expect(path.normalizedPath == "$['items'][2]['it\\'s']['é1']['1']['\\u001f']")
    #expect([JSONPathStep]().shortPath == "$")
  }

  @Test("numbers from Swift")
  func numbers() {
    #expect(JSONValue(5).text() == "5")
    #expect(JSONValue(0.5)?.text() == "0.5")
    #expect(JSONValue(Double.infinity) == nil)
  }
}
