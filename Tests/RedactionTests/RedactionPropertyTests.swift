import Redaction
import RedactionSupport
import Testing

@Suite struct RedactionPropertyTests {
  private static let alphabets: [[Character]] = [
    Array("abcdefghijklmnopqrstuvwxyz0123456789"), Array("ABCDEFabcdef0123456789-_.~"),
    Array("0123456789"), Array("ab"), Array("%25&amp;\\u0041=+/"),
    Array(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    Array("aé漢字😀ßЖ\u{7F}~ö"), Array("abc \t\n\r\"\\"), Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop+/="),
  ]
  private static let fillers = [
    "", " ", "x", "\"", "{\"name\": \"value\", \"n\": 12}", "a=b&c=d", "<a b=\"c\">d</a>", "\\", "%", "&",
    "=",
    "\r\n", "\n  ", "Bearer ", "‹", "‹secret:", "‹\\secret:c/s0›", ":", ",", "[1, ", "]", "é", "%2", "&#",
    "\\u00",
    "QUJDREVGRw==", "0a:1b", "12", "e", "-", ".",
  ]

  private static func text(_ letters: [Character], _ count: ClosedRange<Int>, _ random: inout SeededGenerator)
    -> String
  {
    String(
      (0..<Int.random(in: count, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
  }

  private static func cuts(_ count: Int, _ random: inout SeededGenerator) -> [Int] {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in Int.random(in: 0...count, using: &random) }
  }

  /// Forms that nobody puts into Base64: every character is escaped.
  private static let fullForms: [SecretForm] = [
    .percentFull, .percentFullLowercase, .jsonFull, .jsonFullUppercase, .xmlFull, .xmlFullHexadecimal,
    .xmlFullHexadecimalUppercase, .quotedFull,
  ]
  private static let base64Forms: [SecretForm] = [.base64, .base64Unpadded, .base64URL, .base64URLPadded]
  private static let hexadecimalForms = SecretForm.allCases.filter { $0.rawValue.hasPrefix("hex") }

  /// A value in up to three forms inside each other, the first the innermost.
  private static func spelled(
    _ value: String, identifier: String, _ random: inout SeededGenerator
  ) -> (text: [UInt8], forms: [SecretForm]) {
    var (text, forms) = (Array(value.utf8), [SecretForm]())
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let form = SecretForm.allCases.randomElement(using: &random),
        let encoded = form.encode(text, identifier: identifier)
      else { continue }
      // A whole encoding is looked for of the value itself and of one form of it, and may be escaped then.
      if form.isCharacterSet, !forms.isEmpty { continue }
      if form.isWhole, let first = forms.first {
        let isKnown =
          base64Forms.contains(form) && !fullForms.contains(first) && !first.isWhole
          || hexadecimalForms.contains(form) && first.isCharacterSet
        guard forms.count == 1, isKnown else { continue }
      }
      text = encoded
      forms.append(form)
    }
    return (text, forms)
  }

  @Test(arguments: 0..<40) func secretsInEveryFormAreFoundAndRestored(seed: Int) {
    var random = SeededGenerator(state: UInt64(seed))
    for _ in 0..<30 {
      var check = RedactionCheck()
      let values = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.text(Self.alphabets.randomElement(using: &random) ?? [], 8...40, &random)
      }
      for value in values { check.add(value, identifier: "demo") }
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        bytes += Array((Self.fillers.randomElement(using: &random) ?? "").utf8)
        bytes += Self.spelled(values.randomElement(using: &random) ?? "", identifier: "demo", &random).text
      }
      bytes += Array((Self.fillers.randomElement(using: &random) ?? "").utf8)
      let fault = check.fault(bytes, cuts: Self.cuts(bytes.count, &random))
      #expect(
        fault == nil,
        "seed \(seed), secrets \(values), text \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  /// With nothing of an escape around it, each planted form has a name and comes back byte for byte.
  @Test(arguments: 0..<40) func namedFormsComeBackExactly(seed: Int) {
    var random = SeededGenerator(state: UInt64(1000 + seed))
    for _ in 0..<30 {
      var check = RedactionCheck()
      let value = Self.text(Self.alphabets.randomElement(using: &random) ?? [], 8...40, &random)
      check.add(value, identifier: "demo")
      let (text, forms) = Self.spelled(value, identifier: "demo", &random)
      let bytes = Array("before (".utf8) + text + Array(") after".utf8)
      let fault = check.fault(bytes, isExact: true, cuts: Self.cuts(bytes.count, &random))
      #expect(fault == nil, "seed \(seed), secret \(value.debugDescription), forms \(forms)")
      if Redactor.masking(of: value) == .everywhere, !value.allSatisfy(\.isNumber) {
        #expect(check.redactor.redact(bytes) != nil, "secret \(value.debugDescription), forms \(forms)")
      }
    }
  }

  @Test(arguments: 0..<10) func anyBytesKeepTheProperties(seed: Int) {
    var random = SeededGenerator(state: UInt64(2000 + seed))
    var check = RedactionCheck()
    for value in [
      "canary-value", "s3cr+t/with=pad==", "a%41\\\"&amp;b", "ünïcödé✓key", "20481632", "p w + d", "key",
    ] {
      check.add(value, identifier: "demo")
    }
    let parts =
      Self.fillers + [
        "canary-value", "20481632", "%25", "&amp;", "Y2FuYXJ5LXZhbHVl", "\"key\"", "63616e617279",
      ]
    for _ in 0..<30 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes += Array((parts.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<4, using: &random) == 0 {
          bytes.append(UInt8.random(in: .min ... .max, using: &random))
        }
      }
      let fault = check.fault(bytes, cuts: bytes.indices.filter { bytes[$0] % 5 == 0 })
      #expect(fault == nil, "seed \(seed), bytes \(bytes)")
    }
  }
}
