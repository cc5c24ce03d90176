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
