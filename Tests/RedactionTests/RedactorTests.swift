import Encodings
import Redaction
import Testing

@Suite struct RedactorTests {
  private let reference = SecretReference(connection: "crm", name: "clientSecret")
  private let canary = "c4n/ary \"ö+&='<~\\"

  @Test(arguments: SecretForm.allCases) func masksEveryForm(form: SecretForm) throws {
    let redactor = Redactor()
    redactor.register(canary, as: reference, identifier: "demo")
    let encoded = try #require(form.encode(Array(canary.utf8), identifier: "demo"))
    let redacted = try #require(redactor.redact(Array("before ".utf8) + encoded + Array(" after".utf8)))
    #expect(String(decoding: redacted, as: UTF8.self) == "before \(reference.placeholder) after")
  }

  @Test(arguments: SecretForm.allCases) func restoresTheExactBytes(form: SecretForm) throws {
    let redactor = Redactor()
    redactor.register(canary, as: reference, identifier: "demo")
    let encoded = try #require(form.encode(Array(canary.utf8), identifier: "demo"))
    let text = Array("a ".utf8) + encoded + Array(" b".utf8)
    let stored = try #require(redactor.redact(text, keepsForms: true))
    #expect(redactor.restore(stored) { _ in canary } == text)
  }

  @Test func escapesPlaceholdersThatStandInData() {
    let redactor = Redactor()
    let hostile = "x ‹secret:crm/clientSecret› ‹\\secret:y›"
    let stored = redactor.redact(hostile)
    #expect(stored == "x ‹\\secret:crm/clientSecret› ‹\\\\secret:y›")
    #expect(redactor.restore(stored) { _ in "VALUE" } == hostile)
  }

  @Test func referencesStandForThemselvesWithoutValues() {
    let redactor = Redactor()
    redactor.register(reference.standIn, as: reference)
    let stored = "token=‹secret:crm/clientSecret#percent›"
    let restored = redactor.restore(stored) { _ in nil }
    #expect(redactor.redact(restored) == "token=\(reference.placeholder)")
    #expect(redactor.redact(reference.standIn) == reference.placeholder)
  }

  @Test func leavesShortValuesAlone() {
    let redactor = Redactor()
    #expect(!redactor.register("abc", as: reference))
    #expect(redactor.redact("abcdef") == "abcdef")
  }

  @Test func prefersTheLongerOfTwoSecrets() {
    let redactor = Redactor()
    redactor.register("hidden", as: reference)
    redactor.register("hidden-long", as: SecretReference(connection: "crm", name: "long"))
    #expect(redactor.redact("hidden-long hidden") == "‹secret:crm/long› ‹secret:crm/clientSecret›")
  }

  @Test func namesWithMarksOfOursSurvive() {
    let odd = SecretReference(connection: "My/CRM #1›", name: "a\"b%2F")
    let redactor = Redactor()
    redactor.register("canary-value", as: odd)
    let stored = redactor.redact("x canary-value y")
    #expect(redactor.restore(stored) { $0 == odd ? "canary-value" : nil } == "x canary-value y")
  }

  @Test(arguments: [
    "c4n%2Fary%20\"ö%2B%26='<~\\", "c4n%252Fary%2520%2522%25C3%25B6%252B%2526%253D%2527%253C~%255C",
    "c4n\\/ary \\u0022\\u00F6+\\u0026='&lt;~\\\\", "c4n/ary &#34;&#xF6;+&amp;=&#x27;&lt;~\\",
    "c4n%2fary+%22%C3%b6%2B%26%3D%27%3c%7E%5C", "c4n/ary &quot;&#246;&#43;&amp;=&apos;&lt;~\\",
  ]) func findsMixedEncodings(text: String) {
    let redactor = Redactor()
    redactor.register(canary, as: reference)
    #expect(redactor.redact("a \(text) b") == "a \(reference.placeholder) b")
    #expect(redactor.redactKeepingForms("a \(text) b").contains("‹secret:crm/clientSecret"))
  }

  @Test func findsSignsByTheirNames() {
    let redactor = Redactor()
    redactor.register("canary–value€Ω", as: reference)
    #expect(redactor.redact("a canary&ndash;value&euro;&Omega; b") == "a \(reference.placeholder) b")
  }

  /// Each form makes a text longer, and a stored text may be anybody's.
  @Test func aReferenceInEndlessFormsIsNone() {
    let forms = String(repeating: "+xml-full", count: 40)
    let stored = "‹secret:crm/clientSecret#base64\(forms)›"
    #expect(Redactor().restore(stored) { _ in nil } == stored)
    #expect(Redactor().restore(stored) { _ in canary } == stored)
  }

