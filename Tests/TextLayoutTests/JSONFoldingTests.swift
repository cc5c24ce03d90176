import JSON
import Testing
import TextLayout

@Suite struct JSONFoldingTests {
  private func folded(_ value: JSONValue, _ columns: Int, lines: Int, isUTF8: Bool = true) -> [String] {
    JSONFolding(TextScreen(columns: columns, isUTF8: isUTF8), lines: lines).lines(of: value).map(\.text)
  }

  private func record(_ id: Int) -> JSONValue {
    ["id": .number("\(id)"), "name": .string("日本 🇩🇪 \(id)"), "tags": ["a", "b"]]
  }

  private var answer: JSONValue {
    [
      "count": 5000, "records": .array((0..<5000).map(record)),
      "meta": ["links": ["self": ["href": "/x", "method": "GET"]], "empty": [:], "none": []],
      "text": .string(String(repeating: "Lorem ipsum, ", count: 100)),
    ]
  }

  @Test func aSmallValueIsShownWhole() throws {
    let value: JSONValue = ["a": [1, [], [:], "x\u{1B}\n\"", nil ?? .null], "b": ["c": true]]
    #expect(folded(value, 80, lines: 40).joined(separator: "\n") == value.text(.pretty))
    let palette = JSONPalette(name: "1", string: "2", number: "3", literal: "4", punctuation: "5")
    let lines = JSONFolding(TextScreen(columns: 80), lines: 40).lines(of: value)
    #expect(
      lines.map { $0.painted(palette) }.joined(separator: "\n")
        == JSONPrinter(palette: palette).text(value, .pretty))
    for scalar in [JSONValue.null, 7, "x", true, [], [:]] {
      #expect(folded(scalar, 40, lines: 1) == [scalar.text()])
    }
  }

  @Test func theHeadAndTheShapeOfALargeValue() {
    #expect(
      folded(answer, 40, lines: 20) == [
        "{",
        "  \"count\": 5000,",
        "  \"records\": [",
        "    {",
        "      \"id\": 0,",
        "      \"name\": \"日本 🇩🇪 0\",",
        "      \"tags\": […] 2 elements",
        "    },",
        "    … 4,999 more elements",
        "  ],",
        "  \"meta\": {",
        "    \"links\": {",
        "      \"self\": {…} 2 members",
        "    },",
        "    \"empty\": {},",
        "    \"none\": []",
        "  },",
        "  \"text\": \"Lorem ips…\" 1,300 characters",
        "}",
      ])
  }

  @Test func moreRoomShowsMore() {
    #expect(
      folded(answer, 80, lines: 40) == [
        "{",
        "  \"count\": 5000,",
        "  \"records\": [",
        "    {",
        "      \"id\": 0,",
        "      \"name\": \"日本 🇩🇪 0\",",
        "      \"tags\": [",
        "        \"a\",",
        "        \"b\"",
        "      ]",
        "    },",
        "    {",
        "      \"id\": 1,",
        "      \"name\": \"日本 🇩🇪 1\",",
        "      \"tags\": [",
        "        \"a\",",
        "        \"b\"",
        "      ]",
        "    },",
        "    … 4,998 more elements",
        "  ],",
        "  \"meta\": {",
        "    \"links\": {",
        "      \"self\": {",
        "        \"href\": \"/x\",",
        "        \"method\": \"GET\"",
        "      }",
        "    },",
        "    \"empty\": {},",
        "    \"none\": []",
        "  },",
        "  \"text\": \"Lorem ipsum, Lorem ipsum, Lorem ipsum, Lorem ipsu…\" 1,300 characters",
        "}",
      ])
  }

  @Test func manyNumbersAndManyMembers() {
    #expect(
      folded(.array((0..<5000).map { JSONValue($0) }), 200, lines: 6)
        == ["[", "  0,", "  1,", "  2,", "  … 4,997 more elements", "]"])
    let members = JSONObject((0..<30).map { JSONObject.Member("m\($0)", [1, 2]) })
    #expect(
      folded(.object(members), 40, lines: 5, isUTF8: false)
        == ["{", "  \"m0\": [...] 2 elements,", "  \"m1\": [...] 2 elements,", "  ... 28 more members", "}"])
  }

  @Test func textsAreCutBetweenCharacters() {
    let text = String(repeating: "👩‍👩‍👧\u{1B}", count: 1000)
    #expect(folded(.string(text), 40, lines: 1) == ["\"👩‍👩‍👧\\u001b👩‍👩‍👧\\u001b👩‍👩‍👧…\" 6,000 characters"])
    #expect(folded(["\u{202E}abc": "\u{2066}x"], 40, lines: 5)[1] == "  \"\\u202Eabc\": \"\\u2066x\"")
  }

  @Test func namesAndNumbersAreCutToo() {
    let name = String(repeating: "n", count: 100)
    let number = String(repeating: "9", count: 1000)
    let shown = folded([.init(name): .number(number)], 40, lines: 5)
    #expect(shown == ["{", "  \"nnnnnnnnnnnnnnnnnnnn…\": 99999… 1,000 characters", "}"])
    #expect(folded(.number(number), 40, lines: 5) == ["999999999999999999999… 1,000 characters"])
  }

  @Test func linesAndColumnsAreKept() {
    let hostile: [JSONValue] = [
      answer, .array((0..<200).map(record)), [[[[[[[[[[1, 2, 3], 4], 5]]]]]]]],
      .object(JSONObject((0..<50).map { .init("x\($0)", .array([record($0), record($0)])) })),
    ]
    for value in hostile {
      for lines in [1, 2, 3, 4, 5, 7, 10, 24, 60, 200] {
        for columns in [40, 80, 200] {
          let shown = folded(value, columns, lines: lines)
          #expect(shown.count <= lines)
          for line in shown { #expect(displayWidth(of: line) <= columns) }
        }
      }
    }
  }
}
