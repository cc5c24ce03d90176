import Testing
import Transcripts

/// What two requests differ in, and what they are when the order does not count.
@Suite struct RequestComparisonTests {
  private static func request(_ url: String, _ body: String? = nil, type: String = "") -> HARRequest {
    HARRequest(method: "POST", url: url, body: body.map { .init(mimeType: type, bytes: Array($0.utf8)) })
  }

  private static func told(_ differences: [RequestDifference]) -> [String] {
    differences.map { "\($0.place): \($0.recorded ?? "-") -> \($0.asked ?? "-") (\($0.word))" }
  }

  private static func bodies(_ recorded: [UInt8], _ asked: [UInt8], type: String = "") -> [String] {
    let requests = [recorded, asked].map {
      HARRequest(method: "POST", url: "/", body: .init(mimeType: type, bytes: $0))
    }
    return told(RequestComparison(requests[0], requests[1], by: ==).bodyDifferences { $0 })
  }

  @Test(arguments: [
    ("https://h/p?b=1&a=2&b=0", "https://h/p?a=2&b=1&b=0"), ("https://h/p?", "https://h/p"),
    ("https://h/p", "https://h/p"),
    ("https://h/p?z&‹secret:c/a&b=c#percent›=1&k", "https://h/p?k&z&‹secret:c/a&b=c#percent›=1"),
  ])
  func parametersAreSortedByName(url: String, ordered: String) {
    #expect(Self.request(url).inOneOrder.url == ordered)
  }

  @Test(arguments: [
    (#"{"b": 1.0, "a": {"d": [2, 1], "c": null}}"#, "text/plain", #"{"a":{"c":null,"d":[2,1]},"b":1}"#),
    ("b=1&a=#2&a=&b=0", "application/x-www-form-urlencoded; charset=utf-8", "a=#2&a&b=1&b=0"),
    ("b=1&a=2", "text/plain", "b=1&a=2"), (#"{"b": 1,}"#, "application/json", #"{"b": 1,}"#),
    (#""b""#, "application/json", #""b""#), ("", "application/json", ""),
  ])
  func aBodyHasOneOrder(body: String, type: String, ordered: String) {
    #expect(Self.request("/", body, type: type).inOneOrder.body?.bytes == Array(ordered.utf8))
  }

  @Test func whatDiffersInTheOrderOnlyIsTheSame() {
    let form = "application/x-www-form-urlencoded"
    let (one, other) = (
      Self.request("https://h/p?a=1&b=2", "x=1&y=2", type: form),
      Self.request("https://h/p?b=2&a=1", "y=2&x=1", type: form)
    )
    #expect(one.inOneOrder.isSame(as: other.inOneOrder, by: ==))
    let comparison = RequestComparison(one, other, by: ==)
    #expect(comparison.addressDifferences.isEmpty && comparison.bodyDifferences { $0 }.isEmpty)
  }

  @Test(arguments: [
    (
      "https://a.test/x", "http://a.test:81/x", ["server: https://a.test -> http://a.test:81 (value changed)"]
    ),
    ("https://a.test", "/x", ["server: https://a.test -> - (missing)", "path segment 1: - -> /x (new)"]),
    (
      "https://a.test/1/2/3", "https://a.test/1/b/c",
      ["path segment 2: 2 -> b (value changed)", "path segment 3: 3 -> c (value changed)"]
    ),
    ("/1/2/2", "/1/2", ["path segment 3: /2 -> - (missing)"]),
    ("/1/2/3/4", "/1/x/4", ["path segment 2: /2/3 -> /x (value changed)"]),
    ("/?a", "/?a=", []),
  ])
  func anAddressIsComparedPartByPart(recorded: String, asked: String, differences: [String]) {
    let comparison = RequestComparison(Self.request(recorded), Self.request(asked), by: ==)
    #expect(Self.told(comparison.addressDifferences) == differences)
  }

  @Test func aDifferenceIsToldExactlyWhereARequestDoesNotMatch() {
    let pieces = ["a", "a=", "a=1", "=", "‹secret:c/k&l=1›=1"]
    let texts = pieces.flatMap { first in pieces.map { "\(first)&\($0)" } } + pieces + [""]
    let requests = texts.map {
      Self.request("https://h/p?\($0)", $0, type: "application/x-www-form-urlencoded")
    }
    let ordered = requests.map(\.inOneOrder)
    #expect(ordered.map(\.inOneOrder) == ordered)
    var wrong: [String] = []
    for (index, request) in requests.enumerated() {
      for (place, other) in requests.enumerated() {
        let comparison = RequestComparison(request, other, by: ==)
        let isSame = ordered[index].isSame(as: ordered[place], by: ==)
        let told = [comparison.addressDifferences, comparison.bodyDifferences { $0 }]
        if told.map(\.isEmpty) != [isSame, isSame] { wrong.append("\(texts[index]) \(texts[place])") }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func otherBodiesAreToldByTheFirstPlace() {
    #expect(Self.bodies([0xFF, 1, 2], [0xFF, 1, 3, 4]) == ["body: 3 B -> 4 B (from byte 3 on)"])
    #expect(
      Self.bodies(Array("ä\nöü".utf8), Array("ä\nöx".utf8)) == ["body: 7 B -> 6 B (from line 2, column 2 on)"]
    )
    #expect(
      Self.bodies(Array("ab".utf8), Array("abc".utf8)) == ["body: 2 B -> 3 B (from line 1, column 3 on)"])
    #expect(Self.bodies([], Array("abc".utf8)) == ["body: - -> 3 B (new)"])
    #expect(Self.bodies(Array("[1]".utf8), Array("[1,2]".utf8)) == ["body $[1]: - -> 2 (new)"])
  }

  @Test func sizesAreThoseOfWhatStandsBehindReferences() {
    let (one, other) = (Self.request("/", "a ‹secret:c/k› b"), Self.request("/", "a ‹secret:c/k› c"))
    let differences = RequestComparison(one, other, by: ==).bodyDifferences { bytes in
      Array(String(decoding: bytes, as: UTF8.self).replacing("‹secret:c/k›", with: "xy").utf8)
    }
    #expect(Self.told(differences) == ["body: 6 B -> 6 B (from line 1, column 6 on)"])
  }
}
