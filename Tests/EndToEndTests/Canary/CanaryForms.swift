/// One way of writing a secret that a server may answer with.
struct CanaryForm: Sendable {
  var name: String
  var text: String
  /// So many characters at the beginning say nothing of the value.
  var padding: Int

  init(_ name: String, _ text: String, padding: Int = 0) {
    self.name = name
    self.text = text
    self.padding = padding
  }

  /// Whether it can stand in a header, a URL.
  var isOneLine: Bool { !text.contains { $0.isNewline } }
  var isURLSafe: Bool { text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}#".utf8.contains($0) } }
  /// As a string of JSON, without quotation marks; what is escaped for JSON stands as it is.
  var inJSON: String {
    if name.hasPrefix("JSON,") || name == "JSON" { return text }
    return text.reduce(into: "") { result, character in
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      case "\r\n": result += "\\r\\n"
      default: result.append(character)
      }
    }
  }
}

/// A secret in all forms, made by other programs and not by the code under test.
enum Canary {
  /// The value of the secret: a character for every rule of escaping, and beyond ASCII.
  static let value = CanaryForm.all[0].text
  /// The access token that the server gives.
  static let token = "Mint9/kT+zWq=77hGx"
}

extension CanaryForm {
  // swift-format-ignore
  static let all = [
    CanaryForm("raw", #"Zq7-kV/3a+"ö" =&<9'\~x%Wm4Pt>Lr8"#),
    CanaryForm("percent", "Zq7-kV%2F3a%2B%22%C3%B6%22%20%3D%26%3C9%27%5C~x%25Wm4Pt%3ELr8"),
    CanaryForm("percent, lower case", "Zq7-kV%2f3a%2b%22%c3%b6%22%20%3d%26%3c9%27%5c~x%25Wm4Pt%3eLr8"),
    CanaryForm("percent, reserved kept", "Zq7-kV/3a+%22%C3%B6%22%20=&%3C9'%5C~x%25Wm4Pt%3ELr8"),
    CanaryForm("percent, every byte", "%5A%71%37%2D%6B%56%2F%33%61%2B%22%C3%B6%22%20%3D%26%3C%39%27%5C%7E%78%25%57%6D%34%50%74%3E%4C%72%38"),
    CanaryForm("percent, every byte, lower case", "%5a%71%37%2d%6b%56%2f%33%61%2b%22%c3%b6%22%20%3d%26%3c%39%27%5c%7e%78%25%57%6d%34%50%74%3e%4c%72%38"),
    CanaryForm("percent, twice", "Zq7-kV%252F3a%252B%2522%25C3%25B6%2522%2520%253D%2526%253C9%2527%255C~x%2525Wm4Pt%253ELr8"),
    CanaryForm("form", "Zq7-kV%2F3a%2B%22%C3%B6%22+%3D%26%3C9%27%5C~x%25Wm4Pt%3ELr8"),
    CanaryForm("JSON", #"Zq7-kV/3a+\"ö\" =&<9'\\~x%Wm4Pt>Lr8"#),
    CanaryForm(#"JSON, \/"#, #"Zq7-kV\/3a+\"ö\" =&<9'\\~x%Wm4Pt>Lr8"#),
    CanaryForm(#"JSON, \u beyond ASCII"#, #"Zq7-kV/3a+\"\u00f6\" =&<9'\\~x%Wm4Pt>Lr8"#),
    CanaryForm(#"JSON, \u for all"#, #"\u005a\u0071\u0037\u002d\u006b\u0056\u002f\u0033\u0061\u002b\u0022\u00f6\u0022\u0020\u003d\u0026\u003c\u0039\u0027\u005c\u007e\u0078\u0025\u0057\u006d\u0034\u0050\u0074\u003e\u004c\u0072\u0038"#),
    CanaryForm(#"JSON, \u for all, upper case"#, #"\u005A\u0071\u0037\u002D\u006B\u0056\u002F\u0033\u0061\u002B\u0022\u00F6\u0022\u0020\u003D\u0026\u003C\u0039\u0027\u005C\u007E\u0078\u0025\u0057\u006D\u0034\u0050\u0074\u003E\u004C\u0072\u0038"#),
    CanaryForm("JSON in JSON", #"\"Zq7-kV/3a+\\\"ö\\\" =&<9'\\\\~x%Wm4Pt>Lr8\""#),
    CanaryForm("JSON in percent", "Zq7-kV%2F3a%2B%5C%22%C3%B6%5C%22%20%3D%26%3C9%27%5C%5C~x%25Wm4Pt%3ELr8"),
    CanaryForm("XML, named", #"Zq7-kV/3a+&quot;ö&quot; =&amp;&lt;9&apos;\~x%Wm4Pt&gt;Lr8"#),
    CanaryForm("HTML, named", #"Zq7-kV/3a+&quot;&ouml;&quot; =&amp;&lt;9&#39;\~x%Wm4Pt&gt;Lr8"#),
    CanaryForm("XML, decimal", "&#90;&#113;&#55;&#45;&#107;&#86;&#47;&#51;&#97;&#43;&#34;&#246;&#34;&#32;&#61;&#38;&#60;&#57;&#39;&#92;&#126;&#120;&#37;&#87;&#109;&#52;&#80;&#116;&#62;&#76;&#114;&#56;"),
    CanaryForm("XML, hexadecimal", "&#x5A;&#x71;&#x37;&#x2D;&#x6B;&#x56;&#x2F;&#x33;&#x61;&#x2B;&#x22;&#xF6;&#x22;&#x20;&#x3D;&#x26;&#x3C;&#x39;&#x27;&#x5C;&#x7E;&#x78;&#x25;&#x57;&#x6D;&#x34;&#x50;&#x74;&#x3E;&#x4C;&#x72;&#x38;"),
    CanaryForm("Base64, alignment 0", "WnE3LWtWLzNhKyLDtiIgPSY8OSdcfnglV200UHQ+THI4"),
    CanaryForm("Base64, alignment 1", "a1pxNy1rVi8zYSsiw7YiID0mPDknXH54JVdtNFB0PkxyOH0="),
    CanaryForm("Base64, alignment 2", "a2lacTcta1YvM2ErIsO2IiA9Jjw5J1x+eCVXbTRQdD5Mcjh9fQ=="),
    CanaryForm("Base64URL, alignment 0", "WnE3LWtWLzNhKyLDtiIgPSY8OSdcfnglV200UHQ-THI4"),
    CanaryForm("Base64URL, alignment 1", "a1pxNy1rVi8zYSsiw7YiID0mPDknXH54JVdtNFB0PkxyOH0"),
    CanaryForm("Base64URL, alignment 2", "a2lacTcta1YvM2ErIsO2IiA9Jjw5J1x-eCVXbTRQdD5Mcjh9fQ"),
    CanaryForm("Base64 of user:value", "ZGVtbzpacTcta1YvM2ErIsO2IiA9Jjw5J1x+eCVXbTRQdD5Mcjg="),
    CanaryForm("Base64 of form-encoded user:value", "ZGVtbzpacTcta1YlMkYzYSUyQiUyMiVDMyVCNiUyMislM0QlMjYlM0M5JTI3JTVDJTdFeCUyNVdtNFB0JTNFTHI4"),
    CanaryForm("Base64 of form-encoded user:value, ~ kept", "ZGVtbzpacTcta1YlMkYzYSUyQiUyMiVDMyVCNiUyMislM0QlMjYlM0M5JTI3JTVDfnglMjVXbTRQdCUzRUxyOA=="),
    CanaryForm("Base64 of percent", "WnE3LWtWJTJGM2ElMkIlMjIlQzMlQjYlMjIlMjAlM0QlMjYlM0M5JTI3JTVDfnglMjVXbTRQdCUzRUxyOA=="),
    CanaryForm("Base64 in percent", "az1acTcta1YvM2ErIsO2IiA9Jjw5J1x%2BeCVXbTRQdD5Mcjg%3D"),
    CanaryForm("Base64 of Base64", "V25FM0xXdFdMek5oS3lMRHRpSWdQU1k4T1NkY2ZuZ2xWMjAwVUhRK1RISTQ="),
    CanaryForm("Base64 of UTF-16", "WgBxADcALQBrAFYALwAzAGEAKwAiAPYAIgAgAD0AJgA8ADkAJwBcAH4AeAAlAFcAbQA0AFAAdAA+AEwAcgA4AA=="),
    CanaryForm("Base64 of UTF-16, big-endian", "AFoAcQA3AC0AawBWAC8AMwBhACsAIgD2ACIAIAA9ACYAPAA5ACcAXAB+AHgAJQBXAG0ANABQAHQAPgBMAHIAOA=="),
    CanaryForm("Base64 of ISO 8859-1", "WnE3LWtWLzNhKyL2IiA9Jjw5J1x+eCVXbTRQdD5Mcjg="),
    CanaryForm("payload of a JWT", "eyJzdWIiOiJkZW1vIiwia2V5IjoiWnE3LWtWLzNhK1wiXHUwMGY2XCIgPSY8OSdcXH54JVdtNFB0PkxyOCJ9", padding: 30),
    CanaryForm("data URL", "data:text/plain;base64,az1acTcta1YvM2ErIsO2IiA9Jjw5J1x+eCVXbTRQdD5Mcjg=", padding: 25),
    CanaryForm("Base64, wrapped at 64", "YSBsaW5lIG9mIHRleHQgYmVmb3JlIHRoZSB2YWx1ZSwgdG8gd3JhcCBpdDogWnE3\nLWtWLzNhKyLDtiIgPSY8OSdcfnglV200UHQ+THI4IGFuZCBhZnRlciBpdCwgdG9v", padding: 60),
    CanaryForm("Base64, wrapped at 76", "YSBsaW5lIG9mIHRleHQgYmVmb3JlIHRoZSB2YWx1ZSwgdG8gd3JhcCBpdDogICAgICAgWnE3LWtW\r\nLzNhKyLDtiIgPSY8OSdcfnglV200UHQ+THI4IGFuZCBhZnRlciBpdCwgdG9v", padding: 68),
    CanaryForm("hexadecimal", "5a71372d6b562f33612b22c3b622203d263c39275c7e7825576d3450743e4c7238"),
    CanaryForm("hexadecimal, upper case", "5A71372D6B562F33612B22C3B622203D263C39275C7E7825576D3450743E4C7238"),
    CanaryForm("hexadecimal of UTF-16", "5a00710037002d006b0056002f00330061002b002200f600220020003d0026003c00390027005c007e007800250057006d003400500074003e004c0072003800"),
    CanaryForm("ISO 8859-1 in percent", "Zq7-kV%2F3a%2B%22%F6%22%20%3D%26%3C9%27%5C~x%25Wm4Pt%3ELr8"),
    CanaryForm("UTF-8 read as ISO 8859-1", #"Zq7-kV/3a+"Ã¶" =&<9'\~x%Wm4Pt>Lr8"#),
    CanaryForm("quoted-printable", #"Zq7-kV/3a+"=C3=B6" =3D&<9'\~x%Wm4Pt>Lr8"#),
    CanaryForm("quoted-printable, wrapped", "Zq7-kV/3a+\"=C3=\r\n=B6\" =3D&<9'\\~x%Wm4Pt>Lr8"),
    CanaryForm("minted token", "Mint9/kT+zWq=77hGx"),
    CanaryForm("minted token, percent", "Mint9%2FkT%2BzWq%3D77hGx"),
  ]
}
