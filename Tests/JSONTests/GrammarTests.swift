import JSON
import Testing

@Suite("JSON grammar")
struct GrammarTests {
  @Test(
    "accepts what RFC 8259 accepts",
    arguments: [
      "{}", "[]", "null", "true", "false", "\"\"", "0", "-0", "12.5e-3", "1E+2", "1e400",
      " \t\r\n[ 1 , 2 ] \n",
      "[[[]]]", #"{"":0}"#, #"{"a":{"a":{"a":[{}]}}}"#, #""\"\\\/\b\f\n\r\t\u0041""#, #""\ud83d\ude00""#,
      #""\ud800""#, #""\udc00x""#, #""\ud800\ud800""#, "\"\u{7F}\"", "\"é漢😀\u{2028}\"",
      "123456789012345678901234567890.123456789", "\u{FEFF}{}", #"["\u0000"]"#,
    ])
  func accepts(text: String) throws {
    let value = try JSONValue(parsing: text)
    let again = try JSONValue(parsing: value.text(.pretty))
    #expect(again == value)
    #expect(try JSONValue(parsing: value.text(.compact)) == value)
  }

  @Test(
    "refuses what RFC 8259 refuses, with line and column",
    arguments: [
      ("", 1, 1, "empty"), ("  ", 1, 3, "ends where a value"), ("[1,2,]", 1, 6, "remove the comma"),
      ("{\"a\":1,}", 1, 8, "remove the comma"), ("[1 2]", 1, 4, "comma or ]"),
      ("{'a':1}", 1, 2, "double quotes"),
      ("{a:1}", 1, 2, "\"a\""), ("{\"a\" 1}", 1, 6, "colon"), ("{\"a\":1 \"b\":2}", 1, 8, "comma or }"),
      ("[01]", 1, 2, "may not begin with 0"), ("[+1]", 1, 2, "may not begin with +"), ("[.5]", 1, 2, "0.5"),
      ("[1.]", 1, 4, "decimal point"), ("[1e]", 1, 4, "exponent"), ("[-]", 1, 3, "minus"),
      ("-", 1, 2, "minus"),
      ("[0x10]", 1, 3, "comma or ]"), ("[NaN]", 1, 2, "NaN"), ("[Infinity]", 1, 2, "Infinity"),
      ("[True]", 1, 2, "write true"), ("[None]", 1, 2, "write null"), ("[abc]", 1, 2, "\"abc\""),
      ("// x\n1", 1, 1, "no comments"), ("[1, // x\n2]", 1, 5, "no comments"), ("{}x", 1, 3, "complete"),
      ("1 2", 1, 3, "complete"), ("\"a\nb\"", 1, 3, "line end"), ("\"a\tb\"", 1, 3, "tab"),
      ("\"\\x41\"", 1, 2, "no escape \\x"), ("\"\\u12g4\"", 1, 2, "four hexadecimal"),
      ("\"abc", 1, 1, "not closed"),
      ("[1,\n 2", 2, 3, "opened on line 1"), ("{\n\"a\": [1}\n", 2, 8, "does not close the array"),
      ("[\"é漢\", x]", 1, 8, "x"), ("{\r\n\"a\":\r\nx}", 3, 1, "x"), ("[tru]", 1, 2, "tru"),
      ("]", 1, 1, "before ]"),
      ("[,1]", 1, 2, "before ,"), ("{,}", 1, 2, "extra comma"), ("\u{1}", 1, 1, "U+0001"),
      ("[1]]", 1, 4, "complete"),
    ])
  func refuses(text: String, line: Int, column: Int, words: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.line == line, "\(text): \(error?.description ?? "")")
    #expect(error?.column == column, "\(text): \(error?.description ?? "")")
    #expect(error?.message.contains(words) == true, "\(text): \(error?.description ?? "")")
  }

  @Test("keeps the text of numbers and the order of members")
  func keepsText() throws {
    let value = try JSONValue(parsing: #"{"z":1.1000,"a":1E2,"m":100000000000000000000001}"#)
    #expect(value.objectValue?.names == ["z", "a", "m"])
    #expect(value.text(.compact) == #"{"z":1.1000,"a":1E2,"m":100000000000000000000001}"#)
  }

  @Test("decodes escapes; a lone surrogate becomes the replacement character")
  func decodes() throws {
    #expect(try JSONValue(parsing: #""\u00e9\n\ud83d\ude00\/""#) == "é\n😀/")
    #expect(try JSONValue(parsing: #""a\ud800b""#) == "a\u{FFFD}b")
    #expect(try JSONValue(parsing: #""\ud800\u0041""#) == "\u{FFFD}A")
  }

  @Test(
    "refuses malformed UTF-8 at its place",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xC3], [0x80],
    ] as [[UInt8]])
  func refusesMalformed(bytes: [UInt8]) {
    let text = Array("[\"a".utf8) + bytes + Array("\"]".utf8)
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset == 3)
    #expect(error?.message.contains("UTF-8") == true)
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x5B] + bytes) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x31] + bytes) }
  }

  @Test("names UTF-16 for what it is")
  func utf16() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: [0xFF, 0xFE, 0x7B, 0x00] as [UInt8])
    }
    #expect(error?.message.contains("UTF-16") == true)
  }

  @Test("100,000 levels give an error, not a crash")
  func deep() throws {
    for (opening, closing) in [("[", "]"), ("{\"a\":", "}")] {
      let deep = String(repeating: opening, count: 100_000)
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
      #expect(error?.message.contains("512") == true)
      let allowed = String(repeating: opening, count: 512) + "1" + String(repeating: closing, count: 512)
      #expect(try JSONValue(parsing: allowed).text(.compact) == allowed)
    }
    let deep = String(repeating: "[", count: 3) + String(repeating: "]", count: 3)
    #expect(throws: JSONError.self) { try JSONValue(parsing: deep, limits: JSONLimits(maximumDepth: 2)) }
  }

  @Test("refuses more bytes than allowed")
  func size() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: "[1,2,3]", limits: JSONLimits(maximumBytes: 6))
    }
    #expect(error?.message.contains("7 bytes") == true)
  }

  @Test("random changes never crash, and what is accepted prints and reads back")
  func mutations() throws {
    var random = SplitMix(state: 42)
    let seeds = [
      #"{"name":"é\u00e9\ud83d","list":[1,-2.5e+10,true,false,null,{}],"deep":[[[["x"]]]],"a":{"b":"c\\\"d"}}"#,
      "[\n  1,\n  2.0,\n  \"abcdefghijklmnopqrstuvwxyz\u{7F}\u{85}\"\n]", #"{"a":1,"a":2,"\u0061":3}"#,
    ].map { Array($0.utf8) }
    let letters =
      Array("{}[]\",:\\u0123456789eE+-.tfn \n\t".utf8) + [0x00, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF0, 0xFF]
    var accepted = 0
    for round in 0..<10_000 {
      var text = seeds[round % seeds.count]
      for _ in 0...random.next(4) {
        let at = random.next(text.count)
        switch random.next(4) {
        case 0: text[at] = letters[random.next(letters.count)]
        case 1: text.insert(letters[random.next(letters.count)], at: at)
        case 2 where text.count > 1: text.remove(at: at)
        default: text.removeSubrange(at..<min(text.count, at + random.next(3)))
        }
        if text.isEmpty { text = [0x20] }
      }
      guard let document = try? JSONDocument(parsing: text) else {
        _ = JSONValue.parsePrefix(text)
        continue
      }
      accepted += 1
      let value = document.value
      for style in [JSONStyle.compact, .pretty] {
        #expect(try JSONValue(parsing: JSONPrinter().text(document, style)) == value)
        #expect(try JSONValue(parsing: value.text(style)) == value)
      }
    }
    #expect(accepted > 200)
  }
}

/// A small random source with a fixed seed.
struct SplitMix {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(max(1, bound)))
  }
}
