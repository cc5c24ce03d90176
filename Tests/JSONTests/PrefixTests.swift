import JSON
import Testing

@Suite("JSON at the beginning of a longer text")
struct PrefixTests {
  @Test(
    "tells where the value ends",
    arguments: [
      ("{} rest", 0, 2), ("x {\"a\": [1]}\nmore", 2, 12), ("[1]]", 0, 3), ("12 34", 0, 2), ("\"a\"b", 0, 3),
      ("nullx", 0, 4),
    ])
  func complete(text: String, start: Int, end: Int) {
    guard case .complete(_, let found) = JSONValue.parsePrefix(Array(text.utf8), from: start) else {
      Issue.record("\(text) is complete")
      return
    }
    #expect(found == end)
  }

  @Test(
    "asks for more while something is open",
    arguments: [
      "{", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "[[]", "{\"a\": \"b", "", "  ", "[\"\\", "[\"\\u00",
      "{\"a\":{},",
    ])
  func incomplete(text: String) {
    guard case .incomplete = JSONValue.parsePrefix(Array(text.utf8)) else {
      Issue.record("\(text) is incomplete")
      return
    }
  }

  @Test(
    "says when more text cannot help",
    arguments: ["[1,]", "{a", "[tru", "{\"a\":01", "[1 2", "}", "[\"a\nb", "{\"a\":\"\\q"])
  func invalid(text: String) {
    guard case .invalid = JSONValue.parsePrefix(Array(text.utf8)) else {
      Issue.record("\(text) is invalid")
      return
    }
  }

  @Test("every cut of a value inside its braces is incomplete, except inside a word or number")
  func cuts() {
    let text = Array(#"{"a": [ "b\"c\u00e9", {"d": [] , "e":{} } ] }"#.utf8)
    for end in 1..<text.count {
      guard case .incomplete = JSONValue.parsePrefix(Array(text[..<end])) else {
        Issue.record("cut at \(end)")
        continue
      }
    }
  }

  @Test("searching tells how far the text was read")
  func searching() {
    let text = Array("[1 info] {\"a\":[true]} [".utf8)
    #expect(JSONValue.searchPrefix(text, from: 0).value == nil)
    #expect(JSONValue.searchPrefix(text, from: 0).end == 3)
    #expect(JSONValue.searchPrefix(text, from: 9).value == ["a": [true]])
    #expect(JSONValue.searchPrefix(text, from: 9).end == 21)
    #expect(JSONValue.searchPrefix(text, from: 22).end == text.count)
  }

  @Test("a start outside the text is no crash")
  func outside() {
    guard case .incomplete = JSONValue.parsePrefix(Array("1".utf8), from: 99) else {
      Issue.record("nothing is there")
      return
    }
  }
}
