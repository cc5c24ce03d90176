import Encodings
import Testing

@Suite struct EncodingsTests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64(text: String, encoded: String) {
    #expect(Base64.encode(text.utf8) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
    #expect(Base64.decode(encoded.prefix { $0 != "=" }) == Array(text.utf8))
  }

  @Test func base64ForURLs() {
    #expect(Base64.encodeForURL([0xFB, 0xFF]) == "-_8")
    #expect(Base64.decode("-_8") == [0xFB, 0xFF])
  }

  @Test(arguments: ["Z", "Zg=", "Zg===", "Z=g=", "Zm9v!", "Zm9vYg=a"]) func wrongBase64(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func percentEncoding() {
    #expect(PercentEncoding.encode("a b/ö~*") == "a%20b%2F%C3%B6~%2A")
    #expect(PercentEncoding.encode("a b/ö~*", .form) == "a+b%2F%C3%B6%7E*")
    #expect(PercentEncoding.encode("(a)", .component, lowercase: true) == "(a)")
    #expect(PercentEncoding.encode("/", lowercase: true) == "%2f")
  }

  @Test func percentDecoding() {
    #expect(PercentEncoding.decode("a%20b%2f%C3%B6+%zz%4") == "a b/ö+%zz%4")
    #expect(PercentEncoding.decode("a+b", plusIsBlank: true) == "a b")
    let pairs = PercentEncoding.pairs("a=1&b=x+y&c")
    #expect(pairs.map(\.name) == ["a", "b", "c"])
    #expect(pairs.map(\.value) == ["1", "x y", ""])
  }

  @Test func repairsOnlyWhatNoURLMayHold() {
    #expect(PercentEncoding.repairURL("http://h/a b?q=é%20{x}") == "http://h/a%20b?q=%C3%A9%20%7Bx%7D")
  }

  @Test func hexadecimal() {
    #expect(Hexadecimal.encode([0, 0xAB]) == "00ab")
    #expect(Hexadecimal.encode([0, 0xAB], uppercase: true) == "00AB")
    #expect(Hexadecimal.value(of: UInt8(ascii: "g")) == nil)
  }
}

@Suite struct TextDecodingTests {
  @Test func eachByteThatIsNoUTF8IsRead() {
    #expect(TextDecoding.lenient(Array("aöb".utf8)) == "aöb")
    #expect(TextDecoding.lenient([0x61, 0xF6, 0x62]) == "aöb")
    #expect(TextDecoding.lenient([0x80, 0x9F] + Array("ö漢😀".utf8) + [0xC3]) == "€Ÿö漢😀Ã")
    // Overlong, a half of a pair, and beyond the last character: no UTF-8.
    #expect(TextDecoding.lenient([0xC0, 0x80]) == "À€")
    #expect(TextDecoding.lenient([0xED, 0xA0, 0x80]) == "í\u{A0}€")
    #expect(TextDecoding.lenient([0xF4, 0x90, 0x80, 0x80]) == "ô\u{90}€€")
    #expect(TextDecoding.lenient([0xE0, 0x80, 0x80]) == "à€€" && TextDecoding.lenient([0xF0, 0x80]) == "ð€")
  }

  @Test(arguments: [false, true]) func utf16(isBigEndian: Bool) {
    let text = "Zürich 漢 😀"
    let bytes = TextDecoding.utf16(text, isBigEndian: isBigEndian)
    #expect(bytes.count == 2 * text.utf16.count)
    #expect(TextDecoding.utf16(bytes, isBigEndian: isBigEndian) == text)
    #expect(TextDecoding.isBigEndianUTF16(bytes) == isBigEndian)
    #expect(TextDecoding.utf16(bytes.dropLast(), isBigEndian: isBigEndian).last == "\u{FFFD}")
  }

  @Test func whatIsNoUTF16() {
    #expect(TextDecoding.isBigEndianUTF16(Array("plain text".utf8)) == nil)
    #expect(TextDecoding.isBigEndianUTF16([0, 0, 0, 0, 1, 0]) == nil)
    #expect(TextDecoding.isBigEndianUTF16([]) == nil)
  }

  @Test func windows1252() {
    #expect(TextDecoding.windows1252("aö€") == [0x61, 0xF6, 0x80])
    #expect(TextDecoding.windows1252("漢") == nil)
  }

  @Test func formsOfOtherWriters() {
    let text = "a b~*!'()/?é"
    #expect(PercentEncoding.encode(text, .formTilde) == "a+b~%2A%21%27%28%29%2F%3F%C3%A9")
    #expect(PercentEncoding.encode(text, .formStrict) == "a+b%7E%2A%21%27%28%29%2F%3F%C3%A9")
    #expect(PercentEncoding.encode(text, .formMarks, lowercase: true) == "a+b%7e*!%27()%2f%3f%c3%a9")
    #expect(PercentEncoding.encode(text, .path) == "a%20b~%2A%21%27%28%29/%3F%C3%A9")
    #expect(PercentEncoding.encode(text, .uri) == "a%20b~*!'()/?%C3%A9")
  }

  /// The right sides are what curl 7.88 sends, but for `%2e`, which newer ones take for a dot too.
  @Test(arguments: [
    ("/a/../b", "/b"), ("/a/./b", "/a/b"), ("/a/..", "/"), ("/a/.", "/a/"), ("/..", "/"), ("/../../a", "/a"),
    ("//a//../b", "//a/b"), ("/a//b", "/a//b"), ("/a/.../b", "/a/.../b"), ("/a/..b", "/a/..b"),
    ("/a?b=/../c", "/a?b=/../c"), ("/a/../?b=/./c", "/?b=/./c"), ("", ""), ("?a/../b", "?a/../b"),
    ("/a/%2e%2E/b", "/b"), ("/a/.%2e", "/"), ("/a/%2E/", "/a/"), ("/a/./../../b/", "/b/"), ("/.", "/"),
  ]) func dotSegmentsGoAsClientsSendThem(path: String, expected: String) {
    #expect(DotSegments.removed(from: "http://h.test:80" + path) == "http://h.test:80" + expected)
  }
}

@Suite struct EntityNameTests {
  @Test(arguments: [
    ("amp", 0x26), ("nbsp", 0xA0), ("yuml", 0xFF), ("euro", 0x20AC), ("hellip", 0x2026), ("Alpha", 0x391),
    ("omega", 0x3C9), ("Sigma", 0x3A3), ("sigmaf", 0x3C2), ("rarr", 0x2192), ("hArr", 0x21D4),
    ("diams", 0x2666),
    ("rang", 0x27E9), ("thetasym", 0x3D1),
  ])
  func names(name: String, scalar: UInt32) {
    #expect(EntityNames.scalar(of: name) == scalar)
  }

  @Test func onlyOldNamesMayLackTheirEnd() {
    #expect(EntityNames.mayLackSemicolon("copy") && EntityNames.mayLackSemicolon("amp"))
    #expect(!EntityNames.mayLackSemicolon("rarr") && !EntityNames.mayLackSemicolon("none"))
  }
}