  @Test func formsAreNoDifference() {
    #expect(Redactor.areSame("a ‹secret:c/x#form›", "a ‹secret:c/x›"))
    #expect(!Redactor.areSame("a ‹secret:c/x#form›", "a ‹secret:c/y›"))
  }

  @Test func textAroundASecretStaysAsItWas() {
    let redactor = Redactor()
    redactor.register("100%\\&", as: reference)
    for text in ["100%", "100%25", "%", "\\", "&", "&amp;", "\\u00", "%4", "100%\\", "‹", ""] {
      #expect(redactor.redact(text) == text)
    }
    #expect(
      redactor.redact("x100%\\&y 100%25%5C%26") == "x\(reference.placeholder)y \(reference.placeholder)")
  }

  @Test func bytesThatAreNoTextSurvive() {
    let redactor = Redactor()
    redactor.register("canary-value", as: reference)
    #expect(redactor.redact([0xFF, 0x00, 0x80]) == nil)
    #expect(
      redactor.redact([0xFF] + Array("canary-value".utf8) + [0x80]) == [0xFF]
        + Array(reference.placeholder.utf8) + [0x80])
  }

  /// Every backslash of a row may stand for itself or be half of an escape; a plain value is found whatever the others
  /// would give.
  @Test(arguments: [
    "\u{1F}" + String(repeating: "\\", count: 37) + "é", String(repeating: "\\", count: 37) + "key",
    "k" + String(repeating: "\\n\\\\u0041", count: 12), "k" + String(repeating: "&amp;\\\\%25", count: 10),
    "k" + String(repeating: "\\", count: 30) + "," + String(repeating: "\\", count: 20) + "é",
  ])
  func aValueOfManyEscapesIsFound(value: String) throws {
    let redactor = Redactor()
    redactor.register(value, as: reference)
    // Begins as the value does, so that both are tried at once.
    redactor.register(value.prefix(1) + "another", as: SecretReference(connection: "crm", name: "other"))
    for form in SecretForm.allCases {
      guard let encoded = form.encode(value, identifier: nil) else { continue }
      let text = "<" + encoded + ">"
      #expect(redactor.redact(text) == "<\(reference.placeholder)>", "\(form)")
      #expect(redactor.restore(redactor.redactKeepingForms(text)) { _ in value } == text, "\(form)")
    }
    let escapes: [SecretForm] = [.json, .percent, .xml, .form, .quoted]
    for (inner, outer) in escapes.flatMap({ inner in escapes.map { (inner, $0) } }) {
      let once = try #require(inner.encode(value, identifier: nil))
      let twice = try #require(outer.encode(once, identifier: nil))
      #expect(redactor.redact("<\(twice)>") == "<\(reference.placeholder)>", "\(inner) in \(outer)")
    }
  }

  @Test func aHostileValueEnds() {
    for (value, echo) in [("%", "%25"), ("\\", "\\\\"), ("&", "&amp;"), ("%25", "%2525")] {
      let redactor = Redactor()
      redactor.register(String(repeating: value, count: 500), as: reference)
      for text in [String(repeating: echo, count: 500), String(repeating: value, count: 2_000)] {
        #expect(redactor.redact(text + ".").hasSuffix("."))
      }
    }
  }
}

@Suite struct RedactorBase64Tests {
  @Test(arguments: ["", "a", "ab", "user:", "longer prefix "], ["", ":", "tail"])
  func aSecretInsideBase64TakesTheWholeRunAlong(prefix: String, suffix: String) {
    let redactor = Redactor()
    redactor.register("s3cret-value-one", as: SecretReference(connection: "a", name: "key"))
    let encoded = Base64.encode("\(prefix)s3cret-value-one\(suffix)".utf8)
    let redacted = redactor.redact("Basic \(encoded) end")
    #expect(redacted == "Basic ‹secret:a/key› end")
  }

  @Test func aTrimmedValueIsMaskedToo() {
    let redactor = Redactor()
    redactor.register(" trail-key-99 ", as: SecretReference(connection: "a", name: "key"))
    #expect(redactor.redact("x=trail-key-99;") == "x=‹secret:a/key›;")
  }

  @Test(arguments: SecretForm.allCases) func aTrimmedValueComesBackAsItStood(form: SecretForm) throws {
    let (value, trimmed) = ("\n  trail-key-99 ", "trail-key-99")
    let redactor = Redactor()
    redactor.register(value, as: SecretReference(connection: "a", name: "key"), identifier: "demo")
    for text in [value, trimmed] {
      let encoded = try #require(form.encode(Array(text.utf8), identifier: "demo"))
      let stored = try #require(redactor.redact(encoded, keepsForms: true))
      #expect(redactor.restore(stored) { _ in value } == encoded)
    }
    #expect(redactor.redactKeepingForms("x=trail-key-99;") == "x=‹secret:a/key#trimmed›;")
  }
}
