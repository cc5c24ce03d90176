import JSON
import JSONPath
import Testing

@Suite("JSONPath and hostile input")
struct HostileTests {
  @Test("queries without end are refused, not followed")
  func deepQueries() {
    let many = 100_000
    #expect(
      fault("$" + String(repeating: "[?@", count: many / 2))?.message.contains("more than 32 deep") == true)
    #expect(fault("$[?" + String(repeating: "(", count: many))?.message.contains("more than 32 deep") == true)
    #expect(
      fault("$[?" + String(repeating: "!(", count: many / 2))?.message.contains("more than 32 deep") == true)
    #expect(
      fault("$[?" + String(repeating: "length(", count: 9_000))?.message.contains("more than 32 deep") == true
    )
    #expect(
      fault("$" + String(repeating: ".a", count: 200_000))?.message.contains("bytes and may have") == true)
    #expect(fault("$['" + String(repeating: "a", count: many) + "\u{1}']")?.range == many + 3..<many + 4)
    #expect((fault("$[?" + String(repeating: "a", count: many) + "]")?.description.utf8.count ?? 0) < 400)
    #expect(
      (fault("$[?" + String(repeating: "@.*", count: many / 2) + "]")?.description.utf8.count ?? 0) < 400)
  }

  @Test("long queries that are right work")
  func longQueries() throws {
    let depth = 500
    let json = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    #expect(try values("$" + String(repeating: "[0]", count: depth), in: json) == ["1"])
    #expect(try values("$" + String(repeating: "[*]", count: depth), in: json) == ["1"])
    #expect(try values("$" + String(repeating: ".a", count: 50_000), in: json) == [])
    #expect(try values("$" + String(repeating: "..a", count: 50_000), in: json) == [])
    let many = "$[?" + (0..<9_000).map { "@ == \($0)" }.joined(separator: " || ") + "]"
    #expect(try values(many, in: "[8999, 9000]") == ["8999"])
    let nested = "$" + String(repeating: "[?@", count: 30) + String(repeating: "]", count: 30)
    #expect(try values(nested, in: json).count == 1)
    let parentheses =
      "$[?" + String(repeating: "(", count: 30) + "@" + String(repeating: ")", count: 30) + "]"
    #expect(try values(parentheses, in: "[1]") == ["1"])
  }

  @Test(
    "searches without end are given up with a clear word",
    arguments: [
      "$..*..*", "$..*..*..*", "$[*, *, *, *, *][?count($..*) > 0]",
      "$..[?@..[?@ == $.x] || count($..*) == 1]",
      "$[?$[?$[?count($[*]) == 0]]]", "$..[?search($.text, '(a|a|a)*b')]", "$[?$ == $.copy]",
      "$[?length($.text) > $.text]",
    ])
  func work(query: String) throws {
    let wide = JSONValue.array((0..<2_000).map { _ in [1, [2]] })
    let text = String(repeating: "a", count: 20_000)
    let value: JSONValue = ["list": wide, "text": .string(text), "items": wide]
    let limits = JSONPathLimits(maximumWork: 20_000)
    let path = try JSONPath(
      query == "$[?$[?$[?count($[*]) == 0]]]" ? "$.list\(query.dropFirst())" : query, limits: limits)
    do throws(JSONPathError) {
      let nodes = try path.nodes(in: value)
      // What stays within its steps is small.
      #expect(nodes.count < 20_000)
    } catch {
      #expect(error.message == "the search takes more than 20000 steps and was given up")
      #expect(!error.range.isEmpty)
    }
  }

  @Test("the usual limit leaves room for large answers")
  func usualLimit() throws {
    let large = JSONValue.array((0..<50_000).map { ["id": JSONValue($0), "tags": ["a", "b"]] })
    #expect(try JSONPath("$[?@.id >= 25000 && @.tags[0] == 'a'].id").nodes(in: large).count == 25_000)
    #expect(try JSONPath("$..id").nodes(in: large).count == 50_000)
  }

  @Test("long filters inside filters of a deep value work")
  func rootAgain() throws {
    let depth = 500
    let json = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    let query = "$" + String(repeating: "[*]", count: 400)
    let again = query + String(repeating: "[?" + query, count: 30) + String(repeating: "]", count: 30)
    #expect(try values(again, in: json).count == 1)
  }

  @Test("no cut or changed query crashes")
  func mutations() {
    let queries = [
      "$.a..b[0, -1, 1:2:3, *, 'x\\u00e9', ?@.a == 1.5e3 && !(@.b || $.c[?@ < 2])]['k']",
      "$[?match(@.a, '[a-z]{2,3}(x|y)*\\\\p{L}') || length(value(@..b)) >= count(@.*)].é['\\uD83D\\uDE00']",
    ]
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let alphabet = Array("$@.[]()?*'\"\\,:!&|=<>-+ 019aeu{}^\u{0}é\n".unicodeScalars)
    for query in queries {
      let scalars = Array(query.unicodeScalars)
      for end in scalars.indices { _ = fault(text(scalars[..<end])) }
      for _ in 0..<4_000 {
        var changed = scalars
        for _ in 0...next(3) { changed[next(changed.count)] = alphabet[next(alphabet.count)] }
        let found = fault(text(changed[...]))
        #expect(found.map { $0.range.upperBound <= text(changed[...]).utf8.count } ?? true)
      }
    }
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
