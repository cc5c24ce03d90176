import JSON
import Testing

@Suite("JSON printing")
struct PrintingTests {
  @Test("lays out with two blanks")
  func pretty() throws {
    let value = try JSONValue(parsing: #"{"a":1,"b":[],"c":{},"d":[true,{"e":null}],"f":"x"}"#)
    let expected = """
      {
        "a": 1,
        "b": [],
        "c": {},
        "d": [
          true,
          {
            "e": null
          }
        ],
        "f": "x"
      }
      """
    #expect(value.text(.pretty) == expected)
    #expect(JSONPrinter().text(try JSONDocument(parsing: value.text(.compact))) == expected)
    #expect(try JSONValue(parsing: "[]").text(.pretty) == "[]")
    #expect(try JSONValue(parsing: "1").text(.pretty) == "1")
  }

  @Test("escapes control characters and keeps the rest")
  func escapes() throws {
    let value = JSONValue.string("\"\\\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1B}\u{7F}\u{9B}é漢/\u{A0}")
    #expect(
      value.text(.compact) == "\"\\\"\\\\\\u0000\\b\\t\\n\\u000b\\f\\r\\u001b\\u007f\\u009bé漢/\u{A0}\"")
    #expect(try JSONValue(parsing: value.text(.compact)) == value)
  }

  @Test("a document keeps its own escapes, but bare controls that a terminal obeys are escaped")
  func documentText() throws {
    let document = try JSONDocument(parsing: "{\"\\u0061\": [\"\\ud800\\/\", \"x\u{9B}2J\u{7F}\", 1.00]}")
    #expect(
      JSONPrinter().text(document, .compact) == #"{"\u0061":["\ud800\/","x\u009b2J\u007f",1.00]}"#)
  }

  @Test("colours each kind and closes each colour on its line")
  func colours() throws {
    let palette = JSONPalette(name: "1", string: "2", number: "3", literal: "4", punctuation: "")
    let text = JSONPrinter(palette: palette).text(try JSONDocument(parsing: #"{"a":["b",1,null,{}]}"#))
    let escape = "\u{1B}["
    let expected = """
      {
        \(escape)1m"a"\(escape)0m: [
          \(escape)2m"b"\(escape)0m,
          \(escape)3m1\(escape)0m,
          \(escape)4mnull\(escape)0m,
          {}
        ]
      }
      """
    #expect(text == expected)
    #expect(JSONPrinter(palette: palette).text(try JSONValue(parsing: #"{"a":["b",1,null,{}]}"#)) == expected)
    let all = JSONPrinter(palette: JSONPalette(punctuation: "5")).text(
      try JSONValue(parsing: "[{},1]"), .compact)
    let mark = "\(escape)5m"
    let end = "\(escape)0m"
    #expect(all == "\(mark)[\(end)\(mark){}\(end)\(mark),\(end)\(escape)36m1\(end)\(mark)]\(end)")
  }

  @Test("writes in pieces, also around a string larger than a piece, and stops when the receiver fails")
  func pieces() throws {
    struct Full: Error {}
    let long = String(repeating: "x", count: 1000)
    let document = try JSONDocument(parsing: "[\"\(long)\",1,[\"\(long)\u{7F}\"]]")
    var bytes: [UInt8] = []
    var chunks = 0
    JSONPrinter().write(document, chunkBytes: 1) {
      bytes.append(contentsOf: $0)
      chunks += 1
    }
    #expect(chunks > 3)
    #expect(String(decoding: bytes, as: UTF8.self) == JSONPrinter().text(document))
    var calls = 0
    #expect(throws: Full.self) {
      try JSONPrinter().write(document, chunkBytes: 1) { (_: UnsafeRawBufferPointer) throws(Full) in
        calls += 1
        throw Full()
      }
    }
    #expect(calls == 1)
  }

  @Test("a value of any depth prints")
  func deepValue() {
    var value = JSONValue.number("1")
    for _ in 0..<2_000 { value = .array([value]) }
    #expect(value.text(.compact).utf8.count == 4_001)
  }
}
